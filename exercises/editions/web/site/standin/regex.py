"""A stand-in for the package ``regex``, only for a browser that cannot have the real one.

It is the standard ``re`` with the little of ``regex`` that NLTK uses: a ``timeout`` is accepted but ignored, and
``\\p{…}`` knows the general categories (``L``, ``Lu``, ``N``, ``P`` …) and Default_Ignorable_Code_Point. Everything else
that only ``regex`` can do raises ``error``. One difference remains: ``\\w`` of ``re`` includes digits that are not
decimal (²), and excludes combining marks.
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

_PROPERTY = re.compile(r"\\(?P<sort>[pP])(?:\{(?P<long>\^?\w+)\}|(?P<short>[A-Z]))")
_SPOKEN = {"Letter": "L", "Number": "N", "Punctuation": "P", "Symbol": "S", "Separator": "Z", "Mark": "M", "Other": "C"}
# Characters that render as nothing (Unicode 16, DerivedCoreProperties.txt): NLTK compiles a pattern with them on import.
_IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)


@functools.cache
def _ranges(category):
    """The characters of a property, as the inside of a character class; empty for an unknown property."""
    if category == "Default_Ignorable_Code_Point":
        return _IGNORABLE
    if len(category) > 2:
        return ""
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
    """The source of a pattern with each ``\\p{…}`` spelled out. Raises error for an unknown property."""
    pieces, at, depth = [], 0, 0
    while at < len(source):
        found = _PROPERTY.match(source, at)
        if found:
            name = found["long"] or found["short"]
            unlike = (found["sort"] == "P") != name.startswith("^")
            category = _SPOKEN.get(name.strip("^"), name.strip("^"))
            if not _ranges(category):
                raise error(f"the browser edition knows no property {name}", source, at)
            if depth and unlike:
                raise error("the browser edition knows no negated property inside [ ]", source, at)
            inside = _ranges(category)
            pieces.append(inside if depth else f"[{'^' if unlike else ''}{inside}]")
            at = found.end()
            continue
        step = 2 if source[at] == "\\" else 1
        if source[at] == "[" and not depth:
            # A "]" at the start of a class is one of its characters.
            step = 1 + (source[at + 1 : at + 2] == "^")
            step += source[at + step : at + step + 1] == "]"
            depth = 1
        elif source[at] == "]" and depth:
            depth = 0
        pieces.append(source[at : at + step])
        at += step
    return "".join(pieces)


class Pattern:
    """A compiled pattern; one with properties is compiled on first use, because spelling them out takes time."""

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
        """As in ``re``, like all methods below."""
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
    """A pattern with the methods of ``re``; a ``timeout`` is accepted but ignored."""
    if isinstance(pattern, Pattern):
        return pattern
    return Pattern(getattr(pattern, "pattern", pattern), flags)
