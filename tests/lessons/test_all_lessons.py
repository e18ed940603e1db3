"""What holds for every lesson and each of its questions: lessons are data, and no Python changes between them."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import textstat

from exercises.lesson_data.content import ANNOTATIONS, lesson_folder, read_lesson
from exercises.questions import Question, grade
from exercises.questions.glossary import unmarked
from exercises.text.article import fold
from tests.each import each
from tests.shipped import lessons, questions, questions_of
from tests.used import ours

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
OPT_OUT, FORMS = "old_beech", ("form_a", "form_b", "form_c")


def test_a_lesson_has_no_problems_with_its_keys_and_without():
    for noted, content in each(lessons()):
        with noted:
            assert content.problems == ()
            assert read_lesson(lesson_folder(content.name)).problems == ()


def test_a_text_has_its_title_its_rights_and_the_fingerprint_of_the_text_it_was_written_for():
    for noted, content in each(lessons()):
        with noted:
            assert {"title", "provenance", "rights", "language", "sha256"} <= set(content.article.about)


def test_each_annotation_with_words_is_found_exactly_once():
    marks = {
        f"{name}/{mark.id}": (content.article, mark) for name, content in lessons().items() for mark in content.annotations
    }
    for noted, (article, mark) in each(marks):
        with noted:
            if mark.span is None:
                # An absence, or an annotation on the text as a whole.
                assert "exact" not in mark.fields
            else:
                fields = mark.fields
                where = mark.paragraph, fields.get("prefix", ""), fields.get("suffix", "")
                assert article.find(mark["exact"], *where) == mark.span


# What every question is graded as.


def test_no_answer_is_unanswered():
    for noted, question in each(questions()):
        with noted:
            result = grade(question, None)
            assert (result.status, result.points) == ("unanswered", None)


def test_a_right_answer_earns_all_and_can_be_read():
    for noted, question in each(questions()):
        with noted:
            answer = question.model_answer()
            result = grade(question, answer)
            if question.standing == "open":
                # The worked answer has all that is asked for; whoever hands it in has copied it.
                assert result.extra["completion"] == 1
                assert {flag.code for flag in result.flags} <= {"near-copy"}
            else:
                assert (result.status, result.points) == ("correct", question.points)
            assert question.describe(answer).strip()
            assert question.worked.strip()


def test_every_listed_wrong_answer_earns_less_and_brings_its_own_feedback():
    for noted, question in each(questions()):
        with noted:
            graded = [(answer, notice, grade(question, answer)) for answer, notice in question.known_errors()]
            assert [a for a, _, result in graded if result.points is not None and result.points >= question.points] == []
            assert [(answer, notice) for answer, notice, result in graded if notice not in result.notices] == []


def test_an_open_question_has_a_rubric_and_its_samples_have_all_that_is_asked_for():
    for noted, question in each(questions_of(standing="open")):
        with noted:
            assert len(question.rubric) > 1
            missed = [sample for sample in question.samples if grade(question, sample).extra["completion"] != 1]
            assert missed == []


# What every question says.


def key_of(question: Question) -> list[str]:
    """Texts that give a question's key away."""
    if question.kind == "phrase":
        return list(question.accept)
    if question.kind == "choice":
        return [question.options[question.answer]]
    if question.kind == "choices":
        return [question.options[option] for option in question.required]
    return []


def test_no_hint_holds_the_key_and_none_comes_twice():
    for noted, question in each(questions()):
        with noted:
            keys = [re.compile(rf"(?<!\w){re.escape(fold(key))}(?!\w)") for key in key_of(question)]
            assert [(hint, key.pattern) for hint in question.hints for key in keys if key.search(fold(hint))] == []
            assert len(set(question.hints)) == len(question.hints)


def pairs(question: Question) -> list[tuple[str, str]]:
    """Every pair of feedback that a question can give for an answer."""
    found = list(getattr(question, "feedback", {}).values())
    listed = getattr(question, "listed", ())
    found += [row[1] for row in listed if isinstance(row, tuple) and hasattr(row[1], "noticed")]
    found += [distractor.notice for distractor in getattr(question, "distractors", ())]
    found += [
        getattr(question, name) for name in ("missing", "outside", "otherwise", "when_right") if hasattr(question, name)
    ]
    return [(notice.noticed, notice.next) for notice in found]


def test_every_answer_with_feedback_has_its_own():
    for noted, question in each(questions()):
        with noted:
            assert [pair for pair, times in Counter(pairs(question)).items() if times > 1] == []


def test_what_is_contested_is_graded_on_words_or_places_and_its_feedback_ends_in_a_question():
    for noted, question in each(questions_of(standing="contested")):
        with noted:
            assert question.kind in ("evidence", "spans")
            assert [following for _, following in pairs(question) if not following.endswith("?")] == []


