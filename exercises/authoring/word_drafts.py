"""Drafts of single words: numbers, times, labels, weighted words, passives, frames, and who is only spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from ..questions.scoring.english import is_past, listed
from ..text.article import Span
from .drafted import Drafted, agency
from .known_words import lists_of, names, words
from .speech import Speech

_TENS = "twenty|thirty|forty|fifty|dozens|hundreds|thousands"
_COUNT = rf"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|{_TENS})"
_NUMBER = re.compile(
    rf"(?:(?:more|fewer|less) than |over |about |nearly |almost |up to |at least )?(?:\$?\b\d+(?:,\d{{3}})*(?:\.\d+)?"
    rf"(?: (?:million|billion|percent))?%?|\b{_COUNT})(?![\w.,:-]*\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r" ([a-z][a-z’-]+)(?: ([a-z][a-z’-]+))?")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_MONTHS = r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Aug(?:ust|\.)?|(?:Sept|Oct|Nov|Dec)(?:o?(?:em)?ber|\.)?"
_MONTH = rf"(?:{_SHORT_MONTHS}|March|April|May|June|July)"
_SEASON = "(?:week|month|year|spring|summer|fall|winter)"
_TIME = re.compile(
    rf"(?:(?:on|since|until|by|last|next|every|this) )*\b(?:{_DAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|{_MONTH} \d{{1,2}}(?:, \d{{4}})?|(?:last|next|this) {_SEASON}|yesterday|tomorrow"
    rf"|(?:in|since) (?:\d{{4}}|{_MONTH}))\b"
    r"|\b\d+ (?:days|weeks|months|years) ago\b"
)
_DESCRIBES = re.compile(r"\w+(?:ed|ing|ful|less|ous|ive|al|ent|ant|ist|based)$")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: not|n[’']t)? (?:(?:not|also|now|still|only|never|[a-z]+ly) )?([a-z]+)\b"
    r"(?: (?:for|up|out|off|down|over))?(?: by ((?:[\w’$-]+ ?){1,4}))?"
)
# “was ordered in April by the port” names its doer after some words; none of them joins a clause of its own.
_LATER_BY = re.compile(
    r"(?: (?!(?:and|but|that|which|who|as|if|because|after|before|while|to|by)\b)[\w$%’'-]+(?:\.\d+)?){1,6}"
    r" by ((?:the |an? |its |his |her |their )?[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,3}|(?:the|an?) (?:[\w’-]+ ?){1,3})"
)
_JOINING = "and|but|because|so|while|which|that|who|after|before|if"
_PART = re.compile(rf"[,;:—–“”\"()]|(?<=[.!?])\s| (?:{_JOINING}) ")
_MOST_WORDS = 14  # of a place that carries a frame


def word_drafts(speech: Speech) -> list[Drafted]:
    """All drafts of single words, in the order of the lists below."""
    finders: tuple[Callable[[Speech], Iterator[Drafted]], ...]
    finders = (_numbers, _times, _labels, _titles, _weighted, _passives, _frames, _mentioned, _absent)
    return [draft for finder in finders for draft in finder(speech)]


def _numbers(speech: Speech) -> Iterator[Drafted]:
    text = speech.article.text
    for match in _NUMBER.finditer(text):
        if re.search(_MONTH + r" $", text[max(0, match.start() - 11) : match.start()]):
            continue
        counted = _counted(text, match.end())
        if not counted and not re.search(r"[$%]|percent", match[0]):
            continue
        span = Span(match.start(), match.end() + (len(counted) + 1 if counted else 0))
        fields = {"owner": speech.owner_of(span), "counts": counted.split()[-1] if counted else "money or a share"}
        yield Drafted("number", span, "Whose claim it is shows in the words around it.", 0.45, fields)


def _counted(text: str, at: int) -> str:
    """What a number counts: the noun after it, with one describing word before that."""
    match = _COUNTED.match(text, at)
    small = listed("small") | {"last", "next", "each", "more", "less", "ago"}
    if not match or match[1] in small or match[1] in ("or", "percent"):
        return ""
    # “4,000 school lunches” goes on after “school”, and “200 families use” ends before “use”.
    one, second = match[1], match[2] or ""
    goes_on = not one.endswith("s") and second.endswith("s") and second not in small
    return f"{one} {second}" if goes_on else one


def _times(speech: Speech) -> Iterator[Drafted]:
    for match in _TIME.finditer(speech.article.text):
        span = Span(*match.span())
        fields = {"voice": speech.voice_at(span), "points_to": "the event in this sentence"}
        yield Drafted("time", span, "It dates what the sentence reports.", 0.4, fields)


def _labels(speech: Speech) -> Iterator[Drafted]:
    groups, describes = words("groups", "people"), words("groups", "describes")
    for paragraph in speech.article.paragraphs:
        tokens = speech.article.tokens(paragraph.span)
        for before, token in pairwise(tokens):
            head, first = (speech.article.words_in(one).lower() for one in (token, before))
            if head not in groups or not (first in describes or _DESCRIBES.fullmatch(first)):
                continue
            span = Span(before.start, token.end)
            voice = speech.voice_at(span)
            fields = {"voice": voice, "of": head}
            yield Drafted("label", span, f"A name that somebody chose for {head}.", 0.5, fields, arguable=len(voice) > 1)


def _titles(speech: Speech) -> Iterator[Drafted]:
    """What is put before a speaker's name: “swim coach”."""
    for voice in speech.voices:
        match = re.search(
            rf"({re.escape(voice.role)}),? (?:[A-Z][\w.’-]* ){{0,3}}{re.escape(voice.key)}", speech.article.text
        )
        if voice.role and match:
            span = Span(*match.span(1))
            fields = {"voice": speech.voice_at(span), "of": voice.name}
            yield Drafted("label", span, "It names a job or an office.", 0.4, fields, arguable=len(fields["voice"]) > 1)


