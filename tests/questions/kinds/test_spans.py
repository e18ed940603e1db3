from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library
from tests.points import lesson as points
from tests.points.contested import OPEN_KEY, listed


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
    assert any("More of your highlights are outside" in notice.noticed for notice in notices)


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
        ("dragons", "are not in the article"),
        ("the", "are in"),
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


# Contested: any listed places, as many as are asked for.


CONTESTED = {
    "standing": "contested",
    "labels": {"praise": "praise", "report": "report"},
    "gold": {
        "praise": {"allowed": ["cue-p2-praised", "cue-p4-thanking"]},
        "report": {"allowed": ["cue-p2-saying", "cue-p4-said", "cue-p2-praised"]},
    },
    "highlights": 2,
    "readings": [
        {"praise": ["cue-p2-praised", "cue-p4-thanking"]},
        {"report": ["cue-p2-saying", "cue-p4-said"]},
        {"praise": ["cue-p2-praised"], "report": ["cue-p2-praised"]},
    ],
    "wrong": [{"quote": "Mayor Ruth Okafor", "paragraph": 2, "label": "praise", "feedback": library.pair("the mayor")}],
}


@pytest.fixture
def contested(context):
    return library.make("spans", context, **CONTESTED)


def outside(spans, *labels: str) -> dict[str, int]:
    """The letters of P2 and P4 that lie on no listed place of a label: what specificity is a share of."""
    shown = sum(len(spans.article.paragraph(number).text) for number in (2, 4))
    return {label: shown - len(spans.gold[label].inside) for label in labels}


def test_every_listed_reading_earns_full_points(contested):
    assert [grade(contested, answer).points for answer in contested.answers()] == [2, 2, 2]


# P2 has 111 letters and P4 has 84: 195. Praise lies on “praised the new reading room” (28) and “thanking” (8), so 159 are
# outside; report on “saying” (6), “said” (4) and those 28, so 157 are.
@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ([at("praised", 2, "praise"), at("thanking", 4, "praise")], 2),  # (1 + 1) ÷ 2
        ([at("praised", 2, "praise"), at("said", 4, "report")], 2),
        ([at("praised", 2, "praise"), at("praised", 2, "report")], 2),  # one place, two labels
        ([at("praised", 2, "praise")], 1),  # (1 + 0) ÷ 2
        ([at("praised", 2, "praise"), at("roof", 4, "praise")], 1.46),  # (1 + ½) ÷ 2 × (1 − 4/159) = 0.7311
        ([at("roof", 4, "praise"), at("visitors", 2, "praise")], 0.92),  # (½ + ½) ÷ 2 × (1 − 12/159) = 0.4623
        ([at("roof", 4, "praise")], 0.49),  # ½ ÷ 2 × (1 − 4/159) = 0.2437
        ([at("saying", 2, "praise")], 0.48),  # not this label's: ½ ÷ 2 × (1 − 6/159) = 0.2406
        ([at("praised", 2, "praise"), at("the new reading room", 2, "praise")], 1),  # one place in two pieces
        ([at("on its", 2, "praise")], 0),  # small words alone
        ([at("praised", 2, "praise"), at("thanking", 4, "praise"), at("roof", 4, "praise")], 2),  # the best two
    ],
    ids=lambda value: str(value) if isinstance(value, int | float) else None,
)
def test_points_of_contested_highlights_by_hand(contested, marks, points):
    assert outside(contested, "praise", "report") == {"praise": 159, "report": 157}
    assert grade(contested, marks).points == points


def test_marking_all_earns_next_to_nothing(contested):
    whole = [at(contested.article.paragraph(n).text, n, label) for n in (2, 4) for label in ("praise", "report")]
    # Two full stops are trimmed off: ½ × (1 − 157/159) = 0.006, of 2 points 0.01.
    assert grade(contested, whole).points == 0.01


def test_contested_highlights_are_never_called_wrong_or_right(contested):
    nothing, part, all_ = (
        grade(contested, marks)
        for marks in ([at("on its", 2, "praise")], [at("praised", 2, "praise")], contested.model_answer())
    )
    assert [(r.status, r.title) for r in (nothing, part, all_)] == [
        ("unfinished", "Not finished yet."),
        ("partial", "Partly there."),
        ("correct", "These words can carry it."),
    ]


def test_what_is_still_asked_for_is_told(contested):
    told = str(grade(contested, [at("praised", 2, "praise")]))
    assert "We can follow 1 of the 2 highlights that we ask for." in told
    assert "a cue that is unmarked" in told


def test_enough_highlights_are_not_called_missing(contested):
    told = str(grade(contested, [at("praised", 2, "praise"), at("roof", 4, "praise")]))
    assert "a cue that is unmarked" not in told
    assert "“roof” (P4)" in told


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ([at("praised", 2, "praise"), at("thanking", 4, "praise")], 2),  # one in each
        ([at("praised", 2, "praise"), at("saying", 2, "report")], 1),  # both in P2: (1 + 0) ÷ 2
        ([at("praised", 2, "praise"), at("roof", 4, "praise")], 1.46),  # (1 + ½) ÷ 2 × (1 − 4/159)
    ],
    ids=str,
)
def test_each_paragraph_may_be_asked_for_highlights(context, marks, points):
    changes = {**CONTESTED, "each_paragraph": 1, "readings": CONTESTED["readings"][:2]}
    changes.pop("highlights")
    assert grade(library.make("spans", context, **changes), marks).points == points


