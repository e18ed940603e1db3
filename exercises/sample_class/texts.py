"""What sample students write: free texts and rewrites, made from the words of the article and of the samples."""

from __future__ import annotations

from collections.abc import Iterator

from ..lesson_data.content import Content
from ..questions import Question
from ..questions.sampling import OwnWords, Rewording
from ..questions.scoring.draft import sentences
from ..text.article import Article, Span
from .rng import RandomFn, pick, shuffled, some
from .written import written_for

# {quote} is words of the article, {p} the number of their paragraph. They say how somebody reads, and take no position.
_OPENINGS = (
    "I noticed “{quote}” in P{p}.",
    "In P{p} I stopped at “{quote}”.",
    "What stayed with me is “{quote}” (P{p}).",
    "First I looked at P{p}, where it says “{quote}”.",
    "I read P{p} twice because of “{quote}”.",
    "The words “{quote}” in P{p} made me look again.",
    "For me it starts with “{quote}” in P{p}.",
    "My example is P{p}: “{quote}”.",
)
_MIDDLES = (
    "At first I did not see whose words these are.",
    "I had to go back to find out who is speaking there.",
    "Without the name before it I would not know who says it.",
    "It is a long sentence and I had to read it slowly.",
    "I compared it with P{p}, where the words are “{quote}”.",
    "The word before the quotation told me how to hear it.",
    "I counted the quotation marks to be sure.",
    "A number stands there, so I asked who counted.",
    "I would like to know where the reporter got this from.",
    "The paragraph before it has no quotation marks at all.",
    "Somebody who reads only the start would miss it.",
    "I am not sure, but I think that the next paragraph belongs to it.",
    "When I read it aloud it sounded different.",
    "There is one small word in it that I had overlooked.",
)
_ENDINGS = (
    "Now I look for the owner of a claim first.",
    "That is why I marked it.",
    "I would ask a classmate to read P{p} and compare.",
    "Next time I will check the paragraph before.",
    "I could show it with “{quote}” too.",
    "I changed my answer after reading P{p} again.",
    "A careful reader could see it in another way.",
    "The text does not say more about it than that.",
    "So I kept the exact words and the name.",
    "I would search for the full statement to be sure.",
)
_SHORT = (
    "I don't know.",
    "It is long.",
    "see P{p}",
    "P{p}, I think.",
    "“{quote}”",
    "Not sure so far.",
    "The quotations.",
    "I will finish this later.",
)
# Old and new words that keep a claim's owner; each pair is tried against a question's conditions before it is used.
_SAFE_SWAPS = """
said that > said | said > stated | also spoke > spoke | spoke about > talked about | met in > had a meeting in
met with > had a meeting with | Secretary of Defense > Defense Secretary | According to Austin > As Austin said
In Gantz's view > As Gantz said | put the number of > gave the number of | The report quotes > This report quotes
nobody else > no one else | no others > no one else | came together > met | tells > told | stresses > stressed
says > said | it is time > it's time | meet over > met over | added that > said that | which he > what he
he also > he then | Israeli defense > Israel's defense | supports > backs | assistance > help | named > called
the goal of > the aim of | another > a further | downed > intercepted | perhaps > maybe | help to prevent > help prevent
"""
_MOST_SWAPS = 8


def window(article: Article, rng: RandomFn, paragraphs: tuple[int, ...], least: int = 3, most: int = 7) -> str:
    """A few consecutive words of the article, from one sentence, unchanged.

    If possible, they start and end with a content word, as a quotation chosen by a person does.
    """
    for _ in range(6):
        words = article.words_in(stretch(article, rng, paragraphs, least, most))
        parts = words.split()
        if all(len(word) > 3 or word[:1].isupper() for word in (parts[0], parts[-1])):
            break
    return words


def stretch(article: Article, rng: RandomFn, paragraphs: tuple[int, ...], least: int, most: int) -> Span:
    """The place of ``least`` to ``most`` words of one sentence, or of fewer if the sentence is shorter."""
    number = pick(rng, paragraphs or [paragraph.number for paragraph in article.paragraphs])
    # A paragraph without words, such as a line of asterisks, counts as one word.
    words = pick(rng, article.words_by_sentence(number) or ((article.paragraph(number).span,),))
    count = min(len(words), least + int(rng() * (most - least + 1)))
    start = int(rng() * (len(words) - count + 1))
    return Span(words[start].start, words[start + count - 1].end)


