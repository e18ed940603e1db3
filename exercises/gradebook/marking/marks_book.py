"""marks.csv as it stands at this moment, for as long as a teacher marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .marks_file import MarkEvent, MarksFile, timed
from .teacher_marks import TeacherMarks, read_teacher_marks


class MarksJournal:
    """Reads the file anew when it has changed, and adds to it; ``version`` grows with every reading of the whole."""

    def __init__(self, path: Path):
        self.path = Path(path)
        self.version = 0
        self._file = MarksFile(path)
        self._seen: tuple[int, int] | None = None
        self._marks = TeacherMarks()

    @property
    def name(self) -> str:
        """The file with its folder, as a teacher finds it."""
        return f"{self.path.parent.name}/{self.path.name}".lstrip("/")

    @property
    def marks(self) -> TeacherMarks:
        """All that stands now: another teacher, another tab or a spreadsheet may have written. Raises KitError."""
        now = self._looks()
        if now != self._seen:
            self._marks, self._seen = read_teacher_marks(self.path), now
            self.version += 1
        return self._marks

    def _looks(self) -> tuple[int, int]:
        """Size and time of the file, by which a change is seen."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_size, found.st_mtime_ns

    def write(self, *acts: MarkEvent) -> None:
        """Add acts; they are on the disk, and stand, when this returns. Raises KitError, and then none of them stands."""
        written = timed(acts)
        marks, (size, _) = self.marks, self._seen or (0, 0)
        added = self._file.append(*written)
        now = self._looks()
        if size and now[0] == size + added:
            # Nobody else wrote: a long file need not be read again for a few rows.
            for act in written:
                marks.take(replace(act, row=marks.last_row + 1))
            self._seen = now
