"""What all kinds of exercise share: the question, and how an answer becomes a result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from ..text.annotations import Annotations
from ..text.article import Article, Span
from .answer_form import InvalidAnswer, refuse_unreadable
from .declare import Fields
from .fields import Table
from .result import Detected, Notice, Result, Score
from .sampling import Listed, Sampling
from .scoring.page import Page

# How a part of an answer fits.
FITS, PARTLY, NOT_YET = "fits", "partly", "not yet"
STANDINGS = {
    "settled": "The page can settle this one.",
    "contested": "Careful readers differ here: your evidence counts, not your side.",
    "open": "An open question: many good answers.",
}
# A mean of many small shares may miss 1 by a rounding error, so a share this close to 1 is full.
_FULL = 1 - 1e-9


@dataclass(frozen=True)
class Context:
    """What a question may be derived from: the article, its annotations, and the figures computed from both."""

    article: Article
    annotations: Annotations
    figures: Any = None

    @cached_property
    def page(self) -> Page:
        """The article as the checks of written texts look things up in it; one for all questions."""
        return Page(self.article, self.annotations)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One exercise. A kind adds its fields, and defines how an answer is read, scored and described.

    A kind declares here what other packages need to know about it, so that none of them checks its name:

    - ``free_text``: an answer is free text, so two students rarely give the same one.
    - ``graded_by_kit``: an answer earns points without a teacher; otherwise it is only saved.
    - ``asks_highlights``: an answer is highlights in the article, which a report counts word by word.
    - ``shows_article``: the card shows the article, and all of it if ``paragraphs`` is empty.
    - ``typed``: ``responses_by_unit`` has words or numbers that a student typed.
    - ``ticked``: ``responses_by_unit`` only says whether each option was ticked.
    - ``comparable``: two different responses to a unit are two readings, worth discussing in class.
    - ``in_lesson_words``: ``describe`` uses only the lesson's texts, with their emphasis.

    ``rubric``, ``samples`` and ``source`` are empty if a kind has no such field.
    """

    kind: ClassVar[str] = ""
    # Its forms in the paper edition: how the sheets draw it, how the key words its answer, and how an answer is typed in.
    sheet_form: ClassVar[str] = ""
    key_form: ClassVar[str] = ""
    typed_form: ClassVar[str] = ""
    asked_fields: ClassVar[Fields] = {}
    key_fields: ClassVar[Fields] = {}
    standings: ClassVar[frozenset[str]] = frozenset({"settled"})
    free_text: ClassVar[bool] = False
    graded_by_kit: ClassVar[bool] = True
    asks_highlights: ClassVar[bool] = False
    shows_article: ClassVar[bool] = False
    typed: ClassVar[bool] = False
    ticked: ClassVar[bool] = False
    comparable: ClassVar[bool] = False
    in_lesson_words: ClassVar[bool] = False
    # What a card says when there is no answer yet.
    blank: ClassVar[str] = "Nothing is filled in so far."

    id: str
    standing: str
    prompt: str
    points: float = 1
    minutes: float = 1
    standards: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    worked: str = ""
    paragraphs: tuple[int, ...] = ()
    assessed: bool = False
    more: bool = False
    keyed: bool = True
    rubric: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    source: str = ""

    # What a kind answers -------------------------------------------------------------------------
    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        """The kind's fields that a student may see, checked. Raises KitError."""
        return {}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        """The kind's fields that grade an answer, checked against the prompt. Raises KitError."""
        return {}

    @classmethod
    def leaks(cls, table: Table) -> list[str]:
        """The parts of an assessed question's key that a field visible to students contains."""
        return []

    def normalize(self, answer: Any) -> Any:
        """The answer in canonical form, or None if it is empty. Raises InvalidAnswer."""
        raise NotImplementedError

    def score(self, answer: Any) -> Score:
        """Judge an answer that ``normalize`` returned."""
        raise NotImplementedError

    def public(self) -> dict[str, Any]:
        """What a card needs to draw the question: never the key."""
        return {}

    def detected(self, answer: Any) -> Detected | None:
        """What an answer, or no answer at all (None), found and marked; None if the question has nothing to find."""
        return None

    def texts(self) -> list[str]:
        """All texts of the question that a student may read before answering, and the worked reason."""
        texts, waiting = [self.prompt, *self.hints, self.worked], [self.public()]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                texts.append(part)
            elif isinstance(part, dict | list):
                waiting += part.values() if isinstance(part, dict) else part
        return texts

    def model_answer(self) -> Any:
        """An answer that earns full points, or None if there is none."""
        return None

    def known_errors(self) -> list[tuple[Any, Notice]]:
        """The wrong answers that the question lists, each with the notice it must produce."""
        return []

    def describe(self, answer: Any) -> str:
        """An answer as a person would read it."""
        return str(answer)

    def describe_model_answer(self) -> str:
        """The worked answer as a person would read it; empty if there is none."""
        right = self.model_answer()
        return "" if right is None else self.describe(right)

    def beside(self, answer: Any) -> dict[str, Any]:
        """What a card shows next to the result of an answer and grading does not compute."""
        return {}

    def where(self, answer: Any) -> dict[str, str]:
        """How each part of an answer fits, by the part's name on the card: "fits", "partly" or "not yet".

        Only parts that were answered are named, so that nothing is said of what is still open. Grading does not compute it.
        """
        return {}

    def counted(self, answer: Any) -> str:
        """How much of an answer fits, in whole numbers, like “13 of 14 rows”; empty if it is right or not as a whole."""
        return ""

    def sampling(self) -> Sampling:
        """What its answers consist of, so that a sample class can give some that are nearly right."""
        return Listed()

    # A student's own function ----------------------------------------------------------------------
    @property
    def function_name(self) -> str:
        """The name of the student's function whose outputs are the answer; empty if the kind runs none."""
        return ""

    def run(self, function: Callable[..., Any]) -> Any:
        """The answer that a student's function gives. Only called for kinds with a ``function_name``."""
        raise NotImplementedError

    def not_found(self, failed: bool = False) -> Result:
        """The message if the notebook has no such function, or ``failed`` to define its newest version.

        Only called for kinds with a ``function_name``.
        """
        raise NotImplementedError

    # A teacher's marks -----------------------------------------------------------------------------
    @property
    def can_earn(self) -> bool:
        """Whether an answer can earn points: from the kit, for its completion, or from a teacher with a rubric."""
        return self.graded_by_kit or self.standing == "open" or bool(self.rubric)

    # What a class report counts --------------------------------------------------------------------
    def responses_by_unit(self, answer: Any) -> dict[str, str]:
        """The answer's category for each unit that can be compared across readers, as {unit: category}, in display text.

        A question that is a single unit names it "". Empty for free-text answers.
        """
        return {}

    def is_accepted(self, unit: str, category: str) -> bool:
        """Whether a reading of one unit, as ``responses_by_unit`` gives it, earns full points there."""
        right = self.model_answer()
        return right is not None and self.responses_by_unit(right).get(unit) == category

    def cited_spans(self, answer: Any) -> list[tuple[str, Span]]:
        """The words of the article that an answer points to, each as (label in words, place)."""
        return []

    def labels_of_spans(self) -> list[str]:
        """All labels that ``cited_spans`` may give, in the order of the question."""
        return []

    # What all kinds share ------------------------------------------------------------------------
    def grade(self, answer: Any) -> Result:
        """Grade one answer: a pure function of this question and the answer. Raises nothing."""
        plain, unanswered = self.read(answer)
        return unanswered or self.graded(plain)

    def read(self, answer: Any) -> tuple[Any, Result | None]:
        """The canonical answer and None, or None and a result that says why there is no answer."""
        try:
            refuse_unreadable(answer)
            plain = self.normalize(answer)
            # The journal stores the canonical form and reads it back, so that form must be valid too.
            if plain != answer:
                refuse_unreadable(plain)
        except InvalidAnswer as wrong:
            told, headline = Notice(str(wrong)), "Not saved: this cannot be read yet."
            return None, Result("unanswered", None, self.points, (told,), headline=headline)
        if plain is None:
            return None, Result("unanswered", None, self.points, (Notice(self.blank),))
        return plain, None

    def graded(self, plain: Any) -> Result:
        """The result of an answer that ``read`` returned."""
        if not self.keyed:
            later = Notice("Your answer is kept. It will be looked at later, with the rest of the class.")
            return Result("saved", None, self.points, (later,))
        return self.judge(plain)

    def judge(self, answer: Any) -> Result:
        """The earned share of an answer that ``normalize`` returned, as a status and points."""
        score = self.score(answer)
        share = min(1.0, max(0.0, score.share))
        # Where careful readers differ, no reading is wrong; it may only lack supporting words so far.
        nothing = "unfinished" if self.standing == "contested" else "incorrect"
        status = "correct" if share >= _FULL else "partial" if share > 0 else nothing
        points = self.points if status == "correct" else round(self.points * share, 2)
        return Result(status, points, self.points, score.notices, score.extra, score.headline, first=score.first)


def in_shown_order(texts: dict[str, str], question_id: str) -> dict[str, str]:
    """Texts in the order in which cards, paper sheets, sample classes and reports all show them.

    A Fisher–Yates shuffle with draws from SHA-256 of the id and of the texts in file order, so the order is the same on
    all platforms and Python versions. To get another order, swap two lines of the file.
    """
    names, seed = list(texts), "\n".join([question_id, *texts.values()])
    for last in range(len(names) - 1, 0, -1):
        drawn = hashlib.sha256(f"{last}\n{seed}".encode()).digest()
        other = int.from_bytes(drawn[:8], "big") % (last + 1)
        names[last], names[other] = names[other], names[last]
    return {name: texts[name] for name in names}


def shown(texts: dict[str, str]) -> list[dict[str, Any]]:
    """Options, items or labels in the form that a card draws."""
    return [{"id": name, "text": text} for name, text in texts.items()]
