"""The course as a whole: its size, its reading level, its minutes, and how evenly it treats whom it speaks of. See -s."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest
import textstat

from exercises.base.errors import KitError
from exercises.lesson_data import teacher_guide
from exercises.lesson_data.content import lesson_folder
from exercises.questions import Question, kinds_by_name
from tests.shipped import lessons
from tests.used import ours

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# The lesson that a student's notebook opens. The numbered ones are the course, in reading order.
OPENS = {
    path.stem: re.findall(r'open_lesson\(\\"(\w+)\\"\)', path.read_text(encoding="utf-8"))[0]
    for path in ours(NOTEBOOKS, "*.ipynb")
    if path.parent == NOTEBOOKS
}
COURSE = sorted(name for name in OPENS if name[:2].isdigit())
REAL = lessons()["iron_dome"]
# Words a minute of careful reading by a fifteen-year-old: an assumption, on the slow side.
WORDS_A_MINUTE = 150
# A class period, and the part of it in which a class talks.
PERIOD, TALK = 45, 10
MORE, DONE = "## More, if you like", "## Done"
# Each way of looking at words, with the questions that practise it.
INSTRUMENTS = {
    "who speaks": ["who-is-speaking"],
    "cues": ["reporter-cues", "cue-verbs-by-kind"],
    "direct or retold": ["direct-indirect-mixed", "source-ledger"],
    "functions of a frame": ["functions-in-gantz-p3", "functions-in-austin-p12", "remedies-in-two-voices"],
    "dimension of a paragraph": [f"dimension-of-p{number}" for number in (4, 8, 9, 13, 14)],
    "labels and voices": ["labels-and-voices", "what-other-does"],
    "kinds of weight": ["kinds-of-weight", "round-and-edge", "weigh-both"],
    "agency": ["who-does-it"],
    "presupposition": ["what-survives-not"],
    "pronouns": ["whose-we"],
    "word swap": ["swap-welcomed", "swap-emphasizing"],
    "sentiment detector": ["predict-the-detector"],
    "share of words": ["quoted-share", "room-of-the-second-voice"],
    "owner of a claim": ["owners-for-your-brief", "your-brief"],
}


def cells(name: str) -> list[tuple[str, str]]:
    """The (kind, source) of a notebook's cells."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def halves(name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The cells of a notebook's core path, and those of what is more; the end belongs to the core path."""
    core, more, now = [], [], []
    for kind, source in cells(name):
        now = more if source.startswith(MORE) else core if source.startswith(DONE) else now or core
        now.append((kind, source))
    return core, more


def asked_in(name: str, cells: list[tuple[str, str]]) -> list[Question]:
    """The cards that these cells of a notebook ask, in their order."""
    questions = lessons()[OPENS[name]].questions
    return [questions[i] for _, source in cells for i in re.findall(r'lesson\.ask\("([^"]+)"\)', source)]


def shown_on(question: Question) -> str:
    """What a student reads on a card before answering: the prompt, and the options or rows with their labels."""
    public = {name: part for name, part in question.public().items() if name in ("options", "items", "labels", "columns")}
    return " ".join([question.prompt, *re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(public, ensure_ascii=False))])


def plain(cells: list[tuple[str, str]]) -> str:
    return "\n\n".join(re.sub(r"[#*|`>-]", " ", source) for kind, source in cells if kind == "markdown")


def text_of(name: str) -> str:
    return plain(cells(name))


def minutes_of(name: str, more: bool = False) -> int:
    """Minutes of a notebook's core path, or of what is more: at the cards, and for reading all that is shown."""
    own = halves(name)[more]
    questions = asked_in(name, own)
    words = len(plain(own).split()) + sum(len(shown_on(question).split()) for question in questions)
    # A text is read as a whole once; in later notebooks it is there to look things up.
    earlier = [OPENS[other] for other in COURSE if other < name]
    if not more and OPENS[name] not in earlier:
        words += len(lessons()[OPENS[name]].article.text.split())
    return math.ceil(sum(question.minutes for question in questions) + words / WORDS_A_MINUTE)


def row_of(name: str) -> tuple[str, ...]:
    """What the handbook's table and the guide's plan say of a notebook: cards and minutes of its core path, and of more."""
    core, more = (asked_in(name, half) for half in halves(name))
    extra = (str(len(more)), str(minutes_of(name, more=True))) if more else ("–", "–")
    return str(len(core)), str(minutes_of(name)), *extra


def test_there_are_at_least_56_questions_of_every_kind_and_standing():
    questions = REAL.questions.values()
    assert len(questions) >= 56
    assert {question.kind for question in questions} == set(kinds_by_name())
    assert {question.standing for question in questions} == {"settled", "contested", "open"}


def test_the_course_has_a_notebook_for_each_lesson_and_no_gap_between_them():
    assert [int(name[:2]) for name in COURSE] == list(range(len(COURSE)))
    assert {OPENS[name] for name in COURSE} >= {"iron_dome"}


def test_a_core_path_fits_a_class_period_with_time_to_talk(capsys):
    found = {name: (minutes_of(name), minutes_of(name, more=True)) for name in COURSE}
    with capsys.disabled():
        print(
            "\nMinutes, core path and more: " + ", ".join(f"{name} {core} + {more}" for name, (core, more) in found.items())
        )
    assert {name: core for name, (core, _) in found.items() if core + TALK > PERIOD} == {}


