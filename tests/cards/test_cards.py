from __future__ import annotations

import json
from pathlib import Path

import pytest

from exercises.cards import desk as desk_module
from exercises.cards import teach_notebook_to_show
from exercises.cards.desk import article_view
from exercises.cards.sources import file, modules
from exercises.cards.widgets import paragraphs_of, shared_code, shared_text
from exercises.questions import kinds_by_name
from exercises.questions.kinds.rewrite import NAMES
from exercises.student.lesson import Lesson
from tests import library
from tests.each import each, named

KINDS = {kind: kind for kind in sorted(library.QUESTIONS)}
CARDS = Path(desk_module.__file__).parent


def press(card, **message) -> None:
    """What the browser sends when a button is pressed."""
    card._handle_custom_msg(message, [])


@pytest.fixture
def card(lesson):
    return lambda kind="choice": lesson.ask(f"a-{kind}")


# What a card is given.


def key_texts(question) -> set[str]:
    """Every text that belongs to a question's key: feedback, reasons, accepted words, samples, rubric."""
    texts: set[str] = set()
    public = json.dumps([question.public(), question.prompt, question.article.text if _has_article(question) else ""])

    def take(value) -> None:
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, dict):
            for part in value.values():
                take(part)
        elif isinstance(value, list | tuple):
            for part in value:
                take(part)
        elif hasattr(value, "noticed"):
            texts.update((value.noticed, value.next))

    for name in ("worked", "hints", "feedback", "missing", "outside", "otherwise", "when_right", "listed"):
        take(getattr(question, name, ()))
    for name in ("accept", "keep", "drop", "avoid", "owner", "samples", "rubric", "distractors"):
        take(getattr(question, name, ()))
    for distractor in getattr(question, "distractors", ()):
        take(distractor.notice)
    # Words that the question itself shows, or that are an option's id, give nothing away.
    shown_anyway = {text for text in texts if json.dumps(text)[1:-1] in public}
    return {text for text in texts if len(text) > 3} - shown_anyway - set(NAMES)


def _has_article(question) -> bool:
    return getattr(question, "article", None) is not None


def assert_no_key(lesson: Lesson, question_id: str) -> None:
    question = lesson._work.content.questions[question_id]
    asked = {name: value for name, value in lesson.ask(question_id).question.items() if name != "paragraphs"}
    shown = json.dumps(asked, ensure_ascii=False)
    assert [text for text in key_texts(question) if json.dumps(text, ensure_ascii=False)[1:-1] in shown] == []


def test_no_card_is_given_a_key(lesson, real, tmp_path):
    for opened in (lesson, _open(real, tmp_path)):
        for noted, question_id in each({name: name for name in opened._work.content.questions}):
            with noted:
                assert_no_key(opened, question_id)


# The fields of a question that a card may see, for each kind: all others stay in Python.
SHOWN = {
    "choice": {"options"},
    "choices": {"options"},
    "match": {"items", "columns"},
    "order": {"items"},
    "number": {"unit"},
    "phrase": set(),
    "spans": {"labels"},
    "evidence": {"options", "quotes"},
    "rewrite": {"source", "min_words", "max_words", "conditions"},
    "probe": {"name", "calls"},
    "reflection": {"min_words", "conditions"},
}
COMMON = {
    "id",
    "kind",
    "standing",
    "standing_text",
    "prompt",
    "points",
    "minutes",
    "assessed",
    "saves_only",
    "where",
    "paragraphs",
    "glossary",
    "place",
    "next",
    "live",
}


def test_a_card_is_given_these_fields_and_no_other_as_plain_json(card):
    for noted, kind in each(KINDS):
        with noted:
            asked = card(kind).question
            assert set(asked) == COMMON | SHOWN[kind]
            assert (asked["id"], asked["kind"]) == (f"a-{kind}", kind)
            assert json.loads(json.dumps(asked, allow_nan=False)) == asked


def test_every_option_is_given_as_id_and_text_alone(card):
    assert all(set(option) == {"id", "text"} for option in card("choices").question["options"])


def test_no_state_of_the_real_lesson_holds_a_key_before_an_answer(real, tmp_path):
    lesson = _open(real, tmp_path)
    for question_id in lesson._work.content.questions:
        state = lesson.ask(question_id).state
        assert [state[name] for name in ("answer", "result", "worked")] == [None, None, None]
        assert (state["hints"], state["extra"]) == ([], {})


