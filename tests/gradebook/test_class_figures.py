"""The figures of a class, each worked out once more from every student's rows, without the code that counts."""

from __future__ import annotations

import math
import statistics
from collections import Counter

import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, masi_distance

from exercises.gradebook import run
from exercises.gradebook.class_view import grade_for_view
from exercises.gradebook.heat import heat
from exercises.gradebook.report import LessonView, changes
from exercises.gradebook.splits import WORTH_A_TALK, splits
from exercises.gradebook.tally import NEARLY_ALL
from exercises.gradebook.views import asked
from tests.gradebook.figures import GradedClass, graded_class


@pytest.fixture(scope="module")
def dome(tmp_path_factory) -> GradedClass:
    return graded_class(tmp_path_factory.mktemp("dome") / "hand-ins", ("iron_dome", "form_a", "form_b"), 30)


@pytest.fixture(scope="module")
def every_asked(dome):
    content, tally = dome.contents["iron_dome"], dome.whole.tallies["iron_dome"]
    return {one.id: one for part in content.parts for one in asked(content, part, tally)}


def answers(dome, name: str) -> list:
    return [rows[name].graded for rows in dome.rows["iron_dome"] if rows[name].status != "unanswered"]


def shares_of(rows, ids) -> dict[str, float]:
    return {name: rows[name].points / rows[name].out_of for name in ids if rows[name].points is not None}


def test_every_question_of_the_course_is_in_the_report(dome, every_asked):
    assert list(every_asked) == list(dome.contents["iron_dome"].questions)


def test_difficulty_is_the_mean_share_of_the_points_of_those_who_were_graded(dome, every_asked):
    for name, one in every_asked.items():
        shares = [shares_of(rows, [name])[name] for rows in dome.rows["iron_dome"] if rows[name].points is not None]
        if one.standing == "settled":
            assert one.difficulty == pytest.approx(statistics.mean(shares))
        else:
            assert one.difficulty is None


def test_discrimination_is_the_correlation_with_the_rest_of_the_notebook(dome, every_asked):
    content, told = dome.contents["iron_dome"], 0
    for part in content.parts:
        for name in part.ids:
            pairs = []
            for rows in dome.rows["iron_dome"]:
                shares = shares_of(rows, part.ids)
                if name in shares and len(shares) > 1:
                    pairs.append((shares[name], statistics.mean(s for other, s in shares.items() if other != name)))
            found = every_asked[name].discrimination
            if found is not None:
                assert found == pytest.approx(statistics.correlation(*zip(*pairs, strict=True)))
                told += 1
    assert told > 40


def test_readers_hints_tries_and_worked_answers_are_counted(dome, every_asked):
    for name, one in every_asked.items():
        own = [rows[name] for rows in dome.rows["iron_dome"] if rows[name].status != "unanswered"]
        assert one.answered == len(own)
        assert one.hints == sum(row.hints > 0 for row in own)
        assert one.attempts == pytest.approx(sum(row.attempts for row in own) / len(own))
        assert one.gave_up == sum(row.worked == "before a right answer" for row in own)


def test_distributions_count_what_every_reader_chose(dome, every_asked):
    looked = 0
    for name, one in every_asked.items():
        if one.kind in ("number", "phrase", "probe"):
            continue
        for unit in one.units:
            chosen = Counter(graded.readings[key] for graded in answers(dome, name) for key in graded.readings)
            assert sum(bar.number for bar in unit.bars) <= sum(chosen.values())
            assert sum(bar.share for bar in unit.bars) == pytest.approx(1)
            looked += 1
    assert looked > 100


def test_words_that_one_reader_alone_typed_are_not_shown(dome, every_asked):
    for name, one in every_asked.items():
        if one.kind not in ("number", "phrase", "probe"):
            continue
        question = dome.contents["iron_dome"].questions[name]
        typed = Counter((unit, text) for graded in answers(dome, name) for unit, text in graded.readings.items())
        shown = {(unit.text, bar.text) for unit in one.units for bar in unit.bars}
        alone = {pair for pair, number in typed.items() if number == 1 and not question.fits(*pair)}
        assert not shown & alone


def test_no_bar_of_a_contested_question_fits_and_none_of_a_settled_one_is_passed_over(every_asked):
    for one in every_asked.values():
        fitting = [bar for unit in one.units for bar in unit.bars if bar.fits]
        assert not (one.standing != "settled" and fitting), one.id
        if one.kind == "choice":
            assert len(fitting) == 1, one.id


def test_agreement_is_krippendorffs_alpha_as_nltk_has_it(dome, every_asked):
    looked = 0
    for name, one in every_asked.items():
        question = dome.contents["iron_dome"].questions[name]
        given = answers(dome, name)
        if one.agreement is None:
            continue
        if question.kind == "spans":
            data, distance = as_highlights(dome, question, given), over_sets
        else:
            data = [(n, unit, text) for n, graded in enumerate(given) for unit, text in graded.readings.items()]
            distance = binary_distance
        if len(data) < 3_000:
            assert one.agreement == pytest.approx(AnnotationTask(data, distance=distance).alpha()), name
            looked += 1
    assert looked > 20


