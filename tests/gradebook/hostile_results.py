"""What the hostile cases come to, as a table: ``python -m tests.gradebook.hostile_results``. All of it should be zero.

Each case is one bad hand-in among three good ones. Points are forged if the one who made it earns more than the honest
events do; neighbors are harmed if any line of the good ones changes; answers are lost if an honest one is not in the table.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from pathlib import Path

import pytest

from tests.gradebook import classes
from tests.gradebook.classes import Graded, Scene, grade
from tests.gradebook.hostile_files import EMPTY_ROW, FILES, NO_ROW, WHO, ZIPS, Case
from tests.gradebook.hostile_lines import EVENTS, HEADERS, OTHER

GROUPS = {"files": FILES, "zip files": ZIPS, "first lines": HEADERS, "events": EVENTS}
COLUMNS = ("cases", "points forged", "neighbors harmed", "answers lost", "tracebacks")


def points(found: Graded) -> float:
    """All points that the hostile one earned."""
    return sum(float(earned or 0) for _, earned, _ in found.of(WHO).values())


def run(case: Case, place: Path, files: dict[str, bytes], alone: Graded, content) -> list[int]:
    """One case: forged, harmed, lost, tracebacks, each 0 or more."""
    scene = Scene(classes.put_all(place / "hand-ins", files), content)
    case.put(scene)
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            found = grade(scene.folder, place / "grades")
    except Exception:
        return [0, 0, 0, 1]
    harmed = sum(
        [line for line in found.records(name) if not line.startswith(WHO.encode())] != alone.records(name)
        for name in ("grades.csv", "answers.csv")
    )
    if case.row in (NO_ROW, EMPTY_ROW, OTHER):
        forged = 0 if case.row == OTHER else points(found) > 0
        return [int(forged), harmed, 0, int("Traceback" in said.getvalue())]
    honest = Scene(classes.put_all(place / "honest", {}), content)
    honest.put("honest.jsonl", honest.hand_in(WHO, *case.row))
    with contextlib.redirect_stdout(said):
        due = grade(honest.folder, place / "due")
    lost = sum(found.of(WHO).get(name) != row for name, row in due.of(WHO).items())
    return [int(points(found) > points(due)), harmed, lost, int("Traceback" in said.getvalue())]


def main() -> None:
    """Run all cases, and print the table."""
    warnings.simplefilter("ignore")
    print(f"{'':14}" + "".join(f"{name:>18}" for name in COLUMNS))
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        home = Path(name)
        classes.put_lesson(home / "lessons")
        classes.use_lessons(home / "lessons", patch)
        content = classes.read(home / "lessons")
        files = classes.good_class(content)
        with contextlib.redirect_stdout(io.StringIO()):
            alone = grade(classes.put_all(home / "good", files), home / "alone")
        for group, cases in GROUPS.items():
            ran = [case for case in cases if case.runs]
            rows = [run(case, home / f"{group}-{number}", files, alone, content) for number, case in enumerate(ran)]
            print(
                f"{group:14}{len(ran):18}" + "".join(f"{sum(column):18}" for column in zip(*rows, strict=True)), flush=True
            )


if __name__ == "__main__":
    main()
