"""The strategies: each is a pure function (question, article) → an answer, several answers, or None where it has none.

They use what a student has without reading: the prompt, the hints, the options in the order shown, the text. Only the
last ones use more: a sample, or what the card says of a first try. Several answers are ``Average`` (any of them, by
chance) or ``Best`` (all of them one after the other, keeping the best).
"""

from __future__ import annotations

import random
from typing import Any

from exercises.questions import Question, grade
from exercises.text.article import Article
from tests.adversaries import seen
from tests.adversaries.parts import (
    Average,
    Best,
    Strategy,
    article_text,
    as_shown,
    boxes,
    closest_label,
    each_label,
    every_box,
    everything,
    evidence,
    first_sentences,
    highlight,
    labelled,
    longest,
    longest_boxes,
    longest_sentences,
    nth,
    one_label,
    only,
    outputs,
    text,
)

STRATEGIES: dict[str, Strategy] = {}
DRAWS = 50
ANYTHING = "I think this is what he said about it in the text that we have read today."


def strategy(name: str, /, **by_kind: Strategy) -> None:
    """Add a strategy that has an answer for these kinds of questions."""

    def play(question: Question, article: Article) -> Any:
        own = by_kind.get(question.kind)
        return own(question, article) if own else None

    assert name not in STRATEGIES
    STRATEGIES[name] = play


# Everything, or the same everywhere ------------------------------------------------------------------------------------
strategy(
    "select all, paste the article",
    choice=nth(0),
    choices=every_box,
    match=one_label(0),
    order=as_shown,
    spans=everything,
    evidence=evidence(nth(0), lambda q, a: [a.paragraph(n).text for n in seen.numbers_shown(q, a)]),
    rewrite=article_text,
    reflection=article_text,
    phrase=lambda q, a: a.paragraph(seen.numbers_shown(q, a)[0]).text,
)
strategy("highlight each sentence", spans=lambda q, a: highlight(seen.sentences(q, a), q))
strategy("highlight each word", spans=lambda q, a: highlight(seen.words(q, a), q))
strategy("highlight the first words", spans=lambda q, a: highlight(seen.words(q, a)[:3], q))
strategy("highlight capitals", spans=lambda q, a: highlight(seen.capitals(q, a), q))
strategy(
    "highlight one word a paragraph",
    spans=lambda q, a: highlight(
        [
            next(word for word in seen.words(q, a) if word.start >= a.paragraph(n).span.start)
            for n in seen.numbers_shown(q, a)
        ],
        q,
    ),
)
strategy(
    "highlight one label over, one sentence for each label",
    spans=lambda q, a: [
        {"start": span.start, "end": span.end, "label": label["id"]}
        for label, span in zip(seen.options(q, "labels"), seen.sentences(q, a), strict=False)
    ],
)

# Places of options -----------------------------------------------------------------------------------------------------
for _name, _number in (("first", 0), ("second", 1), ("third", 2), ("fourth", 3), ("last", -1)):
    strategy(
        f"always the {_name} option",
        choice=nth(_number),
        choices=only(_number),
        match=one_label(_number if _number >= 0 else 99),
        evidence=evidence(nth(_number), lambda q, a: []),
        order=lambda q, a: as_shown(q, a)[::-1],
    )
