"""Messages for a teacher or a student when something cannot be used."""

from __future__ import annotations

import re

# Characters that could reorder or hide part of a line in a report.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


class KitError(Exception):
    """One sentence for a person: which file, which entry, what is wrong, what to do.

    In a notebook only the sentence is shown: IPython asks an exception for
    ``_render_traceback_`` before it prints a stack of calls.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


# What Python raises for a value of the wrong form: one bad entry in a file must not stop the others.
MALFORMED = (TypeError, AttributeError, ValueError, LookupError)


def describe_error(error: Exception) -> str:
    """The message for a bad entry: the text of a KitError, otherwise that a field has the wrong form."""
    return str(error) if isinstance(error, KitError) else f"a field does not have the form it should ({error})."


def reason(error: Exception) -> str:
    """The system's error message, without the number and path that Python adds."""
    return getattr(error, "strerror", None) or str(error)


class Message(str):
    """A sentence that a notebook shows as it is, without quotation marks around it."""

    def __repr__(self) -> str:
        return str(self)


class Page(str):
    """Markdown text, which a notebook renders as a page."""

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return str(self)


def sanitize(text: object, most: int = 80) -> str:
    """Text from a file made safe for a report: hidden or reordering characters become “�”; at most ``most`` characters."""
    shown = _HIDDEN.sub("�", str(text))
    return shown if len(shown) <= most else shown[: most - 1] + "…"