def over_sets(one: frozenset, other: frozenset) -> float:
    # NLTK's distance divides by nothing for two empty sets.
    return 0.0 if one == other else masi_distance(one, other)


def as_highlights(dome, question, given) -> list[tuple]:
    article = dome.contents["iron_dome"].article
    shown = [
        (word, span)
        for word, span in enumerate(article.words())
        if not question.paragraphs or article.paragraph_at(span.start) in question.paragraphs
    ]
    return [
        (reader, word, frozenset(label for label, place in question.places(graded.answer) if place.overlap(span)))
        for reader, graded in enumerate(given)
        for word, span in shown
    ]


def test_a_heat_map_counts_the_readers_who_marked_each_word(dome):
    content, looked = dome.contents["iron_dome"], 0
    for name, question in content.questions.items():
        if question.kind != "spans":
            continue
        item, given = dome.whole.tallies["iron_dome"].items[name], answers(dome, name)
        drawn = heat(content, question, item, "")
        for stretch in drawn.stretches:
            for span in content.article.words():
                if stretch.span.start <= span.start < stretch.span.end:
                    marked = sum(any(place.overlap(span) for _, place in question.places(g.answer)) for g in given)
                    assert (stretch.number, stretch.share) == (marked, marked / len(given)), (name, span)
                    looked += 1
        text = "".join(piece.text for _, pieces in drawn.paragraphs for piece in pieces)
        shown = [content.article.paragraph(number).text for number, _ in drawn.paragraphs]
        assert text == "".join(shown)
    assert looked > 300


def test_who_marks_nearly_everything_is_counted(dome):
    content = dome.contents["iron_dome"]
    for name, question in content.questions.items():
        if question.kind == "spans":
            scope = sum(len(content.article.paragraph(n).text.split()) for n in question.paragraphs) or len(
                content.article.words()
            )
            flooded = sum(len(graded.words) >= NEARLY_ALL * scope for graded in answers(dome, name))
            assert dome.whole.tallies["iron_dome"].items[name].flooded == flooded


def test_progress_counts_who_began_and_who_answered_all(dome):
    view = LessonView(dome.contents["iron_dome"], dome.whole.tallies["iron_dome"])
    for part, told in zip(dome.contents["iron_dome"].parts, view.parts, strict=True):
        done = [sum(rows[name].status != "unanswered" for name in part.ids) for rows in dome.rows["iron_dome"]]
        began = [number for number in done if number]
        assert (told.began, told.finished) == (len(began), sum(number == len(part.ids) for number in done))
        assert told.answered == pytest.approx(statistics.mean(began))


def test_a_split_has_a_second_reading_that_is_more_than_a_slip_and_a_prompt_that_asks(dome):
    content, tally, looked = dome.contents["iron_dome"], dome.whole.tallies["iron_dome"], 0
    view = LessonView(content, tally)
    assert view.splits
    for name, question in content.questions.items():
        for split in splits(content, question, tally.items[name], "t", view.heat(name)):
            assert min(split.ones, split.others) >= WORTH_A_TALK * tally.items[name].answered - 1
            assert split.prompt.endswith("?")
            looked += 1
    assert looked >= len(view.splits)
    assert [split.balance for split in view.splits] == sorted((s.balance for s in view.splits), reverse=True)


def test_the_change_pairs_each_students_forms_in_the_order_in_which_they_were_done(dome):
    (change,) = changes(dome.whole)
    both = {}
    for form in ("form_a", "form_b"):
        for number, rows in enumerate(dome.rows[form]):
            first = min(row.at for row in rows.values() if row.at)
            shares = list(rows.values())
            points = sum(row.points for row in shares if row.points is not None)
            both.setdefault((form, number), (first, points / sum(row.out_of for row in shares)))
    assert change.change.pairs == min(len(dome.rows["form_a"]), len(dome.rows["form_b"]))
    assert 0 < change.before < change.after < 1
    assert change.change.low <= change.change.mean <= change.change.high
    assert change.change.mean == pytest.approx(100 * (change.after - change.before))
    assert statistics.mean(share for _, share in both.values()) == pytest.approx(
        (change.before + change.after) / 2, abs=0.03
    )


@pytest.mark.parametrize("size", [1, 7])
def test_a_class_in_other_chunks_gives_the_same_figures(dome, size, monkeypatch):
    monkeypatch.setattr(run, "CHUNK", size)
    other = grade_for_view(dome.folder, None, None)[0]
    for lesson, tally in dome.whole.tallies.items():
        for name, item in tally.items.items():
            again = other.tallies[lesson].items[name]
            assert (again.answered, again.statuses, again.readings) == (item.answered, item.statuses, item.readings)
            assert (again.notices, again.words) == (item.notices, item.words)
            for one, two in ((item.shares, again.shares), (item.sums.xr, again.sums.xr), (item.sums.rr, again.sums.rr)):
                assert math.isclose(one, two, rel_tol=1e-12, abs_tol=1e-12)
