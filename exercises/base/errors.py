"""What is told to a teacher or a student when something cannot be used."""

from __future__ import annotations

import re

# What could make a line of a report read in another order, or not at all.
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


# What a value of the wrong form makes Python raise: one bad entry of a file must not stop the others.
MALFORMED = (TypeError, AttributeError, ValueError, LookupError)


def describe_error(error: Exception) -> str:
    """What is said of a bad entry: the error's own sentence, or that a field is not of its form."""
    return str(error) if isinstance(error, KitError) else f"a field does not have the form it should ({error})."


def reason(error: Exception) -> str:
    """What the system says went wrong, without the number and the path that Python puts around it."""
    return getattr(error, "strerror", None) or str(error)


class Message(str):
    """A sentence that a notebook shows as it is, without quotation marks around it."""

    def __repr__(self) -> str:
        return str(self)


class Page(str):
    """A text in Markdown, which a notebook draws as a page."""

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return str(self)


def sanitize(text: object, most: int = 80) -> str:
    """A text from a file as it can stand in a report: what is hidden or turns the line around becomes “�”, and short."""
    shown = _HIDDEN.sub("�", str(text))
    return shown if len(shown) <= most else shown[: most - 1] + "…"
