"""Who is behind a class id: the platform's path decides, then the roster, then the teacher's ids.csv."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ...base.errors import sanitize
from .hand_ins import HandIn, Header
from .ids_file import Settled
from .joining import Piece, Trace
from .sources import Source, SubmissionSource, Unreadable
from .submission import Submission, submission
from .submission_index import (
    LOOK,
    NOT_GRADED,
    PASSED_OVER,
    SETTLE,
    Behind,
    IndexedHandIn,
    Problem,
    SubmissionIndex,
    copies,
    other_sets,
    read_from,
    sources_of,
)

# A student hands in one lesson a few times. Of a flood, the small files are read first, up to these bounds.
MOST_HAND_INS = 60
MOST_BYTES = 20_000_000

Found = tuple[Source, Header, Submission]


@dataclass(slots=True)
class Person:
    """Some hand-ins of one person; ``sign`` is what tells this person from another with the same id."""

    sign: str
    files: list[Found] = field(default_factory=list)
    owner: str | None = None


def index_submissions(
    shelf: SubmissionSource,
    lessons: Iterable[str],
    *,
    owner: Callable[[Submission], str | None] = lambda _: None,
    settled: Settled | None = None,
    today: dict[str, str] | None = None,
    now: str = "",
) -> SubmissionIndex:
    """Find each person's hand-ins, and join those of one person and lesson.

    Args:
        shelf: The hand-ins.
        lessons: The names of the lessons that there are.
        owner: The class id that the roster gives to whoever a path names; None if it gives none.
        settled: What the teacher's ids.csv decides.
        today: The fingerprint of each lesson's questions; with it, hand-ins with other questions are told.
        now: The time of this run, in ISO 8601 and UTC: no answer is later.
    """
    roll = SubmissionIndex()
    found = sources_of(shelf, lessons, roll)
    settled = settled or Settled()
    labeled: dict[str, list[Found]] = defaultdict(list)
    for student, files in sorted(found.items()):
        people = _people(student, files, shelf, owner, now, roll.problems)
        _label(student, people, settled, labeled, roll)
    for label, files in labeled.items():
        by_lesson: dict[str, list[Found]] = defaultdict(list)
        for file in files:
            by_lesson[file[1].lesson].append(file)
        for _, own in sorted(by_lesson.items()):
            entry = _one(own[0]) if len(own) == 1 else _joined(label, own, shelf, now, roll.problems)
            if entry:
                roll.students.setdefault(label, []).append(entry)
    roll.students = dict(sorted(roll.students.items()))
    _look(roll, labeled, today)
    return roll


def _people(
    student: str,
    files: list[Found],
    shelf: SubmissionSource,
    owner: Callable[[Submission], str | None],
    now: str,
    problems: list[Problem],
) -> list[Person]:
    """The people who handed in with one id, and what each of them handed in."""
    signs = [_sign(file) for file in files]
    if len(set(signs)) == 1 and (signs[0] or len({file[1].lesson for file in files}) == len(files)):
        kept = files if len(files) <= MOST_HAND_INS // 4 else _bounded(student, files, shelf, problems)
        return [Person(signs[0], kept, _owner(kept[0], owner))]
    by_sign: dict[str, Person] = {}
    loose: list[Found] = []
    for file in _bounded(student, files, shelf, problems):
        if sign := _sign(file):
            by_sign.setdefault(sign, Person(sign, owner=_owner(file, owner))).files.append(file)
        else:
            loose.append(file)
    people = list(by_sign.values())
    return _by_beginning(people, loose, shelf, now) if loose else people


def _owner(file: Found, owner: Callable[[Submission], str | None]) -> str | None:
    """Whom the log-in or the roster says that a path names, unless the student could have named it."""
    if file[2].logged_in:
        return file[2].logged_in
    return None if "@" in _sign(file) else owner(file[2])


def _sign(file: Found) -> str:
    """What the path says of the person: a number inside a zip file of a folder is not the number outside of it."""
    source, _, told = file
    if not told.submitter:
        return ""
    # Who packs a zip file can name what is in it; only the platform names the zip file itself, or the folder it is in.
    if source.path and source.entry and not submission(f"{source.path}/-").submitter:
        return f"{told.submitter}@{hashlib.sha256(source.path.encode('utf-8', 'replace')).hexdigest()[:6]}"
    return told.submitter


def _bounded(student: str, files: list[Found], shelf: SubmissionSource, problems: list[Problem]) -> list[Found]:
    """The hand-ins that are read: all, unless they are far more than a student makes; then the smaller ones."""
    sized = sorted(((shelf.size(file[0]), file) for file in files), key=lambda pair: (pair[0], pair[1][0].name))
    kept, size = [], 0
    for number, (own, file) in enumerate(sized):
        if number >= MOST_HAND_INS or (size + own > MOST_BYTES and number):
            where = PurePosixPath(file[0].path).name if file[0].entry else ""
            packed = " of one zip file" if where else ""
            text = (
                f"{len(files):,} hand-ins have the id “{student}”. The {number} smallest are graded, and "
                f"{len(files) - number:,} others{packed} are not read. Nobody hands in so often: talk to whoever made them."
            )
            problems.append(Problem(sanitize(file[2].shown, 200), student, NOT_GRADED, text))
            break
        kept.append(file)
        size += own
    return sorted(kept, key=lambda file: file[0].name)


def _by_beginning(people: list[Person], loose: list[Found], shelf: SubmissionSource, now: str) -> list[Person]:
    """Files that no path gives to a person go to whom they do not contradict, or are another person's."""
    traces: dict[int, dict[str, Trace]] = {number: {} for number in range(len(people))}
    for number, person in enumerate(people):
        for file in person.files:
            _trace(traces[number], file, shelf, now)
    # Each file is compared with what is known of each person; the fullest are first, so that they make the persons.
    read = []
    for file in loose:
        own: dict[str, Trace] = {}
        _trace(own, file, shelf, now)
        read.append((-sum(len(trace.events) for trace in own.values()), file[0].name, file, own))
    for *_, file, own in sorted(read, key=lambda one: one[:2]):
        fits = [number for number, theirs in traces.items() if not _contradict(own, theirs)]
        near = [n for n in fits if _share(own, traces[n])] or fits
        if not near:
            people.append(Person("", []))
            near = [len(people) - 1]
            traces[near[0]] = {}
        people[near[0]].files.append(file)
        for lesson, trace in own.items():
            kept = traces[near[0]].setdefault(lesson, Trace())
            kept.events |= trace.events
            kept.questions |= trace.questions
            kept.times += trace.times
    unnamed = [number for number, person in enumerate(people) if not person.sign]
    if len(people) > 1:
        for number in unnamed:
            people[number].sign = _beginning(traces[number])
    return people


