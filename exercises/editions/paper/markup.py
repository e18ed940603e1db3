"""Lesson text for paper, in parts that a template draws: emphasis, code and glossary words; places get line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...lesson_data.content import Content
from ...questions.glossary import MARKED, unmarked
from ...text.article import Span
from .lines import Line, lines_in, lines_of, told

_INLINE = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*|`([^`]+)`|" + MARKED.pattern)
# Paragraphs of a prompt that explain how to use a card; paper has no buttons.
_ON_SCREEN_ONLY = re.compile(r"\*How it works:\*")


@dataclass(frozen=True)
class Paper:
    """What all sheets of a lesson are drawn from: the lesson, and its article in printed lines."""

    content: Content

    @cached_property
    def lines(self) -> list[Line]:
        """The article's printed lines."""
        return lines_of(self.content.article)

    @property
    def title(self) -> str:
        """The lesson's name for display."""
        return self.content.name.replace("_", " ").capitalize()

    def inline(self, text: str) -> Iterator[tuple[str, str]]:
        """A text as (mark, words): *emphasis* is marked “em”, `code` “code”, a [[term]] “term”, and everything else “”."""
        at = 0
        for found in _INLINE.finditer(text):
            yield "", text[at : found.start()]
            yield self._marked(found)
            at = found.end()
        yield "", text[at:]

    def _marked(self, found: re.Match) -> tuple[str, str]:
        if found[1]:
            return "em", found[1]
        if found[2]:
            return "code", found[2]
        return "term" if found[3] in self.content.glossary else "", self.unlinked(found[0])

    def unlinked(self, text: str) -> str:
        """A text without links to the glossary, which the key does not have."""
        return unmarked(text, self.content.glossary)

    def prose(self, text: str) -> list[str]:
        """The paragraphs of a text, without those that are only about the screen."""
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        return [part for part in paragraphs if not _ON_SCREEN_ONLY.match(part)]

    def where(self, numbers: Sequence[int]) -> str:
        """Paragraphs with their lines: “P2 (lines 5–9), P7–P9 (lines 30–44)”."""
        runs: list[list[int]] = []
        for number in sorted(numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(self._run(run[0], run[-1]) for run in runs)

    def _run(self, first: int, last: int) -> str:
        article = self.content.article
        lines = lines_in(self.lines, Span(article.paragraph(first).span.start, article.paragraph(last).span.end))
        return f"P{first}{f'–P{last}' if last > first else ''} ({told(*lines)})"

    def line_of(self, span: Span) -> str:
        """The lines of a span: “line 12” or “lines 12–13”."""
        return told(*lines_in(self.lines, span))
