"""rewrite: say it again, or say it anew, under conditions that can be observed on the page. Checked, never judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article
from .. import declare
from ..answer_form import text_of
from ..declare import Fields
from ..fields import Table, as_notice, member
from ..question import Context, Question
from ..result import Flag, Notice, Result
from ..sampling import Rewording
from ..scoring import completion, conditions
from ..scoring.claims import Claim, fact, owned
from ..scoring.conditions import Condition, contains
from ..scoring.draft import Draft, read_draft
from ..scoring.flags import flags_of, near_copy
from ..scoring.labels import labelled
from ..scoring.likeness import Runs, runs
from ..scoring.page import Page
from ..scoring.patterns import find_any, in_words, refuse_empty

# Longer texts are not compared word by word: the time grows with the product of both lengths.
MOST_COMPARED = 600
_WORDS = {
    "keep": "words that are asked for",
    "drop": "words of the source that must go",
    "avoid": "words that must not come in",
    "weigh": "words that a card points out, at no cost",
    "unquoted": "words that may appear only inside an exact quotation",
    "labels": "words for people and groups that may appear only with their owner",
}
NAMES = (*_WORDS, "owner", "verb", "fact", "claim", "new_number", "new_quotation", "length")
_GROUPS: dict[str, Any] = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
_CLAIMED = {
    "id": declare.text("its name"),
    "text": declare.text("how a card states it; the first wording if you leave it out").optional,
    "say": declare.texts("wordings; any of them will do"),
    "owner": declare.texts("names or cues, one of which must own it").optional,
    "also": declare.texts("who says it as well").optional,
}
_FACT = {**_CLAIMED, "feedback": declare.pair("for when it is missing")}
_CLAIM = {**_CLAIMED, "bare": declare.flag("true if it may appear without an owner").optional}
_WRONG = {"text": declare.text("the text"), "breaks": declare.text("the condition that it breaks", *NAMES)}
_STANDARD = {
    "new_number": Notice("A number came in that is not in the article: {words}.", "Where is it from?"),
    "new_quotation": Notice("A quotation came in that is not in the article: {words}.", "Who said it, and where?"),
    "verb": Notice("We did not recognize a verb.", "Which verb would say what they did?"),
}
_UNCHANGED = Notice("This is the article's own sentence, unchanged.", "What would you change first?")


@dataclass(frozen=True, kw_only=True)
class Rewrite(Question):
    """Names and facts that are asked for, and gates: words that must go or not come in, numbers, quotations, a length.

    Required are each name to keep, a verb, and each fact, attributed to its owner. Meeting a gate earns nothing.
    Completion is the share of the requirements that are met, halved while any gate is open. A text that meets everything
    is complete; one with a flag waits for the teacher. Answer: a text.
    """

    kind: ClassVar[str] = "rewrite"
    sheet_form: ClassVar[str] = "text"
    key_form: ClassVar[str] = "samples"
    typed_form: ClassVar[str] = "text"
    standings: ClassVar[frozenset[str]] = frozenset({"open"})
    asked_fields: ClassVar[Fields] = {
        "source": declare.text("words of the article to rewrite").optional,
        "min_words": declare.whole("the fewest words"),
        "max_words": declare.whole("the most words"),
        "own_words": declare.flag("true if a text that is nearly the article or a sample gets a flag").optional,
    }
    key_fields: ClassVar[Fields] = {
        **{name: declare.texts(says).optional for name, says in _WORDS.items()},
        "tilting": declare.flag("true if words that praise or push down may not come in").optional,
        "owner": declare.anything("groups of phrases; one of each group is asked for", **_GROUPS).optional,
        "verb": declare.flag("true if a verb is asked for").optional,
        "fact": declare.tables("facts that are asked for", _FACT).optional,
        "claim": declare.tables("what else the article says, which must keep its owner", _CLAIM).optional,
        "feedback": declare.pairs("a pair for each condition that you set, and for length"),
        "samples": declare.texts("texts that meet every condition"),
        "wrong": declare.tables("texts that must fail", _WRONG).optional,
        "rubric": declare.texts("what each level means, from the lowest to the highest").optional,
    }
    free_text: ClassVar[bool] = True

    article: Article
    page: Page
    min_words: int
    max_words: int
    own_words: bool = False
    conditions: tuple[Condition, ...] = ()
    claims: tuple[Claim, ...] = ()
    kept: tuple[str, ...] = ()
    weighed: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    notices: dict[str, Notice] = field(default_factory=dict)
    listed: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        source = table.need("source", str, "")
        if source:
            context.article.find(source)
        least, most = table.need("min_words", int), table.need("max_words", int)
        if not 0 < least <= most:
            raise KitError("min_words must be above zero and not above max_words.")
        return {
            "article": context.article,
            "page": context.page,
            "source": source,
            "min_words": least,
            "max_words": most,
            "own_words": table.need("own_words", bool, False),
        }

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, _WRONG.keys(), "[question.wrong]")
            listed.append((own.need("text", str), member(own.need("breaks", str), NAMES, "“breaks”")))
        words = {name: _patterns(table, name) for name in _WORDS}
        for word in words["drop"]:
            if asked["source"] and not contains(read_draft(asked["source"]), word):
                raise KitError(f"“{word}” is to be dropped, but it is not in the source.")
        used = [name for name, texts in words.items() if texts] + (["owner"] if table.get("owner") else [])
        said = _STANDARD | table.feedback([*used, "length"], optional=NAMES)
        facts, claims = _facts(table, asked["page"]), _told_claims(table, asked["page"])
        return {
            "conditions": _conditions(table, asked, words, said, facts, claims),
            "claims": (*(claim for claim, _ in facts), *claims),
            "kept": tuple(text for text in words["keep"] if not asked["page"].is_name(text)),
            "weighed": words["weigh"],
            "quoted": words["unquoted"],
            "labels": words["labels"],
            "notices": said,
            "samples": table.texts("samples"),
            "rubric": table.texts("rubric", ()),
            "listed": tuple(listed),
        }

    def normalize(self, answer: Any) -> str | None:
        return text_of(answer)

    def judge(self, answer: str) -> Result:
        draft = read_draft(answer)
        if self.source and self.source.split() == answer.split():
            return completion.result(self.points, self.conditions, draft, (), untouched=_UNCHANGED)
        flags = (*flags_of(draft, self.page, self.claims, self.kept, self.quoted, self.labels), *self._copies(answer))
        return completion.result(self.points, self.conditions, draft, flags, asides=self._asides(draft))

    def _copies(self, answer: str) -> Iterator[Flag]:
        """A flag for a text that is nearly a sample, or nearly what it should retell."""
        if self.own_words:
            yield from near_copy(answer, self._sample_runs, self.page.runs, self._retold)

    @cached_property
    def _sample_runs(self) -> tuple[Runs, ...]:
        return tuple(runs(sample) - self.page.runs for sample in self.samples)

    @cached_property
    def _retold(self) -> Runs:
        return runs(self.source) if self.source else self.page.runs

    def _asides(self, draft: Draft) -> tuple[Notice, ...]:
        """Words that a card points out without any effect on the result."""
        found = find_any(draft, self.weighed)
        words = tuple(dict.fromkeys(draft.words(start, end) for start, end in found))
        return (conditions.filled(self.notices["weigh"], words),) if words else ()

    def beside(self, answer: str) -> dict[str, Any]:
        short = len(answer.split()) <= MOST_COMPARED
        return {"diff": word_diff(self.source, answer)} if self.source and short else {}

    def public(self) -> dict[str, Any]:
        shown = [{"id": c.id, "text": c.text, "gate": c.gate} for c in self.conditions]
        return {"source": self.source, "min_words": self.min_words, "max_words": self.max_words, "conditions": shown}

    def model_answer(self) -> str | None:
        return self.samples[0] if self.samples else None

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [(text, self._notice_of(text, name)) for text, name in self.listed]

    def sampling(self) -> Rewording:
        return Rewording(tuple(text for text, _ in self.listed), self.min_words, self.max_words)

    def _notice_of(self, text: str, name: str) -> Notice:
        """The notice for the conditions of this name that a text breaks; a placeholder that matches nothing if none."""
        told = completion.notices([c for c in self.conditions if c.kind == name], read_draft(text))
        return told[0] if told else Notice(f"this text does not break the condition {name}")


def _patterns(table: Table, name: str) -> tuple[str, ...]:
    """A list of patterns. Raises KitError for one that cannot be read."""
    texts = table.texts(name, ())
    for text in texts:
        _readable(text)
    return texts


def _readable(text: str) -> None:
    try:
        refuse_empty(text)
    except ValueError as error:
        raise KitError(f"{error}. Write words, “|” between alternatives, and “…” for a gap between words.") from error


def _facts(table: Table, page: Page) -> list[tuple[Claim, Notice]]:
    """The required claims, each with its feedback: [[question.fact]]."""
    found = []
    for row in table.rows("fact"):
        own = Table(row, _FACT.keys(), "[question.fact]")
        claim = _claim(own, page)
        found.append((claim, as_notice(own.need("feedback", list), f"the feedback of the fact “{claim.id}”")))
    return found


def _told_claims(table: Table, page: Page) -> tuple[Claim, ...]:
    """The optional claims, which need an owner if they are stated: [[question.claim]]."""
    rows = (Table(row, _CLAIM.keys(), "[question.claim]") for row in table.rows("claim"))
    return tuple(_claim(row, page) for row in rows)


def _claim(own: Table, page: Page) -> Claim:
    say = own.texts("say")
    for text in say:
        _readable(text)
    owners, also = (
        tuple(dict.fromkeys(page.owner_called(who) for who in own.texts(field, ()))) for field in ("owner", "also")
    )
    text = own.need("text", str, in_words(say[0]))
    return Claim(own.need("id", str), text, say, owners, also, own.need("bare", bool, False))


def _conditions(
    table: Table,
    asked: dict[str, Any],
    words: dict[str, Any],
    said: dict[str, Notice],
    facts: list[Any],
    claims: tuple[Any, ...],
) -> tuple[Any, ...]:
    """All conditions of a question: the requirements, then the gates."""
    page = asked["page"]
    found = [conditions.keep(text, said["keep"]) for text in words["keep"]]
    for group in table.need("owner", list, []):
        texts = Table({"owner": group}, {"owner"}).texts("owner")
        found.append(conditions.one_of(texts, said["owner"]))
    if table.need("verb", bool, False):
        found.append(conditions.verb(page, said["verb"]))
    found += [fact(claim, page, notice) for claim, notice in facts]
    if not found:
        raise KitError("nothing is asked for. Give “keep”, “verb” or a [[question.fact]].")
    found.append(conditions.length(asked["min_words"], asked["max_words"], said["length"]))
    if words["drop"]:
        found.append(conditions.drop(words["drop"], said["drop"]))
    if words["avoid"]:
        found.append(conditions.avoid(words["avoid"], said["avoid"], table.need("tilting", bool, False)))
    if words["unquoted"]:
        found.append(conditions.unquoted(words["unquoted"], page, said["unquoted"]))
    if words["labels"]:
        found.append(labelled(words["labels"], page, said["labels"]))
    if claims:
        found.append(owned(claims, page))
    found.append(conditions.no_new_number(page, said["new_number"]))
    found.append(conditions.no_new_quotation(page, said["new_quotation"]))
    return tuple(found)


def word_diff(before: str, after: str) -> list[list[str]]:
    """The words kept, removed and added, as [["same" | "out" | "in", words], …] in reading order."""
    old, new = before.split(), after.split()
    parts: list[list[str]] = []
    for action, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            parts.append(["same", " ".join(old[a:b])])
        else:
            parts += [["out", " ".join(old[a:b])]] if b > a else []
            parts += [["in", " ".join(new[c:d])]] if d > c else []
    return parts