def _trace(into: dict[str, Trace], file: Found, shelf: SubmissionSource, now: str) -> None:
    source, header, _ = file
    try:
        hand_in = read_from(shelf, source)
    except Unreadable:
        # It is told when it would be graded.
        return
    into.setdefault(header.lesson, Trace()).add(hand_in, _latest(shelf, source, now))


def _latest(shelf: SubmissionSource, source: Source, now: str) -> str:
    return min(filter(None, (shelf.latest(source), now)), default="")


def _contradict(one: dict[str, Trace], other: dict[str, Trace]) -> bool:
    return any(trace.contradicts(other[lesson]) for lesson, trace in one.items() if lesson in other)


def _share(one: dict[str, Trace], other: dict[str, Trace]) -> bool:
    return any(not trace.events.isdisjoint(other[lesson].events) for lesson, trace in one.items() if lesson in other)


def _beginning(traces: dict[str, Trace]) -> str:
    """A sign for somebody without a number: of the first event, which stays the first when more is handed in."""
    events = [repr(key) for trace in traces.values() for key in trace.events]
    return "x" + hashlib.sha256(min(events, default="").encode("utf-8", "replace")).hexdigest()[:6]


def _label(
    student: str, people: Sequence[Person], settled: Settled, labeled: dict[str, list[Found]], roll: SubmissionIndex
) -> None:
    """Give each person a label: the class id, the roster's, or the id with a sign if two people use it."""
    labels: list[tuple[str, Person]] = []
    several = len(people) > 1
    for person in people:
        plain = person.owner == student or not several
        label = student if plain else f"{student}#{sanitize(person.sign) or '?'}"
        if person.owner and person.owner != student:
            label = person.owner
            text = (
                f"this was handed in with the id “{student}”, and the platform says that it is “{label}”. It is graded so."
            )
            roll.problems.append(Problem(sanitize(person.files[0][2].shown, 200), label, LOOK, text))
        final = settled.of(label, student, person.sign)
        if final != label:
            text = f"your ids.csv says that “{label}” is “{final}”. It is graded so."
            roll.problems.append(Problem(sanitize(person.files[0][2].shown, 200), final, LOOK, text))
        labels.append((final, person))
    open_ = {label for label, _ in labels if label.partition("#")[0] == student}
    if several and len(open_) > 1:
        roll.used_by_two.append(student)
        for label, person in labels:
            text = (
                f"{len(people)} people handed in with the id “{student}”, and each has a row. Who is who? Write a line "
                f"into ids.csv: from {label}, to the right id. If both are one student, give both the id “{student}”."
            )
            roll.problems.append(Problem(sanitize(person.files[0][2].shown, 200), label, SETTLE, text))
    for label, person in labels:
        labeled[label] += person.files


