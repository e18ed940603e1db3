"""The students of a sample class: made up, each with a way of working and an ability."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .rng import pick, shuffled, source, standard_normal


@dataclass(frozen=True)
class Profile:
    """A way of working. All fields but ``ability``, ``pace`` and ``words`` are probabilities from 0 to 1.

    ``ability`` is added to a draw with mean 0 and standard deviation 0.8; ``pace`` multiplies the minutes that a
    question should take; ``words`` is the share of each free text that is written, 1 for all of it.
    """

    name: str
    ability: float = 0.2
    pace: float = 0.9
    hints: float = 0.2
    retries: float = 0.5
    gives_up: float = 0.08
    curious: float = 0.12  # opens the worked answer after a right one
    skips: float = 0.02
    floods: float = 0.0  # marks or ticks everything
    contrary: float = 0.0  # takes a reading that the key does not list, with exact words
    stops: float = 0.0  # leaves the course halfway through
    words: float = 0.8


# How many of 30 students have each way of working.
_OF_THIRTY = {
    Profile("steady"): 9,
    Profile("thorough", ability=0.9, pace=1.15, hints=0.15, retries=0.9, gives_up=0.02, curious=0.35, skips=0, words=1): 5,
    Profile("careless", ability=-0.7, pace=0.45, hints=0.05, retries=0.15, gives_up=0.1, skips=0.07, words=0.4): 4,
    Profile("unsure", ability=-0.4, pace=1.25, hints=0.65, retries=0.85, gives_up=0.12, words=0.7): 4,
    Profile("highlight-everything", ability=-0.4, pace=0.8, retries=0.4, floods=0.85): 2,
    Profile("contrary", ability=0.6, pace=1.0, contrary=0.8, words=1): 2,
    Profile("hurried", ability=-0.1, pace=0.6, hints=0.1, retries=0.3, stops=1, words=0.5): 2,
    Profile("gives-up", ability=-0.5, pace=0.7, hints=0.3, retries=0.4, gives_up=0.65, words=0.6): 2,
}
PROFILES = {profile.name: profile for profile in _OF_THIRTY}
# One of each comes first, so that a class of eight has all of them.
_BLOCK = [*_OF_THIRTY, *(profile for profile, count in _OF_THIRTY.items() for _ in range(count - 1))]
OPTING_OUT_FROM = 10  # students; in a smaller class nobody opts out
_TREES = """
    alder ash aspen beech birch briar cedar clover daisy elder elm fern fir hazel heath holly iris ivy juniper larch
    laurel lilac lime linden maple moss oak olive pine poplar reed rowan rush sage spruce thyme tulip walnut willow yew
"""


@dataclass(frozen=True)
class SampleStudent:
    """A made-up student: class id, way of working, ability (0 is the middle of the class, 1 one standard deviation above).

    ``gain`` is what the unit adds to the ability; ``a_first`` says whether form A was done first; ``opts_out`` asks for
    the other article; ``misses_after`` and ``misses_later`` were absent when the second and the third form were done.
    """

    number: int
    id: str
    profile: Profile
    ability: float
    gain: float
    a_first: bool
    opts_out: bool
    misses_after: bool
    misses_later: bool


@lru_cache(maxsize=2)
def _profiles(students: int, seed: int) -> tuple[Profile, ...]:
    blocks = _BLOCK * (students // len(_BLOCK) + 1)
    return tuple(shuffled(source(seed, "profiles"), blocks[:students]))


def student(number: int, students: int, seed: int) -> SampleStudent:
    """The student with this number, counted from 1, in a class of this size."""
    rng = source(seed, "student", number)
    profile = _profiles(students, seed)[number - 1]
    width = max(2, len(str(students)))
    size = len(_BLOCK)
    # One student in thirty opts out; a smaller class with an opt-out has exactly one.
    block, at = divmod(number - 1, size)
    chosen = int(source(seed, "opts out", block)() * min(size, students))
    return SampleStudent(
        number,
        f"s{number:0{width}}-{pick(rng, _TREES.split())}",
        profile,
        ability=profile.ability + 0.8 * standard_normal(rng),
        gain=0.65 + 0.5 * standard_normal(rng),
        # Alternating, so that the order of the forms is independent of ability.
        a_first=(number + seed) % 2 == 0,
        opts_out=students >= OPTING_OUT_FROM and at == chosen,
        misses_after=rng() < 0.04,
        misses_later=rng() < 0.1,
    )


def roster(students: int, seed: int) -> list[tuple[str, str, str]]:
    """One row per student with class id, name and address; the names and addresses are obviously made up."""
    width = max(2, len(str(students)))
    return [
        (student(number, students, seed).id, f"Student {number:0{width}}", f"student{number:0{width}}@example.org")
        for number in range(1, students + 1)
    ]
