"""A stand-in for the package ``regex``, for the browser alone, where the real one is not to be had.

It is the standard ``re`` with the little of ``regex`` that NLTK uses: a ``timeout`` is taken and not kept, and
``\\p{…}`` knows the general categories (``L``, ``Lu``, ``N``, ``P`` …). Everything else that only ``regex`` can do
raises ``error`` when the pattern is compiled. Where the two differ: ``\\w`` of ``re`` does not take in combining marks
that stand alone.
"""

import functools
import re
import sys
import unicodedata
from re import (  # noqa: F401
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    UNICODE,
    VERBOSE,
    A,
    I,
    M,
    Match,
    S,
    U,
    X,
    error,
    escape,
)

__all__ = ["Pattern", "compile", "error", "escape"]

_PROPERTY = re.compile(r"\\(?P<sort>[pP])(?:\{(?P<long>\^?[A-Za-z]+)\}|(?P<short>[A-Z]))")
_SPOKEN = {"Letter": "L", "Number": "N", "Punctuation": "P", "Symbol": "S", "Separator": "Z", "Mark": "M", "Other": "C"}


@functools.cache
def _ranges(category):
    """The characters of a general category, as the inside of a character class."""
    parts, start = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith(category)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            parts.append(f"\\U{start:08x}-\\U{code - 1:08x}")
            start = None
    return "".join(parts)


def _plain(source):
    """The source of a pattern with every ``\\p{…}`` spelt out. Raises error for what is not a general category."""
    pieces, at, depth = [], 0, 0
    while at < len(source):
        found = _PROPERTY.match(source, at)
        if found:
            name = found["long"] or found["short"]
            unlike = (found["sort"] == "P") != name.startswith("^")
            category = _SPOKEN.get(name.strip("^"), name.strip("^"))
            if len(category) > 2 or not _ranges(category):
                raise error(f"the browser edition knows no property {name}", source, at)
            if depth and unlike:
                raise error("the browser edition knows no negated property inside [ ]", source, at)
            inside = _ranges(category)
            pieces.append(inside if depth else f"[{'^' if unlike else ''}{inside}]")
            at = found.end()
            continue
        step = 2 if source[at] == "\\" else 1
        if source[at] == "[" and not depth:
            # The first "]" of a class is a character of it.
            step = 1 + (source[at + 1 : at + 2] == "^")
            step += source[at + step : at + step + 1] == "]"
            depth = 1
        elif source[at] == "]" and depth:
            depth = 0
        pieces.append(source[at : at + step])
        at += step
    return "".join(pieces)


class Pattern:
    """A compiled pattern. It is compiled when it is first used: spelling out categories takes time that few need."""

    def __init__(self, source, flags):
        self.pattern, self._flags = source, int(flags)
        if not (isinstance(source, str) and _PROPERTY.search(source)):
            self._compiled = re.compile(source, self._flags)

    @functools.cached_property
    def _compiled(self):
        return re.compile(_plain(self.pattern), self._flags)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._compiled, name)

    def search(self, string, pos=0, endpos=sys.maxsize, timeout=None, **_):  # noqa: ARG002
        """As in ``re``; so are all that follow."""
        return self._compiled.search(string, pos, endpos)

    def match(self, string, pos=0, endpos=sys.maxsize, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.match(string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=sys.maxsize, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.fullmatch(string, pos, endpos)

    def findall(self, string, pos=0, endpos=sys.maxsize, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.findall(string, pos, endpos)

    def finditer(self, string, pos=0, endpos=sys.maxsize, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.finditer(string, pos, endpos)

    def split(self, string, maxsplit=0, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.split(string, maxsplit)

    def sub(self, repl, string, count=0, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.sub(repl, string, count)

    def subn(self, repl, string, count=0, timeout=None, **_):  # noqa: ARG002, D102
        return self._compiled.subn(repl, string, count)


def compile(pattern, flags=0, **_):
    """A pattern with the methods of ``re`` and a ``timeout`` that is taken and not kept."""
    if isinstance(pattern, Pattern):
        return pattern
    return Pattern(getattr(pattern, "pattern", pattern), flags)
