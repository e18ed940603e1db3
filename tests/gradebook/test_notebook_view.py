"""The class report in a notebook, without the notebook."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.gradebook import open_class
from exercises.gradebook.notebook_view import TheClass
from tests.gradebook.figures import graded_class


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("class") / "hand-ins"
    graded_class(place, ("iron_dome", "form_a", "form_b"), 12)
    return place.parent


@pytest.fixture(scope="module")
def the_class(folder) -> TheClass:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return open_class("hand-ins")


VIEWS = {
    "summary": lambda one: one.summary(),
    "progress": lambda one: one.progress(),
    "splits": lambda one: one.splits(),
    "questions": lambda one: one.questions("01_sourcing"),
    "contested": lambda one: one.contested(),
    "heat": lambda one: one.heat("reporter-cues"),
    "agreement": lambda one: one.agreement(),
    "before and after": lambda one: one.before_and_after(),
    "conversations": lambda one: one.conversations(),
    "figures": lambda one: one.figures(),
}


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_is_drawn_and_can_be_read_as_text(the_class, name):
    shown = VIEWS[name](the_class)
    assert shown._repr_html_().count('class="crn-report tex2jax_ignore mathjax_ignore"') == 1
    text = repr(shown)
    assert text.strip()
    assert "<" not in text.replace("<h2", "")


@pytest.mark.parametrize("name", VIEWS)
def test_whatever_takes_the_focus_keeps_the_notebooks_keys_off(the_class, name):
    drawn = VIEWS[name](the_class)._repr_html_()
    for tag in ("<summary", '<div class="wide"'):
        assert drawn.count(tag) == drawn.count(f'{tag} data-lm-suppress-shortcuts="true"')


def test_a_class_tells_how_many_readers_it_has(the_class):
    assert repr(the_class).startswith("12 readers, graded.")


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda one: one.questions("02_sorcing"), "Did you mean “01_sourcing”?"),
        (lambda one: one.heat("reporter-cue"), "Did you mean “reporter-cues”?"),
    ],
)
def test_a_name_that_is_not_there_is_a_sentence_with_the_nearest_one(the_class, ask, told):
    with pytest.raises(KitError, match="There is no") as error:
        ask(the_class)
    assert told in str(error.value)


def test_a_place_without_hand_ins_is_a_sentence_that_says_how_to_try_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KitError, match="sample-class"):
        open_class("nowhere")
