"""Drafts of who says what: quotations with their speakers, and cues with what they bring in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..text.article import Article, Span
from ..text.attribution import Attribution, attributions
from ..text.attribution.reading import read
from .drafted import Drafted
from .known_words import lists_of
from .voices import REPORTER, Voices

_UNSURE = 0.5  # above it, only a cue that our lists know is drafted
_SURE = 0.4
_MOST_CUE = 5  # words
_FEWEST = 3  # words of a content that can be asked about
_COLON = re.compile(r"([A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,2}): (?=\S)")
# “were told” has the one who hears as its subject, and “was written” that which is said.
_HEARS = re.compile(r"\b(?:is|are|was|were|be|been|being)\b.* (?!\w+ing\b)\w+$")
_SUBJECT = re.compile(r"(?:[A-Z][a-z]+ )?(?:[a-z]+ ){0,2}((?:[A-Z][\w’'-]+\.? ?){1,4})")
_QUESTIONS = {"Q", "Question", "Interviewer", "Reporter"}
_PERSONS = ("he", "she")
_FAR = 3  # paragraphs: how far back a pronoun leads
_TITLE = 4  # words: a shorter quotation that nobody says may be a title or a term


@dataclass(frozen=True)
class Said:
    """One attribution on the page: its voice, its cue (or the name before a colon), and its content in that paragraph."""

    voice: str
    cue: Span
    content: tuple[Span, ...]
    form: str
    doubt: float
    verb: str


class Speech:
    """Who says what in an article. ``drafts`` has the quotations and the cues, ``said`` what they were made from."""

    def __init__(self, article: Article):
        self.article, self.voices = article, Voices(article.text)
        self.quoted = [Span(one.start, one.end) for one in read(article.text).quotations if article.paragraph_at(one.start)]
        self._turns = self._interview()
        turns = [Span(said.cue.start, said.content[0].end) for said in self._turns]
        found = [one for one in attributions(article.text) if not self._within(one, turns)]
        self._sources = [one.source[0] for one in found if one.source]
        self._speakers = [(voice, one) for one in found if (voice := self._voice(one))]
        told = [said for voice, one in self._speakers if (said := self._said(voice, one))]
        self.said = sorted([*told, *self._turns], key=lambda said: said.cue)
        self.speaker_of = {span: self._speaker(span) for span in self.quoted}

    @property
    def sources(self) -> str:
        """All words that name somebody who says something, in small letters."""
        named = [f"{voice.name} {voice.role}" for voice in self.voices]
        named += [self.article.words_in(span) for _, one in self._speakers for span in one.source]
        return " ".join(named).lower()

    def drafts(self) -> list[Drafted]:
        """Drafts of the layers quotation and cue. The cue of a quotation is given as a span."""
        return [*self._quotations(), *(self._cue(said) for said in self.said)]

    def voice_at(self, span: Span) -> list[str]:
        """Whose words these can be: a speaker's in quotation marks, either's in a retelling, else the reporter's."""
        if speaker := self._quoted_speaker(span):
            return [speaker]
        owner = self.owner_of(span)
        return [REPORTER] if owner == REPORTER else [REPORTER, owner]

    def owner_of(self, span: Span) -> str:
        """Whose claim these words are part of."""
        if speaker := self._quoted_speaker(span):
            return speaker
        return next((s.voice for s in self.said if any(part.overlap(span) == len(span) for part in s.content)), REPORTER)

    def _quoted_speaker(self, span: Span) -> str:
        """Who says the quotation, or the turn of an interview, that holds these words; “” if none does."""
        return next((who for at, who in self._spoken.items() if at.holds(span) and who), "")

    @cached_property
    def _spoken(self) -> dict[Span, str]:
        """Who says each quotation and each turn of an interview."""
        quoted = {span: speaker for span, (speaker, _) in self.speaker_of.items()}
        return quoted | {said.content[0]: said.voice for said in self._turns}

    def in_quotation(self, span: Span) -> bool:
        """Whether words are inside quotation marks."""
        return any(quoted.holds(span) for quoted in self.quoted)

    def _interview(self) -> list[Said]:
        """What is said after a name and a colon, as in a printed interview: all of the paragraph, without marks."""
        found = []
        for paragraph in self.article.paragraphs:
            match = _COLON.match(paragraph.text)
            if match and match[1] not in _QUESTIONS and (voice := self.voices.of(match[1])):
                start = paragraph.span.start
                cue, rest = Span(start, start + match.end(1)), Span(start + match.end(), paragraph.span.end)
                found.append(Said(voice, cue, (rest,), "direct", _SURE, ""))
        return found

    def _within(self, one: Attribution, turns: list[Span]) -> bool:
        parts = [*one.source, *one.cue]
        return any(turn.start <= part.start < turn.end for part in parts[:1] for turn in turns)

    def _voice(self, one: Attribution) -> str:
        words = self.article.words_in
        source = " ".join(words(span) for span in one.source[:1])
        speaker = " ".join(words(span) for span in one.speaker[:1])
        # “I” and “we” in a quotation are its speaker, who is found by the quotation.
        if one.source and self.in_quotation(one.source[0]):
            return ""
        known = self.voices.of(source, sure=one.doubt < _SURE)
        if known or not source:
            return known
        if source.lower() in _PERSONS and (subject := self._person_before(one.source[0])):
            return self.voices.of(subject, source)
        resolved = self.voices.of(speaker, source)
        if source.lower() in _PERSONS and (resolved not in self.voices.by_key or not self.voices.by_key[resolved].named):
            return self.voices.last_named(one.source[0].start)
        return resolved

    def _person_before(self, pronoun: Span) -> str:
        """The person that “he” or “she” most likely is: the last one who spoke, or with whom a sentence began.

        Not who was quoted or named in passing: “Coach Bill Hadley was told. “Ann saw it,” he said.”
        """
        number, word = self.article.paragraph_at(pronoun.start), self.article.words_in(pronoun)
        for paragraph in range(number, max(0, number - _FAR), -1):
            for sentence in reversed(self.article.sentences(paragraph)):
                if sentence.end > pronoun.start or self.in_quotation(sentence):
                    continue
                names = [source for source in self._sources if sentence.start <= source.start < sentence.end]
                for name in [*map(self.article.words_in, reversed(names)), self._subject(sentence)]:
                    if name and self.voices.may_be(name, word):
                        return name
        return ""

    def _subject(self, sentence: Span) -> str:
        """The person with whom a sentence begins, or ""."""
        match = _SUBJECT.match(self.article.words_in(sentence))
        known = match and (" " in match[1].strip() or match[1].strip() in self.voices.by_key)
        return match[0].strip() if match and known else ""

    def _said(self, voice: str, one: Attribution) -> Said | None:
        cue = one.cue[0] if one.cue else None
        if cue is None or len(self._words(cue)) > _MOST_CUE or self.in_quotation(cue):
            return None
        words = self.article.words_in(cue)
        # A cue with a capital letter inside a sentence is a name, such as “Omar Said”.
        named = words[0].isupper() and self.article.text[: cue.start].rstrip(" ")[-1:].isalpha()
        if named or _HEARS.search(words):
            return None
        verbs = [word for word in self.article.words_in(cue).split() if lists_of("cues", word)]
        paragraph = self.article.paragraph_at(cue.start)
        content = tuple(
            part
            for part in one.content
            if self.article.paragraph_at(part.start) == paragraph and len(self._words(part)) >= _FEWEST
        )
        if not verbs and (one.doubt > _UNSURE or not content):
            return None
        inside = {self.in_quotation(token) for part in content for token in self._words(part)}
        form = "" if not inside else "mixed" if len(inside) > 1 else "direct" if True in inside else "indirect"
        return Said(voice, cue, content, form, one.doubt, verbs[-1] if verbs else "")

    def _words(self, span: Span) -> list[Span]:
        return [token for token in self.article.tokens(span) if self.article.words_in(token)[0].isalnum()]

    def _speaker(self, span: Span) -> tuple[str, Said | None]:
        """The voice of a quotation and the cue that it depends on; of one that nobody says, those before it."""
        best, voice, cue = 0, "", None
        for name, one in self._speakers:
            shared = sum(part.overlap(span) for part in one.content)
            if name and shared > best:
                best, voice = shared, name
                cue = next((said for said in self.said if one.cue and said.cue == one.cue[0]), None)
        return (voice, cue or self._before(span, voice)) if 2 * best > len(span) else ("", self._before(span, ""))

    def _before(self, span: Span, voice: str) -> Said | None:
        """The nearest cue of a voice, or of any, in the paragraph of a quotation, or else the last one before it."""
        here, found = self.article.paragraph_at(span.start), [one for one in self.said if voice in ("", one.voice)]
        near = [one for one in found if self.article.paragraph_at(one.cue.start) == here]
        before = [one for one in found if one.cue.start < span.start]
        return min(near, key=lambda one: abs(one.cue.start - span.start)) if near else before[-1] if before else None

    def _quotations(self) -> list[Drafted]:
        drafts = [self._turn(said) for said in self._turns]
        for span, (voice, cue) in self.speaker_of.items():
            long = len(self._words(span)) >= _TITLE
            speaker = voice or (cue.voice if cue and long else "")
            if not speaker or cue is None:
                continue
            near = self.article.paragraph_at(cue.cue.start) == self.article.paragraph_at(span.start)
            said = f"“{self.article.words_in(cue.cue)}” in P{self.article.paragraph_at(cue.cue.start)}"
            fields = {
                "speaker": speaker,
                "known": "tag in paragraph" if near else "inferred",
                "cue": cue.cue,
                "because": f"The cue {said} is the last one of this voice.",
            }
            doubt = cue.doubt if voice else 1.0
            note = (
                f"The words depend on {said}."
                if voice
                else "No cue names this speaker, who is only the last one before it."
            )
            drafts.append(Drafted("quotation", span, note, doubt, fields, arguable=not voice))
        return drafts

    def _turn(self, said: Said) -> Drafted:
        fields = {
            "speaker": said.voice,
            "known": "tag in paragraph",
            "cue": said.cue,
            "because": f"The paragraph begins with “{self.article.words_in(said.cue)}” and a colon.",
        }
        return Drafted("quotation", said.content[0], "A turn of a printed interview, without marks.", said.doubt, fields)

    def _cue(self, said: Said) -> Drafted:
        types = lists_of("cues", said.verb) or ("neutral",)
        fields = {
            "voice": [REPORTER],
            "source": said.voice,
            "type": types[0],
            **({"type_too": list(types[1:])} if len(types) > 1 else {}),
            "place": "narration",
            "form": said.form,
            "brings": [self.article.words_in(part) for part in said.content],
        }
        unsure = not said.verb or len(types) > 1
        return Drafted("cue", said.cue, "It shows whose words come with it.", said.doubt, fields, arguable=unsure)