def _one(file: Found) -> IndexedHandIn:
    source, header, told = file
    return IndexedHandIn(source, replace(header, checksum=""), told)


def _joined(
    label: str, files: list[Found], shelf: SubmissionSource, now: str, problems: list[Problem]
) -> IndexedHandIn | None:
    """Several hand-ins of one person to one lesson as one, and a row for each that is not all of it."""
    read: list[tuple[Found, Piece, HandIn, Trace]] = []
    for file in files:
        source, header, told = file
        try:
            hand_in = read_from(shelf, source)
        except Unreadable as error:
            problems.append(Problem(sanitize(told.shown, 200), label, NOT_GRADED, str(error)))
            continue
        piece = Piece(source, told.attempt, _latest(shelf, source, now))
        trace = Trace()
        trace.add(hand_in, piece.latest)
        read.append((file, piece, hand_in, trace))
    if not read:
        return None
    # The fullest names the hand-in; what it holds anyway is no other one.
    read.sort(key=lambda one: (-len(one[3].events), -one[1].attempt, one[0][0].name))
    (source, header, told), *_ = read[0]
    whole: set = set(read[0][3].events)
    added = []
    for file, _, _, trace in read[1:]:
        if trace.events <= whole:
            same = len(trace.events) == len(read[0][3].events)
            text = (
                "it is the same as another hand-in of this student."
                if same
                else "a later hand-in of this student holds all of it."
            )
            problems.append(Problem(sanitize(file[2].shown, 200), label, PASSED_OVER, text))
        else:
            whole |= trace.events
            added.append(file)
    for file in added:
        text = (
            f"{len(added) + 1} hand-ins of “{label}” were joined by the time of each answer. Are they two students'? "
            "Then give one of the two another id in ids.csv."
        )
        problems.append(Problem(sanitize(file[2].shown, 200), label, LOOK, text))
    newest = max(read, key=lambda one: (one[1].attempt, max(one[3].times, default="")))
    late = any(file[2].late for file, *_ in read if file is newest[0])
    header = replace(header, question_set=newest[0][1].question_set, checksum="")
    return IndexedHandIn(source, header, replace(told, late=late), tuple(piece for _, piece, _, _ in read))


def _look(roll: SubmissionIndex, labeled: dict[str, list[Found]], today: dict[str, str] | None) -> None:
    """Rows about hand-ins that are graded and deserve a look; and who is behind each path."""
    roll.problems += copies((label, header, told) for label, files in labeled.items() for _, header, told in files)
    if today is not None:
        each = ((label, entry.header) for label, entries in roll.students.items() for entry in entries)
        roll.problems += other_sets(each, today)
    who = {sanitize(file[0].name, 400): label for label, files in labeled.items() for file in files} if roll.behind else {}
    roll.behind = [Behind(who.get(one.path, ""), one.shown, one.name, one.path) for one in roll.behind]
