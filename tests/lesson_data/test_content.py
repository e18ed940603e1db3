from __future__ import annotations

import copy
import json

import pytest

from exercises import open_lesson
from exercises.base.errors import KitError
from exercises.lesson_data import content as content_module
from exercises.lesson_data.content import fingerprint, lesson_folder, read_lesson
from exercises.questions import kinds_by_name
from tests import library
from tests.each import each, named

FILE = "01_first.toml"


def read(folder, *questions, keys=True):
    """The library's lesson with one sound question before and after the given ones."""
    first = library.question("choice", id="before")
    last = library.question("phrase", id="after")
    library.write_lesson(folder, [first, *questions, last])
    return read_lesson(folder, keys=keys)


def changed(kind: str, /, **fields) -> dict:
    """A question of a kind with fields changed; a field of None is left out."""
    entry = library.question(kind) | fields
    return {name: value for name, value in entry.items() if value is not None}


def without_feedback(kind: str, entry: str) -> dict:
    table = library.question(kind)
    del table["feedback"][entry]
    return table


def with_feedback(kind: str, entry: str) -> dict:
    table = library.question(kind)
    table["feedback"][entry] = library.PAIR
    return table


def test_a_sound_lesson_has_no_problems(content):
    assert content.problems == ()


def test_questions_keep_the_order_of_the_file(content):
    assert list(content.questions) == [table["id"] for table in library.QUESTIONS.values()]


def test_every_kind_can_be_read(content):
    assert {question.kind for question in content.questions.values()} == set(kinds_by_name())


def test_a_part_is_titled_after_its_file(content):
    assert [(part.name, part.title) for part in content.parts] == [("01_first", "First")]


def test_the_article_knows_its_title(content):
    assert content.article.about["title"] == "A library opens again"


