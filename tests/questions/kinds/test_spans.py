from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def spans(context):
    return library.make("spans", context)


@pytest.fixture
def two_labels(context):
    gold = {
        "okafor": {"required": {"layer": "cue", "source": "Okafor"}},
        "reyes": {"required": {"layer": "cue", "source": "Reyes", "confidence": "clear"}},
    }
    return library.make("spans", context, labels={"okafor": "Okafor's cue", "reyes": "Reyes's cue"}, gold=gold, wrong=[])


def at(words: str, paragraph: int, label: str = "cue") -> dict:
    """A highlight as the card sends it."""
    span = library.article().find(words, paragraph)
    return {"start": span.start, "end": span.end, "label": label}


GOLD = [at("praised", 2), at("saying", 2), at("said", 4)]


def test_the_required_places_earn_full_points(spans):
    assert grade(spans, GOLD).points == 2


def test_words_with_their_paragraph_mean_the_same_as_offsets(spans):
    assert spans.normalize(library.RIGHT["spans"]) == GOLD


def test_bare_words_are_taken_where_they_stand_once(spans):
    assert grade(spans, ["praised", "saying"]) == grade(spans, GOLD[:2])


@pytest.mark.parametrize(
    "wider",
    [[at("praised the new reading room", 2)], [at("praised the", 2)], [at(" praised ", 2)]],
    ids=["an alternative", "an article more", "spaces more"],
)
def test_soft_edges_cost_nothing(spans, wider):
    assert grade(spans, wider + GOLD[1:]).points == 2


def test_an_allowed_place_is_neutral(spans):
    assert grade(spans, [*GOLD, at("thanking", 4)]).points == 2


def test_an_allowed_place_alone_earns_nothing(spans):
    assert grade(spans, [at("thanking", 4)]).points == 0


def test_fewer_places_earn_less(spans):
    one, two = grade(spans, GOLD[:1]).points, grade(spans, GOLD[:2]).points
    assert 0 < one < two < 2


def test_a_place_outside_lowers_the_points(spans):
    assert grade(spans, [*GOLD, at("Mayor Ruth Okafor", 2)]).points < 2


def test_a_place_outside_alone_earns_nothing(spans):
    result = grade(spans, [at("first day", 2)])
    assert (result.status, result.points) == ("incorrect", 0)


def test_a_listed_wrong_place_gets_its_own_feedback(spans):
    notices = grade(spans, [at("Mayor Ruth Okafor", 2)]).notices
    assert Notice(*library.pair("the mayor"), "“Mayor Ruth Okafor” (P2)") in notices


def test_any_other_place_outside_gets_the_common_feedback(spans):
    assert Notice(*library.pair("no cue"), "“first day” (P2)") in grade(spans, [at("first day", 2)]).notices


def test_what_is_missing_is_counted_and_never_quoted(spans):
    told = str(grade(spans, GOLD[:1]))
    assert "You found 1 of 3." in told
    assert "a cue that is unmarked" in told
    assert "saying" not in told


@pytest.mark.parametrize("paragraphs", [[2], [4], [2, 4]])
def test_highlighting_whole_paragraphs_earns_less_than_one_good_mark(spans, paragraphs):
    article = library.article()
    answer = [at(article.paragraph(number).text, number) for number in paragraphs]
    assert grade(spans, answer).points < grade(spans, GOLD[:1]).points


def test_highlighting_every_word_earns_less_than_one_good_mark(spans):
    article = library.article()
    words = [w for number in (2, 4) for w in article.tokens(article.paragraph(number).span)]
    answer = [{"start": w.start, "end": w.end, "label": "cue"} for w in words]
    assert grade(spans, answer).points < grade(spans, GOLD[:1]).points


def test_far_too_long_marks_are_told(spans):
    answer = [at("praised the new reading room, saying the library had welcomed", 2), GOLD[2]]
    assert grade(spans, answer).points < 2


def test_at_most_four_stray_places_are_named(spans):
    words = ["Mayor", "Okafor", "new", "room", "library", "welcomed", "visitors", "first"]
    notices = grade(spans, [at(word, 2) for word in words]).notices
    assert sum(1 for notice in notices if notice.about) == 4
    assert any("More of your highlights lie outside" in notice.noticed for notice in notices)