def test_every_assessed_question_names_a_standard_and_any_other_where_one_fits():
    for noted, question in each(questions()):
        with noted:
            assert question.standards or not question.assessed
            assert not {"RI.9-10.9", "RI.11-12.8", "RI.11-12.9"} & set(question.standards)


def test_no_option_is_twice_as_long_as_the_next_longest():
    for noted, question in each(questions_of("choice")):
        with noted:
            *_, second, longest = sorted(len(text) for text in question.options.values())
            assert longest <= 2 * second


def test_the_words_that_a_prompt_quotes_are_on_the_page():
    asked = {
        f"{content.name}/{one}": (content, part, one)
        for content in lessons().values()
        for part in content.parts
        for one in part.ids
    }
    for noted, (content, part, name) in each(asked):
        with noted:
            question, notebook = content.questions[name], NOTEBOOKS / f"{part.name}.ipynb"
            told = notebook.read_text(encoding="utf-8") if notebook.is_file() else ""
            seen = fold(content.article.text + json.dumps(question.public(), ensure_ascii=False) + told)
            # What follows “made up for this card” is a text of the card's own.
            prompt = unmarked(question.prompt, content.glossary).replace("*", "").partition("made up for this card")[0]
            quoted = [words.strip(" .,") for words in re.findall(r"“([^“”]+ [^“”]+)”", prompt)]
            assert [words for words in quoted if fold(words) not in seen] == []


def test_ids_are_unique_in_kebab_case_and_say_no_position():
    for noted, content in each(lessons()):
        with noted:
            ids = [name for part in content.parts for name in part.ids]
            assert len(set(ids)) == len(ids)
            assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []
            assert [name for name in ids if re.fullmatch(r"(q|question|exercise)-?\d+", name)] == []


def test_no_file_of_a_lesson_names_a_network_address():
    files = {f"{name}/{path.name}": path for name in lessons() for path in ours(lesson_folder(name), "*.toml")}
    for noted, path in each(files):
        with noted:
            assert re.findall(r"https?:|www\.|\b\w+\.(?:com|org|gov|mil)\b", path.read_text(encoding="utf-8")) == []


def test_keys_are_of_assessed_questions_alone_and_their_worked_answers_in_no_public_file():
    for noted, content in each(lessons()):
        with noted:
            folder = lesson_folder(content.name)
            keys = [
                tomllib.loads(path.read_text(encoding="utf-8"))
                for path in folder.glob("key/*.toml")
                if path.name != ANNOTATIONS
            ]
            kept = {name: entry["worked"] for entries in keys for name, entry in entries.items()}
            assert set(kept) == {question.id for question in content.questions.values() if question.assessed}
            public = "".join(path.read_text(encoding="utf-8") for path in folder.glob("questions/*.toml"))
            assert [name for name, worked in kept.items() if worked in public] == []


# The lesson for whoever would rather read of something else, and the forms.


def core_of(name: str, lesson: str) -> list[Question]:
    content = lessons()[lesson]
    ids = next(part.ids for part in content.parts if part.name == name)
    return [question for question in map(content.questions.__getitem__, ids) if not question.more]


@pytest.mark.parametrize("name", [part.name for part in lessons()["iron_dome"].parts])
def test_a_notebook_of_the_opt_out_lesson_has_the_same_cells_as_the_core_path_of_the_course(name):
    own, course = ([cells_of(question) for question in core_of(name, lesson)] for lesson in (OPT_OUT, "iron_dome"))
    assert own == course


def cells_of(question: Question) -> tuple:
    """What a table shows of a card whatever its article: nobody can be told from it by the article."""
    return question.kind, question.standing, question.points, question.minutes, question.assessed, question.standards


def test_a_card_on_a_made_up_text_is_the_same_whichever_article_one_reads():
    pairs = [
        pair
        for part in lessons()["iron_dome"].parts
        for pair in zip(core_of(part.name, OPT_OUT), core_of(part.name, "iron_dome"), strict=True)
    ]
    alike = [(own, course) for own, course in pairs if (own.prompt, own.public()) == (course.prompt, course.public())]
    assert [own.id for own, course in alike if own.assessed] == [
        *("dog-park-voices", "trails-retold", "jobs-in-two-letters", "same-facts-another-frame"),
        *("verbs-that-vouch", "words-of-the-skate-report", "drafts-of-the-river-cleanup", "owners-in-the-ferry-report"),
    ]
    assert [own.id for own, course in alike if own != course and not own.paragraphs and "article" not in own.prompt] == []


def test_the_opt_out_text_is_as_long_and_as_hard_as_the_course_s():
    own, course = (lessons()[name].article.text for name in (OPT_OUT, "iron_dome"))
    assert len(own.split()) == pytest.approx(len(course.split()), rel=0.1)
    assert textstat.coleman_liau_index(own) == pytest.approx(textstat.coleman_liau_index(course), abs=1)


