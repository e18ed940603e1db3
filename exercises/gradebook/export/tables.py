"""The lines of answers.csv and grades.csv, built while the class is streamed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from ...base.csv_files import safe
from ...lesson_data.content import Content
from ..grading.grader import Graded, Row, Total
from ..grading.open_answers import OpenAnswers
from ..grading.totals import Column

ANSWERS = (
    *("student", "lesson", "notebook", "question", "kind", "standing", "status", "points", "out_of"),
    *("attempts", "hints", "worked_answer", "answered_at", "answer", "comment", "flags"),
)
OPEN = ("open answers", "read by you", "waiting for you", "flagged")
PROBLEMS = ("file", "student", "what became of it", "why, and what to do")
MARKER_COLUMNS = ("lesson", "question", "markers", "what", "answers", "same level", "mean difference", "alpha", "by line")
LONGEST_ANSWER = 4_000  # characters
_QUOTED = re.compile(r'[",\r\n]')


class AnswerLines:
    """The lines of one lesson in answers.csv. The cells of an answer that many students gave are formatted only once."""

    def __init__(self, content: Content, lesson: str):
        parts = {name: part.name for part in content.parts for name in part.ids}
        self._before = {
            name: cells((lesson, parts[name], name, question.kind, question.standing))
            for name, question in content.questions.items()
        }

    def of(self, student: str, rows: Mapping[str, Row]) -> bytes:
        """One student's lines, exactly as they are written to the file."""
        # Bytes, so that the process that writes the file does nothing else.
        return "".join([self._line(student, name, row) for name, row in rows.items()]).encode()

    def _line(self, student: str, name: str, row: Row) -> str:
        earned, told = self._end(row.graded)
        if row.status != row.graded.result.status or row.points is not row.graded.result.points:
            earned = _earned(row.status, row.points, row.out_of)
        comment = cells((row.comment,)) if row.comment else ""
        flags = " ".join([flag.code for flag in row.graded.result.flags])
        tries = f"{row.attempts},{row.hints},{row.worked},{row.at}"
        return f"{student},{self._before[name]},{earned},{tries},{told},{comment},{flags}\r\n"

    def _end(self, graded: Graded) -> tuple[str, str]:
        """What an answer earned, and the answer, as they appear in a line."""
        if graded.written is None:
            text, result = graded.told, graded.result
            short = text if len(text) <= LONGEST_ANSWER else text[: LONGEST_ANSWER - 1] + "…"
            told = cells((short,)) if short else ""
            graded.written = _earned(result.status, result.points, result.out_of), told
        return graded.written


def _earned(status: str, points: float | None, out_of: float) -> str:
    return f"{status},{'' if points is None else f'{points:g}'},{out_of:g}"


def cells(values: Iterable[str]) -> str:
    """The texts as one CSV line without its line ending: quoted where necessary (RFC 4180), and never run as a formula."""
    # Creating a csv.writer for each unique answer costs more than grading it.
    texts = [text.replace('"', '""') if '"' in text else text for text in map(safe, values)]
    return ",".join([f'"{text}"' if _QUOTED.search(text) else text for text in texts])


def grade_header(found: Sequence[Column], named: bool = False) -> list[str]:
    """The header of grades.csv, with a column for names if it is ``named``."""
    each = ("percent", "points", "out of", "answered", *OPEN)
    titles = (f"{column.title} {what}" for column in found for what in each)
    return ["student", *(["name"] if named else []), "percent", *OPEN, *titles, "late", "note"]


def grade_line(row: Iterable) -> bytes:
    """A line of grades.csv up to the comma in front of its note, with a line ending."""
    line = io.StringIO()
    # The last cell is the note, which is not known yet.
    csv.writer(line, lineterminator="\r\n").writerow([*map(safe, row), None])
    return line.getvalue().encode()


def open_cells(found: OpenAnswers | None) -> list:
    """A student's cells of grades.csv for open answers, one for each column in OPEN; empty, not 0, for None."""
    return [None] * len(OPEN) if found is None else [found.given, found.read, found.waiting, found.flagged]


def grade_cells(totals: Mapping[tuple[str, str], Total], found: Sequence[Column]) -> list:
    """A student's cells of grades.csv for the notebooks; those of a notebook that was not started are empty, never zero."""
    line: list = []
    for column in found:
        total = totals.get((column.lesson, column.part))
        if total is None or not total.answered:
            line += [None, None, None, 0 if total else None, *open_cells(None)]
            continue
        share = None if total.share is None else round(100 * total.share, 1)
        line += [share, round(total.points, 2), total.out_of, total.answered, *open_cells(total.open)]
    return line
