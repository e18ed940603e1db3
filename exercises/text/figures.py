"""The figures that questions ask for, computed from the annotations and the text, never typed by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ..base.errors import KitError
from . import statistics, voices
from .annotations import Annotations
from .article import Article


class Figures:
    """Figures by name; a name may take an argument after a colon, like ``share:Gantz``. Raises KitError if unknown."""

    def __init__(self, article: Article, annotations: Annotations):
        self.article = article
        self.annotations = annotations

    def __getitem__(self, name: str) -> float:
        figure, _, argument = name.partition(":")
        if figure not in FIGURES:
            raise KitError(f"there is no figure “{figure}”. The figures are {', '.join(FIGURES)}.")
        try:
            return FIGURES[figure](self, argument)
        except (KeyError, ValueError, ZeroDivisionError) as error:
            raise KitError(f"the figure “{name}” cannot be computed from the annotations: {error}.") from error

    @cached_property
    def quoted(self) -> dict[str, int]:
        """Quoted words by speaker."""
        return voices.quoted_words(self)

    @cached_property
    def distances(self) -> dict[str, int]:
        """Attribution distances by quotation."""
        return statistics.distances(self)

    def quoted_paragraphs(self) -> set[int]:
        """The paragraphs with a quotation."""
        return {m.paragraph for m in self.annotations.where("quotation") if m.paragraph}

    def untagged(self) -> set[int]:
        """The paragraphs with a quotation and no cue of the reporter's."""
        tagged = {m.paragraph for m in self.annotations.where("quotation", known="tag in paragraph")}
        return self.quoted_paragraphs() - tagged


FIGURES: dict[str, Callable[[Figures, str], float]] = {
    "words": lambda f, who: f.quoted[who] if who else len(f.article.text.split()),
    "quoted_words": lambda f, _: sum(f.quoted.values()),
    "quoted_share": lambda f, _: sum(f.quoted.values()) / len(f.article.text.split()),
    "share": lambda f, who: statistics.shares(f.quoted)[who],
    "herfindahl": lambda f, _: statistics.herfindahl(statistics.shares(f.quoted)),
    "distance": lambda f, quotation: f.distances[quotation],
    "mean_distance": lambda f, _: statistics.mean(f.distances),
    "paragraphs": lambda f, _: len(f.article.paragraphs),
    "quoted_paragraphs": lambda f, _: len(f.quoted_paragraphs()),
    "untagged_paragraphs": lambda f, _: len(f.untagged()),
    "count": lambda f, characters: f.article.text.count(characters),
    "annotations": lambda f, layer: len(f.annotations.where(layer)),
}