def test_the_opt_out_page_shows_nothing_of_the_other_article():
    folder = lesson_folder(OPT_OUT)
    shown = [path.read_text(encoding="utf-8") for path in [*ours(folder, "*.t*"), NOTEBOOKS / "other_article.ipynb"]]
    for word in ("Gantz", "Austin", "Hamas", "Gaza", "Israel", "Palestin", "Iran", "rocket"):
        assert not any(word in text for text in shown), word


def test_the_opt_out_notebook_asks_every_card_of_its_lesson_and_no_other():
    text = (NOTEBOOKS / "other_article.ipynb").read_text(encoding="utf-8")
    assert f'open_lesson(\\"{OPT_OUT}\\")' in text
    asked = re.findall(r'lesson\.ask\(\\"([^"]+)\\"\)', text)
    assert asked == [name for part in lessons()[OPT_OUT].parts for name in part.ids]


# Webb's depth of knowledge: 1 is finding, 2 is comparing or sorting, 3 is reasoning with the text.
LEVELS = {
    "what-comes-first": 1,
    "problem-by-speaker": 2,
    "what-should-be-done": 2,
    "another-frame": 3,
    "what-is-told": 1,
    "whose-voice": 2,
    "number-that-lost-a-word": 2,
    "quoted-mentioned-absent": 2,
    "nearest-to-the-count": 2,
    "plain-or-weighted": 2,
    "passive-without-a-doer": 2,
    "taken-as-given": 3,
}


def features(question: Question) -> tuple:
    """What makes an item hard or easy, apart from its words: all three forms have the same."""
    shown = question.public()
    lists = [shown.get(name, []) for name in ("options", "items", "labels")]
    lists += [column["labels"] for column in shown.get("columns", ())]
    right = question.model_answer()
    asked = {
        "choices": lambda: len(right),
        "spans": lambda: (len(right), len(question.distractors)),
        "match": lambda: sorted(Counter(map(str, right.values())).values()),
    }.get(question.kind, lambda: 1)()
    declared = question.kind, question.standing, question.points, question.minutes, question.standards, question.assessed
    words = len(question.prompt.split())
    return question.id, *declared, LEVELS[question.id], words, [len(one) for one in lists], asked, len(question.paragraphs)


def test_the_forms_have_the_same_items_by_all_their_features():
    one, *others = [[features(q) for q in lessons()[name].questions.values()] for name in FORMS]
    for other in others:
        # The paragraphs that a card shows may be one more: a speaker's words are spread over two.
        assert [item[:-1] for item in other] == [item[:-1] for item in one]
        assert all(abs(mine[-1] - its[-1]) <= 1 for mine, its in zip(one, other, strict=True))
    assert [item[0] for item in one] == list(LEVELS)
    assert all(q.assessed and not q.hints for name in FORMS for q in lessons()[name].questions.values())


def test_the_texts_of_the_forms_are_alike_in_length_and_build():
    built = []
    for name in FORMS:
        article = lessons()[name].article
        sentences = len(re.findall(r"[.?!]”?(?=\s|$)", article.text))
        quoted = sum(paragraph.text.startswith("“") for paragraph in article.paragraphs)
        built.append((len(article.text.split()), sentences, len(article.paragraphs), quoted))
    words, sentences, *same = zip(*built, strict=True)
    assert max(words) - min(words) <= 5
    assert max(sentences) - min(sentences) <= 1
    assert all(len(set(one)) == 1 for one in same)


def test_options_of_the_forms_give_nothing_away_by_their_length():
    longest, closed = 0, 0
    for noted, question in each({f"{n}/{q.id}": q for n in FORMS for q in lessons()[n].questions.values()}):
        if question.kind not in ("choice", "choices"):
            continue
        with noted:
            right = question.model_answer()
            due = [right] if isinstance(right, str) else right
            by_length = sorted(question.options, key=lambda one: -len(question.options[one]))
            closed += 1
            longest += by_length[0] in due
            assert len(question.options[by_length[0]]) <= 2.5 * len(question.options[by_length[-1]])
    # By chance it would be the longest in about 5 of 15.
    assert longest <= 7


def test_a_form_tells_a_student_nothing_but_saved():
    forms = {f"{name}/{q.id}": q for name in FORMS for q in read_lesson(lesson_folder(name)).questions.values()}
    for noted, (name, question) in each({name: (name, question) for name, question in forms.items()}):
        with noted:
            result = grade(question, questions()[name].model_answer())
            assert (result.status, result.points, result.extra) == ("saved", None, {})


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_came_without_its_keys_still_opens(tmp_path, name):
    folder = shutil.copytree(lesson_folder(name), tmp_path / name, ignore=shutil.ignore_patterns("key"))
    assert len(read_lesson(folder).questions) == 12