def _open(content, folder) -> Lesson:
    from exercises.cards import open_desk
    from exercises.student.journal import Journal

    return Lesson(content, Journal(folder / "my-work" / "lesson.jsonl"), open_desk)


def test_a_card_says_where_it_stands(card):
    assert card("choices").question["where"] == "First · 2 of 11"


def test_a_card_without_paragraphs_shows_none(card):
    assert card("choice").question["paragraphs"] == []


def test_a_card_shows_the_paragraphs_it_names(card):
    assert card("spans").question["paragraphs"] == [2, 4]


def test_a_card_that_marks_the_text_shows_all_of_it_when_it_names_none(card):
    assert card("evidence").question["paragraphs"] == [1, 2, 3, 4, 5]


# Buttons.


def test_checking_shows_the_result_and_keeps_the_answer(card):
    for noted, kind in each({kind: kind for kind in KINDS if kind != "probe"}):
        with noted:
            shown = card(kind)
            press(shown, do="check", answer=library.RIGHT[kind])
            status = "complete" if kind in ("reflection", "rewrite") else "correct"
            assert (shown.state["result"]["status"], shown.state["attempts"]) == (status, 1)
            assert shown.state["answer"] is not None


def test_a_wrong_answer_shows_its_feedback(card):
    shown = card()
    press(shown, do="check", answer="may")
    assert shown.state["result"]["notices"][0] == {"about": "", "noticed": "We noticed may.", "next": "What of may?"}


def test_checking_nothing_says_so_and_counts_no_attempt(card):
    shown = card()
    press(shown, do="check", answer=None)
    assert (shown.state["result"]["status"], shown.state["attempts"]) == ("unanswered", 0)


def test_a_hint_is_shown(card):
    shown = card()
    press(shown, do="hint")
    assert (shown.state["hints"], shown.state["hints_left"]) == (["Look at the first line."], 1)


def test_the_worked_answer_is_shown(card):
    shown = card()
    press(shown, do="worked")
    assert shown.state["worked"] == {"answer": "On Monday", "reason": "That is what the page has."}


def test_a_message_of_another_form_changes_nothing(card):
    shown = card()
    before = shown.state
    for noted, message in each(named([{}, {"do": "dance"}, {"do": None}, {"do": ["check"]}, "check", None, 5])):
        with noted:
            shown._handle_custom_msg(message, [])
            assert {**shown.state, "reply": before["reply"]} == before


def test_the_browser_hears_back_once_even_when_nothing_changed(card):
    shown = card()
    assert shown.state["reply"] == 0
    for number, do in enumerate(["check", "hint", "worked", "dance"] * 2, 1):
        press(shown, do=do, answer=None)
        assert shown.state["reply"] == number, do


def test_a_state_that_no_message_asked_for_is_no_reply(lesson, card):
    shown = card()
    press(shown, do="hint")
    lesson.check("a-choice", "monday")
    assert (shown.state["answer"], shown.state["reply"]) == ("monday", 1)


def test_a_message_and_its_reply_reach_the_browser_together(card, monkeypatch):
    shown, sent = card(), []
    monkeypatch.setattr(shown, "send_state", lambda names: sent.append(set(names)))
    press(shown, do="check", answer="monday")
    assert sent == [{"state"}]


def test_the_file_that_was_asked_for_is_sent(card, monkeypatch):
    shown, sent = card(), []
    press(shown, do="check", answer="monday")
    monkeypatch.setattr(shown, "send", sent.append)
    press(shown, do="download")
    assert [message["file"]["name"] for message in sent] == ["library.jsonl"]
    assert "monday" in sent[0]["file"]["text"]


def test_what_goes_wrong_inside_is_told_on_the_card(lesson, card, monkeypatch):
    shown = card()

    def fail(*_):
        raise RuntimeError("no such luck")

    monkeypatch.setattr(lesson._work, "submit", fail)
    press(shown, do="check", answer="may")
    assert shown.state["saved"]["ok"] is False
    assert "RuntimeError: no such luck" in shown.state["saved"]["text"]
    assert "Your answer is still on the screen." in shown.state["saved"]["text"]


def test_an_answer_that_is_not_saved_is_told_and_stays(card, tmp_path):
    (tmp_path / "my-work").write_text("", encoding="utf-8")
    shown = card()
    press(shown, do="check", answer="may")
    assert (shown.state["answer"], shown.state["saved"]["ok"]) == ("may", False)
    assert shown.state["saved"]["text"].startswith("Not saved: ")


