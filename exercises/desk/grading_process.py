"""The process that grades for the desk: the command ``grade``, which also says how far it is and what it made."""

from __future__ import annotations

import argparse
import json
import sys
import time

from ..base.errors import KitError
from ..gradebook.pipeline.commands import OVERVIEW, Run, grade_classes, grade_options
from ..gradebook.pipeline.one_class import WHERE_TO_MARK

_BETWEEN = 0.1  # seconds between two reports


class _Reports:
    """Lines of JSON after a sign that only the desk knows, so that no name of a file can pass for one."""

    def __init__(self, sign: str):
        self._sign = sign
        self._last = 0.0

    def tell(self, **values: object) -> None:
        print(f"{self._sign}{json.dumps(values)}", flush=True)

    def counted(self, done: int, many: int) -> None:
        now = time.monotonic()
        if done == many or now - self._last >= _BETWEEN:
            self._last = now
            self.tell(done=done, of=many)


def main(arguments: list[str]) -> int:
    """Grade; the first argument is the sign of what is not for reading, the others are those of ``grade``."""
    sign, *rest = arguments
    reports = _Reports(sign)
    parser = argparse.ArgumentParser(prog="grade")
    grade_options(parser)
    options = parser.parse_args([*rest, "--quiet"])
    try:
        runs = grade_classes(options, reports.counted)
    except KitError as error:
        reports.tell(problem=str(error))
        return 2
    overview = options.out / OVERVIEW
    shown = str(overview.resolve()) if len({run.place for run in runs}) > 1 and overview.is_file() else ""
    reports.tell(runs=[_told(run) for run in runs], overview=shown)
    return 0


def _told(run: Run) -> dict:
    graded, *_, waiting, _ = run.outcome.figures
    title = ", ".join(filter(None, (run.class_name, run.assignment)))
    return {
        "title": title or f"{graded} student{'' if graded == 1 else 's'}",
        "class_name": run.class_name,
        "place": str(run.place.resolve()),
        "out": str(run.outcome.out.resolve()),
        "marks": str(run.marks.resolve()),
        "waiting": waiting,
        # The desk has a button for that.
        "said": [text.removesuffix(f" {WHERE_TO_MARK}") for text in run.outcome.said],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