@pytest.mark.parametrize("name", COURSE)
def test_a_notebook_has_its_core_cards_then_its_exit_ticket_then_more(name):
    core, more = (asked_in(name, half) for half in halves(name))
    assert [question.id for question in core if question.more] == []
    assert [question.id for question in more if not question.more or question.assessed] == []
    headings = [source for kind, source in cells(name) if kind == "markdown" and source.startswith(MORE)]
    assert len(headings) == bool(more)
    assert len(core) <= 12
    ticket = [question.assessed for question in core]
    assert ticket == sorted(ticket)
    # The start is a tour of the cards, and nothing of it is assessed.
    if name != COURSE[0]:
        assert 2 <= sum(ticket) <= 4


def test_at_least_a_quarter_of_the_points_is_assessed(capsys):
    questions = [question for name in COURSE[1:] for question in asked_in(name, cells(name))]
    share = sum(q.points for q in questions if q.assessed) / sum(q.points for q in questions)
    with capsys.disabled():
        print(f"\nPoints that are assessed: {share:.0%}")
    assert share >= 0.25


def test_where_careful_readers_differ_a_card_takes_three_minutes():
    hurried = [q.id for name in COURSE for q in asked_in(name, cells(name)) if q.standing == "contested" and q.minutes < 3]
    assert hurried == []


def test_the_guides_plan_has_a_row_for_each_lesson_with_its_minutes():
    (plan,) = [source for _, source in cells("teacher/teachers_guide") if source.startswith("## Plan: one period for each")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in plan.splitlines() if line.startswith("| ")]
    told = {row[1]: tuple(row[2:]) for row in rows if row[0].isdigit()}
    assert {name: told.get(name) for name in COURSE} == {name: row_of(name) for name in COURSE}
    assert [row[0] for row in rows if row[1] in COURSE] == [str(number) for number in range(1, len(COURSE) + 1)]


def test_lesson_text_is_readable_in_grade_nine(capsys):
    # Coleman–Liau counts letters; the formulas that count syllables want a dictionary from the network.
    grades = {name: textstat.coleman_liau_index(text_of(name)) for name in OPENS}
    with capsys.disabled():
        print("\nReading level (Coleman–Liau grade): " + ", ".join(f"{name} {grade:.1f}" for name, grade in grades.items()))
    assert max(grades.values()) <= 9


def test_both_speakers_are_spoken_of_about_equally_often(capsys):
    found = teacher_guide.concerns("iron_dome")
    with capsys.disabled():
        print("\n" + teacher_guide.balance("iron_dome"))
    for part in teacher_guide.PARTS:
        one, other = found["Gantz"][part], found["Austin"][part]
        assert min(one, other) >= 0.75 * max(one, other), part


def test_every_group_that_the_article_names_is_met_in_the_course():
    found = teacher_guide.concerns("iron_dome")
    assert all(sum(found[name].values()) for name in teacher_guide.GROUPS)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_each_instrument_is_used_on_both_speakers(instrument):
    concerned = set()
    for question in [REAL.questions[name] for name in INSTRUMENTS[instrument] if name in REAL.questions]:
        texts = " ".join([*question.texts(), *(f"{n.noticed} {n.next}" for _, n in question.known_errors())])
        concerned |= {speaker for speaker in ("Gantz", "Austin") if speaker in texts}
        quoted = [mark for mark in REAL.annotations.where("quotation") if mark.paragraph in question.paragraphs]
        concerned |= {mark["speaker"] for mark in quoted}
    assert concerned == {"Gantz", "Austin"}


@pytest.mark.parametrize(
    "words",
    [r"\bbiased\b", r"\bneutral (?:text|article|report)", r"\bpropaganda\b", r"\bl(?:ying|iars?)\b", r"\bvictims?\b"],
)
def test_no_question_passes_a_verdict_on_the_text(words):
    texts = [text for question in REAL.questions.values() for text in question.texts()]
    texts += [f"{n.noticed} {n.next}" for question in REAL.questions.values() for _, n in question.known_errors()]
    assert [text for text in texts if re.search(words, text, re.IGNORECASE)] == []


def test_no_question_asks_for_a_students_politics_or_person():
    asked = [question.prompt for question in REAL.questions.values()]
    pattern = r"who is right\?|whose side are you|do you support|your (?:family|religion|country)\b"
    assert [prompt for prompt in asked if re.search(pattern, prompt, re.IGNORECASE)] == []


def test_headlines_that_we_made_say_so_and_come_equally_long():
    made = [q for q in REAL.questions.values() if "headline" in q.prompt.lower() and hasattr(q, "items")]
    assert made
    assert all(re.search("constructed for this lesson|we made up", q.prompt, re.IGNORECASE) for q in made)


def test_the_guide_shows_every_question_with_its_answer():
    key = teacher_guide.answer_key("iron_dome")
    assert [name for name in REAL.questions if f"**`{name}`**" not in key] == []


def test_the_guide_shows_every_standard():
    table = teacher_guide.standards("iron_dome")
    assert {s for question in REAL.questions.values() for s in question.standards} <= set(
        re.findall(r"^\| (.+?) \|", table, re.M)
    )


def test_a_students_copy_has_no_answer_key(tmp_path, monkeypatch):
    from exercises.lesson_data import content

    folder = tmp_path / "form_a"
    folder.mkdir()
    for path in ours(lesson_folder("form_a"), "*.t*"):
        if path.parent.name != "key":
            target = folder / path.relative_to(lesson_folder("form_a"))
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    monkeypatch.setattr(content, "LESSONS", tmp_path)
    with pytest.raises(KitError, match="without its folder key/"):
        teacher_guide.answer_key("form_a")
