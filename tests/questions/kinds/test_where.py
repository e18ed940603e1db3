"""What a card marks on the answer itself: which parts fit, and how many, never what is still open or graded later."""

from __future__ import annotations

import pytest

from tests import library

TEXT = library.TEXT


def words(exact: str, label: str = "cue") -> dict:
    start = TEXT.index(exact)
    return {"start": start, "end": start + len(exact), "label": label}


def name(exact: str) -> str:
    place = words(exact)
    return f"{place['start']}-{place['end']}-cue"


# The kind, an answer, how its parts fit, and how many do.
CASES = [
    ("choice", "may", {"may": "not yet"}, ""),
    ("choice", "monday", {"monday": "fits"}, ""),
    (
        "choices",
        ["okafor", "town", "king"],
        {"okafor": "fits", "town": "fits", "king": "not yet"},
        "2 of the 3 that you ticked",
    ),
    ("match", {"p3": "okafor"}, {"p3": "fits"}, "1 of 2 rows"),
    ("match", {"p3": "reyes", "p5": "reyes"}, {"p3": "not yet", "p5": "fits"}, "1 of 2 rows"),
    (
        "order",
        ["praise", "open", "count", "thank"],
        {"praise": "not yet", "open": "not yet", "count": "fits", "thank": "fits"},
        "2 of 4 in place",
    ),
    ("number", 4, {"": "not yet"}, ""),
    ("number", 5, {"": "fits"}, ""),
    ("phrase", "visitors", {"": "not yet"}, ""),
    ("phrase", "over 900", {"": "fits"}, ""),
    (
        "spans",
        [words("praised"), words("Mayor Ruth Okafor")],
        {name("praised"): "fits", name("Mayor Ruth Okafor"): "not yet"},
        "1 of 3 places",
    ),
    ("spans", [words("Okafor praised")], {name("Okafor praised"): "partly"}, "1 of 3 places"),
    (
        "evidence",
        {"choice": "work", "quotes": ["ten months of repairs"]},
        {"ten months of repairs": "fits"},
        "1 of 1 quotation",
    ),
    ("evidence", {"choice": "work", "quotes": ["forty new chairs"]}, {"forty new chairs": "partly"}, "0 of 1 quotation"),
    ("evidence", {"choice": "work", "quotes": ["no such words"]}, {"no such words": "not yet"}, "0 of 1 quotation"),
    ("probe", {"outputs": [0.5, 4]}, {}, "1 of 2 calls"),
]


@pytest.mark.parametrize(("kind", "answer", "where", "count"), CASES)
def test_each_part_that_was_answered_says_how_it_fits(context, kind, answer, where, count):
    question = library.make(kind, context)
    plain = question.normalize(answer)
    assert (question.where(plain), question.counted(plain)) == (where, count)


def test_a_ledger_names_its_cells_and_leaves_empty_ones_out(context):
    from exercises.questions import build

    columns = {
        "who": {"text": "Who", "labels": {"a": "A", "b": "B"}},
        "how": {"text": "How", "labels": {"x": "X", "y": "Y"}},
    }
    rows = {"p1": "First", "p2": "Second"}
    cells = [f"{row}.{column}" for row in rows for column in columns]
    table = library.question("match", "labels", "answer_from", "annotations", items=rows, columns=columns)
    table |= {
        "answer": {row: {"who": "a", "how": "x"} for row in rows},
        "feedback": {cell: library.pair(cell) for cell in cells},
    }
    question = build(table, context)
    plain = question.normalize({"p1": {"who": "a", "how": "y"}})
    assert question.where(plain) == {"p1.who": "fits", "p1.how": "not yet"}
    assert question.counted(plain) == "1 of 4 cells"


@pytest.mark.parametrize("kind", sorted(library.QUESTIONS))
def test_a_right_answer_fits_in_every_part(context, kind):
    question = library.make(kind, context)
    where = question.where(question.normalize(library.RIGHT[kind]))
    assert set(where.values()) <= {"fits"}
    assert where or not question.graded_by_kit or kind in ("probe", "rewrite")


def test_some_first_tries_say_how_many_and_not_which(lesson):
    card = lesson.ask("a-choices")
    ticked = ["okafor", "king"]
    card._handle_custom_msg({"do": "check", "answer": ticked}, [])
    assert (card.state["result"]["where"], card.state["result"]["count"]) == ({}, "")
    card._handle_custom_msg({"do": "check", "answer": ticked}, [])
    assert card.state["result"]["where"] == {"okafor": "fits", "king": "not yet"}


def test_a_card_says_nothing_of_an_unreadable_answer_while_an_earlier_one_is_kept(lesson):
    card = lesson.ask("a-number")
    card._handle_custom_msg({"do": "check", "answer": "4"}, [])
    card._handle_custom_msg({"do": "check", "answer": "four-ish"}, [])
    assert (card.state["result"]["status"], card.state["result"]["where"]) == ("unanswered", {})


def test_no_card_of_an_assessed_question_says_which_parts_fit(real, tmp_path):
    from exercises.lesson_data.content import lesson_folder, read_lesson
    from tests.cards.test_cards import _open

    keyed = read_lesson(lesson_folder("iron_dome"), keys=True)
    assessed = [name for name, question in keyed.questions.items() if question.assessed]
    assert assessed
    # With the keys at hand, too: a teacher's copy shows no more of them on a card.
    for content, folder in ((real, "without"), (keyed, "with")):
        lesson = _open(content, tmp_path / folder)
        for question_id in assessed:
            card = lesson.ask(question_id)
            card._handle_custom_msg({"do": "check", "answer": keyed.questions[question_id].model_answer()}, [])
            result = card.state["result"]
            assert (result["where"], result["count"]) == ({}, ""), question_id


def test_the_signs_of_the_real_lesson_name_only_what_the_student_gave(real):
    seen = 0
    for question in real.questions.values():
        for answer, _ in question.known_errors()[:3] if question.keyed else ():
            plain = question.normalize(answer)
            given = len(plain) if isinstance(plain, list) else 1
            if isinstance(plain, dict):
                given = sum(len(part) if isinstance(part, dict | list) else 1 for part in plain.values())
            assert len(question.where(plain)) <= given, question.id
            seen += 1
    assert seen > 50