# What can be wrong with a question: a table, and what the sentence says of it. Where a value has the wrong shape, it is
# enough that the sentence names file and question.
BROKEN = {
    "an unknown kind": (changed("choice", id="odd", kind="riddle"), "there is no kind “riddle”. The kinds are choice"),
    "no kind": (changed("choice", id="odd", kind=None), "there is no kind “None”"),
    "a kind that is a list": (changed("choice", id="odd", kind=["choice"]), ""),
    "a missing feedback": (without_feedback("choice", "may") | {"id": "odd"}, "feedback for “may” is missing"),
    "a feedback for nothing": (with_feedback("choice", "june") | {"id": "odd"}, "“june”, which is not among its entries"),
    "half a feedback": (changed("number", id="odd", otherwise=["only this"]), "what we noticed, what to try"),
    "a duplicate id": (changed("choices", id="before"), "another question has the same id"),
    "an id with a capital": (changed("choice", id="Odd"), "small letters, digits and hyphens"),
    "an id that is a number": (changed("choice", id=7), "the field “id” does not have the form"),
    "an id that is a list": (changed("choice", id=["odd"]), ""),
    "a key that is not among the options": (changed("choice", id="odd", answer="june"), "the answer is “june”"),
    "a required option that is not there": (changed("choices", id="odd", required=["queen"]), "required is “queen”"),
    "an option in two tiers": (changed("choices", id="odd", allowed=["town", "cat"]), "listed exactly once, in required"),
    "an order that misses an item": (changed("order", id="odd", answer=["open", "count"]), "must name every item once"),
    "an order of one group": (
        changed("order", id="odd", answer=[["open", "praise", "count", "thank"]]),
        "nothing to order",
    ),
    "an order of one group and an empty one": (
        changed("order", id="odd", answer=[["open", "praise", "count", "thank"], []]),
        "nothing to order",
    ),
    "a label that is not there": (
        changed("match", id="odd", answer_from=None, annotations=None, answer={"p3": "mayor", "p5": "reyes"}),
        "the answer for “p3” is “mayor”",
    ),
    "an annotation that is not there": (
        changed("match", id="odd", annotations={"p3": "q-p99", "p5": "q-p5"}),
        "no annotation “q-p99”",
    ),
    "an annotation without the field": (changed("match", id="odd", answer_from="colour"), "no field “colour”"),
    "an unknown figure": (changed("number", id="odd", figure="letters"), "there is no figure “letters”"),
    "a figure that cannot be computed": (changed("number", id="odd", figure="share:Nobody"), "cannot be computed"),
    "a wrong answer within the tolerance": (changed("number", id="odd", tolerance=3), "is within the tolerance"),
    "accepted words that are not in the article": (
        changed("phrase", id="odd", accept=["under 900"]),
        "it is not in it",
    ),
    "no accepted words": (changed("phrase", id="odd", accept=[]), "accept"),
    "words accepted and wrong": (
        changed("phrase", id="odd", wrong=[{"say": ["Over"], "feedback": library.PAIR}]),
        "as accepted and as wrong",
    ),
    "a key of an unknown label": (
        changed("spans", id="odd", gold={"verb": {"required": ["cue-p2-saying"]}}),
        "a label of the key is “verb”",
    ),
    "a key with no place": (changed("spans", id="odd", gold={"cue": {}}), "names no place"),
    "a key that is no table": (changed("spans", id="odd", gold={"cue": 5}), ""),
    "a tier that is a number": (changed("spans", id="odd", gold={"cue": {"required": 5}}), ""),
    "a tier that names no layer": (
        changed("spans", id="odd", gold={"cue": {"required": {"voice": "reporter"}}}),
        "",
    ),
    "a tier of absences": (
        changed("spans", id="odd", paragraphs=None, gold={"cue": {"required": {"layer": "absent"}}}),
        "place",
    ),
    "an annotation outside the paragraphs": (
        changed("spans", id="odd", paragraphs=[3]),
        "is not in the paragraphs",
    ),
    "evidence that stands nowhere": (
        changed("evidence", id="odd", listed={"work": ["hard work"]}),
        "neither an annotation nor words of the article",
    ),
    "evidence that is no list": (changed("evidence", id="odd", listed={"work": "ten months"}), "list"),
    "a listed option without evidence": (changed("evidence", id="odd", listed={"work": []}), "at least one quotation"),
    "a source that is not in the article": (changed("rewrite", id="odd", source="No such words."), "are not in"),
    "a word to drop that is not in the source": (changed("rewrite", id="odd", drop=["roof"]), "not in the source"),
    "bounds that cross": (changed("rewrite", id="odd", min_words=30), "min_words"),
    "a probe without calls": (changed("probe", id="odd", call=[]), "at least one"),
    "a probe of no name": (changed("probe", id="odd", name="my share"), "cannot be the name of a function"),
    "a wrong answer with too few outputs": (
        changed("probe", id="odd", wrong=[{"gives": [1], "feedback": library.PAIR}]),
        "one output for each call",
    ),
    "a sample that is too short": (changed("reflection", id="odd", samples=["No."]), "shorter than min_words"),
    "no sample": (changed("reflection", id="odd", samples=[]), "samples"),
    "an unknown field": (
        changed("choice", id="odd", hint=["x"]),
        "the field “hint” is not known here. Did you mean “hints”?",
    ),
    "no prompt": (changed("choice", id="odd", prompt=None), "the field “prompt” is missing"),
    "an empty prompt": (changed("choice", id="odd", prompt="  "), "prompt"),
    "no hints": (changed("choice", id="odd", hints=None), "the field “hints” is missing"),
    "no worked answer": (changed("choice", id="odd", worked=None), "the field “worked” is missing"),
    "an unknown standing": (changed("choice", id="odd", standing="easy"), "the standing is “easy”"),
    "a standing its kind cannot have": (changed("choice", id="odd", standing="contested"), "cannot be contested"),
    "no points": (changed("choice", id="odd", points=0), "must be above zero"),
    "points that are no number": (changed("choice", id="odd", points=float("nan")), "points"),
    "points without end": (changed("choice", id="odd", points=float("inf")), "points"),
    "points in words": (changed("choice", id="odd", points="two"), "the field “points” does not have the form"),
    "a paragraph that is not there": (changed("choice", id="odd", paragraphs=[1, 9]), "there is no paragraph 9"),
    "an assessed question with its answer": (changed("choice", id="odd", assessed=True), "keeps “answer” in key/"),
}


def test_a_question_that_cannot_be_asked_is_told_with_file_id_and_reason(tmp_path):
    for noted, (table, reason) in each(BROKEN):
        with noted:
            content = read(tmp_path / "library", copy.deepcopy(table))
            assert len(content.problems) == 1
            assert library.without_line(content.problems[0]).startswith(f"{FILE}, question “{table['id']}”: ")
            assert reason in content.problems[0]
            assert list(content.questions) == ["before", "after"], "the other questions can still be asked"


def test_a_question_without_an_id_is_named_by_its_number(tmp_path):
    content = read(tmp_path / "library", changed("choice", id=None))
    assert library.without_line(content.problems[0]).startswith(f"{FILE}, question “number 2”: the field “id” is missing")


