"""Figures on voices: shares, concentration, and how far a quotation stands from its cue."""

from __future__ import annotations

from collections.abc import Mapping


def shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Each voice's part of the total, from 0 to 1. ``counts`` maps a voice to its words; ValueError when there are none."""
    total = sum(counts.values())
    if total <= 0 or min(counts.values()) < 0:
        raise ValueError("Shares need at least one voice with words, and no count below zero.")
    return {voice: count / total for voice, count in counts.items()}


def herfindahl(parts: Mapping[str, float]) -> float:
    """How concentrated the voices are: the sum of the squared shares (Herfindahl–Hirschman index).

    1 means that one voice has everything; with n voices, 1/n is the least there can be.
    """
    return sum(part * part for part in parts.values())


def distance(cue_paragraph: int, quotation_paragraph: int) -> int:
    """How many paragraphs a reader has read since the cue that says whose words these are."""
    return quotation_paragraph - cue_paragraph


def distances(lesson) -> dict[str, int]:
    """The attribution distance of every quotation, in paragraphs, by the quotation's mark."""
    marks = lesson.marks
    return {mark.id: distance(marks[mark["cue"]].paragraph, mark.paragraph) for mark in marks.where("quotation")}


def mean(values) -> float:
    """The mean of numbers, or of a table's values."""
    numbers = list(values.values() if isinstance(values, Mapping) else values)
    if not numbers:
        raise ValueError("A mean needs at least one number.")
    return sum(numbers) / len(numbers)