def test_an_assessed_card_says_saved_and_offers_no_worked_answer(tmp_path):
    from exercises.lesson_data.content import read_lesson

    table = library.question("choice", "answer", "feedback", "worked", assessed=True)
    lesson = _open(read_lesson(library.write_lesson(tmp_path / "library", [table])), tmp_path)
    shown = lesson.ask("a-choice")
    press(shown, do="check", answer="monday")
    press(shown, do="worked")
    assert (shown.state["result"]["status"], shown.state["result"]["points"]) == ("saved", None)
    assert (shown.state["worked"], shown.state["can_show"]) == (None, False)


def test_conditions_tick_while_a_text_is_written_and_nothing_is_recorded(lesson, card, monkeypatch):
    shown, sent = card("rewrite"), []
    monkeypatch.setattr(shown, "send", sent.append)
    before = shown.state
    for number, text in enumerate(["On Monday", library.RIGHT["rewrite"], "  ", None, 7], 1):
        press(shown, do="try", answer=text, number=number)
    assert [(one["number"], one["written"].get("met")) for one in sent] == [(1, 1), (2, 4), (3, None), (4, None), (5, None)]
    # What is ticked is what scoring finds, condition by condition.
    scored = lesson.check("a-rewrite", library.RIGHT["rewrite"]).extra
    assert sent[1]["written"] == {name: scored[name] for name in ("conditions", "met", "asked")}
    assert before["attempts"] == 0
    assert [event["event"] for event in lesson._work.journal.events()] == ["check"]
    assert (card("rewrite").question["live"], card("phrase").question["live"]) == (True, False)


def test_conditions_of_an_assessed_text_do_not_tick(tmp_path, monkeypatch):
    from exercises.lesson_data.content import read_lesson

    key = ("keep", "drop", "avoid", "owner", "feedback", "samples", "wrong", "rubric", "worked")
    table = library.question("rewrite", *key, assessed=True)
    lesson = _open(read_lesson(library.write_lesson(tmp_path / "library", [table])), tmp_path)
    shown, sent = lesson.ask("a-rewrite"), []
    monkeypatch.setattr(shown, "send", sent.append)
    press(shown, do="try", answer=library.RIGHT["rewrite"], number=1)
    assert sent == [{"written": {}, "number": 1}]
    assert not shown.question["live"]


# A probe looks into the notebook.


def in_notebook(monkeypatch, share, failed=False):
    monkeypatch.setattr(desk_module, "function_of_notebook", {"share": (share, failed)}.get)


def test_a_probe_runs_the_function_of_its_name(card, monkeypatch):
    in_notebook(monkeypatch, lambda part, whole: part / whole)
    shown = card("probe")
    press(shown, do="check", answer={})
    assert shown.state["result"]["status"] == "correct"
    assert [row["ok"] for row in shown.state["extra"]["rows"]] == [True, True]


def test_a_probe_without_its_function_says_so(card, monkeypatch):
    in_notebook(monkeypatch, None)
    shown = card("probe")
    press(shown, do="check", answer={})
    assert shown.state["result"]["status"] == "unanswered"
    assert "has no share so far" in shown.state["result"]["notices"][0]["noticed"]


def test_a_probe_that_finds_a_value_takes_it_as_the_output(card, monkeypatch):
    in_notebook(monkeypatch, [0.5, 0.25])
    shown = card("probe")
    press(shown, do="check", answer={})
    assert shown.state["result"]["status"] == "correct"


def test_a_probe_grades_what_the_kernel_gave_and_not_what_the_browser_sent(card, monkeypatch):
    in_notebook(monkeypatch, lambda *_: 0)
    shown = card("probe")
    press(shown, do="check", answer={"outputs": [0.5, 0.25]})
    assert shown.state["result"]["status"] == "incorrect"


def test_outside_a_notebook_there_is_no_function():
    assert desk_module.function_of_notebook("share") == (None, False)


# One question in two cells, a typed answer, and the progress bar.


def test_the_same_question_asked_twice_is_one_card(lesson):
    assert lesson.ask("a-choice") is lesson.ask("a-choice")


def test_a_typed_answer_shows_on_the_card(lesson, card):
    shown = card()
    lesson.check("a-choice", "monday")
    assert shown.state["answer"] == "monday"


def test_a_typed_hint_shows_on_the_card(lesson, card):
    shown = card()
    lesson.hint("a-choice")
    assert shown.state["hints"] == ["Look at the first line."]


