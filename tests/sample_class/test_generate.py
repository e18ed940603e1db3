from __future__ import annotations

import hashlib
import json
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

import pytest

from exercises.lesson_data.content import LESSONS, Content, read_lesson
from exercises.questions.kinds.spans import Spans
from exercises.questions.result import Result
from exercises.sample_class.generate import SEED, sample_class
from exercises.sample_class.people import PROFILES, SampleStudent, roster, student
from exercises.sample_class.pools import pool
from exercises.student.journal import check_student, read_line
from tests import library

MANY = 100
NAMES = ("iron_dome", "form_a", "form_b", "form_c", "old_beech")
# Of the class of twelve that works on the lesson of tests/library.py. It changes when that lesson, a hand-in's form or
# the generator changes, and with nothing else: not with the platform, and not with the Python.
DIGEST = "9e1a5e02b4dda8a2"


@dataclass
class HandIn:
    """A hand-in taken apart by the journal's own reader, with the result of every checked answer in order."""

    lesson: str
    who: SampleStudent
    header: dict
    body: bytes
    events: list[dict]
    results: dict[str, list[Result]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The points of the first answers as a share of what they could earn, where a machine can say."""
        first = [found[0] for found in self.results.values() if found[0].points is not None]
        return sum(result.points for result in first) / sum(result.out_of for result in first)


@pytest.fixture(scope="module")
def contents() -> dict[str, Content]:
    return {name: read_lesson(LESSONS / name, keys=True) for name in NAMES}


@pytest.fixture(scope="module")
def thirty(contents) -> dict[str, bytes]:
    return dict(sample_class(contents.values()))


@pytest.fixture(scope="module")
def many(contents) -> list[HandIn]:
    """A class of a hundred, graded."""

    @cache
    def graded(lesson: str, question: str, answer: str) -> Result:
        return contents[lesson].questions[question].grade(json.loads(answer))

    people = {one.id: one for one in (student(number, MANY, SEED) for number in range(1, MANY + 1))}
    class_ = []
    for name, data in sample_class(contents.values(), MANY):
        lesson, student_id, _ = name.split(".")
        header, _, body = data.partition(b"\n")
        events = [read_line(line) for line in body.splitlines()]
        assert all(event is not None for event, _ in events), name
        one = HandIn(lesson, people[student_id], json.loads(header), body, [event for event, _ in events])
        for event in one.events:
            if event["event"] == "check":
                result = graded(lesson, event["id"], json.dumps(event["answer"]))
                one.results.setdefault(event["id"], []).append(result)
        class_.append(one)
    return class_


def of_course(many: list[HandIn]) -> list[HandIn]:
    return [one for one in many if one.lesson == "iron_dome"]


def forms(many: list[HandIn]) -> dict[str, list[HandIn]]:
    """The forms of each student, the earlier one first."""
    found = defaultdict(list)
    for one in sorted(many, key=lambda one: one.events[0]["at"]):
        if one.lesson.startswith("form_"):
            found[one.who.id].append(one)
    return found


# The same and not the same.


def test_the_same_seed_gives_the_same_bytes(contents, thirty):
    assert dict(sample_class(contents.values(), 30, SEED)) == thirty


def test_another_seed_gives_other_answers(contents):
    one, other = (b"".join(data for _, data in sample_class([contents["form_a"]], 8, seed)) for seed in (1, 2))
    assert one != other


def test_the_bytes_are_those_of_every_other_platform_and_python(tmp_path):
    lesson = read_lesson(library.write_lesson(tmp_path / "library"), keys=True)
    digest = hashlib.sha256(b"".join(data for _, data in sample_class([lesson], 12, 1)))
    assert digest.hexdigest()[:16] == DIGEST


# The files.


def test_thirty_students_hand_in_a_course_or_the_other_article_and_the_forms(thirty):
    lessons = Counter(name.split(".")[0] for name in thirty)
    assert lessons["iron_dome"] == 29
    assert lessons["old_beech"] == 1
    assert min(lessons["form_a"], lessons["form_b"]) >= 27
    assert 24 <= lessons["form_c"] <= 29


def test_a_file_is_named_by_lesson_and_class_id(many):
    for one in many:
        assert one.header["lesson"] == one.lesson
        assert one.header["student"] == one.who.id == check_student(one.who.id)


def test_the_header_fits_the_events_and_the_question_set(many, contents):
    for one in many:
        assert one.header["hand_in"] == 1
        assert one.header["events"] == len(one.events) > 0
        assert one.header["checksum"] == hashlib.sha256(one.body).hexdigest()
        assert one.header["question_set"] == contents[one.lesson].fingerprint


def test_the_header_says_that_no_class_wrote_it(many):
    assert {one.header["kit"] for one in many} == {"sample class"}


def test_every_line_is_one_that_the_journal_could_have_written(many, contents):
    for one in many:
        questions, hints = contents[one.lesson].questions, Counter()
        for event in one.events:
            question, extra = questions[event["id"]], event.keys() - {"v", "at", "event", "id"}
            if event["event"] == "check":
                assert extra == {"answer"}
            elif event["event"] == "hint":
                hints[question.id] += 1
                assert event["number"] == hints[question.id] <= len(question.hints)
            else:
                assert event["event"] == "reveal"
                assert event["after"] in ("correct", "gave up")
                assert not question.assessed


def test_every_answer_has_the_form_in_which_its_question_keeps_it(many, contents):
    for one in many:
        for event in one.events:
            if event["event"] == "check":
                question = contents[one.lesson].questions[event["id"]]
                assert question.normalize(event["answer"]) == event["answer"], question.id
        assert all(result.status != "unanswered" for found in one.results.values() for result in found)


def test_time_goes_on_in_school_weeks_of_2026_and_the_last_form_comes_months_later(many):
    for one in many:
        times = [event["at"] for event in one.events]
        assert times == sorted(times)
        months = {"form_c": ("2027-",)}.get(one.lesson, ("2026-10-",))
        assert all(time.startswith(months) and time.endswith("+00:00") for time in times), one.lesson
        assert min(time[11:16] for time in times) > "07:00"
        assert max(time[11:16] for time in times) < "21:00"


def test_no_name_and_no_address_is_in_any_hand_in(thirty):
    for row in roster(30, SEED):
        assert row[1].startswith("Student ")
        assert row[2].endswith("@example.org")
    for data in thirty.values():
        assert b"@" not in data
        assert b"Student " not in data


def test_ids_differ_and_can_be_used_however_large_the_class(contents):
    for students in (1, 30, 1_000, 200_000):
        ids = [student(number, students, SEED).id for number in (1, students)]
        assert [check_student(name) for name in ids] == ids
    assert len({row[0] for row in roster(1_000, SEED)}) == 1_000
    assert len(list(sample_class([contents["form_a"]], 1))) == 1


def test_the_roster_has_the_students_of_the_hand_ins(thirty):
    assert {row[0] for row in roster(30, SEED)} == {name.split(".")[1] for name in thirty}


# The students.


def test_every_way_of_working_is_among_thirty():
    assert {student(number, 30, SEED).profile.name for number in range(1, 31)} == set(PROFILES)


def test_every_way_of_working_is_among_eight():
    assert {student(number, 8, 5).profile.name for number in range(1, 9)} == set(PROFILES)


def test_nobody_opts_out_of_a_small_class(contents):
    names = [name for name, _ in sample_class([contents["form_a"], contents["old_beech"], contents["iron_dome"]], 9)]
    assert not any(name.startswith("iron_dome") for name in names)


def test_who_opted_out_is_in_no_other_course(many):
    away = {one.who.id for one in many if one.lesson == "old_beech"}
    assert 1 <= len(away) <= 4
    assert not away & {one.who.id for one in of_course(many)}


def test_ability_shows_in_the_share_of_points(many):
    course = of_course(many)
    assert statistics.correlation([one.who.ability for one in course], [one.share for one in course]) > 0.5


def test_who_hurries_stops_half_way(many, contents):
    cards = len(contents["iron_dome"].questions)
    answered = {len(one.results) / cards for one in of_course(many) if one.who.profile.name == "hurried"}
    assert 0.3 < min(answered) <= max(answered) < 0.7


def test_who_is_unsure_opens_more_hints_and_tries_more_often(many):
    def mean(name: str, event: str) -> float:
        found = [one for one in of_course(many) if one.who.profile.name == name]
        return statistics.mean(sum(e["event"] == event for e in one.events) for one in found)

    assert mean("unsure", "hint") > 2 * mean("steady", "hint")
    assert mean("unsure", "check") > mean("careless", "check")


def test_who_gives_up_opens_worked_answers_before_a_right_one(many):
    def mean(name: str) -> float:
        found = [one for one in of_course(many) if one.who.profile.name == name]
        return statistics.mean(sum(e.get("after") == "gave up" for e in one.events) for one in found)

    assert mean("gives-up") > 2 * mean("steady")


def test_who_highlights_everything_earns_little_for_it(many, contents):
    questions = contents["iron_dome"].questions
    marking = [name for name, question in questions.items() if isinstance(question, Spans)]
    found = [one for one in of_course(many) if one.who.profile.name == "highlight-everything"]
    shares = [
        one.results[name][0].points / questions[name].points for one in found for name in marking if name in one.results
    ]
    assert statistics.median(shares) < 0.3


def test_who_is_contrary_takes_unlisted_readings_with_exact_words(tmp_path):
    # The course lists every reading that it offers, so this is about the lesson of tests/library.py.
    content = read_lesson(library.write_lesson(tmp_path / "library"), keys=True)
    evidence = {name: question for name, question in content.questions.items() if question.kind == "evidence"}
    people = (student(number, 2 * MANY, SEED) for number in range(1, 2 * MANY + 1))
    contrary = {one.id for one in people if one.profile.name == "contrary"}
    unlisted = [
        event
        for name, data in sample_class([content], 2 * MANY)
        if name.split(".")[1] in contrary
        for event, _ in map(read_line, data.splitlines()[1:])
        if event["event"] == "check"
        and event["id"] in evidence
        and event["answer"]["choice"] not in evidence[event["id"]].listed
    ]
    assert len(unlisted) >= 10
    assert all(content.article.places(quote, exactly=True) for event in unlisted for quote in event["answer"]["quotes"])


# The answers.


def test_every_question_is_answered_by_somebody_right_and_by_somebody_wrong(many, contents):
    right, wrong = set(), set()
    for one in many:
        for name, found in one.results.items():
            full = {r.status in ("needs_teacher", "complete", "correct") for r in found}
            right |= {(one.lesson, name)} if True in full else set()
            wrong |= {(one.lesson, name)} if False in full else set()
    for lesson in ("iron_dome", "form_a", "form_b", "form_c"):
        for name, question in contents[lesson].questions.items():
            assert (lesson, name) in right
            assert (lesson, name) in wrong or not question.known_errors()


def test_questions_differ_in_how_hard_they_are_and_most_tell_good_readers_from_others(many):
    course = of_course(many)
    shares = {one.who.id: one.share for one in course}
    points = defaultdict(list)
    for one in course:
        for name, found in one.results.items():
            if found[0].points is not None:
                points[name].append((found[0].points / found[0].out_of, shares[one.who.id]))
    means = [statistics.mean(own for own, _ in pairs) for pairs in points.values()]
    assert min(means) < 0.55
    assert max(means) > 0.85
    slopes = [statistics.correlation(*zip(*pairs, strict=True)) for pairs in points.values()]
    assert statistics.median(slopes) > 0.25


def test_one_wrong_answer_is_clearly_the_favourite(many, contents):
    choices = {n: q for n, q in contents["iron_dome"].questions.items() if q.kind == "choice"}
    for name, question in choices.items():
        answers = (e["answer"] for one in of_course(many) for e in one.events if e["event"] == "check" and e["id"] == name)
        wrong = Counter(answer for answer in answers if answer != question.answer).most_common()
        assert len(wrong) == 1 or wrong[0][1] >= 1.5 * wrong[1][1] or sum(count for _, count in wrong) < 12


def test_free_texts_are_seldom_the_same(many):
    texts = [
        event["answer"]
        for one in of_course(many)
        for event in one.events
        if event["event"] == "check" and event["id"] == "then-and-now" and len(event["answer"].split()) > 20
    ]
    assert len(texts) > 50
    assert len(set(texts)) > 0.6 * len(texts)


def test_a_misquoted_reading_is_among_the_answers(many, contents):
    article = contents["iron_dome"].article
    quotes = [
        quote
        for one in of_course(many)
        for event in one.events
        if event["event"] == "check" and isinstance(event["answer"], dict)
        for quote in event["answer"].get("quotes", ())
    ]
    away = sum(not article.places(quote) for quote in quotes)
    assert 0 < away < 0.3 * len(quotes)


def test_what_a_pool_calls_right_near_or_wrong_is_so(contents):
    for lesson in ("form_a", "old_beech"):
        content = contents[lesson]
        for question in content.questions.values():
            made, levels = pool(question, content, 30, 3), {}
            for level in ("right", "wrong"):
                answers = [json.loads(b'{"v": 1, "at": "' + tail)["answer"] for tail in getattr(made, level)[:20]]
                levels[level] = [question.grade(answer).points or 0 for answer in answers]
            assert statistics.mean(levels["right"]) >= statistics.mean(levels["wrong"])
            if not made.text:
                assert set(levels["right"]) == {question.points}


# Before and after.


def test_nearly_all_do_both_forms_a_week_or_more_apart(many):
    found = forms(many)
    both = [done[:2] for done in found.values() if len(done) > 1]
    assert len(found) == MANY
    assert 0.88 * MANY <= len(both) < MANY
    for before, after in both:
        assert before.lesson != after.lesson
        assert before.events[-1]["at"] < "2026-10-05" < "2026-10-19" < after.events[0]["at"]


def test_half_of_the_class_does_form_a_first(many):
    first = Counter(pair[0].lesson for pair in forms(many).values())
    assert first["form_a"] == first["form_b"] == MANY / 2


def test_most_gain_a_little_and_some_lose(many):
    gains = [after.share - before.share for before, after in (done[:2] for done in forms(many).values() if len(done) > 1)]
    assert 0 < statistics.mean(gains) < 0.3
    assert 0.05 < sum(gain < 0 for gain in gains) / len(gains) < 0.45


# Other lessons.


def test_a_lesson_with_a_question_of_each_kind_can_be_worked_on(content):
    files = list(sample_class([content], 9))
    answered = {json.loads(line)["id"] for _, data in files for line in data.splitlines()[1:]}
    assert answered == set(content.questions)


def test_what_has_no_key_is_left_alone(iron_dome):
    student_edition = read_lesson(iron_dome)
    (_, data), *_ = sample_class([student_edition], 1)
    asked = {json.loads(line)["id"] for line in data.splitlines()[1:]}
    assert asked
    assert not asked & {name for name, question in student_edition.questions.items() if not question.keyed}


@pytest.mark.parametrize("paragraph", ["* * *", "“…”"])
def test_a_paragraph_without_words_does_no_harm(tmp_path, paragraph):
    folder = library.write_lesson(tmp_path / "library")
    article = folder / "article.txt"
    article.write_text(article.read_text(encoding="utf-8") + f"\n{paragraph}\n", encoding="utf-8")
    content = read_lesson(folder, keys=True)
    assert len(list(sample_class([content], 9))) == 9
