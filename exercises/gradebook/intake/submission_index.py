"""Who handed in what: each source's header, the hand-ins of each person and lesson, and what was not read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from sys import intern

from ...base.errors import sanitize
from .class_server import as_logged_in, with_server_times
from .hand_ins import LONGEST_HEADER, HandIn, Header, read_hand_in, read_header
from .joining import Piece, joined
from .sources import NOT_READ, Shelf, Source, SubmissionSource, Unreadable, claims_to_be, could_be
from .submission import HIDDEN, Submission, submission

NOT_GRADED = "not graded"
SETTLE = "graded, please settle"
LOOK = "graded, please look"
PASSED_OVER = "passed over"
MISSING = "nothing handed in"
# Fewer events can be the same by chance: from paper, all have the time of typing.
FEWEST_COPIED = 5


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What a teacher should know about a file: its name without any person's, the class id, the outcome, and the reason."""

    file: str
    student: str
    effect: str
    what: str


@dataclass(frozen=True, slots=True)
class IndexedHandIn:
    """One hand-in in the index: where it is, its header, and what the platform says about it.

    ``pieces`` are the files that it is joined from, in no order; empty if it is one file alone.
    """

    source: Source
    header: Header
    submission: Submission
    pieces: tuple[Piece, ...] = ()

    @property
    def shown(self) -> str:
        """The file's name as a report may show it."""
        return sanitize(self.submission.shown, 200)

    def read(self, shelf: Shelf) -> HandIn:
        """The events, joined if there are several files.

        Raises Unreadable if no file can be read, or if one is another than when the class was indexed.
        """
        if not self.pieces:
            return self._same(read_from(shelf, self.source))
        found = []
        for piece in self.pieces:
            try:
                found.append((self._same(read_from(shelf, piece.source)), piece))
            except Unreadable as error:
                why = error
        if not found:
            raise why
        return joined(found)

    def _same(self, hand_in: HandIn) -> HandIn:
        if (hand_in.header.student, hand_in.header.lesson) != (self.header.student, self.header.lesson):
            raise Unreadable("it was replaced by another file while the class was graded. Run the command again.")
        return hand_in


def read_from(shelf: Shelf, source: Source) -> HandIn:
    """A hand-in, with the id and the times of the class server if one took it. Raises Unreadable."""
    hand_in = read_hand_in(shelf.read(source))
    student = submission(source.name).logged_in
    return with_server_times(replace(hand_in, header=as_logged_in(hand_in.header, student))) if student else hand_in


@dataclass(frozen=True, slots=True)
class Behind:
    """For the teacher alone: which file, under which name on the platform, is which student's."""

    student: str
    shown: str
    name: str
    path: str