def test_progress_moves_with_every_checked_answer(lesson, card):
    progress = lesson.progress()
    press(card(), do="check", answer="monday")
    assert (progress.state["done"], progress.state["points"]) == (1, 2)


def test_every_card_counts_the_same_progress(card):
    press(card("choice"), do="check", answer="monday")
    assert card("number").state["progress"] == {"done": 1, "of": 11}


def test_asking_again_shows_what_another_notebook_answered(lesson, content, card):
    from exercises.cards import open_desk
    from exercises.student.journal import Journal

    card()
    Lesson(content, Journal(lesson._work.journal.path), open_desk).check("a-choice", "sunday")
    assert card().state["answer"] == "sunday"


# The article on a card.


def test_tokens_and_gaps_cover_every_paragraph_exactly_and_number_its_sentences_without_a_leap(content, real):
    shown = {
        f"{article.about['title']}, {paragraph['n']}": (article, paragraph)
        for article in (content.article, real.article)
        for paragraph in paragraphs_of(article, tuple(p.number for p in article.paragraphs))
    }
    for noted, (article, paragraph) in each(shown):
        with noted:
            tokens = paragraph["tokens"]
            assert "".join(text + gap for _, _, text, gap, _ in tokens) == article.paragraph(paragraph["n"]).text
            assert [text for start, end, text, _, _ in tokens if article.text[start:end] != text] == []
            numbers = [token[4] for token in tokens]
            assert numbers == sorted(numbers)
            assert set(numbers) == set(range(numbers[0], numbers[-1] + 1))


def test_offsets_count_characters_and_not_bytes():
    from exercises.text.article import Article

    (paragraph,) = paragraphs_of(Article("👩‍🏫 “Straße” İst"), (1,))
    assert all(end - start == len(text) for start, end, text, _, _ in paragraph["tokens"])


def test_the_article_view_shows_title_note_and_all_paragraphs(content):
    shown = article_view(content.article).question
    assert (shown["kind"], shown["title"], shown["note"]) == ("article", "A library opens again", "A short text.")
    assert shown["paragraphs"] == [1, 2, 3, 4, 5]
    assert shared_text(content.article).holds["paragraphs"] == paragraphs_of(content.article, (1, 2, 3, 4, 5))


def test_the_real_article_is_shown_with_its_preview_note(real):
    assert "2021" in article_view(real.article).question["note"]


def test_outside_a_notebook_there_is_nothing_to_teach():
    assert teach_notebook_to_show() is None


# Files for the browser.


def test_every_kind_has_a_card():
    assert [kind for kind in kinds_by_name() if not (CARDS / f"{kind}.js").is_file()] == []


def test_every_file_is_part_of_a_module():
    assert {path.stem for path in CARDS.glob("*.js")} == {
        "loader",
        *(name for names in modules().values() for name in names),
    }


def test_no_file_for_the_browser_names_an_address():
    for noted, path in each({path.name: path for path in CARDS.glob("*.[jc]s*")}):
        with noted:
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            signs = ("http:", "https:", "//cdn", "@import", "fetch(", "XMLHttpRequest")
            assert [sign for sign in signs if sign in text] == []


def test_a_file_is_whole_but_for_its_types():
    for noted, path in each({path.name: path for path in CARDS.glob("*.js")}):
        with noted:
            lines = path.read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if line.strip() and not line.strip().startswith(("/**", "* "))]
            assert [line for line in file(path.stem).splitlines() if line.strip()] == kept


def test_a_card_is_drawn_by_the_module_of_its_kind(card):
    code = shared_code()
    assert set(code.holds["files"]) == {name for names in code.holds["modules"].values() for name in names}
    for noted, kind in each(KINDS):
        with noted:
            shown = card(kind)
            assert (shown.module, shown.code) == (kind, code.model_id)
            assert "function makeView(" in code.holds["files"][code.holds["modules"][kind][-1]]


def test_what_all_cards_need_is_sent_once(real, tmp_path):
    # A card of its own brings the loader and its question; the code and the article come once for all of them.
    lesson = _open(real, tmp_path)
    twenty = [lesson.ask(name) for name in list(real.questions)[:20]]
    assert len({(card.code, card.text) for card in twenty}) == 1
    shared = [len(json.dumps(one.get_state())) for one in (shared_code(), shared_text(real.article))]
    each = [len(json.dumps(one.get_state())) + len(json.dumps(one.layout.get_state())) for one in twenty]
    assert sum(shared) + sum(each) <= 300_000