@pytest.mark.parametrize("again", [GOLD[:1], [at("prais", 2)], [at("praised the", 2)]], ids=["same", "inside", "crossing"])
def test_the_same_place_twice_counts_once(spans, again):
    assert grade(spans, GOLD + again) == grade(spans, GOLD)


def test_a_gold_place_under_another_label_is_not_found(two_labels):
    swapped = [at("praised", 2, "reyes"), at("saying", 2, "reyes"), at("said", 4, "okafor")]
    assert grade(two_labels, swapped).points == 0


def test_each_place_under_its_label_earns_full_points(two_labels):
    answer = [at("praised", 2, "okafor"), at("saying", 2, "okafor"), at("said", 4, "reyes")]
    assert grade(two_labels, answer).status == "correct"


def test_the_same_place_under_two_labels_earns_less(two_labels):
    answer = [at(w, p, label) for w, p in (("praised", 2), ("saying", 2), ("said", 4)) for label in ("okafor", "reyes")]
    assert grade(two_labels, answer).status == "partial"


def test_required_places_that_touch_may_be_marked_as_one_stretch(context):
    gold = {"quotation": {"required": ["number-p2-visitors", "touching"]}}
    marks = context.annotations
    from exercises.questions import Context
    from exercises.text.annotations import Annotation, Annotations

    span = library.article().find("welcomed", 2)
    touching = Annotation("touching", "number", "clear", span, 2)
    both = Context(context.article, Annotations([*marks, touching]), context.figures)
    spans = library.make("spans", both, paragraphs=[2], labels={"quotation": "words"}, gold=gold, wrong=[])
    assert grade(spans, [at("welcomed 900 visitors", 2, "quotation")]).status == "correct"


def test_without_required_places_any_allowed_place_is_right(context):
    gold = {"cue": {"allowed": {"layer": "cue"}}}
    spans = library.make("spans", context, gold=gold)
    assert grade(spans, [at("saying", 2)]).status == "correct"


@pytest.mark.parametrize(
    ("start", "end"),
    [(-5, 3), (5, 2), (4, 4), (0, 10**9), (10**9, 10**9 + 1), (None, 3), (0.0, 3.0), ("0", "3"), (True, 3), (0, [3])],
    ids=str,
)
def test_a_span_that_is_no_stretch_of_the_article_is_told(spans, start, end):
    result = grade(spans, [{"start": start, "end": end, "label": "cue"}])
    assert result.status == "unanswered"
    assert "must start and end inside the article" in result.notices[0].noticed


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (5, "Each highlight is words of the article"),
        ([0, 5], "Each highlight is words of the article"),
        ("dragons", "do not stand in the article"),
        ("the", "stand in"),
        ({"exact": "said", "paragraph": 99}, "There is no paragraph 99."),
        ({"exact": "said", "paragraph": "4"}, "paragraph number"),
        ({"exact": 5}, "given as its exact words"),
        ({"start": 0, "end": 5, "label": "verb"}, "needs one of the labels: cue"),
        ({"start": 0, "end": 5, "label": 5}, "needs one of the labels: cue"),
        ({"start": 0, "end": 5, "label": ["cue"]}, "needs one of the labels: cue"),
        ({"start": 0, "end": 5, "label": {}}, "needs one of the labels: cue"),
    ],
    ids=str,
)
def test_another_shape_of_highlight_is_told(spans, mark, said):
    result = grade(spans, [mark])
    assert result.status == "unanswered"
    assert said in result.notices[0].noticed


def test_the_only_label_need_not_be_named(spans):
    assert grade(spans, [{"start": m["start"], "end": m["end"]} for m in GOLD]).status == "correct"


def test_one_of_several_labels_must_be_named(two_labels):
    assert "needs one of the labels" in grade(two_labels, ["praised"]).notices[0].noticed


def test_the_answer_is_told_with_its_paragraph(spans):
    assert spans.describe(GOLD[:1]) == "“praised” (P2): a cue"


def test_the_card_gets_the_labels_and_no_place(spans):
    assert spans.public() == {"labels": [{"id": "cue", "text": "a cue"}]}


def test_a_missed_place_is_never_full_points(spans):
    assert grade(spans, GOLD[:-1]).status == "partial"


def test_a_stray_mark_beside_all_the_right_ones_is_never_full_points(spans):
    assert grade(spans, [*GOLD, at("first", 2)]).status == "partial"
