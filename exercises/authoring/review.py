"""A teacher's look through a drafted lesson: accept, change, relabel, delete, add. Each act is in its files at once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..base.errors import KitError, reason
from ..base.files import atomic_write
from ..lesson_data import content, notebooks
from ..lesson_data.content import lesson_folder, read_toml
from ..lesson_data.review_file import FILE, read_review, write_review
from ..questions import Context, Question, build
from ..text.annotations import annotations_of
from ..text.article import Article, Span
from .drafted import anchor, free_name, slug
from .facts import Facts
from .lesson_files import digest, lesson_files, made, notebook_text
from .questions import Drafts, draft_questions
from .review_items import LAYERS, SETTLED_BY_A_LOOK, VOICES, Item, item_of, new_entry, relabel

_USUAL_DOUBT = 0.5
_UNDONE = 50  # acts that can be taken back


class ReviewSession:
    """The drafts of one lesson. Every act writes the lesson's files; ``waiting`` says how much is still unseen."""

    def __init__(self, name: str):
        self.folder: Path = lesson_folder(name)
        self._review = read_review(self.folder)
        if not self._review:
            raise KitError(f"The lesson “{name}” was not drafted by new-lesson, so there is nothing to look through.")
        self._refuse_handwork()
        self.text = (self.folder / "article.txt").read_text(encoding="utf-8")
        self.about, problems = read_toml(self.folder / "article.toml")
        self.layers, more = read_toml(self.folder / content.ANNOTATIONS)
        if problems or more:
            raise KitError([*problems, *more][0])
        self._before: list[tuple[Any, ...]] = []
        self._make()

    # What there is ---------------------------------------------------------------------------------------
    @property
    def items(self) -> list[Item]:
        """All drafts: those that nobody looked at come first, and of these the least certain."""
        doubts, seen = self._review["doubts"], set(self._review["seen"])
        found = [
            item_of(layer, entry, doubts.get(entry["id"], _USUAL_DOUBT), entry["id"] in seen, self.about["voices"])
            for layer, entries in self.layers.items()
            for entry in entries
        ]
        return sorted(found, key=lambda one: (one.seen, -one.doubt if not one.seen else 0, one.paragraph))

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Each question with its key in words, whether it is on, and whether the teacher has seen it as it is now."""
        return [
            {
                "id": question.id,
                "prompt": question.prompt,
                "standing": question.standing,
                "key": question.describe_model_answer(),
                "on": question.id not in self._review["off"],
                "seen": question.id in self._review["seen"],
            }
            for question in self._built
        ]

    @property
    def left_out(self) -> dict[str, str]:
        """The templates that this article has too little for, with the reason."""
        return self._drafts.left_out

    @property
    def waiting(self) -> int:
        """How many annotations and questions the teacher has not seen. Students get the lesson when there are none."""
        return self._review["waiting"]

    def __repr__(self) -> str:
        return f"{self.folder.name}: {self.waiting} drafts wait for your look."

    # Acts ------------------------------------------------------------------------------------------------
    def accept(self, name: str) -> str:
        """Say that a draft is right; returns what was done. Raises KitError."""
        layer, entry = self._entry(name)
        with self._act(name):
            if layer in SETTLED_BY_A_LOOK:
                entry["confidence"] = "clear"
        return f"“{_short(entry)}” is right."

    def accept_rest(self, count: Any) -> str:
        """Say that all other drafts are right, as many as the teacher was asked about. Raises KitError."""
        names = [item.id for item in self.items if not item.seen]
        if type(count) is not int or count != len(names) or not names:
            raise KitError(f"Nothing was done: {len(names)} annotations wait by now.")
        with self._act(*names):
            pass
        return f"{len(names)} annotations are taken as right. “Undo” takes all of it back."

    def set_words(self, name: str, words: str) -> str:
        """Change where a draft begins and ends, by its words in the same paragraph. Raises KitError."""
        layer, entry = self._entry(name)
        article, number = Article(self.text), entry.get("paragraph") or 0
        if not number:
            raise KitError(f"A draft of the layer {layer} has no words in the text.")
        place = _place(article, words, number, entry["exact"])
        with self._act(name):
            for part in ("exact", "prefix", "suffix"):
                entry.pop(part, None)
            entry |= anchor(article, place)
        return f"It is now “{_short(entry)}”."

    def set_field(self, name: str, field: str, value: str) -> str:
        """Change a label of a draft, such as who says it. Raises KitError."""
        layer, entry = self._entry(name)
        with self._act(name):
            relabel(layer, entry, field, value, self.about["voices"])
            self._know_voice(value if field in VOICES else "")
        return f"“{_short(entry)}”: {field} is now “{value or 'empty'}”."

    def delete(self, name: str) -> str:
        """Take a draft out. Quotations that go by a cue go by the nearest one left. Raises KitError."""
        layer, entry = self._entry(name)
        with self._act():
            self.layers[layer].remove(entry)
            if not self.layers[layer]:
                del self.layers[layer]
            for quotation in self.layers.get("quotation", []):
                if quotation["cue"] == name:
                    quotation["cue"] = self._cue_for(quotation["paragraph"], quotation["speaker"])
        return f"“{_short(entry)}” is out."

    def add(self, layer: str, words: str, paragraph: Any, value: str) -> str:
        """Add an annotation on these words of a paragraph, with a first label. Raises KitError."""
        value = " ".join(str(value).split())
        article, entry = Article(self.text), new_entry(layer, value)
        number = int(paragraph) if str(paragraph).isdigit() else 0
        place = _place(article, words, number, "")
        stem = f"{layer}-p{number}-{slug(words)}"
        taken = {one["id"] for entries in self.layers.values() for one in entries}
        name = free_name(stem, taken)
        with self._act(name):
            if layer == "quotation":
                entry["cue"] = self._cue_for(number, value)
            self.layers.setdefault(layer, []).append({"id": name, "paragraph": number, **anchor(article, place), **entry})
            if any(field in VOICES for field in LAYERS[layer][1]):
                self._know_voice(value)
        return f"“{words}” is in."

    def see_question(self, name: str, on: bool = True, prompt: str | None = None) -> str:
        """Say that a question is right, or switch it off, or word its prompt anew. Raises KitError."""
        known = {question.id: question for question in self._built}
        if name not in known:
            raise KitError(f"There is no question “{name}” any more.")
        if prompt is not None and not prompt.strip():
            raise KitError("A question needs a prompt. Switch it off if you do not want it.")
        with self._act(name):
            self._review["off"] = sorted(set(self._review["off"]) - {name} | (set() if on else {name}))
            if prompt is not None and prompt.strip() != known[name].prompt:
                self._review["prompts"][name] = prompt.strip()
        return f"“{name}” is {'in the lesson' if on else 'off'}."

    def undo(self) -> str:
        """Take the last act of this session back. Raises KitError if there is none."""
        if not self._before:
            raise KitError("There is nothing to take back.")
        self.about, self.layers, self._review = self._before.pop()
        self._make()
        self._write()
        return "The last act is taken back."

    # How it is kept --------------------------------------------------------------------------------------
    @contextmanager
    def _act(self, *names: str) -> Iterator[None]:
        """Do something, make the questions anew, and write all files. These names then count as seen.

        If anything is wrong with it, all is as before.
        """
        before = copy.deepcopy((self.about, self.layers, self._review))
        try:
            yield
            self._review["seen"] += [name for name in names if name not in self._review["seen"]]
            self._make()
            self._write()
        except KitError:
            self.about, self.layers, self._review = before
            self._make()
            raise
        self._before = [*self._before[1 - _UNDONE :], before]

    def _make(self) -> None:
        """The questions of the annotations as they are now. One that has changed counts as unseen."""
        article = Article(self.text, self.about)
        annotations = annotations_of(self.layers, article)
        facts = Facts(article, annotations)
        self._drafts = draft_questions(facts)
        entries = {entry["id"]: entry for part in self._drafts.parts.values() for entry in part}
        for name, prompt in self._review["prompts"].items():
            if name in entries:
                entries[name]["prompt"] = prompt
        context = Context(article, annotations, facts.figures)
        self._built: list[Question] = [build(entry, context) for entry in entries.values()]
        # The wording is the teacher's own, so a change of it alone needs no second look.
        keys = {name: digest({**entry, "prompt": ""}) for name, entry in entries.items()}
        changed = {name for name, key in keys.items() if self._review["keys"].get(name) not in (None, key)}
        self._review["seen"] = [name for name in self._review["seen"] if name not in changed]
        self._review["keys"] = keys
        ids = {one["id"] for entries in self.layers.values() for one in entries} | entries.keys()
        self._review["waiting"] = len(ids - set(self._review["seen"]))

    def _write(self) -> None:
        off = set(self._review["off"])
        parts = {part: [e for e in entries if e["id"] not in off] for part, entries in self._drafts.parts.items()}
        name, shown = self.folder.name, Drafts(parts, self._drafts.left_out)
        notebook = notebook_text(name, self.about["title"], shown).encode("utf-8")
        try:
            for file, data in lesson_files(name, self.text, self.about, self.layers, shown).items():
                atomic_write(self.folder / file, data)
            atomic_write(notebooks.NOTEBOOKS / f"{name}.ipynb", notebook)
            self._review["made"] = made(self.folder)
            write_review(self.folder, self._review)
        except OSError as error:
            raise KitError(f"The lesson could not be saved: {reason(error)}.") from error

    def _refuse_handwork(self) -> None:
        if self._review.get("made") != made(self.folder):
            raise KitError(
                f"The questions of “{self.folder.name}” were changed by hand, and looking through the drafts would "
                f"write over that. Go on by hand, and delete {FILE} in its folder when you have seen everything."
            )

    def _entry(self, name: str) -> tuple[str, dict[str, Any]]:
        for layer, entries in self.layers.items():
            for entry in entries:
                if entry["id"] == name:
                    return layer, entry
        raise KitError("That draft is not there any more.")

    def _cue_for(self, paragraph: int, speaker: str) -> str:
        """The cue of this speaker that is nearest to a paragraph, before it if there is one; else of anybody."""
        cues = [cue for cue in self.layers.get("cue", []) if cue["source"] == speaker] or self.layers.get("cue", [])
        if not cues:
            raise KitError("A quotation goes by a cue, and there is none left. Add one, or delete the quotation first.")
        return min(cues, key=lambda cue: (cue["paragraph"] > paragraph, abs(cue["paragraph"] - paragraph)))["id"]

    def _know_voice(self, voice: str) -> None:
        if voice:
            self.about["voices"].setdefault(voice, {"name": voice, "kind": "between"})
            self.about["owners"].setdefault(voice, {"names": [voice]})
            if any(one["speaker"] == voice for one in self.layers.get("quotation", [])):
                self.about["voices"][voice]["kind"] = "quoted"


def _short(entry: dict[str, Any]) -> str:
    words = str(entry.get("exact") or entry.get("who")).split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _place(article: Article, words: str, number: int, before: str) -> Span:
    """Where words are in a paragraph; of several places the one nearest to the words before."""
    words = str(words).strip()
    places = article.places(words, number) if words else []
    if not places:
        raise KitError(f"The words “{words[:60]}” are not in P{number}. Copy them from the article.")
    old = article.places(before, number, exactly=True) if before else []
    return min(places, key=lambda place: abs(place.start - (old[0].start if old else place.start)))
