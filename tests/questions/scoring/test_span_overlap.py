from __future__ import annotations

from exercises.questions.scoring.span_overlap import Gold, fit
from exercises.text.article import Article, Span

ARTICLE = Article("Ada said that the bridge was new, and Ben thanked her warmly.")
SAID, THANKED, WARMLY = (ARTICLE.find(words) for words in ("said", "thanked", "warmly"))
KEY = {"cue": Gold(required=((SAID,), (THANKED,)), allowed=(WARMLY,))}
SCOPE = len(ARTICLE.text)


def judge(*spans: Span, key=KEY):
    return fit(ARTICLE, key, [("cue", span) for span in spans], SCOPE)


def test_the_key_itself_fits_wholly():
    assert judge(SAID, THANKED).share == 1


def test_one_of_two_places_is_full_precision_and_half_recall():
    found = judge(SAID)
    assert (found.precision, found.recall, found.found, found.of) == (1, 0.5, 1, 2)


def test_a_stray_mark_halves_the_precision_of_one_hit():
    found = judge(SAID, ARTICLE.find("bridge"))
    assert (found.precision, found.stray) == (0.5, (("cue", ARTICLE.find("bridge")),))


def test_an_allowed_place_changes_nothing():
    assert judge(SAID, WARMLY) == judge(SAID)


def test_everything_marked_leaves_no_specificity():
    words = ARTICLE.tokens()
    assert judge(Span(0, SCOPE)).share < judge(SAID).share
    assert judge(*words).share < judge(SAID).share


def test_where_nothing_is_required_an_allowed_place_is_a_hit():
    open_key = {"cue": Gold(allowed=(SAID, THANKED))}
    assert judge(SAID, key=open_key).share == 1
    assert 0 < judge(SAID, ARTICLE.find("bridge"), key=open_key).share < 1
    assert judge(ARTICLE.find("bridge"), key=open_key).share == 0


def test_spans_on_one_place_that_cross_do_not_count_twice():
    found = judge(Span(SAID.start, SAID.end - 1), Span(SAID.start + 1, SAID.end))
    assert (found.recall, found.precision) == (0.5, 1)
