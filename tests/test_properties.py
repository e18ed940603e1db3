"""What holds for every answer that nobody thought of."""

from __future__ import annotations

import functools
import json
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import grade
from exercises.questions.answer_form import InvalidAnswer
from exercises.questions.kinds.number import read_number
from exercises.questions.result import STATUSES
from exercises.student.journal import Journal
from exercises.text.article import Article, Span, fold, normalize_answer
from tests import library

KINDS = sorted(library.QUESTIONS)


@functools.cache
def a_context():
    with tempfile.TemporaryDirectory() as folder:
        return library.context(Path(folder))


@functools.cache
def a_question(kind: str):
    return library.make(kind, a_context())


# Highlighting.

ARTICLE = library.article()
SCOPE = (2, 4)
TOKENS = [span for number in SCOPE for span in ARTICLE.tokens(ARTICLE.paragraph(number).span)]
WORDS = [span for span in TOKENS if ARTICLE.words_in(span).isalnum()]


def mark(span: Span, label: str = "cue") -> dict:
    return {"start": span.start, "end": span.end, "label": label}


def gold() -> list[dict]:
    return a_question("spans").model_answer()


def share(answer: list[dict], question=None) -> float:
    question = question or a_question("spans")
    return question.score(question.normalize(answer)).share if answer else 0.0


def is_outside(span: Span) -> bool:
    key = a_question("spans").gold["cue"]
    return not any(span.overlap(k) for extents in (*key.required, key.allowed) for k in extents)


@st.composite
def stretches(draw) -> dict:
    """A highlight from the start of one token to the end of another, in one paragraph or over both."""
    first, last = sorted(draw(st.tuples(st.integers(0, len(TOKENS) - 1), st.integers(0, len(TOKENS) - 1))))
    return mark(Span(TOKENS[first].start, TOKENS[last].end))


answers = st.lists(
    st.one_of(stretches(), st.sampled_from(WORDS).map(mark), st.sampled_from(gold())), min_size=1, max_size=8
)
outside = st.sampled_from([span for span in WORDS if is_outside(span)])


@given(answers)
def test_a_share_lies_between_nothing_and_all(answer):
    assert 0 <= share(answer) <= 1


@given(st.lists(st.tuples(st.integers(0, len(library.TEXT) - 1), st.integers(1, 60)), min_size=1, max_size=8))
def test_a_share_of_any_characters_lies_between_nothing_and_all(places):
    spans = [mark(Span(start, min(start + length, len(library.TEXT)))) for start, length in places]
    assert 0 <= share(spans) <= 1


def test_the_gold_answer_earns_all():
    assert share(gold()) == 1


@given(st.permutations(gold()))
def test_the_gold_answer_earns_all_in_any_order(answer):
    assert share(answer) == 1


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_the_marks_does_not_matter(answer, random):
    other = list(answer)
    random.shuffle(other)
    assert grade(a_question("spans"), other) == grade(a_question("spans"), answer)


@given(answers, st.data())
def test_marks_made_twice_do_not_matter(answer, data):
    again = data.draw(st.lists(st.sampled_from(answer), max_size=4))
    assert grade(a_question("spans"), answer + again) == grade(a_question("spans"), answer)


@given(st.lists(st.sampled_from(gold()), min_size=1, max_size=3), outside)
def test_a_mark_outside_beside_good_marks_never_raises_the_share(answer, added):
    assert share([*answer, mark(added)]) <= share(answer) + 1e-12


@given(answers, outside)
@example([mark(ARTICLE.find(words, 2)) for words in ("praised", "on", "first")], ARTICLE.find("its", 2))
def test_a_mark_outside_never_raises_the_share(answer, added):
    assert share([*answer, mark(added)]) <= share(answer) + 1e-12


@given(answers)
def test_no_answer_earns_more_than_the_gold_one(answer):
    assert share(answer) <= share(gold())


