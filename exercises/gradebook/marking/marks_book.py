"""The current contents of marks.csv, kept up to date while a teacher marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .marks_file import MarkEvent, MarksFile, timed
from .teacher_marks import TeacherMarks, read_teacher_marks


class MarksJournal:
    """Reads the file again when it has changed, and appends to it; ``version`` increases with each full read."""

    def __init__(self, path: Path):
        self.path = Path(path)
        self.version = 0
        self._file = MarksFile(path)
        self._seen: tuple[int, int] | None = None
        self._marks = TeacherMarks()
        self._written = ""

    @property
    def name(self) -> str:
        """The file and its folder, as the teacher knows them."""
        return f"{self.path.parent.name}/{self.path.name}".lstrip("/")

    @property
    def marks(self) -> TeacherMarks:
        """All current marks; another teacher, another tab or a spreadsheet may have written some. Raises KitError."""
        now = self._looks()
        if now != self._seen:
            self._marks, self._seen = read_teacher_marks(self.path), now
            self.version += 1
        return self._marks

    def _looks(self) -> tuple[int, int]:
        """The file's size and modification time, which reveal a change."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_size, found.st_mtime_ns

    def write(self, *acts: MarkEvent) -> None:
        """Append acts; they are on disk and in effect when this returns. Raises KitError, and then none takes effect."""
        written = timed(acts, self._written)
        marks, (size, _) = self.marks, self._seen or (0, 0)
        added = self._file.append(*written)
        self._written = max(act.at for act in written)
        now = self._looks()
        if size and now[0] == size + added:
            # Nobody else wrote: no need to read a long file again for a few rows.
            for act in written:
                marks.take(replace(act, row=marks.last_row + 1))
            self._seen = now
