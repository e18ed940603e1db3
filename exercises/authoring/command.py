"""``python -m exercises new-lesson NAME ARTICLE``: a teacher's own article becomes a lesson in draft."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

from ..base.errors import KitError, reason
from ..lesson_data import content, notebooks
from ..lesson_data.review_file import read_review, unseen_drafts, write_review
from ..text.annotations import annotations_of
from ..text.article import Article
from .annotate import Annotated, annotate
from .article_file import Source, read_article
from .facts import Facts
from .lesson_files import about, write_lesson
from .questions import Drafts, draft_questions

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
_FIRST_LOOKS = 6


def new_lesson_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``new-lesson``."""
    parser.add_argument("name", metavar="NAME", help="the lesson's name: small letters, digits and _")
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="a text, Word or saved web page; - reads what you paste"
    )
    parser.add_argument("--beside", metavar="OTHER", help="a second article on the same event, to set side by side")
    parser.add_argument("--title", help="the headline above the text")
    parser.add_argument("--outlet", help="who published it")
    parser.add_argument("--date", help="when it was published")
    parser.add_argument("--seen", action="store_true", help="you have looked through all drafts of the lesson NAME")


def new_lesson(options: argparse.Namespace) -> int:
    """Make the lesson and say what is in it; returns 0. Raises KitError."""
    if options.seen:
        return _all_seen(options.name)
    if not options.article:
        raise KitError("Which article? Name its file after the lesson's name, or type - and paste the text.")
    _free(options.name)
    pasted = options.article == "-"
    source = read_article(options.article, sys.stdin.buffer.read() if pasted else b"")
    source = source.beside(read_article(options.beside)) if options.beside else source
    asked = not pasted and sys.stdin.isatty()
    source = replace(
        source,
        title=_given(options.title, source.title, "Title", asked),
        outlet=_given(options.outlet, source.outlet, "Published by", asked),
        date=_given(options.date, source.date, "Date", asked),
    )
    print("\n".join(make_lesson(options.name, source)))
    return 0


def make_lesson(name: str, source: Source, title: str = "", outlet: str = "", date: str = "") -> list[str]:
    """Write a new lesson; returns what there is to say of it, in lines. Raises KitError.

    Title, outlet and date replace what was found in the article, unless they are empty.
    """
    _free(name)
    title, outlet, date = title.strip() or source.title, outlet.strip() or source.outlet, date.strip() or source.date
    source = replace(source, title=title, outlet=outlet, date=date)
    annotated, drafts = draft(source)
    folder, notebook = write_lesson(name, source.text, about(source, annotated), annotated, drafts)
    return _report(source, annotated, drafts, folder, notebook)


def _all_seen(name: str) -> int:
    """Say that a teacher has looked through a whole lesson, so that students get it."""
    folder = content.lesson_folder(name)
    count = unseen_drafts(folder)
    if review := read_review(folder):
        try:
            write_review(folder, {**review, "waiting": 0})
        except OSError as error:
            raise KitError(f"{folder} cannot be written to: {reason(error)}.") from error
    print(f"{name}: {count} drafts are taken as seen. The next student edition has the lesson.")
    return 0


def draft(source: Source) -> tuple[Annotated, Drafts]:
    """The drafts of an article: its annotations, and the questions that they make."""
    annotated = annotate(Article(source.text))
    article = Article(source.text, about(source, annotated))
    return annotated, draft_questions(Facts(article, annotations_of(annotated.layers, article)))


def _free(name: str) -> None:
    """Raise KitError if a lesson cannot have this name."""
    if not _NAME.fullmatch(name) or name == "schema":
        raise KitError(f"“{name}” cannot be a lesson's name. Use small letters, digits and _, like town_pool.")
    for path in (content.LESSONS / name, notebooks.NOTEBOOKS / f"{name}.ipynb"):
        if path.exists():
            raise KitError(f"There is already {path.name} in {path.parent.name}. Choose another name for the new lesson.")


def _given(option: str | None, found: str, asked_for: str, ask: bool) -> str:
    """What an option says; else what was found; else what a teacher types, who may leave it empty."""
    if option is not None or not ask:
        return (found if option is None else option).strip()
    try:
        return input(f"{asked_for} ({found or 'Enter leaves it out'}): ").strip() or found
    except EOFError:
        return found


def _report(source: Source, annotated: Annotated, drafts: Drafts, folder: Path, notebook: Path) -> list[str]:
    words, paragraphs = len(source.text.split()), source.text.count("\n\n") + 1
    count, marks = sum(map(len, drafts.parts.values())), sum(map(len, annotated.layers.values()))
    drafted = f"{count} questions and {marks} annotations"
    lines = [f"{folder.name}: {drafted}, drafted from {paragraphs} paragraphs with {words} words."]
    if source.left_out:
        lines.append(f"Taken for headline or byline, and not part of the text: {' · '.join(source.left_out)}")
    if drafts.left_out:
        lines += ["", "Left out, for want of what they need:"]
        lines += [f"  {name}, because {why}" for name, why in drafts.left_out.items()]
    shown = {entry["id"]: (layer, entry) for layer, entries in annotated.layers.items() for entry in entries}
    speech = [name for name in annotated.doubts if shown[name][0] in ("quotation", "cue")]
    unsure = sorted(speech, key=lambda name: -annotated.doubts[name])[:_FIRST_LOOKS]
    lines += ["", "A draft can be wrong. Look at these first, for they are the least certain:"]
    for name in unsure:
        entry = shown[name][1]
        who = entry.get("speaker") or entry.get("source")
        lines.append(f"  P{entry['paragraph']}: {who} for “{' '.join(entry['exact'].strip('“”').split()[:8])}” ({name})")
    lines += [
        "",
        f"The questions are in {_place(folder)}, and the notebook is {_place(notebook)}.",
        f"Students get it when you have looked through it: python -m exercises new-lesson {folder.name} --seen",
        f"After a change in these files: python -m exercises check {folder.name}",
        "The text belongs to whoever published it. Use the lesson in your own class, and do not pass it on.",
    ]
    return lines


def _place(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
