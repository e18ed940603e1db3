"""rewrite: say it again under conditions that can be observed on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, ClassVar

from ..article import Article, fold
from ..problems import KitError
from ..result import Notice, Score
from ..table import Table, member
from .question import Context, Question, text_of

CONDITIONS = ("keep", "drop", "avoid", "owner", "new_number", "new_quotation", "length")


@dataclass(frozen=True, kw_only=True)
class Rewrite(Question):
    """Words that must survive, words that must go, words that must not come in, an owner for each claim, a length.

    ``owner`` is a list of groups: at least one phrase of each group must be there. Numbers and quotations that are not
    in the article count as invented. Share earned: the mean over the conditions set, each by how far it is met; half
    of that while a word that should go is still there; nothing for the source unchanged. Answer: a text.
    """

    kind: ClassVar[str] = "rewrite"
    standings: ClassVar[frozenset[str]] = frozenset({"settled", "open"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"source", "min_words", "max_words"})
    key_fields: ClassVar[frozenset[str]] = frozenset({"keep", "drop", "avoid", "owner", "feedback", "samples", "wrong"})

    article: Article
    source: str
    min_words: int
    max_words: int
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    owner: tuple[tuple[str, ...], ...] = ()
    feedback: dict[str, Notice] = field(default_factory=dict)
    samples: tuple[str, ...] = ()
    listed: tuple[tuple[str, str], ...] = ()

    @classmethod
    def asked(cls, table: Table, context: Context) -> dict:
        source = table.need("source", str)
        context.article.find(source)
        least, most = table.need("min_words", int), table.need("max_words", int)
        if not 0 < least <= most:
            raise KitError("min_words must be above zero and not above max_words.")
        return {"article": context.article, "source": source, "min_words": least, "max_words": most}

    @classmethod
    def key(cls, table: Table, context: Context, asked: dict) -> dict:
        words = {name: table.texts(name, ()) for name in ("keep", "drop", "avoid")}
        groups = table.need("owner", list, [])
        owner = tuple(Table({"owner": group}, {"owner"}).texts("owner") for group in groups)
        used = [name for name in ("keep", "drop", "avoid") if words[name]] + (["owner"] if owner else []) + ["length"]
        feedback = table.feedback(used, optional=CONDITIONS)
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, {"text", "breaks"})
            listed.append((own.need("text", str), member(own.need("breaks", str), CONDITIONS, "“breaks”")))
        found = {**words, "owner": owner, "feedback": feedback, "samples": table.texts("samples"), "listed": tuple(listed)}
        for word in words["drop"]:
            if not _has(asked["source"], word):
                raise KitError(f"“{word}” is to be dropped, but does not stand in the source.")
        return found

    def shape(self, answer: Any) -> str | None:
        return text_of(answer)

    def score(self, answer: str) -> Score:
        diff = {"diff": word_diff(self.source, answer)}
        if not any(mark != "same" for mark, _ in diff["diff"]):
            return Score(
                0, (Notice("This is the article's own sentence, unchanged.", "What would you change first?"),), diff
            )
        broken = self._broken(answer)
        notices = [self._notice(name, words) for name, words in broken.items()]
        if not broken:
            notices = [Notice("Every fact is still there, and each of your changes can be seen below.")]
        headline = "Some conditions are still open." if broken else "Every condition is met."
        return Score(self._share(broken), tuple(notices), diff, headline)

    def _share(self, broken: dict[str, list[str]]) -> float:
        """The mean over the conditions that are set, by how far each is met."""
        sizes = {"keep": len(self.keep), "drop": len(self.drop), "owner": len(self.owner)}
        set_here = [name for name in CONDITIONS if getattr(self, name, True)]
        missed = [len(broken.get(name, ())) / sizes.get(name, max(1, len(broken.get(name, ())))) for name in set_here]
        share = 1 - sum(missed) / len(missed)
        # What has nothing of the source left is not a rewrite of it; one that leaves the queried word has not begun.
        if self.keep and len(broken.get("keep", ())) == len(self.keep):
            return 0
        return share / 2 if "drop" in broken else share

    def _broken(self, answer: str) -> dict[str, list[str]]:
        """The conditions that the answer does not meet, each with the words that it concerns."""
        count = len(answer.split())
        broken = {
            "keep": [word for word in self.keep if not _has(answer, word)],
            "drop": [word for word in self.drop if _has(answer, word)],
            "avoid": [word for word in self.avoid if _has(answer, word)],
            "owner": [" / ".join(group) for group in self.owner if not any(_has(answer, phrase) for phrase in group)],
            "new_number": [n for n in re.findall(r"\d[\d,.]*\d|\d", answer) if not _has(self.article.text, n)],
            "new_quotation": [
                q for q in re.findall(r"[“\"]([^“”\"]+)[”\"]", answer) if not self.article.places(q.strip(" .,;!?"))
            ],
            "length": [] if self.min_words <= count <= self.max_words else [str(count)],
        }
        return {name: words for name, words in broken.items() if words}

    def _notice(self, name: str, words: list[str]) -> Notice:
        pair = self.feedback.get(name, _STANDARD.get(name))
        named = ", ".join(f"“{word}”" for word in words) if name != "length" else words[0]
        return Notice(pair.noticed.replace("{words}", named), pair.next.replace("{words}", named))

    def public(self) -> dict:
        return {"source": self.source, "min_words": self.min_words, "max_words": self.max_words}

    def right(self) -> str | None:
        return self.samples[0] if self.samples else None

    def wrongs(self) -> list[tuple[Any, Notice]]:
        return [(text, self._notice(name, self._broken(text).get(name, ["?"]))) for text, name in self.listed]


_STANDARD = {
    "new_number": Notice("A number came in that is not in the article: {words}.", "Where is it from?"),
    "new_quotation": Notice("A quotation came in that is not in the article: {words}.", "Who said it, and where?"),
}


def _has(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, whatever the case and the kind of marks."""
    return re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(text)) is not None


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