def test_the_worked_answer_shows_every_reading(contested):
    shown = contested.describe_model_answer()
    assert all(contested.describe(answer) in shown for answer in contested.answers())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gold": {"praise": {"required": ["cue-p2-praised"]}}}, "move them to “allowed”"),
        ({"gold": {"praise": {"required": [], "allowed": ["cue-p2-praised"]}}}, "move them to “allowed”"),
        ({"readings": []}, "lists its readings"),
        ({"readings": [{"praise": ["cue-p2-praised"]}]}, "number 1 of .* does not earn full points"),
        ({"readings": [{"praise": ["cue-p2-saying", "cue-p4-said"]}]}, "does not earn full points"),
        ({"readings": [{"blame": ["cue-p2-saying"]}]}, "a label of a reading is “blame”"),
        ({"highlights": 0}, "from 1 to 10"),
        ({"each_paragraph": 1}, "and not both"),
        ({"standing": "settled"}, "names at least one “required” place"),
    ],
    ids=str,
)
def test_a_contested_key_that_decides_what_readers_see_is_refused(context, changes, said):
    with pytest.raises(KitError, match=said):
        library.make("spans", context, **{**CONTESTED, **changes})


@pytest.mark.parametrize("field", [{"highlights": 2}, {"each_paragraph": 1}, {"readings": [{"cue": ["cue-p2-saying"]}]}])
def test_a_settled_key_has_no_readings_and_no_number(context, field):
    with pytest.raises(KitError, match="contested questions"):
        library.make("spans", context, **field)


def test_what_is_asked_for_and_no_more_gets_a_single_notice():
    # The article of the tables of points: P1 has words of nine letters, 10 characters apart.
    full = points.make("spans", **OPEN_KEY).grade(points.on("gardeners"))
    assert [notice.noticed for notice in full.notices] == ["We can follow 1 of the 1 highlight that we ask for."]
    # A listed place and other words, which cost a ninth: they are named as running past.
    more = points.make("spans", **OPEN_KEY).grade(points.on("gardeners", "alongside"))
    assert [notice.noticed for notice in more.notices[1:]] == ["Some highlights run far past the words that matter."]


def test_a_highlight_may_end_with_the_article_and_not_after_it(spans):
    end = len(spans.article.text)
    assert spans.normalize({"start": end - 5, "end": end, "label": "cue"})[0]["end"] == end
    for start, stop in ((end - 5, end + 1), (-1, 5), (5, 5)):
        assert grade(spans, {"start": start, "end": stop, "label": "cue"}).status == "unanswered"


@pytest.mark.parametrize("nothing", [None, [], ""])
def test_no_highlight_is_no_answer(spans, nothing):
    assert grade(spans, nothing).notices == (Notice(spans.blank),)


def test_from_one_to_ten_highlights_are_asked_for():
    for name in ("highlights", "each_paragraph"):
        for number in (0, 11):
            with pytest.raises(KitError, match="from 1 to 10"):
                points.make("spans", **OPEN_KEY | {name: number})
    with pytest.raises(KitError, match="not both"):
        points.make("spans", **OPEN_KEY | {"highlights": 1, "each_paragraph": 1})
    # Ten places of P1, and a reading that has them all.
    ten = points.TEXT.split(".")[0].lower().split()
    assert points.make("spans", **listed(*ten, reading=tuple(ten), highlights=10)).highlights == 10


def test_four_stray_highlights_are_named_and_the_rest_is_a_number():
    words = ("Yesterday", "delivered", "alongside", "excellent", "pineapple")
    question = points.make("spans")
    four, five = (question.grade(points.on(*words[:number])).notices for number in (4, 5))
    assert [notice.about for notice in four[1:]] == [f"“{word}” (P1)" for word in words[:4]]
    assert [notice.noticed for notice in five[5:]] == ["More of your highlights are outside: 1."]


def test_a_long_highlight_is_quoted_by_its_first_57_characters():
    text = points.ARTICLE.text
    long = points.make("spans", gold=points.gold("gardeners")).grade([points.mark(21, 100)]).notices[-1]
    assert long.about == f"“{text[21:78].rstrip()}…” (P1)"
    sixty = points.make("spans", gold=points.gold("gardeners")).grade([points.mark(40, 99)]).notices[-1]
    assert sixty.about == f"“{text[40:99]}” (P1)"


def test_precision_and_recall_are_given_in_thousandths(spans):
    marks = [at("praised", 2), at("saying", 2), at("Mayor Ruth Okafor", 2)]
    # Two of three highlights are right, and two of three places are found.
    assert grade(spans, marks).extra == {"precision": 0.667, "recall": 0.667}