strategy("every second box", choices=boxes(*range(2, 20, 2)), choice=nth(1))
strategy("boxes 1, 3, 5, …", choices=boxes(*range(1, 20, 2)))
strategy(
    "boxes 2 and 4, 2, 4 and 5, 2, 4, 6 and 8; the third option",
    choice=nth(2),
    choices=lambda q, a: boxes(*{4: (2, 4), 6: (2, 4, 5)}.get(len(seen.options(q)), (2, 4, 6, 8)))(q, a),
    match=one_label(1),
)
strategy("the first half of the boxes", choices=lambda q, a: every_box(q, a)[: len(seen.options(q)) // 2])
strategy("the last half of the boxes", choices=lambda q, a: every_box(q, a)[len(seen.options(q)) // 2 :])
strategy("one label for all rows", match=each_label)

# The look of the words -------------------------------------------------------------------------------------------------
strategy(
    "the longest option, the two longest sentences",
    choice=longest,
    choices=longest_boxes,
    evidence=evidence(longest, lambda q, a: [a.words_in(span).strip() for span in longest_sentences(q, a)]),
    spans=lambda q, a: highlight(longest_sentences(q, a), q),
    rewrite=text(lambda q, a: [a.words_in(span) for span in longest_sentences(q, a)]),
    reflection=text(lambda q, a: [a.words_in(span) for span in longest_sentences(q, a)]),
)
strategy(
    "words that repeat",
    choice=lambda q, a: Average(seen.closest(q, q.prompt)),
    choices=lambda q, a: [option["id"] for option in seen.options(q) if seen.shared(option["text"], q.prompt)],
    match=closest_label,
)
strategy(
    "words of the hints",
    choice=lambda q, a: Average(seen.closest(q, " ".join(q.hints))),
    choices=lambda q, a: [o["id"] for o in seen.options(q) if seen.shared(o["text"], " ".join(q.hints))],
    spans=lambda q, a: highlight([p for w in seen.hint_words(q) for p in a.places(w)][:8], q),
    phrase=lambda q, a: next(iter(seen.hint_words(q)), None),
    evidence=evidence(nth(0), lambda q, a: seen.runs(" ".join(q.hints), a, q)[: q.public()["quotes"]]),
    rewrite=text(lambda q, a: seen.hint_words(q)),
    number=lambda q, a: next(iter(seen.prompt_numbers(q)[::-1]), None),
)

# Quotations without reading --------------------------------------------------------------------------------------------
strategy("a bare click on the first option", evidence=evidence(nth(0), lambda q, a: []))
strategy(
    "the first sentence",
    evidence=evidence(nth(0), first_sentences),
    spans=lambda q, a: highlight(seen.sentences(q, a)[:1], q),
    phrase=lambda q, a: a.words_in(seen.sentences(q, a)[0]).strip(),
)
strategy("the prompt's words", evidence=evidence(nth(0), lambda q, a: seen.runs(q.prompt, a, q)[: q.public()["quotes"]]))
strategy(
    "the option's own words",
    evidence=lambda q, a: Best(
        {"choice": option["id"], "quotes": seen.runs(option["text"], a, q)[: q.public()["quotes"]]}
        for option in seen.options(q)
    ),
)
strategy("one word", evidence=evidence(nth(0), lambda q, a: [seen.commonest_name(q, a)]), phrase=seen.commonest_name)
strategy("names and the first option", evidence=evidence(nth(0), lambda q, a: seen.names(q, a)[: q.public()["quotes"]]))


def ten_quotations(question: Question, article: Article) -> list[str]:
    """Ten runs of 18 words, one after the other."""
    places = seen.words(question, article)[::18][:10]
    texts = [
        article.text[span.start : article.paragraphs[article.paragraph_at(span.start) - 1].span.end] for span in places
    ]
    return [" ".join(one.split()[:18]) for one in texts]


strategy("ten quotations and the first option", evidence=evidence(nth(0), ten_quotations))
strategy(
    "ten quotations with each option",
    evidence=lambda q, a: Best({"choice": o["id"], "quotes": ten_quotations(q, a)} for o in seen.options(q)),
)
strategy(
    "the first sentence with each option",
    evidence=lambda q, a: Best({"choice": o["id"], "quotes": first_sentences(q, a)} for o in seen.options(q)),
)
strategy(
    "a name with each option",
    evidence=lambda q, a: Best({"choice": o["id"], "quotes": [seen.commonest_name(q, a)]} for o in seen.options(q)),
)

# Texts without sense ---------------------------------------------------------------------------------------------------
strategy(
    "keywords in a heap",
    rewrite=text(lambda q, a: [*seen.names(q, a), "said", "according to", "and so on"]),
    reflection=text(lambda q, a: [*seen.names(q, a), "said"]),
)
strategy(
    "keywords of the prompt in a heap",
    rewrite=text(lambda q, a: [*seen.runs(q.prompt, a, q), "said", "and so on"]),
    reflection=text(lambda q, a: q.prompt.split()),
)
strategy(
    "a name said blah blah",
    rewrite=text(lambda q, a: [*seen.names(q, a)[:6], "said", *["blah"] * 200]),
    reflection=text(lambda q, a: ["I", "said", *["blah"] * 200]),
)
strategy("one said that another said that …", rewrite=text(lambda q, a: [f"{name} said that" for name in seen.names(q, a)]))
strategy("each name said blah blah.", rewrite=text(lambda q, a: [f"{name} said blah blah." for name in seen.names(q, a)]))
strategy("a word over and over", rewrite=text(lambda q, a: ["word"]), reflection=text(lambda q, a: ["word"]))
strategy("the source unchanged", rewrite=lambda q, a: q.public()["source"] or None)


def swapped(question: Question, _: Article) -> str | None:
    """The source with its first long word in small letters taken out for another."""
    given = question.public()["source"].split()
    at = next((n for n, word in enumerate(given) if word.islower() and len(word) > 3), None)
    return None if at is None else " ".join([*given[:at], "did", *given[at + 1 :]])


strategy("the source with one word swapped", rewrite=swapped)
strategy("the source without the words that the prompt quotes", rewrite=lambda q, a: seen.without_quoted(q) or None)
strategy("the source turned round", rewrite=lambda q, a: " ".join(q.public()["source"].split()[::-1]) or None)
strategy("next to nothing", **dict.fromkeys(("rewrite", "reflection", "phrase"), lambda q, a: "I don't know."))
strategy(
    "any sentence of one's own",
    rewrite=text(lambda q, a: [ANYTHING]),
    reflection=text(lambda q, a: [ANYTHING]),
)


def shuffled_sample(question: Question, _: Article) -> Average:
    """The words of a sample in any order."""
    given = question.samples[0].split()
    return Average(" ".join(random.Random(n).sample(given, len(given))) for n in range(DRAWS))


strategy("a sample's words shuffled", rewrite=shuffled_sample)

# Numbers and functions -------------------------------------------------------------------------------------------------
strategy("a middle number", number=lambda q, a: 50 if q.public()["unit"] == "%" else len(a.paragraphs) // 2)
strategy("the numbers of the prompt", number=lambda q, a: Best(seen.prompt_numbers(q)) or None)
strategy("the number of paragraphs", number=lambda q, a: len(a.paragraphs), probe=outputs(len))
strategy("a constant function", probe=outputs(lambda _: 1), number=lambda q, a: 1)
strategy("a function that gives its input", probe=outputs(lambda args: args[0]), number=lambda q, a: 2)
strategy("a function that gives nothing", probe=outputs(lambda _: None), number=lambda q, a: 0)
strategy("a function that says true", probe=outputs(lambda _: True))


# Chance, and what a first try gives away -------------------------------------------------------------------------------
def drawn(question: Question, article: Article, draw: random.Random) -> Any:
    """Any answer."""
    public, among = question.public(), seen.words(question, article)
    match question.kind:
        case "choice":
            return draw.choice(public["options"])["id"]
        case "choices":
            return [option["id"] for option in public["options"] if draw.random() < 0.5]
        case "match":
            return labelled(lambda _, labels: draw.choice(labels)["id"])(question, article)
        case "order":
            return draw.sample(as_shown(question, article), len(public["items"]))
        case "number":
            return draw.randint(0, 100 if public["unit"] == "%" else 20)
        case "phrase":
            return article.words_in(draw.choice(among))
        case "spans":
            labels = public["labels"]
            return [
                {"start": span.start, "end": span.end, "label": draw.choice(labels)["id"]} for span in draw.sample(among, 3)
            ]
        case "evidence":
            quotes = [article.words_in(word) for word in draw.sample(among, public["quotes"])]
            return {"choice": draw.choice(public["options"])["id"], "quotes": quotes}
        case "probe":
            return {"outputs": [draw.randint(0, 5) for _ in question.calls]}
        case _:
            return seen.filled([article.words_in(word) for word in draw.choices(among, k=200)], question)


def at_random(question: Question, article: Article) -> Average:
    """Any answers, the same in every run."""
    return Average(drawn(question, article, random.Random(f"{question.id} {n}")) for n in range(DRAWS))


STRATEGIES["anything, by chance"] = at_random


def ticked_twice(question: Question, article: Article) -> Average | list[str]:
    """Tick all, then untick what the card names; where it only says how many fit, untick as many by chance."""
    ticked = every_box(question, article)
    heard = grade(question, ticked).on_try(1).notices
    named = {notice.about for notice in heard}
    left = [option["id"] for option in seen.options(question) if option["text"] not in named]
    if len(left) < len(ticked):
        return left
    fit = next(int(word) for notice in heard for word in str(notice).split() if word.isdigit())
    return Average(random.Random(n).sample(ticked, fit) for n in range(DRAWS))


strategy("tick all, then what the first try leaves", choices=ticked_twice)
