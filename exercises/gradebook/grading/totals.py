"""One student's results across the lessons: the notebooks, and the forms before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
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


def pairs(graded: list[GradedHandIn], policy: Policy) -> Iterator[tuple[str, float, float]]:
    """(form, share before, share after) for parallel forms that were both done, in the order of their first answers."""
    forms: dict[str, list[tuple[str, str, float]]] = {}
    for one in graded:
        form: str = one.content.article.about.get("parallel_form", "")
        share = total(one.rows, tuple(one.rows), policy).share if form else None
        first = min((row.at for row in one.rows.values() if row.at), default="")
        if share is not None and first:
            forms.setdefault(form, []).append((first, one.content.name, share))
    for form, did in forms.items():
        if len(did) == 2:
            (_, _, before), (_, _, after) = sorted(did)
            yield form, before, after


@dataclass(frozen=True)
class Column:
    """A notebook in grades.csv: the lesson it belongs to, its name, its title there, and its weight in the total."""

    lesson: str
    part: str
    title: str
    weight: float


def counted_as(content: Content) -> str:
    """The lesson that a lesson's notebooks count toward: the one it substitutes for, or itself."""
    return str(content.article.about.get("stands_in_for", content.name))


def columns(contents: Sequence[Content], policy: Policy) -> list[Column]:
    """The notebooks that have columns in a class's grades, in reading order."""
    pairs = {(counted_as(content), part.name): content for content in contents for part in content.parts if part.ids}
    names = [part for _, part in pairs]
    found = []
    for (lesson, part), content in sorted(pairs.items(), key=lambda pair: pair[0]):
        title = part if names.count(part) == 1 else lesson
        usual = 0 if "parallel_form" in content.article.about else 1
        found.append(Column(lesson, part, title, policy.weight(title, usual)))
    return sorted(
        found, key=lambda column: ("parallel_form" in pairs[column.lesson, column.part].article.about, column.lesson)
    )


def percent(
    totals: Mapping[tuple[str, str], Total],
    found: Sequence[Column],
    policy: Policy,
    opted_out_lessons: Set[str] = frozenset(),
) -> float | None:
    """The weighted mean of the notebooks' shares, in percent with one decimal.

    None if nothing was graded, or while a notebook that counts is waiting for its open answers to be read.
    ``opted_out_lessons`` are lessons that the student works on through another article, which may lack some notebooks.
    """
    graded = []
    for column in found:
        own = totals.get((column.lesson, column.part))
        if own and own.held and column.weight:
            return None
        if own and own.answered:
            share = own.share
        else:
            gap = policy.missing == "zero" and (own or column.lesson not in opted_out_lessons)
            share = 0.0 if gap else None
        if column.weight and share is not None:
            graded.append((column.weight, share))
    whole = sum(weight for weight, _ in graded)
    return round(100 * sum(weight * share for weight, share in graded) / whole, 1) if whole else None


def open_answers(totals: Mapping[tuple[str, str], Total], found: Sequence[Column]) -> OpenAnswers:
    """The open answers in the notebooks that make up the total."""
    own = (totals.get((column.lesson, column.part)) for column in found if column.weight)
    return sum((one.open for one in own if one), OpenAnswers())
