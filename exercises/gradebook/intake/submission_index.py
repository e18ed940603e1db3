"""Who handed in what: each source's header, the newest hand-in per student and lesson, and what was skipped."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from sys import intern

from ...base.errors import sanitize
from .hand_ins import LONGEST_HEADER, Header, read_hand_in, read_header, when
from .sources import Source, SubmissionSource, Unreadable, claims_to_be
from .submission import Submission, submission

NOT_GRADED = "not graded"
LOOK = "graded, please look"
PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What a teacher should know about a file: its name without any person's, the class id, the outcome, and the reason."""

    file: str
    student: str
    effect: str
    what: str


@dataclass(frozen=True, slots=True)
class IndexedHandIn:
    """One hand-in in the index: where it is, its header, and what the LMS says about it."""

    source: Source
    header: Header
    submission: Submission

    @property
    def shown(self) -> str:
        """The file's name as a report may show it."""
        return sanitize(self.submission.shown, 200)


@dataclass
class SubmissionIndex:
    """Each student's hand-ins, one per lesson, sorted by id; and the problems to report about the files."""

    students: dict[str, list[IndexedHandIn]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def lessons(self) -> list[str]:
        """The lessons that at least one student handed in, sorted."""
        return sorted({entry.header.lesson for entries in self.students.values() for entry in entries})

    def only(self, lessons: Container[str]) -> SubmissionIndex:
        """The hand-ins to some lessons alone, and the students who have one; all problems stay."""
        kept = {student: [e for e in entries if e.header.lesson in lessons] for student, entries in self.students.items()}
        return SubmissionIndex({student: entries for student, entries in kept.items() if entries}, list(self.problems))


def index_submissions(shelf: SubmissionSource, lessons: Iterable[str]) -> SubmissionIndex:
    """Read the first line of each source, and choose the newest hand-in per student and lesson."""
    known = set(lessons)
    sources, unseen = shelf.sources()
    roll = SubmissionIndex(
        problems=[Problem(_shown(one.name), "", NOT_GRADED if one.lost else PASSED_OVER, one.why) for one in unseen]
    )
    found: dict[tuple[str, str], list[IndexedHandIn]] = {}
    for source in sources:
        told = submission(source.name)
        if told.ignored:
            continue
        try:
            if source.name.lower().endswith(".zip"):
                raise Unreadable(
                    "it is a zip file inside a zip file, and such are not opened. Take the files out, then grade again."
                )
            start = shelf.start(source, LONGEST_HEADER)
            if not _could_be(source, start):
                roll.problems.append(Problem(sanitize(told.shown, 200), "", PASSED_OVER, "this is no hand-in."))
                continue
            header = read_header(start)
            if header.lesson not in known:
                raise Unreadable(
                    f"it answers a lesson “{sanitize(header.lesson)}”, which is not in this kit. The lessons are: "
                    f"{', '.join(sorted(known))}."
                )
        except Unreadable as error:
            roll.problems.append(Problem(sanitize(told.shown, 200), "", NOT_GRADED, str(error)))
        else:
            # In a class of 100,000 each string matters: share repeated names, and drop what is read again later.
            short = replace(
                header, lesson=intern(header.lesson), question_set=intern(header.question_set), events=None, checksum=""
            )
            found.setdefault((header.student, header.lesson), []).append(IndexedHandIn(source, short, told))
    students: dict[str, list[IndexedHandIn]] = {}
    for (student, _), entries in sorted(found.items()):
        for label, entry in _by_submitter(student, entries, shelf, roll.problems):
            students.setdefault(label, []).append(entry)
    roll.students = dict(sorted(students.items()))
    return roll


def _shown(name: str) -> str:
    return sanitize(submission(name).shown, 200)


def _could_be(source: Source, start: bytes) -> bool:
    """Whether a file claims to be a hand-in, by its name or its first bytes; a web page or a picture does not."""
    return claims_to_be(source.name) or b'"hand_in"' in start


def _by_submitter(
    student: str, entries: list[IndexedHandIn], shelf: SubmissionSource, problems: list[Problem]
) -> list[tuple[str, IndexedHandIn]]:
    """One hand-in for each person who used this id, if an LMS tells persons apart; the others are listed."""
    people: dict[str, list[IndexedHandIn]] = {}
    for entry in entries:
        people.setdefault(entry.submission.submitter, []).append(entry)
    if len(people) == 2 and "" in people:
        # A file next to the LMS's own download belongs to the same person.
        people = {"": entries}
    chosen = []
    for submitter, own in sorted(people.items()):
        label = student if len(people) == 1 else f"{student}#{sanitize(submitter) or '?'}"
        newest = _newest(label, own, shelf, problems) if len(own) > 1 else own[0]
        chosen.append((label, newest))
        if len(people) > 1:
            text = f"{len(people)} people handed in with the id “{student}”. Each has a row of its own. Ask who is who."
            problems.append(Problem(newest.shown, label, LOOK, text))
    return chosen


def _newest(label: str, entries: list[IndexedHandIn], shelf: SubmissionSource, problems: list[Problem]) -> IndexedHandIn:
    """The newest of several hand-ins, by the LMS's attempt number, then the time of the last answer, then line count."""
    looked: list[tuple[tuple, list, IndexedHandIn]] = []
    for entry in entries:
        try:
            events = read_hand_in(shelf.read(entry.source)).events
        except Unreadable:
            # It is reported when it would be graded; a hand-in that can be read comes before it.
            looked.append(((-1, "", 0, entry.source.name), [], entry))
            continue
        last = max(map(when, events), default="")
        # The answer is left out: comparing deeply nested answers can fail.
        start = [(when(event), event["id"], event["event"]) for event in events[:1]]
        looked.append(((entry.submission.attempt, last, len(events), entry.source.name), start, entry))
    looked.sort(key=lambda one: one[0])
    *older, (_, start, newest) = looked
    for _, other_start, entry in older:
        text = "there is a newer hand-in of this student; that one is graded."
        if other_start != start:
            text += " This one does not begin like it: two computers, or two students with one id? Look at both."
        problems.append(Problem(entry.shown, label, PASSED_OVER, text))
    return newest
