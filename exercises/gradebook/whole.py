"""What the whole class came to: counts by lesson, changes between parallel forms, and who might need a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..content import Content
from .policy import Policy
from .roster import Roster
from .run import Chunk
from .tables import Column
from .tally import Pairs, Tally

# More than a teacher could talk to; the rest is told as a number.
MOST_TALKS = 200


class Whole:
    """Gathers the chunks of a class; what it holds does not grow with the class, but for two numbers a pair of forms."""

    def __init__(self, contents: Sequence[Content], columns: Sequence[Column], policy: Policy):
        self.contents = {content.name: content for content in contents}
        self.columns = columns
        self.policy = policy
        self.students = 0
        self.tallies: dict[str, Tally] = {}
        self.pairs: dict[str, Pairs] = {}
        self.talks: list[tuple[str, list[str]]] = []
        self.more_talks = 0

    def add(self, chunk: Chunk) -> None:
        """Add some graded students."""
        self.students += len(chunk.grades)
        for lesson, tally in chunk.tallies.items():
            self.tallies.setdefault(lesson, Tally()).merge(tally)
        for form, pairs in chunk.pairs.items():
            self.pairs.setdefault(form, Pairs()).merge(pairs)
        room = MOST_TALKS - len(self.talks)
        self.talks += chunk.talks[:room]
        self.more_talks += len(chunk.talks[room:])

    def write_report(self, path: Path, names: Roster | None = None) -> None:
        """Write the report as one HTML file; with ``names`` as the teacher's own copy."""
        from .report import write_report

        write_report(self, path, names)
