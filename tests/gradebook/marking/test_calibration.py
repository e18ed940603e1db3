"""Whether a marker stays steady: agreed samples first, an earlier answer once more, and no point changes by it."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.marking import card as card_module
from exercises.gradebook.marking.calibration import EVERY, FRESH
from exercises.gradebook.marking.card import marking_card
from exercises.gradebook.marking.mark_lookup import MarkLookup
from exercises.gradebook.marking.marker_agreement import steadiness
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile, read_mark_events
from exercises.gradebook.marking.queue import Handed, queue
from exercises.gradebook.marking.session import MarkingSession
from exercises.gradebook.marking.teacher_marks import answer_digest, read_teacher_marks

PIECES = ["chair", "roof", "hall", "street", "voice", "club", "light", "door", "vote", "plan", "rain", "wall", "tree"]


@pytest.fixture
def handed(content):
    return [Handed(f"s-{piece}", content, "a-reflection", f"What I noticed was the {piece}.") for piece in PIECES]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "grades" / "marks.csv"


@pytest.fixture
def sit(handed, path):
    return lambda marker="kh": MarkingSession(queue(handed), marker, path)


def listed(path, *rows: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["lesson,question,answer,level,why", *rows, ""])
    path.with_name("calibration.csv").write_text(text, encoding="utf-8")


def kinds(path) -> list[str]:
    return [act.act for act in read_mark_events(path)[0]]


def test_agreed_samples_come_first_without_their_level_and_the_difference_is_said_after(sit, path):
    listed(
        path,
        "library,a-reflection,The chairs are praised.,1,It names no voice.",
        "library,a-reflection,Two voices are missing.,3,",
    )
    sitting = sit()
    card = marking_card(sitting)

    def ask(**message):
        card_module._heard(card, sitting, {"at": card.state["at"], **message})

    assert card.state["check"] == {"text": "The chairs are praised."}
    assert "It names no voice." not in str([card.state, card.question])
    ask(do="level-check", level=None)
    assert "Choose a level from 0 to 3 first" in card.state["problem"]
    ask(do="level-check", level=3)
    rubric = sitting.answers[0].question.rubric
    assert "the agreed level of this answer is level 1, and 3 now: 2 levels higher." in card.state["said"]
    for said in (rubric[0], rubric[2], "It names no voice.", "No mark was changed."):
        assert said in card.state["said"]
    ask(do="level-check", level=3)
    assert "level 3, as now" in card.state["said"]
    assert (card.state["check"], card.state["done"], kinds(path)) == (None, 0, ["check", "check"])
    with pytest.raises(KitError, match="no check on the screen"):
        sitting.check_level(1)
    # They are done with: the next sitting starts with the first answer. A colleague is shown them as well.
    assert sit().check is None
    other = sit("ab")
    assert other.check is not None
    other.skip_check()
    other.go(3)
    assert other.check is None


def test_the_lesson_s_own_samples_are_a_check_when_a_marker_asks_for_them(sit):
    sitting = sit()
    assert sitting.check is None
    left = sitting.samples
    assert [one.level for one in left] == [3] * len(sitting.answers[0].question.samples)
    for _ in left:
        sitting.try_sample()
        sitting.check_level(3)
    with pytest.raises(KitError, match="every agreed answer"):
        sitting.try_sample()


def test_an_answer_with_the_same_level_by_two_others_is_agreed(sit, handed, path):
    for marker in ("ab", "cd"):
        place = (handed[0].student, "library", "a-reflection", answer_digest(handed[0].answer))
        MarksFile(path).append(MarkEvent(marker, *place, "level", level=2))
    sitting = sit()
    assert (sitting.check.text, sitting.check.level, sitting.check.own) == (handed[0].answer, 2, False)
    sitting.check_level(1)
    (found,) = steadiness(sitting.marks)
    assert (found.own, found.agreed) == ((), ((2, 1),))


def test_after_ten_marks_an_earlier_answer_comes_back_and_no_mark_changes(sit, path):
    sitting = sit()
    for at in range(EVERY - 1):
        sitting.save(at, 1)
        sitting.go_on(at)
        assert sitting.check is None
    sitting.save(EVERY - 1, 1)
    sitting.go_on(EVERY - 1)
    check = sitting.check
    early = {sitting.answers[at].student for at in range(EVERY - FRESH)}
    assert check.own
    assert check.student in early
    before = path.read_bytes()
    said = sitting.check_level(2)
    assert said.startswith("Check: you gave this answer level 1 before, and 2 now: one level higher.")
    assert path.read_bytes().startswith(before)
    marks = read_teacher_marks(path)
    answer = next(one for one in sitting.answers if one.student == check.student)
    assert marks.of(*answer.place).levels == {"kh": 1}
    verdict = MarkLookup(marks).of(answer.student, "library", answer.question, answer.answer)
    assert verdict == MarkLookup(sit().marks).of(answer.student, "library", answer.question, answer.answer)
    assert verdict.points == pytest.approx(0.67)
    # An undo takes back the latest mark, not the check.
    assert "level 1 on answer 10" in sitting.undo()
    page = str(sitting.agreement())
    assert "The same level on 0 of 1 earlier answers of their own, on average 1.0 of a level higher." in page


def test_a_check_that_was_skipped_or_switched_off_does_not_come_again_at_once(sit):
    sitting = sit()
    for at in range(EVERY):
        sitting.save(at, at % 3)
    sitting.go_on(9)
    assert sitting.check is not None
    sitting.skip_check()
    sitting.save(10, 1)
    sitting.go_on(10)
    assert sitting.check is None
    again = sit()
    again.calibration.on = False
    again.save(11, 1)
    again.go_on(11)
    assert again.check is None


def test_a_row_of_calibration_csv_that_cannot_be_used_is_told_with_its_line(sit, path):
    listed(
        path,
        "library,a-reflection,Fine.,9,",
        "library,no-such,Fine.,1,",
        "library,a-reflection,,1,",
        "library,a-reflection,Good.,²,",
        "library,a-reflection,Good.,2,",
    )
    sitting = sit()
    told = repr(sitting)
    for said in ("line 2, was left out: “9” is not a level from 0 to 3", "line 3", "line 4", "line 5"):
        assert said in told
    assert sitting.check.text == "Good."
    path.with_name("calibration.csv").write_text("text\nx\n", encoding="utf-8")
    assert "needs the columns lesson, question, answer, level" in repr(sit())
