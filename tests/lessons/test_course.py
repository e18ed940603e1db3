"""The course as a whole: its size, its reading level, its minutes, and how evenly it treats whom it speaks of. See -s."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import textstat

from exercises.base.errors import KitError
from exercises.lesson_data import teacher_guide
from exercises.lesson_data.content import lesson_folder
from exercises.questions import kinds_by_name
from tests.shipped import lessons
from tests.used import ours

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
COURSE = ("00_start_here", "01_sourcing", "02_framing", "03_word_choice", "04_write_it_again")
REAL, FORM = lessons()["iron_dome"], lessons()["form_a"]
# Words a minute of careful reading by a fifteen-year-old: an assumption, on the slow side.
WORDS_A_MINUTE = 150
# The plan in the teacher's guide, and the cards that it leaves for later in lessons 3 and 4.
PLAN = {
    1: ["before_and_after", "00_start_here"],
    2: ["02_framing"],
    3: ["01_sourcing"],
    4: ["03_word_choice"],
    5: ["04_write_it_again"],
}
LATER = {
    *("near-and-far", "distance-function", "share-function"),
    *("count-my-words", "find-hidden-doers", "fool-the-detector"),
}
# Each way of looking at words, with the questions that practise it.
INSTRUMENTS = {
    "who speaks": ["who-is-speaking"],
    "cues": ["reporter-cues", "cue-verbs-by-kind"],
    "direct or retold": ["direct-indirect-mixed", "source-ledger"],
    "functions of a frame": ["functions-in-gantz-p3", "functions-in-austin-p12", "remedies-in-two-voices"],
    "dimension of a paragraph": ["dimension-of-p4", "dimension-of-p13", "dimension-of-p9", "dimension-of-p14"],
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


def text_of(name: str) -> str:
    return "\n\n".join(re.sub(r"[#*|`>-]", " ", source) for kind, source in cells(name) if kind == "markdown")


def minutes_of(name: str) -> float:
    """Minutes at the cards that are not left for later, and for reading what stands between them."""
    content = {"before_and_after": FORM, "05_side_by_side": lessons()["side_by_side"]}.get(name, REAL)
    asked = [i for _, source in cells(name) for i in re.findall(r'lesson\.ask\("([^"]+)"\)', source)]
    at_cards = sum(content.questions[i].minutes for i in asked if i not in LATER and not content.questions[i].more)
    # A text is read as a whole once; in later notebooks it is there to look things up.
    article = len(content.article.text.split()) if name in ("00_start_here", "05_side_by_side", "before_and_after") else 0
    return at_cards + (len(text_of(name).split()) + article) / WORDS_A_MINUTE


def test_there_are_at_least_56_questions_of_every_kind_and_standing():
    questions = REAL.questions.values()
    assert len(questions) >= 56
    assert {question.kind for question in questions} == set(kinds_by_name())
    assert {question.standing for question in questions} == {"settled", "contested", "open"}


@pytest.mark.parametrize("name", ["01_sourcing", "02_framing", "03_word_choice"])
def test_each_lesson_has_at_least_sixteen(name):
    assert len(next(part.ids for part in REAL.parts if part.name == name)) >= 16


def test_five_lessons_take_35_to_50_minutes_each(capsys):
    found = {lesson: sum(map(minutes_of, names)) for lesson, names in PLAN.items()}
    with capsys.disabled():
        print("\nMinutes by lesson, cards and reading: " + ", ".join(f"{n}: {m:.0f}" for n, m in found.items()))
    assert all(35 <= minutes <= 50 for minutes in found.values())


def test_what_the_plan_leaves_for_later_is_what_the_guide_says():
    told = text_of("teacher/teachers_guide")
    assert sorted(name for name in LATER if name.replace("-", " ") not in told) == []
    assert set(REAL.questions) >= LATER


def test_lesson_text_is_readable_in_grade_nine(capsys):
    # Coleman–Liau counts letters; the formulas that count syllables want a dictionary from the network.
    grades = {name: textstat.coleman_liau_index(text_of(name)) for name in (*COURSE, "other_article", "before_and_after")}
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
    for name in INSTRUMENTS[instrument]:
        question = REAL.questions[name]
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
    assert all("constructed for this lesson" in question.prompt for question in made)


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
