"""What an exercise looks like: the only place that draws, and the only one that imports widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..student.lesson_work import LessonWork
    from ..text.article import Article
    from .desk import Desk


def open_desk(work: LessonWork) -> Desk:
    """The desk that shows a lesson's cards; the first one imports the widgets."""
    from .desk import Desk

    return Desk(work)


def teach_notebook_to_show() -> None:
    """Let a notebook show an article as a card, findings and slips as HTML; elsewhere this does nothing."""
    import sys

    from .labs import FINDINGS, lab
    from .notebook import watch

    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    watch(shell)
    formatters = shell.display_formatter
    formatters.ipython_display_formatter.for_type_by_name("exercises.text.article", "Article", _show_article)
    for name in FINDINGS:
        formatters.formatters["text/html"].for_type_by_name("exercises.text.findings", name, lab)


def _show_article(article: Article) -> None:
    from IPython.display import display

    from . import desk

    display(desk.article_view(article))
