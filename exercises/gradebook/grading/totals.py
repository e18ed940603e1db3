"""One student's results across the lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from ...lesson_data.content import Content
from .grader import Row, Total, total
from .open_answers import OpenAnswers
from .policy import Policy


@dataclass(frozen=True, slots=True)
class GradedHandIn:
    """One graded hand-in: its lesson, a row per question, its lines of answers.csv, and whether it was changed."""

    content: Content
    rows: dict[str, Row]
    lines: bytes
    changed: bool


def totals(graded: list[GradedHandIn], policy: Policy) -> dict[tuple[str, str], Total]:
    """The result of each notebook, by the lesson it counts toward and its name."""
    totals: dict[tuple[str, str], Total] = {}
    for one in graded:
        for part in one.content.parts:
            key, own = (counted_as(one.content), part.name), total(one.rows, part.ids, policy)
            # A student may have switched to the other article halfway: the notebook with more answers counts.
            if key not in totals or own.answered > totals[key].answered:
                totals[key] = own
    return totals


def opted_out_lessons(graded: list[GradedHandIn]) -> set[str]:
    """The lessons that a student works on only through another article: notebooks missing from it are not gaps."""
    return {counted_as(one.content) for one in graded} - {one.content.name for one in graded}


@dataclass(frozen=True)
class Column:
    """A notebook in grades.csv: the lesson it belongs to, its name, and its title there.

    ``weight`` is how often its points count in the total, and ``points`` how many of them the set cards can earn.
    """

    lesson: str
    part: str
    title: str
    weight: float
    points: float = 0


def counted_as(content: Content) -> str:
    """The lesson that a lesson's notebooks count toward: the one it substitutes for, or itself."""
    return str(content.article.about.get("stands_in_for", content.name))


def columns(contents: Sequence[Content], policy: Policy, as_set: bool = False) -> list[Column]:
    """The notebooks that have columns in a class's grades, in reading order.

    ``as_set``: whether an assignment chose the cards. Then all notebooks count, the warm-up too.
    """
    ordered = sorted(contents, key=lambda content: content.name == counted_as(content))
    pairs = {(counted_as(content), part.name): (content, part) for content in ordered for part in content.parts if part.ids}
    names = [part for _, part in pairs]
    found = []
    for (lesson, name), (content, part) in sorted(pairs.items(), key=lambda pair: pair[0]):
        title = name if names.count(name) == 1 else lesson
        about = content.article.about
        apart = not as_set and ("parallel_form" in about or name in about.get("warm_up", ()))
        points = sum(content.questions[i].points for i in part.ids if content.questions[i].can_earn)
        found.append(Column(lesson, name, title, policy.weight(title, 0 if apart else 1), points))
    return sorted(
        found, key=lambda column: ("parallel_form" in pairs[column.lesson, column.part][0].article.about, column.lesson)
    )


def percent(
    totals: Mapping[tuple[str, str], Total],
    found: Sequence[Column],
    policy: Policy,
    opted_out_lessons: Set[str] = frozenset(),
) -> float | None:
    """The points of all notebooks that count, as a share of the points that could be earned, in percent with one decimal.

    None if nothing was graded, or while a notebook that counts is waiting for its open answers to be read.
    ``opted_out_lessons`` are lessons that the student works on through another article, which may lack some notebooks.
    """
    points = out_of = 0.0
    for column in found:
        own = totals.get((column.lesson, column.part))
        if own and own.held and column.weight:
            return None
        if own and own.answered:
            points += column.weight * own.points
            out_of += column.weight * own.out_of
        elif policy.missing == "zero" and (own or column.lesson not in opted_out_lessons):
            out_of += column.weight * column.points
    return round(100 * points / out_of, 1) if out_of else None


def scaled(percent: float | None, out_of: float) -> float | int | None:
    """A total as a platform gets it, where all of it is worth ``out_of``: two decimals, none if whole; None for None.

    >>> scaled(98.8, 20), scaled(50.0, 10)
    (19.76, 5)
    """
    if percent is None:
        return None
    points = round(percent * out_of / 100, 2)
    return int(points) if points.is_integer() else points


def rests_on(totals: Mapping[tuple[str, str], Total], found: Sequence[Column]) -> int:
    """The notebooks that a grade rests on, as a number whose bit n is set if something of the nth column was answered."""
    bits = 0
    for number, column in enumerate(found):
        own = totals.get((column.lesson, column.part))
        if column.weight and own and own.answered:
            bits |= 1 << number
    return bits


def open_answers(totals: Mapping[tuple[str, str], Total]) -> OpenAnswers:
    """A student's open answers, also in notebooks that do not make up the total: a teacher reads those too."""
    return sum((one.open for one in totals.values()), OpenAnswers())
