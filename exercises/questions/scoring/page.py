"""What the checks of a written text know of the article: who owns claims in it, its numbers, and whose words are quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ...base.errors import KitError
from ...text.annotations import Annotations
from ...text.article import Article, Span, fold
from .draft import Token, read_draft
from .english import lemma, phrases, spelling
from .likeness import Runs, runs
from .numbers import Value

REPORTER = "reporter"
_OMITTED = re.compile(r"\s*(?:\[[^\]]*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
# What goes on at the edge of a word, seen from it: another letter, or a hyphen and a letter.
_GOES_ON = re.compile(r"[^\W_].?|[-‐‑][^\W_]", re.DOTALL)
_EDGES = " .,;:!?–—-"


@dataclass(frozen=True)
class Owner:
    """Somebody who can own a claim: the name of a voice, what it may be called, and the pronoun that goes back to it.

    ``speaks`` is True for those whose own words are quoted in the article.
    """

    name: str
    called: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, ...], ...] = ()
    pronoun: str = ""
    speaks: bool = False


class Page:
    """An article with its annotations, as the checks look things up in them."""

    def __init__(self, article: Article, annotations: Annotations):
        self.article = article
        self.annotations = annotations

    @cached_property
    def owners(self) -> dict[str, Owner]:
        """Everybody who can own a claim, by name: the table ``owners`` of article.toml, and all quoted voices."""
        speakers = {annotation["speaker"] for annotation in self.annotations.where("quotation")}
        table = self.article.about.get("owners", {})
        if not isinstance(table, dict):
            raise KitError("article.toml: “owners” must be written as [owners.name] tables.")
        found = {}
        for name in [*table, *(speaker for speaker in sorted(speakers) if speaker not in table)]:
            row = table.get(name, {})
            names = row.get("names", [name])
            called = tuple(_bases(text) for text in names)
            apart = tuple(_bases(text) for text in row.get("apart", []))
            found[name] = Owner(name, called, apart, row.get("pronoun", ""), name in speakers)
        return found

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Those whose words are quoted."""
        return frozenset(name for name, owner in self.owners.items() if owner.speaks)

    def owner_called(self, name: str) -> str:
        """The owner with this name, or with one of these names. Raises KitError when nobody is called so."""
        if name in self.owners:
            return name
        for owner in self.owners.values():
            if _bases(name) in owner.called:
                return owner.name
        raise KitError(f"nobody is called “{name}” in article.toml. The owners are {', '.join(self.owners)}.")

    def is_name(self, text: str) -> bool:
        """Whether a text is a name of somebody who can own a claim."""
        return any(_bases(text) in owner.called for owner in self.owners.values())

    @cached_property
    def names_by_word(self) -> dict[str, list[tuple[list[str], str]]]:
        """For each first word of a name all names that start with it, longest first, with whom they name ("": nobody)."""
        found: dict[str, list[tuple[list[str], str]]] = {}
        for owner in self.owners.values():
            for words, who in [*((w, owner.name) for w in owner.called), *((w, "") for w in owner.apart)]:
                found.setdefault(words[0], []).append((list(words), who))
        return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and numbers of the article."""
        return [token for token in read_draft(self.article.text).tokens if not token.is_mark]

    @cached_property
    def numbers(self) -> frozenset[Value]:
        """What the numbers of the article are worth."""
        return frozenset(token.value for token in self.tokens if token.value is not None)

    @cached_property
    def counted(self) -> dict[Value, frozenset[str]]:
        """For each number of the article that is annotated the lemmas of what it counts, with words for the same."""
        found: dict[Value, frozenset[str]] = {}
        for annotation in self.annotations:
            if "counts" not in annotation.fields:
                continue
            tokens = [token for token in read_draft(annotation["exact"]).tokens if not token.is_mark]
            kind = next((group for group in phrases("counted_alike") if tokens[-1].key in map(lemma, group.split())), None)
            keys = frozenset(map(lemma, kind.split())) if kind else frozenset({tokens[-1].key})
            for token in tokens:
                if token.value is not None:
                    found[token.value] = found.get(token.value, frozenset()) | keys
        return found

    @cached_property
    def before_numbers(self) -> dict[Value, frozenset[str]]:
        """For each number of the article the one, two and three words before it, wherever it occurs: {12: {"up to", …}}."""
        found: dict[Value, frozenset[str]] = {}
        bases = [token.base for token in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.value is not None:
                before = {" ".join(bases[max(0, at - many) : at]) for many in (1, 2, 3)}
                found[token.value] = found.get(token.value, frozenset()) | before
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The lemmas of the article's words."""
        return frozenset(token.key for token in self.tokens)

    @cached_property
    def runs(self) -> Runs:
        """The article's runs of three words, to compare texts with."""
        return runs(self.article.text)

    def places(self, quoted: str) -> list[Span]:
        """The places of quoted words in the article, as whole words; none if any part of them is not there.

        Words left out may be shown by dots or square brackets; case, kinds of marks, and marks at the edges are ignored.
        """
        found: list[Span] = []
        for part in _OMITTED.split(quoted):
            words = part.strip(_EDGES).strip()
            if not words:
                continue
            text = self.article.text
            whole = [s for s in self.article.places(words) if _is_whole(text, s)] or self._spelt(words)
            if not whole:
                return []
            found += whole
        return found

    def _spelt(self, words: str) -> list[Span]:
        """Where the same words occur with other marks or in another country's spelling: "US" for "U.S.", "defence"."""
        quoted = [token for token in read_draft(words).tokens if not token.is_mark]
        if not quoted or any(token.value is not None for token in quoted):
            return []
        wanted, tokens, size = [token.base for token in quoted], self.tokens, len(quoted)
        bases = [token.base for token in tokens]
        found = [at for at in range(len(bases) - size + 1) if bases[at : at + size] == wanted]
        # Half of a word with a hyphen is no word: "Old" of "Old-time".
        found = [
            at for at in found if not any(token.is_joined for token in (*tokens[at : at + 1], *tokens[at + size :][:1]))
        ]
        return [Span(tokens[at].start, tokens[at + size - 1].end) for at in found]

    def voices_at(self, span: Span) -> frozenset[str]:
        """Whose words these may be: the speaker inside a quotation; outside, the reporter and whom the reporter retells."""
        for annotation in self.annotations.where("quotation"):
            if annotation.place.holds(span):
                return frozenset({annotation["speaker"]})
        paragraph = self.article.paragraph_at(span.start)
        cues = self.annotations.where("cue", paragraph=paragraph, voice=REPORTER)
        return frozenset({REPORTER} | {cue["source"] for cue in cues})


def _is_whole(text: str, span: Span) -> bool:
    inside = fold(text[span.start : span.end])
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return not (
        (inside[:1].isalnum() and _GOES_ON.fullmatch(before[::-1])) or (inside[-1:].isalnum() and _GOES_ON.fullmatch(after))
    )


def _bases(text: str) -> tuple[str, ...]:
    words = tuple(spelling(word) for word in text.replace("-", " ").split())
    if not words:
        raise KitError("a name of an owner is empty.")
    return words