def everything(article: Article, numbers: tuple[int, ...]) -> dict[str, list[dict]]:
    """Ways to highlight all that a question shows."""
    paragraphs = [article.paragraph(number).span for number in numbers]
    words = [span for area in paragraphs for span in article.tokens(area)]
    return {
        "one span": [mark(Span(paragraphs[0].start, paragraphs[-1].end))],
        "a span for each paragraph": [mark(span) for span in paragraphs],
        "word by word": [mark(span) for span in words],
        "every second word": [mark(span) for span in words[::2]],
        "every other word": [mark(span) for span in words[1::2]],
    }


def beside_gold(article: Article, numbers: tuple[int, ...], key: list[Span]) -> list[dict]:
    """The gold answer, and everything else but one word on each side of it."""
    words = [span for number in numbers for span in article.tokens(article.paragraph(number).span)]
    on = [any(span.overlap(k) for k in key) for span in words]
    free = [not any(on[max(0, i - 1) : i + 2]) for i in range(len(words))]
    rest, run = [], []
    for span, is_free in [*zip(words, free, strict=True), (None, False)]:
        if is_free:
            run.append(span)
        elif run:
            rest.append(mark(Span(run[0].start, run[-1].end)))
            run = []
    return [*map(mark, key), *rest]


@pytest.mark.parametrize("way", everything(ARTICLE, SCOPE))
def test_highlighting_everything_earns_less_than_half(way):
    assert share(everything(ARTICLE, SCOPE)[way]) < 0.5


def test_highlighting_everything_but_the_words_beside_the_gold_earns_less_than_half():
    key = [Span(m["start"], m["end"]) for m in gold()]
    assert share(beside_gold(ARTICLE, SCOPE, key)) < 0.5


def real_spans() -> list:
    questions = read_lesson(LESSONS / "iron_dome", keys=True).questions.values()
    return [q for q in questions if q.kind == "spans"]


@pytest.mark.parametrize("question", real_spans(), ids=lambda question: question.id)
def test_in_the_real_lesson_highlighting_everything_earns_less_than_half(question):
    article = question.article
    numbers = question.paragraphs or tuple(p.number for p in article.paragraphs)
    for label in question.labels:
        ways = everything(article, numbers)
        ways["all but beside the gold"] = beside_gold(
            article, numbers, [Span(m["start"], m["end"]) for m in question.model_answer() if m["label"] == label]
        )
        for way, answer in ways.items():
            result = grade(question, [m | {"label": label} for m in answer])
            assert result.points is None or result.points < question.points / 2, (label, way)


# Any answer to any question.

numbers = st.one_of(st.integers(), st.floats(), st.integers(-(10**400), 10**400))
scalars = st.one_of(
    st.none(), st.booleans(), numbers, st.text(), st.sampled_from(["monday", "okafor", "p3", "over", "work"])
)
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)
names = st.sampled_from(
    ["start", "end", "label", "exact", "paragraph", "choice", "quotes", "outputs", "error", "p3", "p5", "", "type"]
)
near = st.one_of(
    values,
    st.dictionaries(names, values, max_size=5),
    st.lists(st.dictionaries(names, values, max_size=5), max_size=4),
)


@pytest.mark.parametrize("kind", KINDS)
@given(answer=near)
@example(answer=[{"start": 0, "end": 5, "label": []}])
@example(answer={"choice": "work", "quotes": [""]})
def test_no_answer_of_any_kind_raises(kind, answer):
    result = grade(a_question(kind), answer)
    assert result.status in STATUSES
    assert result.points is None or 0 <= result.points <= result.out_of


@pytest.mark.parametrize("kind", KINDS)
@given(answer=near)
@example(answer=[{}, {"deep": [[[[None]]]]}])
@example(answer=["saying"] * 400)
def test_what_is_graded_goes_through_the_journal_unchanged(kind, answer):
    question = a_question(kind)
    result = grade(question, answer)
    if result.status == "unanswered":
        return
    assert grade(question, json.loads(json.dumps(question.normalize(answer), allow_nan=False))) == result


@given(st.text())
def test_any_text_as_a_quotation_earns_at_least_what_the_view_alone_does(text):
    evidence = a_question("evidence")
    assert grade(evidence, {"choice": "work", "quotes": [text]}).points >= grade(evidence, "work").points


