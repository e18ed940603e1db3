from __future__ import annotations

import pytest

from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.english import lemma, spelling
from exercises.text.lookalikes import see_through


def sentences(text: str) -> list[str]:
    draft = read_draft(text)
    return [draft.words(s.start, s.end).rstrip(".") for s in draft.sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sec. Moss met Mr. Reed. They spoke.", ["Sec. Moss met Mr. Reed", "They spoke"]),
        ("The U.S. said so. It is new.", ["The U.S. said so", "It is new"]),
        ("He went to the U.S. He stayed.", ["He went to the U.S", "He stayed"]),
        ("In Washington, D.C., they met.", ["In Washington, D.C., they met"]),
        ("It is new. Two stayed.", ["It is new", "Two stayed"]),
        ("It is new!\nBen left", ["It is new!", "Ben left"]),
        ("It cost 1.5 times as much.", ["It cost 1.5 times as much"]),
    ],
)
def test_abbreviations_do_not_end_a_sentence(text, parts):
    assert sentences(text) == parts


def test_a_question_and_its_answer_are_one_unit():
    draft = read_draft("It rains. And the bridge? It is new. Ben left.")
    assert [draft.words(u.start, u.end) for u in draft.units] == ["It rains.", "And the bridge? It is new.", "Ben left."]


@pytest.mark.parametrize(
    "forms", ["delay delays delayed delaying", "stop stops stopped stopping", "met meet meets meeting"]
)
def test_all_forms_of_a_word_have_one_key(forms):
    assert len({lemma(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("defence", "defense"), ("emphasising", "emphasizing"), ("neighbours", "neighbors")]
)
def test_british_spelling_is_american_spelling(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"), [("rate", "rocket"), ("welcome", "well"), ("hour", "horror"), ("Israelis", "Israel")]
)
def test_other_words_have_other_keys(one, other):
    assert lemma(one) != lemma(other)


@pytest.mark.parametrize(
    ("text", "seen", "disguised"),
    [
        ("tеrrorists", "terrorists", ("terrorists",)),
        ("mili\u200btants", "militants", ("militants",)),
        ("terr0rist", "terrorist", ("terr0rist",)),
        ("soft\u00adware", "software", ()),
        ("ｂridge", "bridge", ()),
        ("P5 and F35", "P5 and F35", ()),
        ("naïve café", "naïve café", ()),
        ("привет", "привет", ()),
    ],
)
def test_letters_are_seen_as_a_reader_sees_them(text, seen, disguised):
    assert see_through(text) == (seen, disguised)