def _weighted(speech: Speech) -> Iterator[Drafted]:
    for span in speech.article.words():
        word = speech.article.words_in(span)
        family = next((name for name in names("weighs") if word.lower() in words("weighs", name)), "")
        if not family or (word[0].isupper() and not _starts_sentence(speech, span)):
            continue
        bias = "epistemological" if family == "hedge" else "framing"
        fields = {"voice": speech.voice_at(span), "family": family, "bias": bias}
        yield Drafted("word", span, "How much it weighs is for a reader to say.", 0.6, fields, arguable=True)


def _starts_sentence(speech: Speech, span: Span) -> bool:
    before = speech.article.text[: span.start].rstrip("“\"‘' ")
    return not before or before[-1] in ".!?\n"


def _passives(speech: Speech) -> Iterator[Drafted]:
    states = words("passives", "states")
    for match in _PASSIVE.finditer(speech.article.text):
        verb = match[1]
        if verb in states or not is_past(verb) or len(verb) < 3:
            continue
        span = Span(match.start(), match.end(1))
        later = None if match[2] else _LATER_BY.match(speech.article.text, match.end())
        named = match[2] or (later[1] if later else "")
        agent = re.split(r"[.,;]| (?:and|in|on|at|from|to|that|who|which|before|after)\b", named)[0].strip()
        # “by October”, “by 30 percent” and “by loudspeaker” say when, how much and how.
        how = re.match(r"about|at least|\$?\d|then\b", agent) or re.fullmatch(
            r"(?!(?:me|you|him|her|us|them)$)[a-z]+(?<!s)", agent
        )
        agent = "" if _TIME.search(f"in {agent}") or how else agent
        note = f"Who did it comes after “by”: {agent}." if agent else "Who did it is not named with this verb."
        yield Drafted("agency", span, note, 0.55, agency(agent))


def _frames(speech: Speech) -> Iterator[Drafted]:
    """Stretches of a sentence that hold a word of a problem or of a remedy; one for each stretch and job."""
    article, seen = speech.article, set()
    for word in article.words():
        for name in lists_of("frames", article.words_in(word)):
            span = _stretch(speech, word)
            if (span, name) in seen or not 2 <= len(article.words_in(span).split()) <= _MOST_WORDS:
                continue
            seen.add((span, name))
            fields = {"dimensions": [], "entman": ["P" if name == "problem" else "R"], "function": [name]}
            note = f"The word “{article.words_in(word)}” can name a {name}."
            yield Drafted("frame", span, note, 0.7, fields, arguable=True)


def _stretch(speech: Speech, word: Span) -> Span:
    """The part of a sentence around a word, between its nearest marks and joining words."""
    article = speech.article
    paragraph = article.paragraph(article.paragraph_at(word.start)).span
    start = max([paragraph.start, *(m.end() for m in _PART.finditer(article.text, paragraph.start, word.start))])
    end = next((m.start() for m in _PART.finditer(article.text, word.end, paragraph.end)), paragraph.end)
    words_here = article.words_in(Span(start, end))
    start += len(words_here) - len(words_here.lstrip())
    return Span(start, start + len(words_here.strip().rstrip(".!?")))


def _mentioned(speech: Speech) -> Iterator[Drafted]:
    """Groups that are spoken of and never speak, by the first words that name them."""
    article = speech.article
    sources = speech.sources
    first: dict[str, Span] = {}
    for span in article.words():
        first.setdefault(article.words_in(span).lower(), span)
    for group in sorted(words("groups", "people") & first.keys(), key=lambda one: first[one]):
        # Somebody who is quoted may well be a neighbor, or an expert.
        if group in words("groups", "may_be_quoted") or group.rstrip("s") in sources:
            continue
        fields: dict[str, Any] = {"who": group, "role": "people in this story", "kind": "mentioned"}
        fields |= {"not_found": [f"{group} said"], "mentioned": [article.words_in(first[group])]}
        yield Drafted("absent", None, "They are spoken of. None of them is quoted.", 0.5, fields)


def _absent(speech: Speech) -> Iterator[Drafted]:
    """Those who could be in such a story and are not in this text in any of their words."""
    text = speech.article.text.lower()
    for who in names("absent"):
        known = sorted(words("absent", who))
        if not any(word in text for word in known):
            fields: dict[str, Any] = {
                "who": who,
                "role": "somebody who could be asked",
                "kind": "absent",
                "not_found": known,
            }
            yield Drafted("absent", None, "None of these words is in this text, which shows nobody's reasons.", 0.5, fields)