def test_a_field_below_a_table_header_is_explained(tmp_path):
    folder = library.write_lesson(tmp_path / "library", [])
    text = library.toml({"question": [changed("spans", paragraphs=None, gold=None)]})
    text += '[question.gold.cue]\nrequired = ["cue-p2-saying"]\nparagraphs = [2]\n'
    (folder / "questions" / FILE).write_text(text, encoding="utf-8")
    problem = read_lesson(folder).problems[0]
    assert "the field “paragraphs” is not known in [question.gold.cue]" in problem
    assert "plain fields come before its first table" in problem


def test_a_broken_question_keeps_its_sentence_for_the_one_who_asks_it(tmp_path):
    content = read(tmp_path / "library", changed("choice", id="odd", kind="riddle"))
    assert content.broken == {"odd": content.problems[0]}


def test_the_same_id_in_two_files_is_told(tmp_path):
    folder = library.write_lesson(tmp_path / "library", [library.question("choice")])
    library.write_lesson(folder, [library.question("choice")], "02_second.toml")
    assert (
        "02_second.toml, line 2, question “a-choice”: another question has the same id" in read_lesson(folder).problems[0]
    )


def test_a_file_of_questions_that_cannot_be_used_is_told_and_leaves_the_other_files_usable(tmp_path):
    files = {
        "a text": (b'question = "none"', ""),
        "numbers": (b"question = [1, 2]", ""),
        "one table instead of a list": (b'[question]\nid = "a"\nkind = "choice"', ""),
        "broken TOML": (b"[[question]\n", " cannot be read"),
        "not UTF-8": (b'[[question]]\nid = "\xff"\n', " cannot be read"),
    }
    folder = library.write_lesson(tmp_path / "library", [library.question("choice")])
    for noted, (data, reason) in each(files):
        with noted:
            (folder / "questions" / "02_second.toml").write_bytes(data)
            content = read_lesson(folder)
            assert list(content.questions) == ["a-choice"]
            assert content.problems
            assert all(problem.startswith(f"02_second.toml{reason}") for problem in content.problems)
            assert not reason or len(content.problems) == 1


def test_a_missing_file_is_told(tmp_path):
    for noted, name in each(named(["article.toml", "annotations.toml"])):
        with noted:
            folder = library.write_lesson(tmp_path / "library", [library.question("choice")])
            (folder / name).unlink()
            content = read_lesson(folder)
            assert any(problem.startswith(name) for problem in content.problems)
            assert list(content.questions) == ["a-choice"]


def test_an_article_toml_that_cannot_be_read_is_told(folder):
    for noted, data in each({"broken TOML": b"title = ", "not UTF-8": b'title = "\xff"'}):
        with noted:
            (folder / "article.toml").write_bytes(data)
            assert read_lesson(folder).problems[0].startswith("article.toml cannot be read")


def test_a_lesson_without_an_article_cannot_be_opened(folder):
    (folder / "article.txt").unlink()
    with pytest.raises(KitError, match=r"article.txt of the lesson “library” cannot be read"):
        read_lesson(folder)


def test_an_article_that_is_not_utf8_cannot_be_opened(folder):
    (folder / "article.txt").write_bytes(b"Caf\xe9")
    with pytest.raises(KitError, match="UTF-8"):
        read_lesson(folder)


def test_an_empty_article_is_told_and_raises_nothing(tmp_path):
    folder = library.write_lesson(tmp_path / "library", [library.question("number", figure="quoted_share")])
    (folder / "article.txt").write_text("", encoding="utf-8")
    assert any("a-number" in problem for problem in read_lesson(folder).problems)


def test_an_article_with_windows_line_ends_has_the_same_annotations(folder):
    (folder / "article.txt").write_bytes(library.TEXT.replace("\n", "\r\n").encode())
    assert read_lesson(folder, keys=True).problems == ()


# Assessed questions and their keys.


def assessed(folder, kind="choice", **public):
    """A lesson with one assessed question whose key lies in key/."""
    table = library.question(kind)
    key = {name: table.pop(name) for name in ("answer", "feedback", "worked")}
    library.write_lesson(folder, [table | {"assessed": True} | public])
    (folder / "key").mkdir(exist_ok=True)
    lines = [f"{name} = {library._value(value)}" for name, value in key.items()]
    (folder / "key" / FILE).write_text(f'["a-{kind}"]\n' + "\n".join(lines), encoding="utf-8")
    return folder


