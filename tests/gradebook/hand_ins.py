"""Hand-ins of a small class for the tests of marking: open answers of the real lesson, made up for this."""

from __future__ import annotations

from pathlib import Path

from exercises.lesson_data.content import Content
from exercises.student.journal import hand_in_file

STUDENTS = ("ada-l", "bo-k", "cy-m", "di-n", "ed-o", "flo-p", "gus-q", "hal-r", "ida-s", "jo-t", "kai-u", "lu-v")
REFLECTION = "what-no-machine-can-judge"
REWRITE = "your-brief"
HANDED_QUESTIONS = ("three-searches", "fool-the-detector", "then-and-now", REFLECTION)
# Less than the brief asks for: the kit gives part of the points.
SHORT_BRIEF = (
    "Benny Gantz, the Israeli Defense Minister, visited Lloyd Austin in Washington on Thursday. The Iron Dome, Gantz said, "
    "stopped “over 1,400 rockets” of Hamas in the recent conflict. Austin made it known that the president supports "
    "replenishing this system. Gantz touted it as a way to save lives."
)
# Others, of whom nobody wrote what another one wrote.
SHORT_BRIEFS = (
    SHORT_BRIEF,
    "On Thursday two ministers talked at the Pentagon. In the view of Gantz, Iran's nuclear program is an existential "
    "threat, and a stronger Israel makes peace easier to reach. What Austin stressed instead was the way to two states.",
    "Austin told his visitor from Israel that Washington will help to pay for new interceptors. He also asked for calm in "
    "Gaza and named the people who live there. Benny Gantz thanked him for that promise and spoke of the next conflict.",
)


# What each of them wrote of the brief, all of it different and naming nobody.
WORDS = (
    "I let Austin have the last word. The check saw both names, and cannot see which of them stays with a reader."
    " That is for a person.",
    "My second sentence is longer than the first one. A hurried reader thinks that it matters more, and no rule counts it."
    " I would ask my aunt.",
    "The number comes before the speaker in mine. A friend read it and asked me whether I had counted the rockets myself."
    " Two of us disagreed about it.",
    "I wrote “talked” four times. It sounds dull when somebody reads it aloud, but dull was not on any list of conditions."
    " Nobody measures boredom yet.",
    "Both ministers are in it, the people in Gaza are not. A machine that looks for two names is content with that."
    " Should a brief name them?",
    "What I left out is the airport, the money and the weather. Nobody can check the words that are not on the page."
    " Silence has no word list.",
    "My brief opens with the place. A reader from Washington might care, one from Ashkelon would have begun elsewhere."
    " Place decides who listens first.",
    "I put a comma where P6 has a full stop. Two claims became one that way, and each condition was still met."
    " Commas are cheap, after all.",
    "Ask somebody who dislikes the system to read it. If that person nods at every line, then it is even enough for me."
    " That test takes a human being.",
    "The quotation is exact, yet I cut it just before the doubt begins. Only who knows P8 would ever notice such a thing."
    " Half a quotation can mislead anyone.",
    "Order was my problem: first the praise, then the question. Turned round, the same facts made a colder text."
    " My brother liked it warmer, though.",
    "I used his title once and her title never. My sister saw it in a second, after the card had called it complete."
    " We laughed, then I changed both.",
)


def words_of(student: str) -> str:
    """What a student wrote: made up, different for each, and naming nobody."""
    return WORDS[STUDENTS.index(student)]


def write_hand_ins(folder: Path, content: Content, students=STUDENTS, briefs: int = 3, **changed: str) -> Path:
    """A hand-in for each student, with a reflection; the first ``briefs`` students also have a brief that is too short."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, student in enumerate(students):
        answers = {REFLECTION: changed.get(student.replace("-", "_"), words_of(student)), "how-many-paragraphs": 15}
        if number < briefs:
            answers[REWRITE] = SHORT_BRIEFS[number % len(SHORT_BRIEFS)]
        events = [
            {"v": 1, "at": f"2026-09-01T08:{at:02}:00+00:00", "event": "check", "id": name, "answer": answer}
            for at, (name, answer) in enumerate(answers.items())
        ]
        path = folder / f"{content.name}.{student}.jsonl"
        path.write_bytes(hand_in_file(student, content.name, content.fingerprint, events))
    return folder
