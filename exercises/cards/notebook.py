"""What happens in the notebook's own cells: slips are explained, and a function that failed to define is noticed."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import Any

from ..student import slips
from ..student.slips import Slip
from .labs import slip_html

_DEFINES = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE | re.IGNORECASE)
_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_EXPLAINED = (SyntaxError, NameError, AttributeError)


class Cells:
    """The cells of one notebook, as its shell runs them."""

    def __init__(self, shell: Any):
        self._shell = shell
        self._source = ""
        # The functions that the last cell defines, as they were before it.
        self._before: dict[str, Any] = {}
        self._failed: set[str] = set()
        shell.events.register("pre_run_cell", self._starts)
        shell.set_custom_exc(_EXPLAINED, partial(_explain, self))

    def _starts(self, info: Any) -> None:
        self._settle()
        self._source = info.raw_cell
        self._before = {name: self._shell.user_ns.get(name) for name in _DEFINES.findall(self._source)}

    def _settle(self) -> None:
        # Not after the cell: the browser edition's kernel does not say when that is.
        for name, before in self._before.items():
            # A function that is defined again is another object, even with the same lines.
            change = self._failed.add if self._shell.user_ns.get(name) is before else self._failed.discard
            change(name)
        self._before = {}

    def failed_to_define(self, name: str) -> bool:
        """Whether the last cell that should define this function stopped before it did."""
        self._settle()
        return name in self._failed

    def slip(self, error: BaseException, traceback: Any) -> Slip | None:
        """What we say of an error; None if it is not a slip, or not in a cell of the notebook."""
        if isinstance(error, SyntaxError):
            return slips.explain_syntax(self._exactly(error)) if self._is_typed_here(error) else None
        while traceback is not None and traceback.tb_next is not None:
            traceback = traceback.tb_next
        if traceback is None or traceback.tb_frame.f_globals is not self._shell.user_ns:
            return None
        where = (traceback.tb_lineno, self._line(traceback))
        if isinstance(error, AttributeError) and error.name:
            return slips.explain_attribute(error.name, dir(error.obj), *where)
        if type(error) is NameError and error.name:
            return slips.explain_name(error.name, {**traceback.tb_frame.f_locals, **self._shell.user_ns}, *where)
        return None

    def _exactly(self, error: SyntaxError) -> SyntaxError:
        """IPython also reads lines that go on below, so it only says “incomplete” where Python would say what is open."""
        if error.msg == "incomplete input":
            try:
                ast.parse(self._source)
            except SyntaxError as exact:
                return exact
        return error

    def _is_typed_here(self, error: SyntaxError) -> bool:
        lines = self._source.splitlines()
        at = (error.lineno or 0) - 1
        return not error.text or (0 <= at < len(lines) and error.text.strip() == lines[at].strip()) or at == len(lines)

    def _line(self, traceback: Any) -> str:
        import linecache

        return linecache.getline(traceback.tb_frame.f_code.co_filename, traceback.tb_lineno).rstrip()


_watched: dict[Any, Cells] = {}


def watch(shell: Any) -> Cells:
    """Start to watch a notebook's cells; the second time for one shell, this changes nothing."""
    if shell not in _watched:
        _watched[shell] = Cells(shell)
    return _watched[shell]


def function_of_notebook(name: str) -> tuple[Any, bool]:
    """The object with this name in the student's notebook, or None; and whether its newest version failed to define."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return None, False
    return shell.user_ns.get(name), watch(shell).failed_to_define(name)


def _explain(
    cells: Cells, shell: Any, kind: type[BaseException], error: BaseException, traceback: Any, tb_offset: int | None = None
) -> list[str]:
    """IPython's handler: show our sentence with Python's own words folded away, or else what IPython shows."""
    try:
        slip = cells.slip(error, traceback)
    except Exception:
        slip = None  # an object of the student's own may do anything when it is asked for its names
    if slip is None:
        if isinstance(error, SyntaxError):
            shell.showsyntaxerror()
        else:
            shell.showtraceback((kind, error, traceback), tb_offset=tb_offset, running_compiled_code=True)
        return []
    drawer = shell.SyntaxTB if isinstance(error, SyntaxError) else shell.InteractiveTB
    if isinstance(error, SyntaxError):
        said = drawer.structured_traceback(kind, error, [])
    else:
        said = drawer.structured_traceback(kind, error, traceback, tb_offset=tb_offset)
    text = _COLORS.sub("", drawer.stb2text(said))
    shell.display_pub.publish({"text/plain": f"{slip}\n\n{text}", "text/html": slip_html(slip, text)})
    return []
