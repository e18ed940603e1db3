"""The heat map and its table, against every word counted by brute force over the answers."""

from __future__ import annotations

import pytest

from exercises.gradebook.report.heat import Heat, Piece
from tests.gradebook.counted import lesson_of, lessons, sample

COURSE = "iron_dome"
MARKING = [question.id for question in lessons()[COURSE].questions.values() if question.kind == "spans"]
each_question = pytest.mark.parametrize("name", MARKING)


def drawn(name: str) -> Heat:
    return next(one for one in sample().lesson().heats if one.question == name)


def by_word(name: str) -> dict[int, int]:
    """Start of each shown word → how many answers have a mark that touches it."""
    content = lessons()[COURSE]
    question = content.questions[name]
    shown = question.paragraphs or range(1, len(content.article.paragraphs) + 1)
    return {
        word.start: sum(
            any(mark["start"] < word.end and word.start < mark["end"] for mark in answer)
            for answer in sample().answers_to(name).values()
        )
        for word in content.article.words()
        if content.article.paragraph_at(word.start) in shown
    }


@each_question
def test_each_word_has_as_many_readers_as_marked_it(name):
    article, found = lessons()[COURSE].article, {}
    for stretch in drawn(name).stretches:
        for word in article.words():
            if stretch.span.start <= word.start < stretch.span.end:
                found[word.start] = stretch.number
    assert found == {start: number for start, number in by_word(name).items() if number}


@each_question
def test_the_map_and_the_table_hold_the_same(name):
    heat = drawn(name)
    pieces = [(piece.text, piece.number) for _, own in heat.paragraphs for piece in own if piece.number]
    assert pieces == [(stretch.text, stretch.number) for stretch in heat.stretches]


@each_question
def test_the_share_of_a_piece_and_of_its_stretch_is_that_of_all_who_answered(name):
    heat, readers = drawn(name), len(sample().answers_to(name))
    pieces = [piece for _, own in heat.paragraphs for piece in own]
    assert heat.readers == readers
    assert any(piece.number for piece in pieces)
    for one in (*pieces, *heat.stretches):
        assert one.share == pytest.approx(one.number / readers)


@each_question
def test_the_pieces_of_a_paragraph_are_its_text(name):
    article = lessons()[COURSE].article
    for number, pieces in drawn(name).paragraphs:
        assert "".join(piece.text for piece in pieces) == article.paragraph(number).text


@each_question
def test_labels_are_counted_for_each_stretch(name):
    content = lessons()[COURSE]
    question = content.questions[name]
    for stretch in drawn(name).stretches:
        word = next(w for w in content.article.words() if w.start >= stretch.span.start)
        for label, times in stretch.labels:
            assert times == sum(
                any(own == label and place.overlap(word) for own, place in question.cited_spans(answer))
                for answer in sample().answers_to(name).values()
            )


@pytest.mark.parametrize(
    ("number", "share", "level"), [(0, 0, 0), (1, 0.01, 1), (1, 0.2, 1), (1, 0.21, 2), (3, 0.6, 3), (4, 0.8, 4), (5, 1, 5)]
)
def test_the_shade_goes_by_fifths_of_the_readers(number, share, level):
    assert Piece("words", number, share).level == level


def test_who_marked_one_word_twice_is_one_reader(content):
    mark = {"exact": "praised", "paragraph": 2, "label": "cue"}
    (heat,) = lesson_of(content, [{"a-spans": [mark, mark]}]).heats
    assert [(stretch.text, stretch.number) for stretch in heat.stretches] == [("praised", 1)]
    assert heat.peak.text == "praised"


def test_a_map_is_drawn_for_questions_that_ask_for_marks_and_can_be_had_for_quotations_too(content):
    quoted = {"a-evidence": {"choice": "work", "quotes": ["ten months of repairs"]}}
    lesson = lesson_of(content, [quoted])
    assert lesson.heats == ()
    assert [stretch.text for stretch in lesson.heat("a-evidence").stretches] == ["ten months of repairs"]
    assert lesson.heat("a-spans") is None
