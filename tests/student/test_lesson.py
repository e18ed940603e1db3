from __future__ import annotations

import json
import re

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

from exercises.base.errors import Message
from exercises.cards import open_desk
from exercises.lesson_data.content import read_lesson
from exercises.questions import grade
from exercises.student.history import result_as_data
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson
from tests import library
from tests.each import each, named

KINDS = {kind: kind for kind in sorted(library.QUESTIONS)}


def events(lesson) -> list[dict]:
    return [json.loads(line) for line in lesson._work.journal.path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def assessed(tmp_path) -> Lesson:
    """A lesson whose one question is assessed, as a student has it: without the key."""
    table = library.question("choice", "answer", "feedback", "worked", assessed=True)
    folder = library.write_lesson(tmp_path / "library", [table])
    return Lesson(read_lesson(folder), Journal(tmp_path / "my-work" / "library.jsonl"), open_desk)


@pytest.fixture
def broken(tmp_path) -> Lesson:
    """A lesson with one question that cannot be asked."""
    folder = library.write_lesson(tmp_path / "library", [library.question("choice"), library.question("phrase", kind="x")])
    return Lesson(read_lesson(folder), Journal(tmp_path / "my-work" / "library.jsonl"), open_desk)


# Checking a typed answer.


def test_check_gives_the_result_of_grade_and_records_the_answer_in_its_plain_form(lesson):
    for noted, kind in each(KINDS):
        with noted:
            name, answer = f"a-{kind}", library.RIGHT[kind]
            question = lesson._work.content.questions[name]
            result = lesson.check(name, answer)
            assert result == grade(question, answer)
            last = events(lesson)[-1]
            assert (last["event"], last["id"], last["answer"]) == ("check", name, question.normalize(answer))
            shown = lesson._work.state(name)["result"]
            assert shown == shown | result_as_data(result)
    assert len(events(lesson)) == len(KINDS)


def test_what_is_no_answer_is_not_recorded(lesson):
    for noted, answer in each(named([None, "", 5, float("nan"), b"x", object(), "june"])):
        with noted:
            assert lesson.check("a-choice", answer).status == "unanswered"
            assert lesson._work.journal.events() == []


def test_no_points_stand_in_the_journal(lesson):
    lesson.check("a-choice", "monday")
    assert set(events(lesson)[0]) == {"v", "at", "event", "id", "answer"}


def test_check_takes_the_function_itself_for_a_probe(lesson):
    assert lesson.check("a-probe", lambda part, whole: part / whole).status == "correct"


def test_a_function_for_another_kind_is_a_notice(lesson):
    assert lesson.check("a-choice", len).status == "unanswered"


def test_outputs_that_cannot_be_written_are_a_notice(lesson):
    assert lesson.check("a-probe", [{(1, 2): 3}, 0.25]).status in ("unanswered", "incorrect", "partial")


def test_an_answer_that_is_not_saved_is_told_beside_its_result(lesson, tmp_path):
    (tmp_path / "my-work").write_text("a file where the folder should be", encoding="utf-8")
    result = lesson.check("a-choice", "monday")
    assert result.status == "correct"
    assert result.notices[-1].noticed.startswith("Not saved: ")


# Asking for what is not there.


CALLS = ("ask", "hint", "worked")


def test_an_unknown_question_brings_a_suggestion(lesson):
    for noted, call in each(named(CALLS)):
        with noted:
            message = getattr(lesson, call)("a-choise")
            assert message == "There is no question “a-choise”. Did you mean “a-choice”?"


def test_an_unknown_question_is_not_checked(lesson):
    assert lesson.check("a-choise", "monday").startswith("There is no question “a-choise”.")


def test_whatever_is_no_id_is_told(lesson):
    for noted, question_id in each(named(["", "zzzzzz", None, 5, ["a-choice"], {}, float("nan")])):
        with noted:
            assert str(lesson.ask(question_id)).startswith("There is no question “")


def test_a_broken_question_tells_its_sentence(broken):
    told = r"This question cannot be shown\. 01_first\.toml, line \d+, question “a-phrase”: there is no kind “x”"
    for noted, call in each(named(CALLS)):
        with noted:
            assert re.match(told, str(getattr(broken, call)("a-phrase")))


def test_a_broken_question_leaves_the_others_usable(broken):
    assert broken.check("a-choice", "monday").status == "correct"


def test_a_message_shows_without_quotation_marks():
    assert repr(Message("A sentence.")) == "A sentence."


def test_the_lesson_tells_its_problems_when_it_is_shown(broken):
    assert re.search(r"Problem: 01_first\.toml, line \d+, question “a-phrase”", repr(broken))


# Hints and worked answers.


def test_hints_come_one_at_a_time(lesson):
    assert [lesson.hint("a-choice") for _ in range(3)] == [
        "Look at the first line.",
        "Look at the second line.",
        "Look at the second line.",
    ]


def test_each_hint_is_recorded_once(lesson):
    for _ in range(4):
        lesson.hint("a-choice")
    assert [(e["event"], e["number"]) for e in events(lesson)] == [("hint", 1), ("hint", 2)]


def test_a_question_without_hints_says_so(tmp_path):
    folder = library.write_lesson(tmp_path / "library", [library.question("reflection", "hints")])
    lesson = Lesson(read_lesson(folder), Journal(tmp_path / "library.jsonl"), open_desk)
    assert lesson.hint("a-reflection") == "There is no hint for this one."


def test_the_worked_answer_comes_with_its_reason(lesson):
    for noted, question in each(lesson._work.content.questions):
        with noted:
            shown = lesson.worked(question.id)
            assert shown.startswith(question.describe(question.model_answer()))
            assert shown.endswith("That is what the page has.")


@pytest.mark.parametrize(
    ("kind", "answer", "after"),
    [
        ("choice", None, "gave up"),
        ("choice", "may", "gave up"),
        ("choice", "monday", "correct"),
        # An open answer is never right, but it can be complete.
        ("reflection", "Somebody is", "gave up"),
        ("reflection", "Somebody is missing.", "correct"),
    ],
)
def test_the_journal_knows_when_the_worked_answer_was_opened(lesson, kind, answer, after):
    lesson.check(f"a-{kind}", answer)
    lesson.worked(f"a-{kind}")
    assert events(lesson)[-1]["after"] == after


def test_the_worked_answer_is_recorded_once(lesson):
    lesson.worked("a-choice")
    lesson.worked("a-choice")
    assert len(events(lesson)) == 1


# Assessed questions.


def test_an_assessed_answer_is_saved_and_never_judged(assessed):
    result = assessed.check("a-choice", "monday")
    assert (result.status, result.points) == ("saved", None)
    assert str(result).startswith("Saved.")


def test_an_assessed_answer_tells_no_point_in_its_text(assessed):
    told = str(assessed.check("a-choice", "monday"))
    assert "point" not in told
    assert "correct" not in told.lower()


def test_an_assessed_question_has_no_worked_answer(assessed):
    assert assessed.worked("a-choice") == "This one is looked at later."
    assert assessed._work.journal.events() == []


def test_an_assessed_answer_adds_no_points_to_the_standing(assessed):
    assessed.check("a-choice", "monday")
    assert {name: assessed._work.progress_summary()[name] for name in ("done", "points", "out_of", "waiting")} == {
        "done": 1,
        "points": 0,
        "out_of": 0,
        "waiting": 1,
    }


def test_with_the_key_at_hand_an_assessed_answer_still_says_saved(tmp_path):
    # A teacher's copy holds key/, and a notebook reads a lesson without it.
    table = library.question("choice", "answer", "feedback", "worked", assessed=True)
    folder = library.write_lesson(tmp_path / "library", [table])
    (folder / "key").mkdir()
    (folder / "key" / "01_first.toml").write_text('["a-choice"]\nanswer = "monday"\n', encoding="utf-8")
    lesson = Lesson(read_lesson(folder), Journal(tmp_path / "library.jsonl"), open_desk)
    assert lesson.check("a-choice", "monday").status == "saved"


# What a card shows.


def test_the_state_is_plain_json_and_holds_no_key_before_an_answer(lesson):
    empty = {"answer": None, "result": None, "hints": [], "attempts": 0, "worked": None, "can_show": False, "extra": {}}
    for noted, kind in each(KINDS):
        with noted:
            before = lesson._work.state(f"a-{kind}")
            assert {name: before[name] for name in empty} == empty
            lesson.check(f"a-{kind}", library.RIGHT[kind])
            lesson.worked(f"a-{kind}")
            state = lesson._work.state(f"a-{kind}")
            assert json.loads(json.dumps(state, allow_nan=False)) == state


def test_the_state_counts_attempts_and_keeps_the_last_answer(lesson):
    for answer in ("may", "sunday", "monday"):
        lesson.check("a-choice", answer)
    state = lesson._work.state("a-choice")
    assert (state["attempts"], state["answer"], state["result"]["status"]) == (3, "monday", "correct")


def test_the_worked_answer_can_be_shown_after_an_answer(lesson):
    lesson.check("a-choice", "may")
    assert lesson._work.state("a-choice")["can_show"] is True


def test_the_worked_answer_is_shown_once_it_was_opened(lesson):
    lesson.check("a-choice", "may")
    lesson._work.reveal("a-choice")
    state = lesson._work.state("a-choice")
    assert (state["can_show"], state["worked"]["answer"]) == (False, "On Monday")


def test_a_new_lesson_on_the_same_journal_shows_the_last_answer_again(lesson, content):
    lesson.check("a-choice", "may")
    lesson.hint("a-choice")
    again = Lesson(content, Journal(lesson._work.journal.path), open_desk)
    assert again._work.state("a-choice") == lesson._work.state("a-choice")


def test_the_state_says_where_an_answer_is_saved(lesson):
    lesson.check("a-choice", "may")
    assert lesson._work.state("a-choice")["saved"]["ok"] is True
    assert "my-work/library.jsonl" in lesson._work.state("a-choice")["saved"]["text"]


def test_the_state_says_when_an_answer_is_not_saved(lesson, tmp_path):
    (tmp_path / "my-work").write_text("a file where the folder should be", encoding="utf-8")
    lesson.check("a-choice", "may")
    state = lesson._work.state("a-choice")
    assert (state["answer"], state["saved"]["ok"]) == ("may", False)


def test_a_later_saved_answer_clears_the_warning_of_every_question(lesson, tmp_path):
    blocked = tmp_path / "my-work"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    lesson.check("a-choice", "may")
    blocked.unlink()
    lesson.check("a-number", 5)
    assert lesson._work.state("a-choice")["saved"]["ok"] is True


def test_progress_counts_each_answered_question_once(lesson):
    lesson.check("a-choice", "may")
    lesson.check("a-choice", "monday")
    lesson.check("a-number", 3)
    standing = lesson._work.progress_summary()
    assert (standing["done"], standing["of"], standing["points"], standing["out_of"]) == (2, 11, 2, 4)


def test_progress_tells_each_notebooks_part(lesson):
    lesson.check("a-choice", "monday")
    assert lesson._work.progress_summary()["parts"] == [{"name": "01_first", "title": "First", "done": 1, "of": 11}]


def test_a_foreign_answer_in_the_journal_does_not_stop_a_card(lesson):
    foreign = ("no option", 5, None, [[["x"]]], {"a": 1}, [{"label": ["cue"]}])
    for noted, (kind, answer) in each(named((kind, answer) for kind in KINDS for answer in foreign)):
        with noted:
            lesson._work.journal.append({"event": "check", "id": f"a-{kind}", "answer": answer})
            assert lesson._work.state(f"a-{kind}")["progress"]["of"] == 11
            assert lesson._work.progress_summary()["of"] == 11


# Handing in.


def test_hand_in_says_where_the_file_is(lesson, tmp_path):
    lesson.check("a-choice", "monday")
    message = lesson.hand_in("ada-l")
    assert (tmp_path / "my-work" / "hand-in" / "library.ada-l.jsonl").is_file()
    assert "hand-in/library.ada-l.jsonl" in message


def test_hand_in_names_the_question_set(lesson, content, tmp_path):
    lesson.check("a-choice", "monday")
    lesson.hand_in("ada-l")
    head = (tmp_path / "my-work" / "hand-in" / "library.ada-l.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(head)["question_set"] == content.fingerprint


def test_an_id_that_cannot_be_used_is_a_message(lesson):
    lesson.check("a-choice", "monday")
    for noted, student in each(named(["Ada Lovelace", "ada@example.org", "../ada", "   ", 5])):
        with noted:
            assert "class id" in str(lesson.hand_in(student))


def test_handing_in_nothing_is_a_message(lesson):
    assert lesson.hand_in("ada-l").startswith("There is no answer to hand in so far.")


def test_an_answer_to_an_earlier_form_of_a_question_is_not_shown_and_not_counted(lesson):
    lesson._work.journal.append({"event": "check", "id": "a-choice", "answer": {"a": 1}})
    state = lesson._work.state("a-choice")
    assert (state["answer"], state["result"], state["saved"]["ok"]) == (None, None, None)
    assert lesson._work.progress_summary()["done"] == 0


def test_half_a_character_is_told_and_not_saved(lesson):
    result = lesson.check("a-reflection", "one two three \ud800")
    assert (result.status, result.headline) == ("unanswered", "Not saved: this cannot be read yet.")
    assert lesson._work.state("a-reflection")["answer"] is None


def test_no_answer_at_all_is_told(lesson):
    assert lesson.check("a-choice").status == "unanswered"


# What Tab shows.

METHODS = {"ask", "check", "hint", "worked", "answer", "progress", "my_reading", "hand_in"}


def public(names) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def test_a_student_is_offered_the_eight_methods_and_nothing_else(lesson):
    assert public(dir(lesson)) == METHODS
    assert all(callable(getattr(lesson, name)) and getattr(lesson, name).__doc__ for name in METHODS)


@pytest.mark.parametrize("jedi", [True, False])
def test_tab_in_a_notebook_offers_the_eight_methods(lesson, jedi):
    completer = IPCompleter(namespace={"lesson": lesson}, use_jedi=jedi)
    with provisionalcompleter():
        offered = {found.text.removeprefix("lesson").removeprefix(".") for found in completer.completions("lesson.", 7)}
    assert public(offered) == METHODS


def test_tools_and_cells_still_read_the_article_and_its_annotations(lesson, content):
    assert (lesson.article, lesson.annotations) == (content.article, content.annotations)


# What a first try hears.


def test_a_first_wrong_try_hears_how_many_fit_and_a_second_which(lesson):
    ticked = ["okafor", "king"]
    first, second = (str(lesson.check("a-choices", ticked)) for _ in range(2))
    assert "1 of the 2 that you ticked fit." in first
    assert "A king" not in first
    assert "A king" in second


def test_the_card_says_the_same_as_check_on_every_try(lesson):
    for _ in range(3):
        told = lesson.check("a-choices", ["okafor", "king"])
        shown = lesson._work.state("a-choices")["result"]
        assert shown == shown | result_as_data(told)


def test_the_card_holds_nothing_of_what_a_first_try_does_not_hear(lesson):
    lesson.check("a-choices", ["okafor", "king"])
    assert "We noticed king" not in json.dumps(lesson._work.state("a-choices"))


def test_a_right_first_try_hears_all(lesson):
    assert "We noticed okafor." in str(lesson.check("a-choices", ["okafor", "reyes"]))


def test_an_order_that_was_not_moved_is_not_recorded(lesson):
    start = [item["id"] for item in lesson._work.content.questions["a-order"].public()["items"]]
    assert lesson.check("a-order", start).status == "unanswered"
    assert lesson._work.state("a-order")["attempts"] == 0
