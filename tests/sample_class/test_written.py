"""What sample students write in their own words: mostly sound, seldom alike, and wrong where a slip says so."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest

from exercises.lesson_data.content import LESSONS, Content, read_lesson
from exercises.questions.scoring.likeness import near_copies
from exercises.sample_class.pools import pool
from exercises.sample_class.rng import source
from exercises.sample_class.written import Written, all_written

ALL = list(all_written())


@cache
def lesson(name: str) -> Content:
    return read_lesson(LESSONS / name, keys=True)


@pytest.mark.parametrize(("name", "question_id", "written"), ALL, ids=[f"{name}-{asked}" for name, asked, _ in ALL])
def test_sound_texts_are_complete_and_each_slip_is_noticed(name: str, question_id: str, written: Written):
    question = lesson(name).questions[question_id]
    rng, form = source(3, question_id), question.sampling()
    found = Counter(question.grade(written.sound(rng, form)).status for _ in range(40))
    assert found["complete"] >= 37
    for slot, slips in written.slips.items():
        order = next(order for order in written.orders if slot in order)
        for slip in slips:
            text = " ".join(slip if other == slot else written.slots[other][0] for other in order)
            assert question.grade(text).status in ("unfinished", "needs_teacher"), slip


@pytest.mark.parametrize("question_id", ["your-brief", "your-headline", "every-claim-its-owner"])
def test_most_texts_of_a_class_are_neither_flagged_nor_alike(question_id):
    content = lesson("iron_dome")
    question = content.questions[question_id]
    made = pool(question, content, 30, 2026)
    right, near = (
        [json.loads(b'{"v": 1, "at": "' + tail)["answer"] for tail in tails[:30]] for tails in (made.right, made.near)
    )
    flagged = [sum(bool(question.grade(text).flags) for text in texts) for texts in (right, near)]
    assert flagged[0] <= 3
    assert 1 <= flagged[1] <= 15
    alike = near_copies(right, (content.article.text, question.prompt))
    assert sum(map(bool, alike)) <= 15