@dataclass
class SubmissionIndex:
    """Each student's hand-ins, one per lesson, sorted by id; and the problems to report about the files.

    ``behind`` names whoever a path names, for a file that the teacher keeps. ``other_lessons`` counts the hand-ins that an
    assignment does not cover. ``used_by_two`` are class ids under which two people handed in.
    """

    students: dict[str, list[IndexedHandIn]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    behind: list[Behind] = field(default_factory=list)
    used_by_two: list[str] = field(default_factory=list)
    other_lessons: int = 0

    @property
    def lessons(self) -> list[str]:
        """The lessons that at least one student handed in, sorted."""
        return sorted({entry.header.lesson for entries in self.students.values() for entry in entries})

    def only(self, lessons: Container[str]) -> SubmissionIndex:
        """The hand-ins to some lessons alone, and the students who have one; all problems stay."""
        kept = {student: [e for e in entries if e.header.lesson in lessons] for student, entries in self.students.items()}
        others = sum(map(len, self.students.values())) - sum(map(len, kept.values()))
        students = {student: entries for student, entries in kept.items() if entries}
        return replace(self, students=students, problems=list(self.problems), other_lessons=others)


def sources_of(
    shelf: SubmissionSource, lessons: Iterable[str], roll: SubmissionIndex
) -> dict[str, list[tuple[Source, Header, Submission]]]:
    """Read the first line of each source: the hand-ins by class id; what is none is told in ``roll``."""
    known = set(lessons)
    sources, unseen = shelf.sources()
    roll.problems += [Problem(shown_of(one.name), "", NOT_GRADED if one.lost else PASSED_OVER, one.why) for one in unseen]
    found: dict[str, list[tuple[Source, Header, Submission]]] = defaultdict(list)
    # One row for a zip file and a sort of trouble, however many entries have it.
    troubles: dict[tuple[str, str, str], list[str]] = {}
    for source in sources:
        told = submission(source.name)
        if told.ignored:
            continue
        where = source.path if source.entry and source.path else source.name
        try:
            if source.name.lower().endswith(".zip"):
                raise Unreadable(
                    "it is a zip file inside a zip file, and such are not opened. Take the files out, then grade again."
                )
            start = shelf.start(source, LONGEST_HEADER)
            if not (claims_to_be(source.name) or b'"hand_in"' in start):
                why = NOT_READ if could_be(source.name, start) else "this is no hand-in."
                troubles.setdefault((where, PASSED_OVER, why), []).append(told.shown)
                continue
            header = as_logged_in(read_header(start), told.logged_in)
            if header.lesson not in known:
                raise Unreadable(
                    f"it answers a lesson “{sanitize(header.lesson)}”, which is not in this kit. The lessons are: "
                    f"{', '.join(sorted(known))}."
                )
        except Unreadable as error:
            troubles.setdefault((where, NOT_GRADED, str(error)), []).append(told.shown)
        else:
            # In a class of 100,000 each string matters: share repeated names, and drop what is read again later.
            short = replace(header, lesson=intern(header.lesson), question_set=intern(header.question_set))
            found[header.student].append((source, short, told))
        if HIDDEN in told.shown:
            roll.behind.append(Behind("", sanitize(told.shown, 200), sanitize(told.name, 200), sanitize(source.name, 400)))
    for (_, effect, why), names in troubles.items():
        more = f" So are {len(names) - 1:,} more of this zip file." if len(names) > 1 else ""
        roll.problems.append(Problem(sanitize(names[0], 200), "", effect, why + more))
    return found


def shown_of(name: str) -> str:
    """A path as a report may show it."""
    return sanitize(submission(name).shown, 200)


def copies(found: Iterable[tuple[str, Header, Submission]]) -> Iterable[Problem]:
    """A row for each hand-in that has the very answers and times of one under another id."""
    first: dict[tuple[str, str], str] = {}
    for label, header, told in found:
        if header.checksum and (header.events or 0) >= FEWEST_COPIED:
            other = first.setdefault((header.lesson, header.checksum), label)
            if other.partition("#")[0] != label.partition("#")[0]:
                text = f"its answers and times are those of “{other}”, to the second. Was one file copied? Ask both."
                yield Problem(sanitize(told.shown, 200), label, LOOK, text)


def other_sets(found: Iterable[tuple[str, Header]], today: dict[str, str]) -> Iterable[Problem]:
    """A row for each set of questions that was not given out last, with the students who used it.

    ``today`` is the fingerprint of each lesson's questions now.
    """
    by_set: dict[tuple[str, str], list[str]] = {}
    counts: Counter[str] = Counter()
    for label, header in found:
        counts[header.lesson] += 1
        if header.question_set != today.get(header.lesson):
            by_set.setdefault((header.lesson, header.question_set), []).append(label)
    for (lesson, _), labels in sorted(by_set.items()):
        shown = ", ".join(labels[:8]) + (" …" if len(labels) > 8 else "")
        text = (
            f"{len(labels)} of {counts[lesson]} hand-ins to “{lesson}” have other questions than today's: {shown}. "
            "Did you give those out? Each is graded by the set that it names, if that was kept."
        )
        yield Problem("", labels[0] if len(labels) == 1 else "", LOOK, text)
