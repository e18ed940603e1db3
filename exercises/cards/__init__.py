"""What an exercise looks like: the only place that draws, and the only one that imports widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..lesson import Lesson
    from .desk import Desk


def open_desk(lesson: Lesson) -> Desk:
    """The desk on which a lesson's cards lie; widgets are imported with the first one."""
    from .desk import Desk

    return Desk(lesson)


def show_articles_of(lesson: Lesson) -> None:
    """Let a notebook show ``lesson.article`` as the article view; outside a notebook this does nothing."""
    import sys

    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return

    def show(article) -> None:
        from IPython.display import display

        from .desk import article_view

        display(article_view(article))

    shell.display_formatter.ipython_display_formatter.for_type(type(lesson.article), show)
