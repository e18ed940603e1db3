"""One case over many things: each failure is listed with the name of its thing, and none hides another."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


def each(things: Mapping[str, T]) -> Iterator[tuple[AbstractContextManager[None], T]]:
    """Go through named things; what fails inside the ``with`` is noted, and all of it is reported at the end.

    Example:
        for noted, question in each(questions()):
            with noted:
                assert question.hints
    """
    failed: list[str] = []
    for name, thing in things.items():
        yield _noted(name, failed), thing
    if not things:
        pytest.fail("There is nothing to look at.", pytrace=False)
    if failed:
        pytest.fail(f"{len(failed)} of {len(things)} fail.\n\n" + "\n\n".join(failed), pytrace=False)


def named(things: Iterable[T]) -> dict[str, T]:
    """Things by their number and by what they look like when printed, for ``each``."""
    return {f"{number}. {repr(thing)[:100]}": thing for number, thing in enumerate(things, 1)}


@contextmanager
def _noted(name: str, failed: list[str]) -> Iterator[None]:
    try:
        yield
    except (Exception, pytest.fail.Exception) as wrong:
        # The first frame is this one, the second the test's, the last the place where it went wrong.
        frames = traceback.extract_tb(wrong.__traceback__)[1:]
        places = dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (frames[0], frames[-1]))
        failed.append(f"{name}: {type(wrong).__name__} at {' > '.join(places)}: {wrong}")
