"""What holds for the two reports and their packet: the ledger is true of the texts, and both reports get the same care."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import textstat

from exercises.questions import grade
from exercises.text.article import fold
from tests.each import each
from tests.shipped import lessons

LESSON = lessons()["side_by_side"]
QUESTIONS = LESSON.questions
NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "05_side_by_side.ipynb"
HERALD, BEACON, PACKET, UNSEEN = range(1, 8), range(8, 15), range(15, 34), (34, 35)
TOP = 3  # the headline counts
WORDS_A_MINUTE = 150


def text(numbers) -> list[str]:
    return [LESSON.article.paragraph(number).text for number in numbers]


def first(words: str, numbers) -> int:
    """The first of these paragraphs with one of some words; 0 if none has them."""
    return next((n for n in numbers if re.search(words, LESSON.article.paragraph(n).text)), 0)


# Where each fact is, by words that only this fact has.
FACTS = {
    "reason": "outgrown our street|need more room",
    "worry": "uneasy|could lose a fifth",
    "bus": r"\bbus\b",
    "cost": r"\$6,000",
    "shoppers": "Shoppers welcome the change",
    "vendors": "half of the vendors",
}


def place(words: str, numbers) -> str:
    found = first(words, numbers)
    return "absent" if not found else "top" if found < numbers[0] + TOP else "down"


def test_the_ledger_is_true_of_the_texts():
    question = QUESTIONS["ledger-of-two-reports"]
    found = {row: {"herald": place(words, HERALD), "beacon": place(words, BEACON)} for row, words in FACTS.items()}
    assert question.model_answer() == found


def test_each_order_is_that_of_the_report():
    names = {
        "what-the-beacon-brings-first": (
            BEACON,
            {"shops": "^Shops on", "cost": r"\$", "no": "Ferring", "manager": "Marrin"},
        ),
        "what-the-herald-brings-first": (
            HERALD,
            {"manager": "Marrin", "bus": "Bus 6", "shoppers": "^Shoppers", "shops": "^Some shop"},
        ),
    }
    for noted, (name, (numbers, words)) in each({name: (name, one) for name, one in names.items()}):
        with noted:
            assert QUESTIONS[name].model_answer() == sorted(words, key=lambda row: first(words[row], numbers))


def test_who_is_quoted_retold_or_not_named_is_true_of_the_texts():
    def how(name: str, numbers) -> str:
        quoted = {mark["speaker"] for mark in LESSON.annotations.where("quotation") if mark.paragraph in numbers}
        return "quoted" if name in quoted else "retold" if first(name, numbers) else "absent"

    answer = QUESTIONS["who-speaks-in-which-report"].model_answer()
    assert answer == {
        row: {"herald": how(row.capitalize(), HERALD), "beacon": how(row.capitalize(), BEACON)} for row in answer
    }


def test_the_sums_come_out():
    feet = [int(number) for number in re.findall(r"(\d+) feet", text(PACKET)[1])]
    assert max(feet) == 3 * min(feet)
    came, vendors = (int(n) for n in re.findall(r"\d+", LESSON.article.paragraph(20).text))
    rows = [[int(n) for n in re.findall(r"\d+", LESSON.article.paragraph(number).text)] for number in range(21, 25)]
    (answered, of_vendors), move, stay, _ = rows
    assert [sum(row[at] for row in rows[1:]) for at in (0, 1)] == [answered, of_vendors]
    # Both reports say "more than half", and both mean those who answered.
    assert move[0] > answered / 2 > 0
    assert stay[1] > of_vendors / 2 > 0
    assert move[0] < came / 2
    assert stay[1] < vendors / 2
    question = QUESTIONS["shoppers-out-of-all"]
    assert grade(question, 100 * move[0] / came).points == question.points
    assert "Fourteen of our 22 members" in LESSON.article.paragraph(18).text  # so eight did not


def test_the_earliest_result_with_the_number_is_the_one_that_the_key_names():
    months = {"February": 2, "March": 3}
    dated = {}
    for number in range(29, 34):
        (month, day), words = re.search(r"(February|March) (\d+)", text([number])[0]).groups(), text([number])[0]
        if "fifth" in words:
            dated[words.partition(".")[0]] = (months[month], int(day))
    question = QUESTIONS["first-with-a-fifth"]
    assert question.options[question.answer] == min(dated, key=lambda name: dated[name])
    assert len(dated) == 4


def test_words_that_the_feedback_quotes_are_in_the_texts():
    for noted, question in each(QUESTIONS):
        with noted:
            seen = fold(" ".join([LESSON.article.text, question.prompt, json.dumps(question.public(), ensure_ascii=False)]))
            pairs = [notice for _, notice in question.known_errors()]
            told = [question.worked, *question.hints, *(f"{one.noticed} {one.next}" for one in pairs)]
            quoted = [words for one in told for words in re.findall(r"“([^“”]+)”", one)]
            missing = [words for words in quoted if fold(words).strip(" .,") not in seen]
            assert missing == []


def test_paragraphs_that_feedback_names_have_the_words_that_it_quotes_from_them():
    pattern = re.compile(r"P(\d+) (?:has|says|opens with|says that|said|calls)\D{0,60}?“([^“”]+)”")
    for noted, question in each(QUESTIONS):
        with noted:
            told = [question.worked, *(one.noticed for _, one in question.known_errors())]
            named = [(int(number), words) for one in told for number, words in pattern.findall(one)]
            assert [
                (number, words) for number, words in named if fold(words) not in fold(LESSON.article.paragraph(number).text)
            ] == []


# Even-handed.


def test_both_reports_get_the_same_room_and_the_same_voices(capsys):
    words = [len(" ".join(text(numbers)).split()) for numbers in (HERALD, BEACON)]
    speakers, quoted, retold, numbers = [], [], [], []
    for report in (HERALD, BEACON):
        marks = [mark for mark in LESSON.annotations.where("quotation") if mark.paragraph in report]
        speakers.append({mark["speaker"] for mark in marks})
        quoted.append(sum(len(LESSON.article.words_in(mark.place).split()) for mark in marks))
        cues = {mark["source"] for mark in LESSON.annotations.where("cue") if mark.paragraph in report}
        retold.append(cues - speakers[-1])
        numbers.append(sum(1 for mark in LESSON.annotations.where("number") if mark.paragraph in report))
    asked = " ".join(
        f"{one} " for question in QUESTIONS.values() for one in (*question.texts(), *map(str, question.public().values()))
    )
    named = [asked.count(name) for name in ("Herald", "Beacon")]
    with capsys.disabled():
        print(
            f"\nSide by side, Herald and Beacon: words {words}, speakers quoted {list(map(len, speakers))}, quoted words "
            f"{quoted}, numbers traced {numbers}, named on cards {named}"
        )
    assert abs(words[0] - words[1]) <= 5
    assert [len(one) for one in speakers] == [2, 2]
    assert abs(quoted[0] - quoted[1]) <= 5
    assert numbers[0] == numbers[1]
    assert min(named) >= 0.75 * max(named)


def test_each_report_has_a_number_that_holds_and_two_that_lost_something():
    lost = [mark.paragraph in HERALD for mark in LESSON.annotations.where("drift")]
    assert (lost.count(True), lost.count(False)) == (2, 2)
    whole = {mark.id: mark.paragraph for mark in LESSON.annotations.where("number") if "Nothing got lost" in mark["note"]}
    assert [number in HERALD for number in whole.values()].count(True) == 1
    assert len(whole) == 2


@pytest.mark.parametrize(
    "words", [r"\bbiased?\b", r"\bneutral\b", r"\blie[sd]?\b", r"\bspin\b", r"\bagenda\b", r"\bfake\b"]
)
def test_no_report_is_the_bad_one(words):
    said = [one for question in QUESTIONS.values() for one in question.texts()]
    said += [f"{notice.noticed} {notice.next}" for question in QUESTIONS.values() for _, notice in question.known_errors()]
    said += [str(mark.fields.get("note", "")) for mark in LESSON.annotations]
    said.append(prose())
    assert [one for one in said if re.search(words, one, re.IGNORECASE)] == []


# One class period.


def prose() -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(
        re.sub(r"[*|`>-]", " ", "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"
    )


def test_the_core_path_fits_one_period(capsys):
    core = [question for question in QUESTIONS.values() if not question.more]
    at_cards = sum(question.minutes for question in core)
    read = [re.sub(r"## More, if you like.*(?=## Done)", "", prose(), flags=re.DOTALL), LESSON.article.text]
    for question in core:
        shown = {
            name: part for name, part in question.public().items() if name in ("options", "items", "labels", "columns")
        }
        read += [question.prompt, *re.findall(r'"text": "([^"]*)"', json.dumps(shown, ensure_ascii=False))]
    reading = sum(len(one.replace("#", "").split()) for one in read) / WORDS_A_MINUTE
    with capsys.disabled():
        print(f"\nSide by side, core: {len(core)} cards, {at_cards:g} minutes at cards and {reading:.1f} of reading")
    assert 10 <= len(core) <= 12
    assert at_cards + reading <= 35


def test_a_quarter_of_the_points_is_assessed_and_none_of_it_has_been_seen_before():
    assessed = [question for question in QUESTIONS.values() if question.assessed]
    assert 3 <= len(assessed) <= 4
    points = [sum(question.points for question in some) for some in (assessed, QUESTIONS.values())]
    assert points[0] / points[1] >= 0.25
    others = [question for question in QUESTIONS.values() if set(question.paragraphs) & set(UNSEEN)]
    assert [question.id for question in others] == ["two-notes-on-one-gate"]
    # The search page is met in the exit ticket alone, too.
    assert [q.id for q in QUESTIONS.values() if set(q.paragraphs) & set(range(28, 34))] == ["first-with-a-fifth"]


def test_the_prose_is_readable_in_grade_nine_and_so_are_the_reports(capsys):
    grades = {
        name: textstat.coleman_liau_index(one)
        for name, one in {"prose": prose(), "Herald": " ".join(text(HERALD)), "Beacon": " ".join(text(BEACON))}.items()
    }
    with capsys.disabled():
        print("\nSide by side, reading level (Coleman–Liau): " + ", ".join(f"{n} {g:.1f}" for n, g in grades.items()))
    assert max(grades.values()) <= 9
    assert abs(grades["Herald"] - grades["Beacon"]) <= 1.5


# The brief.


def test_a_brief_with_a_limit_in_other_words_is_complete_and_one_that_drops_it_is_not():
    question = QUESTIONS["brief-for-both-readers"]
    brief = (
        "The Tamsett farmers market is moving. On Monday, the town council voted 5-2 to move it from Mill Street to a lot "
        "behind the old train depot for a trial that ends in October. Dell Marrin, the market manager, says the street has "
        "gotten too small for 34 stalls. The Mill Street Traders are worried that they could lose customers. On two "
        "Saturdays when the street was closed, their sales were a fifth lower. The town's staff says the change will cost "
        "$6,000. The transit office says that Bus 6 could save {} on the busiest Saturdays."
    )
    for limit in ("up to 12 minutes", "up to twelve minutes", "at most 12 minutes", "no more than 12 minutes"):
        assert grade(question, brief.format(limit)).status == "complete", limit
    changed = brief.format("almost 12 minutes")
    assert [c for c in grade(question, changed).extra["conditions"] if not c["met"]] != []
    bare = brief.format("12 minutes").replace(" on the busiest Saturdays", "")
    assert grade(question, bare).status == "unfinished"
