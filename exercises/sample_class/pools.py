"""The answers of a sample class, made once per question and kept as finished lines of a hand-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..lesson_data.content import Content
from ..questions import Question
from ..questions.sampling import Rewording
from ..student.journal import VERSION, as_line
from .answers import answers, everything
from .quotations import own_readings
from .rng import RandomFn, source, standard_normal
from .texts import rewordings

# The most answers made for a question; otherwise there are as many as students, but at least LEAST.
MOST_TEXTS = 3_000
MOST_ANSWERS = 400
LEAST = 60
# A line consists of this, the day, "T", the time of day, and a tail.
HEAD = f'{{"v": {VERSION}, "at": "'.encode()


@dataclass
class Pool:
    """A question and a class's answers to it. An event's line is kept as a tail: what comes after its date and time.

    ``difficulty`` and ``slope`` are those of the item response model (two-parameter logistic): a student of ability a is
    right with probability logistic(slope × (a − difficulty)). ``right`` earns full points or is complete, ``near`` some
    of the points, ``wrong`` none; none of these lists is empty. ``flood`` and ``own`` are empty if there are no such
    answers. ``worked`` has the line of a worked answer opened after a full answer, and that of one opened when giving
    up; it is empty for an assessed question.
    """

    seconds: float
    difficulty: float
    slope: float
    assessed: bool
    text: bool
    right: list[bytes] = field(default_factory=list)
    near: list[bytes] = field(default_factory=list)
    wrong: list[bytes] = field(default_factory=list)
    flood: list[bytes] = field(default_factory=list)
    own: list[bytes] = field(default_factory=list)
    hints: list[bytes] = field(default_factory=list)
    worked: tuple[bytes, ...] = ()


def pool(question: Question, content: Content, students: int, seed: int) -> Pool:
    """The pool of one question of a lesson for a class of this size; the same seed and size give the same pool."""
    article = content.article
    rng = source(seed, "answers", question.id, article.text[:40])
    # Parallel forms use the same ids, so that the two items of a pair are equally hard.
    hard = source(seed, "difficulty", question.id)
    made = Pool(
        seconds=60 * question.minutes,
        # Written answers are seldom wrong; how much is written depends on the way of working.
        difficulty=max(-2.2, min(1.5, standard_normal(hard) * 0.9 - (1.3 if question.free_text else 0.3))),
        slope=0.8 + 0.9 * hard(),
        assessed=question.assessed,
        text=question.free_text,
        hints=[_tail(question, "hint", number=number) for number in range(1, len(question.hints) + 1)],
    )
    many = max(LEAST, min(MOST_TEXTS if made.text else MOST_ANSWERS, students))
    _fill(made, question, content, rng, many)
    made.near = made.near or made.wrong or made.right
    made.wrong = made.wrong or made.near
    made.right = made.right or made.near
    if not question.assessed:
        made.worked = (_tail(question, "reveal", after="correct"), _tail(question, "reveal", after="gave up"))
    return made


def _fill(made: Pool, question: Question, content: Content, rng: RandomFn, many: int) -> None:
    lists, article = {"right": made.right, "near": made.near, "wrong": made.wrong}, content.article
    form = question.sampling()
    if isinstance(form, Rewording):
        for level, text in rewordings(question, form, content, rng, many):
            lists[level].append(_check(question, text))
        return
    levels: dict[bytes, str] = {}
    for answer in answers(question, article, rng, many):
        plain = question.normalize(answer)
        if plain is not None:
            line = _check(question, plain)
            if line not in levels:
                levels[line] = _level(question, plain)
            lists[levels[line]].append(line)
    made.own = [_check(question, answer) for answer in own_readings(question, article, rng, many // 4)]
    if (whole := everything(question, article)) is not None:
        made.flood = [_check(question, whole)]


def _level(question: Question, plain: Any) -> str:
    result = question.judge(plain)
    if "completion" in result.extra:
        return "right" if result.extra["completion"] == 1 else "near"
    return {"correct": "right", "partial": "near"}.get(result.status, "wrong")


def _check(question: Question, answer: Any) -> bytes:
    return _tail(question, "check", answer=question.normalize(answer))


def _tail(question: Question, event: str, **more: Any) -> bytes:
    whole = as_line({"v": VERSION, "at": "+00:00", "event": event, "id": question.id, **more})
    return whole.removeprefix(HEAD) + b"\n"
