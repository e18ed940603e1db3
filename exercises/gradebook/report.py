"""The class report: one HTML file that opens from the disk, asks for nothing, and prints; and its parts in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..content import Content, Part
from ..language.measures import Change, paired_change
from ..problems import KitError
from .heat import Heat, heat
from .roster import Roster
from .splits import MOST_SPLITS, Split, splits
from .tally import Tally
from .views import Asked, asked, title_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from .whole import Whole

FEWEST_OF_ANOTHER = 5
PAGES = Path(__file__).parent / "pages"


@cache
def pages() -> Environment:
    """The templates. Every text that they show is escaped, whoever wrote it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = lambda share: "–" if share is None else f"{100 * share:.0f}%"
    environment.filters["figure"] = lambda value: "–" if value is None else f"{value:.2f}"
    environment.globals["style"] = (PAGES / "report.css").read_text(encoding="utf-8")
    return environment


def write_page(path: Path, text: str) -> None:
    """Put a page in its place at once, so that a stopped run leaves none half-written. Raises KitError."""
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode("utf-8", "replace"))
        beside.replace(path)
    except OSError as error:
        raise KitError(
            f"{path.name} could not be written to {path.parent}: {error.strerror or error}. Close it where it is open, "
            "make room, or choose another place; then run the command again."
        ) from error


@dataclass(frozen=True)
class PartView:
    """A notebook over the class: how many began and finished it, and its questions."""

    title: str
    began: int
    finished: int
    answered: float
    of: int
    questions: tuple[Asked, ...]


class LessonView:
    """One lesson as a report shows it."""

    def __init__(self, content: Content, tally: Tally):
        self.content = content
        self.tally = tally
        self.name = content.name
        self.title = content.article.about.get("title", content.name)
        self.students = tally.students

    @cached_property
    def parts(self) -> tuple[PartView, ...]:
        """The notebooks, with every question that anybody answered."""
        return tuple(self._part(part) for part in self.content.parts if part.ids)

    def _part(self, part: Part) -> PartView:
        counts = self.tally.parts.get(part.name, {})
        began = counts.get("began", 0)
        mean = counts.get("answered", 0) / began if began else 0.0
        questions = tuple(asked(self.content, part, self.tally))
        return PartView(part.title, began, counts.get("finished", 0), mean, len(part.ids), questions)

    def _questions(self, standing: str) -> tuple[Asked, ...]:
        return tuple(question for part in self.parts for question in part.questions if question.standing == standing)

    @cached_property
    def contested(self) -> tuple[Asked, ...]:
        """The questions on which careful readers differ."""
        return self._questions("contested")

    @cached_property
    def agreement(self) -> tuple[Asked, ...]:
        """The questions with several units to agree on, the least agreed on first."""
        found = (q for part in self.parts for q in part.questions if q.agreement is not None)
        return tuple(sorted(found, key=lambda question: (question.agreement, question.id)))

    @cached_property
    def heats(self) -> tuple[Heat, ...]:
        """A heat map for every question in which words were marked."""
        found = []
        for name, question in self.content.questions.items():
            item = self.tally.items.get(name)
            if item is not None and item.words:
                found.append(heat(self.content, question, item, title_of(question, self.content)))
        return tuple(found)

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """The splits worth discussing, the most even first."""
        heats = {one.question: one for one in self.heats}
        found: list[Split] = []
        for name, question in self.content.questions.items():
            item = self.tally.items.get(name)
            if item is not None and item.answered:
                found += splits(self.content, question, item, title_of(question, self.content), heats.get(name))
        return tuple(sorted(found, key=lambda split: (-split.balance, split.question, split.unit))[:MOST_SPLITS])


class ReportView:
    """All that a report shows; with ``names`` (or class ids) as the teacher's own copy."""

    def __init__(self, whole: Whole, names: Roster | None = None):
        self.students = whole.students
        # Of a few readers of another article, a report would tell who they are; their answers stand in answers.csv.
        self.lessons = tuple(
            LessonView(content, whole.tallies[name])
            for name, content in whole.contents.items()
            if name in whole.tallies
            and (whole.tallies[name].students >= FEWEST_OF_ANOTHER or "stands_in_for" not in content.article.about)
        )
        self.changes = tuple(self._changes(whole))
        self.talks: tuple[tuple[str, list[str]], ...] | None = None
        self.more_talks = whole.more_talks
        if names is not None:
            self.talks = tuple((named(names, label), told) for label, told in whole.talks)

    @property
    def courses(self) -> tuple[LessonView, ...]:
        """The lessons that are no parallel forms."""
        return tuple(lesson for lesson in self.lessons if "parallel_form" not in lesson.content.article.about)

    @property
    def forms(self) -> tuple[LessonView, ...]:
        """The parallel forms, before and after."""
        return tuple(lesson for lesson in self.lessons if "parallel_form" in lesson.content.article.about)

    def _changes(self, whole: Whole) -> Iterable[tuple[float, float, Change]]:
        for pairs in whole.pairs.values():
            count = len(pairs.before)
            if count >= 2:
                before = {str(n): 100 * share for n, share in enumerate(pairs.before)}
                after = {str(n): 100 * share for n, share in enumerate(pairs.after)}
                change = paired_change(before, after)
                yield sum(pairs.before) / count, sum(pairs.after) / count, change


def named(names: Roster, label: str) -> str:
    """A student as the teacher's own copy calls them: the name in the roster, or the class id."""
    student, _, more = label.partition("#")
    name = names.name_of(student)
    return f"{name} ({label})" if name and not more else label


def write_report(whole: Whole, path: Path, names: Roster | None = None) -> None:
    """Write the report of a class. Raises KitError when it cannot be written."""
    write_page(path, pages().get_template("report.html").render(view=ReportView(whole, names)))