def test_an_assessed_question_takes_its_key_from_the_key_folder(tmp_path):
    content = read_lesson(assessed(tmp_path / "library"), keys=True)
    assert (content.problems, content.questions["a-choice"].answer) == ((), "monday")


def test_without_the_keys_an_assessed_question_knows_no_answer(tmp_path):
    content = read_lesson(assessed(tmp_path / "library"))
    assert (content.problems, content.questions["a-choice"].keyed, content.questions["a-choice"].answer) == ((), False, "")


def test_a_lesson_without_a_key_folder_is_sound_for_a_student(tmp_path):
    folder = assessed(tmp_path / "library")
    (folder / "key" / FILE).unlink()
    assert read_lesson(folder).problems == ()


def test_a_missing_key_is_told_to_the_one_who_grades(tmp_path):
    folder = assessed(tmp_path / "library")
    (folder / "key" / FILE).unlink()
    assert "question “a-choice”: the field “answer” is missing" in read_lesson(folder, keys=True).problems[0]


def test_a_key_that_is_no_table_is_told(tmp_path):
    folder = assessed(tmp_path / "library")
    (folder / "key" / FILE).write_text('"a-choice" = 5', encoding="utf-8")
    assert any("a-choice" in problem for problem in read_lesson(folder, keys=True).problems)


def test_an_assessed_question_with_a_leaked_key_is_told(tmp_path):
    table = library.question("choice")
    for noted, field in each(named(["answer", "feedback", "worked"])):
        with noted:
            folder = assessed(tmp_path / "library", **{field: table[field]})
            assert f"an assessed question keeps “{field}” in key/, not here" in read_lesson(folder).problems[0]


def test_an_assessed_probe_with_its_outputs_in_public_is_told(tmp_path):
    table = library.question("probe", "tolerance", "otherwise", "wrong", "worked", assessed=True)
    library.write_lesson(tmp_path / "library", [table])
    problems = read_lesson(tmp_path / "library").problems
    assert problems
    assert "key/" in problems[0]


# The fingerprint names exactly these questions on exactly this text.


def test_the_fingerprint_is_sixteen_hexadecimal_digits(folder):
    assert len(fingerprint(folder)) == 16
    assert set(fingerprint(folder)) <= set("0123456789abcdef")


def test_the_fingerprint_stays_when_line_ends_become_those_of_windows(folder):
    before = fingerprint(folder)
    for path in [*folder.glob("*.t*"), *folder.glob("questions/*")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint(folder) == before


def test_the_fingerprint_changes_with_every_file_that_is_graded_by(folder):
    for noted, name in each(named(["article.txt", "annotations.toml", f"questions/{FILE}"])):
        with noted:
            before = fingerprint(folder)
            path = folder / name
            path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
            assert fingerprint(folder) != before


def test_the_fingerprint_does_not_depend_on_the_folder(tmp_path):
    one, other = (library.write_lesson(tmp_path / name) for name in ("one", "two"))
    assert fingerprint(one) == fingerprint(other)


def test_the_fingerprint_does_not_depend_on_the_keys(tmp_path):
    folder = assessed(tmp_path / "library")
    before = fingerprint(folder)
    (folder / "key" / FILE).unlink()
    assert fingerprint(folder) == before


# Opening by name.


def test_an_unknown_lesson_is_told_with_those_there_are():
    with pytest.raises(KitError, match=r"There is no lesson “nope”\. The lessons are: .*iron_dome"):
        lesson_folder("nope")


def test_a_kit_error_shows_its_sentence_alone_in_a_notebook():
    assert KitError("One sentence.")._render_traceback_() == ["One sentence."]


def test_open_lesson_keeps_the_answers_in_the_folder_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setattr(content_module, "LESSONS", tmp_path / "lessons")
    library.write_lesson(tmp_path / "lessons" / "library")
    opened = open_lesson("library", work=str(tmp_path / "my-work"))
    opened.check("a-choice", "monday")
    line = (tmp_path / "my-work" / "library.jsonl").read_text(encoding="utf-8")
    assert json.loads(line)["answer"] == "monday"


def test_opening_a_lesson_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(content_module, "LESSONS", tmp_path / "lessons")
    library.write_lesson(tmp_path / "lessons" / "library")
    open_lesson("library", work=str(tmp_path / "my-work"))
    assert not (tmp_path / "my-work").exists()
