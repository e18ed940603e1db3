"""What a student sees without reading: options as a card shows them, names, sentences, and words that repeat.

Nothing here looks at a key.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import cycle, islice

from exercises.questions import Question
from exercises.text.article import Article, Span

_QUOTED = re.compile(r"“([^”]+)”")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def options(question: Question, field: str = "options") -> list[dict]:
    """The options, items or labels as the card shows them, each as id and text."""
    return question.public()[field]


def numbers_shown(question: Question, article: Article) -> list[int]:
    """The numbers of the paragraphs that the card shows."""
    return list(question.paragraphs or (paragraph.number for paragraph in article.paragraphs))


def sentences(question: Question, article: Article) -> list[Span]:
    """The sentences of the paragraphs that the card shows."""
    return [span for number in numbers_shown(question, article) for span in article.sentences(number)]


def words(question: Question, article: Article) -> list[Span]:
    """The words of the paragraphs that the card shows."""
    areas = [article.paragraph(number).span for number in numbers_shown(question, article)]
    return [word for area in areas for word in article.tokens(area) if article.words_in(word)[0].isalnum()]


def capitals(question: Question, article: Article) -> list[Span]:
    """The words with a capital letter."""
    return [word for word in words(question, article) if article.words_in(word)[0].isupper()]


def commonest_name(question: Question, article: Article) -> str:
    """The capitalized word, not the first of a sentence, that occurs most often in what is shown."""
    starts = {span.start for span in sentences(question, article)}
    found = [article.words_in(word) for word in capitals(question, article) if word.start not in starts]
    return Counter(found or ["the"]).most_common(1)[0][0]


def names(question: Question, article: Article) -> list[str]:
    """Every capitalized word and every number of the source, or of what is shown, once."""
    source = question.public().get("source") or " ".join(article.words_in(span) for span in sentences(question, article))
    return list(dict.fromkeys(re.findall(r"\b[A-Z][\w’]+|\d[\d,]*\d", source)))


def runs(text: str, article: Article, question: Question, least: int = 1) -> list[str]:
    """The longest runs of words of a text that also occur in what the card shows, longest first."""
    shown = {article.words_in(word).lower() for word in words(question, article)}
    found, run = [], []
    for word in [*re.findall(r"[\w’'-]+", text), ""]:
        longer = [*run, word]
        if word and word.lower() in shown and article.places(" ".join(longer)):
            run = longer
            continue
        found += [" ".join(run)] if len(run) >= least else []
        run = [word] if word.lower() in shown else []
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def hint_words(question: Question) -> list[str]:
    """The words in quotation marks in the hints, or every long word there."""
    text = " ".join(question.hints)
    return _QUOTED.findall(text) or re.findall(r"\w{5,}", text)


def prompt_numbers(question: Question) -> list[str]:
    """The numbers that the prompt and the hints show."""
    return _NUMBER.findall(" ".join([question.prompt, *question.hints]))


def shared(one: str, other: str) -> int:
    """How many long words two texts share."""
    first, second = (set(re.findall(r"\w{4,}", text.lower())) for text in (one, other))
    return len(first & second)


def closest(question: Question, text: str) -> list[str]:
    """The options that share most words with a text."""
    found = {option["id"]: shared(option["text"], text) for option in options(question)}
    return [name for name, count in found.items() if count == max(found.values())]


def filled(parts: list[str], question: Question) -> str:
    """A text of the length that the question asks for, made of these words over and over."""
    public = question.public()
    least = public.get("min_words") or 1
    most = public.get("max_words") or least + 3
    given = " ".join(parts).split() or ["word"]
    return " ".join(islice(cycle(given), max(least, min(len(given), most))))


def without_quoted(question: Question) -> str:
    """The source without the words that the prompt has in quotation marks."""
    source = question.public()["source"]
    for words_named in _QUOTED.findall(question.prompt):
        source = source.replace(words_named, "")
    return " ".join(source.split())