@given(st.sets(st.sampled_from(list(library.QUESTIONS["choices"]["options"])), min_size=1))
def test_an_added_wrong_option_never_raises_the_points(picked):
    choices = a_question("choices")
    assert grade(choices, [*picked, "cat"]).points <= grade(choices, list(picked)).points


@given(st.permutations(list(library.QUESTIONS["order"]["items"])))
def test_only_right_orders_earn_all(order):
    right = order[0] == "open" and order[-1] == "thank"
    assert (grade(a_question("order"), order).status == "correct") == right


# The journal.

finite = st.floats(allow_nan=False, allow_infinity=False)
words = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | finite | words,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    max_leaves=10,
)


@given(st.lists(plain, max_size=8))
def test_any_answers_come_back_from_the_journal_as_they_were(answers):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my-work" / "library.jsonl"
        writing = Journal(path)
        for answer in answers:
            assert writing.append({"event": "check", "id": "a", "answer": answer}).ok
        reading = Journal(path)
        assert [event["answer"] for event in reading.events()] == answers
        assert [event["answer"] for event in writing.events()] == answers
        assert reading.set_aside == []


@given(st.binary(max_size=400))
def test_any_bytes_in_the_journal_never_raise_and_never_stop_the_next_answer(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.jsonl"
        path.write_bytes(data)
        journal = Journal(path)
        journal.events()
        assert journal.append({"event": "check", "id": "a", "answer": "kept"}).ok
        assert Journal(path).events()[-1]["answer"] == "kept"
        assert path.read_bytes().startswith(data)


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=12))
def test_two_notebooks_see_the_same_events(turns):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.jsonl"
        tabs = {"a": Journal(path), "b": Journal(path)}
        for number, turn in enumerate(turns):
            tabs[turn].append({"event": "check", "id": turn, "answer": number})
        assert (
            [e["answer"] for e in tabs["a"].events()] == [e["answer"] for e in tabs["b"].events()] == [*range(len(turns))]
        )


# Text.


@given(st.text())
def test_fold_keeps_the_length_of_any_text(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_and_forgive_change_nothing_the_second_time(text):
    assert fold(fold(text)) == fold(text)
    assert normalize_answer(normalize_answer(text)) == normalize_answer(text)


@given(st.text())
def test_paragraphs_lie_where_they_say_in_any_text(text):
    article = Article(text)
    assert [article.words_in(p.span) for p in article.paragraphs] == [p.text for p in article.paragraphs]


@given(st.text())
def test_tokens_leave_nothing_but_white_space_out(text):
    article = Article(text)
    assert "".join(map(article.words_in, article.tokens())) == "".join(text.split())


@given(st.text(min_size=1), st.data())
def test_a_trimmed_span_lies_within_the_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = Article(text).trim(span)
    assert span.start <= trimmed.start <= trimmed.end <= span.end


@given(st.text(alphabet=string.ascii_letters + " .,“”’\n", min_size=1), st.data())
def test_words_cut_out_of_a_text_are_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert Span(start, start + len(words)) in Article(text).places(words, exactly=True)


# Numbers.


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_read_however_it_is_grouped(number):
    assert read_number(str(number)) == read_number(f"{number:,}") == read_number(f" {number} words", "words") == number


@given(st.integers(-(10**6), 10**6), st.sampled_from([1, 2, 4]))
def test_a_decimal_comma_is_read_as_a_point(number, digits):
    written = f"{number / 10**digits:.{digits}f}"
    assert read_number(written.replace(".", ",")) == read_number(written) == pytest.approx(number / 10**digits)


@given(st.integers(0, 999))
def test_a_fraction_below_one_with_a_decimal_comma_is_no_thousand(number):
    assert read_number(f"0,{number:03}") == pytest.approx(number / 1000)


@given(st.text())
def test_any_text_is_a_number_or_is_told(text):
    try:
        assert isinstance(read_number(text), float)
    except InvalidAnswer as told:
        assert "Type it in digits" in str(told)
