"""A student's own function, called on listed inputs: in a child process where there can be one, or else right here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from .child_process import NoChild, Stopped, can_fork, outputs_from_child, said
from .time_limit import TookTooLong, time_limit


def run_calls(call: Callable[[Any], Any], inputs: Sequence[Any], seconds: float) -> list[Any]:
    """What ``call`` gives for each input, as plain data; a call that fails gives {"error": why}.

    ``seconds`` is the longest that one call may take. After one that takes longer, no other is tried.

        >>> run_calls(lambda number: number + 1, [1, 2], seconds=2)
        [2, 3]
    """
    if can_fork():
        try:
            return outputs_from_child(call, inputs, seconds)
        except Stopped as stopped:
            return _with_rest(stopped.outputs, str(stopped), len(inputs))
        except NoChild:
            pass  # the system has no room for another process
    return _here(call, inputs, seconds)


def _here(call: Callable[[Any], Any], inputs: Sequence[Any], seconds: float) -> list[Any]:
    """The same in this process. The limit on time is all that holds, and a call of a library in C cannot be stopped."""
    outputs: list[Any] = []
    for given in inputs:
        try:
            with time_limit(seconds):
                # A text or number of a class of the student's own becomes a plain one, as it does on its way from a child.
                outputs.append(json.loads(json.dumps(call(given))))
        except TookTooLong:
            return _with_rest(outputs, f"still running after {seconds:g} seconds", len(inputs))
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            outputs.append({"error": said(error)})
    return outputs


def _with_rest(outputs: list[Any], why: str, number: int) -> list[Any]:
    return [*outputs, {"error": why}, *[{"error": "not tried any more"}] * (number - len(outputs) - 1)]
