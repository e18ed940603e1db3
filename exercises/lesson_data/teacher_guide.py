"""What a teacher's guide shows, computed from the lessons' data: standards, minutes, the answer key, the balance."""

from __future__ import annotations

import re
from collections import Counter

from ..base.errors import KitError, Page
from ..questions import Question
from ..questions.glossary import unmarked
from .content import Content, is_student_copy, lesson_folder, read_lesson

# Whose wording a text is about: a name, and the words that point to it. Both speakers are tested in the same way.
SPEAKERS = {"Gantz": r"\bGantz\b", "Austin": r"\bAustin\b", "the reporter": r"\breporter\b"}
GROUPS = {
    "Israel and Israelis": r"\bIsrael(?:is?|'s|’s)?\b",
    "Palestinians, Gaza, the West Bank": r"\bPalestinians?\b|\bGaza\b|\bWest Bank\b",
    "Hamas": r"\bHamas\b",
    "Iran": r"\bIran(?:ian)?s?\b",
    "the United States": r"\bUnited States\b|\bUS\b|\bU\.S\.|\bBiden\b|\bBlinken\b",
}
# The texts of a question that a reader sees, by purpose.
PARTS = ("prompts", "hints", "worked reasons", "feedback")


def _content(lesson: str) -> Content:
    folder = lesson_folder(lesson)
    if is_student_copy(folder):
        raise KitError(f"The lesson “{lesson}” is here without its folder key/, so this is a student's copy. Use your own.")
    return read_lesson(folder, keys=True)


def standards(lesson: str = "iron_dome") -> Page:
    """Each standard with the questions that practice it."""
    content = _content(lesson)
    found: dict[str, list[str]] = {}
    for question in content.questions.values():
        for standard in question.standards:
            found.setdefault(standard, []).append(f"`{question.id}`")
    rows = [f"| {name} | {len(ids)} | {', '.join(ids)} |" for name, ids in sorted(found.items())]
    return Page("\n".join(["| standard | questions | which |", "|---|---|---|", *rows]))


def minutes(lesson: str = "iron_dome") -> Page:
    """Minutes spent on the cards, by notebook: on its core path, and on what is more. Time to read is extra."""
    content = _content(lesson)
    rows = []
    for part in content.parts:
        own = [content.questions[name] for name in part.ids]
        standing = Counter(question.standing for question in own)
        kinds = ", ".join(f"{standing[name]} {name}" for name in ("settled", "contested", "open") if standing[name])
        core, more = ([question for question in own if question.more == extra] for extra in (False, True))
        sums = [f"{len(half)} | {sum(question.minutes for question in half):g}" for half in (core, more)]
        rows.append(f"| {part.title} | {' | '.join(sums)} | {kinds} |")
    head = "| notebook | core cards | minutes at them | more cards | minutes at them | standing |"
    return Page("\n".join([head, "|---|---|---|---|---|---|", *rows]))


def answer_key(lesson: str = "iron_dome") -> Page:
    """All questions with their answers and reasons; contested ones with all listed readings."""
    content = _content(lesson)
    lines = []
    for part in content.parts:
        lines += [f"## {part.title}", ""]
        for name in part.ids:
            lines += _key_entry(content, content.questions[name])
    return Page("\n".join(lines))


def _key_entry(content: Content, question: Question) -> list[str]:
    prompt = unmarked(question.prompt, content.glossary).split("\n\n")[0]
    assessed = ", assessed" if question.assessed else ""
    title = f"**`{question.id}`** ({question.kind}, {question.standing}{assessed}, {question.points:g} points)"
    answer = [f"> {line}" if line else ">" for line in question.describe_model_answer().splitlines()]
    reason = [f"*Why:* {unmarked(question.worked, content.glossary)}", ""] if question.worked else []
    rubric = [f"- level {level}: {text}" for level, text in enumerate(question.rubric, 1)]
    return [title, "", prompt, "", *answer, "", *reason, *rubric, ""]


def concerns(lesson: str = "iron_dome") -> dict[str, dict[str, int]]:
    """How many texts of each part are about each speaker and each group: {name: {part: count}}."""
    found = {name: dict.fromkeys(PARTS, 0) for name in (*SPEAKERS, *GROUPS)}
    for question in _content(lesson).questions.values():
        feedback = [f"{notice.noticed} {notice.next}" for _, notice in question.known_errors()]
        texts = ([question.prompt], question.hints, [question.worked], dict.fromkeys(feedback))
        for part, own in zip(PARTS, texts, strict=True):
            for name, pattern in (SPEAKERS | GROUPS).items():
                found[name][part] += sum(1 for text in own if re.search(pattern, text))
    return found


def balance(lesson: str = "iron_dome") -> Page:
    """How often prompts, hints, worked reasons and feedback are about each speaker and each group."""
    rows = [["texts that concern", *PARTS], ["---"] * (len(PARTS) + 1)]
    rows += [[name, *map(str, parts.values())] for name, parts in concerns(lesson).items()]
    return Page("\n".join(f"| {' | '.join(row)} |" for row in rows))
