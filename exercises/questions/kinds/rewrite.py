"""rewrite: say it again, or say it anew, under conditions that can be observed on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article
from ..fields import Table, as_notice, member
from ..question import Context, Question, text_of
from ..result import Notice, Result, Score
from ..sampling import Rewording
from ..scoring import conditions
from ..scoring.conditions import Condition, Fact, contains_phrase

NAMES = ("keep", "drop", "avoid", "owner", "unquoted", "fact", "new_number", "new_quotation", "length")
# Longer texts are not compared word by word: the time grows with the product of both lengths.
MOST_COMPARED = 600
_STANDARD = {
    "new_number": Notice("A number came in that is not in the article: {words}.", "Where is it from?"),
    "new_quotation": Notice("A quotation came in that is not in the article: {words}.", "Who said it, and where?"),
}


@dataclass(frozen=True, kw_only=True)
class Rewrite(Question):
    """Words that must survive, go, or not come in; facts with their owners; no invented number or quotation; a length.

    Share earned: the mean over the conditions set, each by how far it is met; half of that while a word that should go is
    still there; nothing for the source unchanged. With a rubric, a text that meets every condition waits for the teacher,
    who adds what cannot be observed. Answer: a text.
    """

    kind: ClassVar[str] = "rewrite"
    sheet_form: ClassVar[str] = "text"
    key_form: ClassVar[str] = "samples"
    typed_form: ClassVar[str] = "text"
    standings: ClassVar[frozenset[str]] = frozenset({"settled", "open"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"source", "min_words", "max_words"})
    key_fields: ClassVar[frozenset[str]] = frozenset(
        {"keep", "drop", "avoid", "owner", "unquoted", "fact", "feedback", "samples", "wrong", "rubric"}
    )
    free_text: ClassVar[bool] = True

    article: Article
    min_words: int
    max_words: int
    conditions: tuple[Condition, ...] = ()
    listed: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict:
        source = table.need("source", str, "")
        if source:
            context.article.find(source)
        least, most = table.need("min_words", int), table.need("max_words", int)
        if not 0 < least <= most:
            raise KitError("min_words must be above zero and not above max_words.")
        return {"article": context.article, "source": source, "min_words": least, "max_words": most}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict) -> dict:
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, {"text", "breaks"}, "[question.wrong]")
            listed.append((own.need("text", str), member(own.need("breaks", str), NAMES, "“breaks”")))
        for word in table.texts("drop", ()):
            if asked["source"] and not contains_phrase(asked["source"], word):
                raise KitError(f"“{word}” is to be dropped, but does not stand in the source.")
        return {
            "conditions": _conditions(table, asked),
            "samples": table.texts("samples"),
            "rubric": table.texts("rubric", ()),
            "listed": tuple(listed),
        }

    def normalize(self, answer: Any) -> str | None:
        return text_of(answer)

    def judge(self, answer: str) -> Result:
        result = super().judge(answer)
        if self.rubric and result.status == "correct":
            later = Notice("Your teacher reads what no machine can judge.")
            return replace(result, status="needs_teacher", notices=(*result.notices, later))
        return result

    def score(self, answer: str) -> Score:
        if self.source and self.source.split() == answer.split():
            return Score(0, (Notice("This is the article's own sentence, unchanged.", "What would you change first?"),))
        looked = [(condition, condition.broken(answer)) for condition in self.conditions]
        notices = [condition.notice_for(words) for condition, words in looked if words]
        headline = "Some conditions are still open." if notices else "Every condition is met."
        if not notices:
            notices = [
                Notice("Every name and number that we look for is there.", "Does it still say what the article says?")
            ]
        return Score(self._share(looked, len(answer.split())), tuple(notices), headline=headline)

    def beside(self, answer: str) -> dict:
        short = len(answer.split()) <= MOST_COMPARED
        return {"diff": word_diff(self.source, answer)} if self.source and short else {}

    def _share(self, looked: list[tuple[Condition, list[str]]], count: int) -> float:
        """The mean over the conditions that are set, by how far each is met by an answer of so many words."""
        missed = {condition.name: condition.missed(words) for condition, words in looked if condition.name != "fact"}
        facts = [condition.missed(words) for condition, words in looked if condition.name == "fact"]
        # What has nothing of the source left is not a rewrite of it; one that leaves the queried word has not begun.
        if missed.get("keep") == 1 or (facts and min(facts) == 1):
            return 0
        every = [*missed.values(), *facts]
        # The article pasted whole holds every fact: what is far too long counts for what would fit.
        share = (1 - sum(every) / len(every)) * min(1.0, 1.5 * self.max_words / max(1, count))
        return share / 2 if missed.get("drop") else share

    def public(self) -> dict:
        return {"source": self.source, "min_words": self.min_words, "max_words": self.max_words}

    def model_answer(self) -> str | None:
        return self.samples[0] if self.samples else None

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [(text, self._broken_notice(text, name)) for text, name in self.listed]

    def sampling(self) -> Rewording:
        return Rewording(tuple(text for text, _ in self.listed))

    def _broken_notice(self, text: str, name: str) -> Notice:
        """The notice of the first condition of this name that a text breaks; one that nothing shows if it breaks none."""
        told = [c.notice_for(words) for c in self.conditions if c.name == name and (words := c.broken(text))]
        return told[0] if told else Notice(f"this text does not break the condition {name}")


def _conditions(table: Table, asked: dict) -> tuple[Condition, ...]:
    """Every condition that a question sets, with its feedback. Raises KitError."""
    article = asked["article"]
    words = {name: table.texts(name, ()) for name in ("keep", "drop", "avoid", "unquoted")}
    groups = tuple(Table({"owner": g}, {"owner"}).texts("owner") for g in table.need("owner", list, []))
    used = [name for name, texts in words.items() if texts] + (["owner"] if groups else []) + ["length"]
    said = _STANDARD | table.feedback(used, optional=NAMES)
    found = [getattr(conditions, name)(words[name], said[name]) for name in ("keep", "drop", "avoid") if words[name]]
    if words["unquoted"]:
        found.append(conditions.unquoted(words["unquoted"], article, said["unquoted"]))
    if groups:
        found.append(conditions.owner(groups, said["owner"]))
    for row in table.rows("fact"):
        own = Table(row, {"id", "say", "owner", "feedback"}, "[question.fact]")
        fact = Fact(own.texts("say"), own.texts("owner", ()))
        name = own.need("id", str)
        notice = as_notice(own.need("feedback", list), f"the feedback of the fact “{name}”")
        found.append(Condition("fact", 1, fact.broken, notice))
    found.append(conditions.no_new_number(article, said["new_number"]))
    found.append(conditions.no_new_quotation(article, said["new_quotation"]))
    found.append(conditions.length(asked["min_words"], asked["max_words"], said["length"]))
    return tuple(found)


def word_diff(before: str, after: str) -> list[list[str]]:
    """What stayed, went out and came in, as [["same" | "out" | "in", words], …] in reading order."""
    old, new = before.split(), after.split()
    parts: list[list[str]] = []
    for action, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            parts.append(["same", " ".join(old[a:b])])
        else:
            parts += [["out", " ".join(old[a:b])]] if b > a else []
            parts += [["in", " ".join(new[c:d])]] if d > c else []
    return parts
