"""What an exercise looks like: the only place that draws, and the only one that imports widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..student.lesson_work import LessonWork
    from .desk import Desk


def open_desk(work: LessonWork) -> Desk:
    """The desk that shows a lesson's cards; the first one imports the widgets."""
    from .desk import Desk

    return Desk(work)


def teach_notebook_to_show() -> None:
    """Let a notebook show an article and a dispersion as cards; outside a notebook this does nothing."""
    import sys

    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    formatter = shell.display_formatter.ipython_display_formatter
    formatter.for_type_by_name("exercises.text.article", "Article", lambda article: _show("article_view", article))
    formatter.for_type_by_name("exercises.text.wording", "Dispersion", lambda found: _show("dispersion_view", found))


def _show(view: str, value: object) -> None:
    from IPython.display import display

    from . import desk

    display(getattr(desk, view)(value))
