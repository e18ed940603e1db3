"""The form for typing in paper answers: one row per question, one column per student; rows in, rows out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...base.csv_files import CsvRow
from ...base.errors import KitError
from ...base.spreadsheet_ids import is_rewritten
from ...lesson_data.content import Content
from ...questions import Question, grade
from ...questions.answer_form import InvalidAnswer
from ...student.journal import check_student
from .numbering import Section
from .typed import how_to_type, read_typed

COLUMNS = ("number", "id", "kind", "how to type it")
# The ids of the two rows that are not questions. They have a space, which no question's id can have.
CLASS_ID, QUESTION_SET = "class id", "question set"
_SET = "set "
EMPTY_COLUMNS = 30


@dataclass(frozen=True)
class Form:
    """A form after reading: its lesson and question set, the column of each student, and the rows of the questions."""

    lesson: str
    question_set: str
    students: Mapping[str, str]
    rows: Sequence[CsvRow]
    problems: tuple[str, ...]

    @property
    def questions(self) -> set[str]:
        """The ids of the questions on the form, whether or not they have answers."""
        return {row.get("id", "") for row in self.rows}


def header(students: Sequence[str]) -> list[str]:
    """The column names."""
    return [*COLUMNS, *(f"student {n}" for n in range(1, (len(students) or EMPTY_COLUMNS) + 1))]


def empty_rows(content: Content, asked: Sequence[Section], students: Sequence[str]) -> list[list[str]]:
    """The rows of an empty form: class ids, questions, and the question set that the letters belong to."""
    rows = [["", CLASS_ID, "", "each student's class id in this row, never a name", *students]]
    for section in asked:
        rows += [[number, q.id, q.kind, how_to_type(q)] for number, q in section.questions]
    # “set ” keeps a spreadsheet from reading the digits as a number.
    return [*rows, ["", QUESTION_SET, content.name, f"{_SET}{content.fingerprint}"]]


def read_form(rows: Sequence[CsvRow], name: str) -> Form:
    """Read a form; ``problems`` says what cannot be used. Raises KitError if it is not a form at all."""
    by_id = {row.get("id", "").strip(): row for row in reversed(rows)}
    for wanted in (CLASS_ID, QUESTION_SET):
        if wanted not in by_id:
            raise KitError(
                f"{name} is no form of this command: it has no row “{wanted}” in the column “id”. Make a new one by naming "
                "a file that is not there yet, and copy the answers over."
            )
    problems = [
        f"{name}, line {row.line}: “{row.surplus[0][:40]}” stands to the right of the last column. Give its column a name "
        "in the first line, such as “student 31”."
        for row in rows
        if row.surplus
    ]
    questions = [row for row in rows if row.get("id", "") not in (CLASS_ID, QUESTION_SET)]
    students, more = _students(by_id[CLASS_ID], questions, name)
    about = by_id[QUESTION_SET]
    question_set = about.get("how to type it", "").removeprefix(_SET).strip()
    return Form(about.get("kind", ""), question_set, students, questions, (*problems, *more))


def _students(ids: CsvRow, questions: Sequence[CsvRow], name: str) -> tuple[dict[str, str], list[str]]:
    """Class id → column, and the problems with the columns."""
    students: dict[str, str] = {}
    problems = []
    for column in (column for column in ids if column not in COLUMNS):
        filled = any(row.get(column) for row in questions)
        try:
            if ids[column]:
                # No form is made with such an id, so a spreadsheet program has changed it.
                if is_rewritten(ids[column]):
                    raise KitError(
                        f"a spreadsheet program has made “{ids[column]}” of a class id. Make that row text there, and "
                        "type the id again. Ids such as “may-5”, “1e5” and “007” never last in a table: choose others."
                    )
                student = check_student(ids[column])
                if student in students:
                    raise KitError(
                        f"the class id “{student}” stands above two columns. Give this one its own, or join them."
                    )
                students[student] = column
            elif filled:
                raise KitError("there are answers, and no class id above them. Type it into the row “class id”.")
        except KitError as error:
            problems.append(f"{name}, column “{column}”: {error}")
    return students, problems


def entered(form: Form, content: Content, name: str) -> tuple[dict[str, list[tuple[str, Any]]], list[str]]:
    """Each student's answers as (question id, answer), and a sentence for each cell that cannot be read."""
    answers: dict[str, list[tuple[str, Any]]] = {student: [] for student in form.students}
    problems, seen = list(form.problems), set()
    for row in form.rows:
        typed = {student: row[column] for student, column in form.students.items() if row.get(column)}
        question = content.questions.get(row.get("id", ""))
        if question is None or question.id in seen:
            what = "stands in two rows; this one" if question else "is no question of the lesson; its row"
            if typed:
                problems.append(f"{name}, line {row.line}: “{row.get('id', '')}” {what} was left out.")
            continue
        seen.add(question.id)
        for student, cell in typed.items():
            try:
                if (answer := _read(question, cell)) is not None:
                    answers[student].append((question.id, answer))
            except InvalidAnswer as wrong:
                number = row.get("number") or question.id
                where = f"{name}, line {row.line} ({number}, {question.id}), {student}"
                problems.append(f"{where}: {wrong} What to type: {how_to_type(question)}. Or leave the cell empty.")
    return answers, problems


def _read(question: Question, cell: str) -> Any:
    """One cell as an answer that can be graded; None if it is blank. Raises InvalidAnswer."""
    answer = read_typed(question, cell)
    if answer is not None and (result := grade(question, answer)).status == "unanswered":
        raise InvalidAnswer(str(result.notices[0]))
    return answer