def _filled(article: Article, rng: RandomFn, template: str) -> str:
    number = pick(rng, article.paragraphs).number
    quote = window(article, rng, (number,))
    # A quotation mark among the words would end the quotation too early.
    return template.replace("{quote}", quote.strip('“”" ').replace("“", "").replace("”", "")).replace("{p}", str(number))


def own_words(question: Question, form: OwnWords, article: Article, rng: RandomFn, many: int) -> Iterator[str]:
    """Free texts, most of them long enough: an opening, some middles, an ending, sometimes a sentence of a sample."""
    given = [part for sample in question.samples for part in sentences(sample)]
    for _ in range(many):
        if rng() < 0.12:
            yield _filled(article, rng, pick(rng, _SHORT))
            continue
        count = form.min_words // 14 + int(3 * rng())
        parts = [pick(rng, _OPENINGS), *shuffled(rng, _MIDDLES)[:count], pick(rng, _ENDINGS)]
        text = [_filled(article, rng, part) for part in parts]
        if given and rng() < 0.25:
            text.insert(1, pick(rng, given).strip(" .") + ".")
        yield _untidy(rng, " ".join(text))


def rewordings(
    question: Question, form: Rewording, content: Content, rng: RandomFn, many: int
) -> Iterator[tuple[str, str]]:
    """Pairs of a level and a text; the levels are those of a pool: right, near and wrong.

    The texts are put together from sentences that were written for the question; without these, they are the samples with
    some words changed. Only single changes are judged then, and "right" texts combine several harmless ones.
    """
    article, own = content.article, written_for(content.name, question.id)
    harmless = {} if own else {sample: _harmless(question, sample) for sample in question.samples}
    for at in range(many):
        if own:
            yield "right", _untidy(rng, own.sound(rng, form))
            yield "near", _untidy(rng, pick(rng, question.samples) if at % 12 == 11 else own.slipped(rng))
            continue
        text = pick(rng, question.samples)
        for old, new in some(rng, harmless[text], 0.4):
            text = text.replace(old, new, 1)
        yield "right", _untidy(rng, text)
        yield "near", _untidy(rng, pick(rng, form.wrong) if form.wrong and at % 3 == 0 else _worse(rng, text))
    for _ in range(max(4, many // 10)):
        copied = question.source and rng() < 0.6
        yield "wrong", question.source if copied else _filled(article, rng, pick(rng, _SHORT))


def _harmless(question: Question, sample: str) -> list[tuple[str, str]]:
    """The swaps after which all conditions are still met."""
    swaps = [pair.strip().split(" > ") for line in _SAFE_SWAPS.split("\n") for pair in line.split("|") if pair]
    fitting = [(old, new) for old, new in swaps if old in sample][:_MOST_SWAPS]
    return [(old, new) for old, new in fitting if question.judge(sample.replace(old, new, 1)).extra["completion"] == 1]


def _worse(rng: RandomFn, text: str) -> str:
    """The text with a sentence, an owner or a name dropped, a stretch cut off, or two letters swapped."""
    parts, words = list(sentences(text)), text.split()
    way = int(rng() * 4)
    if way == 0 and len(parts) > 2:
        del parts[int(rng() * len(parts))]
        return " ".join(part.strip().rstrip(".") + "." for part in parts)
    if way == 1:
        return " ".join(words[: max(3, int(len(words) * (0.4 + 0.4 * rng())))])
    if way == 2:
        names = [word for word in words if word[:1].isupper()]
        lost = pick(rng, names) if names else words[0]
        return " ".join(word for word in words if word != lost)
    start = int(rng() * max(1, len(words) - 3))
    return " ".join(words[:start] + words[start + 2 :])


def _untidy(rng: RandomFn, text: str) -> str:
    """The text as typed in a hurry: no period, a lowercase first letter, two spaces, straight quotation marks."""
    if rng() < 0.15:
        text = text.removesuffix(".")
    if rng() < 0.08:
        text = text[:1].lower() + text[1:]
    if rng() < 0.12:
        at = text.find(" ", int(rng() * len(text)))
        text = text if at < 0 else text[:at] + " " + text[at:]
    if rng() < 0.4:
        text = text.replace("“", '"').replace("”", '"')
    return text


def changed_round(rng: RandomFn, words: str) -> str:
    """The words with two letters swapped, as in hasty typing."""
    at = int(rng() * max(1, len(words) - 1))
    return words[:at] + words[at + 1 : at + 2] + words[at : at + 1] + words[at + 2 :]
