"""What each strategy earns: a share of the points, by kind of question and by standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from exercises.lesson_data.content import Content, lesson_folder, lesson_names, read_lesson
from exercises.questions import Question, grade
from tests.adversaries.strategies import STRATEGIES, Average, Best


@dataclass
class Earned:
    """Points of a strategy, and what there was to earn, by group of questions."""

    points: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    out_of: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, groups: Iterable[str], points: float, out_of: float) -> None:
        """Count one question into each of its groups."""
        for group in groups:
            self.points[group] += points
            self.out_of[group] += out_of

    def share(self, group: str) -> float:
        """The share of the group's points, from 0 to 1; 0 where it has none."""
        return self.points[group] / self.out_of[group] if self.out_of[group] else 0.0


@cache
def lessons() -> dict[str, Content]:
    """Every lesson, with its keys."""
    return {name: read_lesson(lesson_folder(name), keys=True) for name in lesson_names()}


def points(name: str, question: Question, content: Content) -> float:
    """What a strategy earns on a question. Points that wait for a person are not earned."""
    answer = STRATEGIES[name](question, content.article)
    if isinstance(answer, Average | Best):
        found = [grade(question, one).points or 0 for one in answer]
        return max(found) if isinstance(answer, Best) else sum(found) / len(found)
    return grade(question, answer).points or 0


@cache
def earned(name: str, among: tuple[str, ...] = ()) -> Earned:
    """What a strategy earns on these lessons; on all where none is named."""
    found = Earned()
    for lesson in among or tuple(lessons()):
        content = lessons()[lesson]
        for question in content.questions.values():
            groups = ("all", lesson, question.standing, question.kind, f"{question.standing} {question.kind}")
            found.add(groups, points(name, question, content), question.points)
    return found


def table() -> str:
    """The shares of all strategies as a table of percentages."""
    kinds = sorted({question.kind for content in lessons().values() for question in content.questions.values()})
    groups = ["all", *lessons(), "settled", "contested", "open", *kinds]
    width = max(map(len, STRATEGIES))
    lines = [" " * width + " " + " ".join(f"{group[:9]:>9}" for group in groups)]
    for name in STRATEGIES:
        own = earned(name)
        cells = (f"{100 * own.share(group):9.0f}" if own.share(group) else " " * 8 + "·" for group in groups)
        lines.append(f"{name:<{width}} " + " ".join(cells))
    return "\n".join(lines)
