"""A sample class: the hand-ins of made-up students, so that a teacher can try everything before a class exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..lesson_data.content import Content
from ..student.journal import under_header
from .people import Profile, SampleStudent, student
from .pools import HEAD, Pool, pool
from .rng import RandomFn, logistic, source

SEED = 2026
MOST_STUDENTS = 200_000
# The header of a hand-in says which program wrote it: nobody should mistake these for a real class's answers.
KIT = "sample class"
FORMS = "form_"
# A course meets on Mondays and Wednesdays. The forms are done on the Friday before it, on its last one, and months later.
_FIRST_MONDAY = date(2026, 10, 5)
_MONTHS_LATER = timedelta(weeks=12)
# The share of the gain that is left then.
_KEPT = 0.7
_LESSON = 55 * 60  # seconds
_AT_HOME = 15 * 3600  # seconds after midnight, UTC
_LAST_SECOND = 86_399
# What a hint, or the feedback on a try, adds to the ability.
_HINT, _TRY = 0.25, 0.7


@dataclass(frozen=True)
class _Prepared:
    """A lesson with a pool of answers for each question, by notebook."""

    name: str
    fingerprint: str
    parts: tuple[tuple[Pool, ...], ...]
    months_later: bool = False


def sample_class(contents: Iterable[Content], students: int = 30, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """The file name and the bytes of every hand-in, student after student; the same for the same seed everywhere.

    ``contents`` are lessons read with their keys. The first is the lesson that the class works on. Everybody does those
    named form_…, one before and one after; each half of the class does them in its own order. A form that is marked so
    comes months later. Any other lesson is for students who asked for another article. Answers are drawn from pools made
    once per class: up to 400 for a question, or up to 3,000 (twice that with the wrong ones) where words are written. So a
    large class repeats ticked answers about as often as real classes do, and written answers more often.
    """
    lessons = [_prepared(content, students, seed) for content in contents]
    forms = [lesson for lesson in lessons if lesson.name.startswith(FORMS) and not lesson.months_later]
    later = [lesson for lesson in lessons if lesson.months_later]
    courses = [lesson for lesson in lessons if not lesson.name.startswith(FORMS)]
    for number in range(1, students + 1):
        who = student(number, students, seed)
        # Groups of thirty have their lessons at different times of day.
        start = (7 + (number - 1) // 30 % 6) * 3600 + 20 * 60
        rng = source(seed, "work", number)
        if courses:
            course = courses[-1] if who.opts_out else courses[0]
            yield _file(course, who, _course(course, who, start, rng))
        last = _FIRST_MONDAY + timedelta(weeks=(len(courses[0].parts) - 1) // 2 if courses else 0)
        days = [_FIRST_MONDAY - timedelta(days=3), last + timedelta(days=4)]
        for at, form in enumerate(forms[:2] if who.a_first else forms[1::-1]):
            if at == 0 or not who.misses_after:
                ability = who.ability + at * who.gain
                lines = _lesson(form.parts, who, ability, [(days[at], start)], rng)
                yield _file(form, who, lines)
        if later and not who.misses_later:
            when = [(days[1] + _MONTHS_LATER, start)]
            yield _file(later[0], who, _lesson(later[0].parts, who, who.ability + _KEPT * who.gain, when, rng))


def _prepared(content: Content, students: int, seed: int) -> _Prepared:
    parts = tuple(
        tuple(
            pool(question, content, students, seed)
            for question in map(content.questions.__getitem__, part.ids)
            if question.keyed
        )
        for part in content.parts
    )
    return _Prepared(content.name, content.fingerprint, parts, content.article.about.get("months_later", False))


def _file(lesson: _Prepared, who: SampleStudent, lines: list[bytes]) -> tuple[str, bytes]:
    body = b"".join(lines)
    # Each event consists of three pieces: the head, the day and time, and the tail.
    data = under_header(who.id, lesson.name, lesson.fingerprint, body, len(lines) // 3, kit=KIT)
    return f"{lesson.name}.{who.id}.jsonl", data


def _course(lesson: _Prepared, who: SampleStudent, start: int, rng: RandomFn) -> list[bytes]:
    """The lines of a whole course: one notebook each Monday and Wednesday, a few of them a day late."""
    when = []
    for at in range(len(lesson.parts)):
        late = 1 if rng() < 0.05 else 0
        when.append((_FIRST_MONDAY + timedelta(days=at // 2 * 7 + at % 2 * 2 + late), start))
    parts = lesson.parts
    if who.profile.stops:
        left = int(sum(map(len, parts)) * (0.4 + 0.2 * rng()))
        kept = []
        for part in parts:
            kept.append(part[:left])
            left = max(0, left - len(part))
        parts = tuple(kept)
    return _lesson(parts, who, who.ability, when, rng)


def _lesson(
    parts: tuple[tuple[Pool, ...], ...], who: SampleStudent, ability: float, when: list[tuple[date, int]], rng: RandomFn
) -> list[bytes]:
    """The lines of some notebooks, each started on its day, at its number of seconds after midnight."""
    lines: list[bytes] = []
    for part, (day, start) in zip(parts, when, strict=True):
        head = HEAD + day.isoformat().encode() + b"T"
        clock, end, home = start + 240 * rng(), start + _LESSON, False
        for asked in part:
            if rng() < who.profile.skips:
                continue
            if clock > end and not home:
                # What did not fit into the lesson is done in the afternoon.
                clock, home = _AT_HOME + 7200 * rng(), True
            clock = _answer(asked, who, ability, head, clock, lines, rng)
    return lines


def _answer(
    asked: Pool, who: SampleStudent, ability: float, head: bytes, clock: float, lines: list[bytes], rng: RandomFn
) -> float:
    """Work on one question until it is right or given up; returns the time of day, in seconds."""
    how, hints, edge = who.profile, 0, ability - asked.difficulty

    def event(tail: bytes, seconds: float) -> None:
        nonlocal clock
        clock = min(_LAST_SECOND, clock + max(2.0, seconds * how.pace * (0.35 + rng())))
        minutes, second = divmod(int(clock), 60)
        lines.extend((head, b"%02d:%02d:%02d" % (minutes // 60, minutes % 60, second), tail))

    for attempt in range(5):
        while hints < len(asked.hints) and rng() < how.hints * (0.35 if attempt == 0 else 0.8):
            event(asked.hints[hints], asked.seconds / 4)
            hints, edge = hints + 1, edge + _HINT
        level = _level(asked, how, edge, attempt, rng)
        event(level[int(rng() * len(level))], asked.seconds if attempt == 0 else asked.seconds / 3)
        if level is asked.right or level is asked.own:
            if asked.worked and rng() < how.curious:
                event(asked.worked[0] if level is asked.right else asked.worked[1], 5)
            return clock
        if asked.assessed or asked.text:
            # No feedback says that it is not right yet, so few students come back to it.
            if rng() > 0.25 * how.retries:
                return clock
        elif rng() < how.gives_up:
            event(asked.worked[1], 8)
            if rng() < 0.5:
                # The worked answer is typed in: the teacher's policy decides what that is worth.
                event(asked.right[0], asked.seconds / 4)
            return clock
        elif rng() > how.retries:
            return clock
        edge += _TRY
    return clock


def _level(asked: Pool, how: Profile, edge: float, attempt: int, rng: RandomFn) -> list[bytes]:
    """The name of the list that this try's answer is drawn from."""
    if asked.flood and attempt == 0 and rng() < how.floods:
        return asked.flood
    if asked.own and rng() < how.contrary:
        return asked.own
    if asked.text and rng() > how.words:
        return asked.near
    if rng() < logistic(asked.slope * edge):
        return asked.right
    return asked.near if rng() < logistic(edge + 0.5) else asked.wrong
