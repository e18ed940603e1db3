"""What the teacher's pages say: every source is named, and nobody is cited without a name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.lessons.test_course import COURSE, PERIOD, TALK, asked_in, cells, halves, minutes_of
from tests.shipped import lessons
from tests.used import ours

ROOT = Path(__file__).resolve().parents[2]
TEACHER = ROOT / "notebooks" / "teacher"
# Scholars, data, measures and newsrooms that a text of this kind is likely to name.
NAMES = re.compile(
    r"Arke|Associated Press|\bAP\b|BABE|\bBBC\b|Bennett|Boydstun|Caulfield|Citron|Cohen's|Cronbach|Ecker|Entman"
    r"|Flesch–Kincaid|Fleiss|Herfindahl|Hutto|Iyengar|Jurafsky|Krippendorff|Kuder|KR-20|lateral reading"
    r"|Lakoff|Loughran|MASI|MBIC|Media Frames|NLTK|New York Times|PolNeAR|Policy Frames|Recasens|Reuters|\bSIFT\b|SemEval"
    r"|Semetko|Spinde|Stony Brook|Tversky|VADER|Valkenburg|Wineburg"
)
# Somebody who found something, without a name and a number. Words quoted as an example, such as “experts say”, are none.
NOBODY = re.compile(
    r"\b(?:many|most|our|several|other|some|trained|experienced|average) (?:\w+ )?"
    r"(?:readers?|researchers?|scholars?|experts?|linguists?|studies|newsrooms?) "
    r"(?:find|found|agree|say|says|think|believe|show|see|did|do|would|will|read|choose)\b"
    r"|(?<!“)\b(?:researchers?|scholars?|experts?|scientists|studies|research|surveys?) "
    r"(?:find|finds|found|agree|agrees|say|says|show|shows|has shown|have shown|suggest|suggests)\b"
    r"|\bit is (?:well )?known that\b|\bhas been (?:shown|proven)\b|\bour readers?\b",
    re.IGNORECASE,
)


def texts() -> dict[str, str]:
    """Every text that a student or a teacher reads, by where it is: pages, notebooks, and the words of the cards."""
    found = {"README.md": (ROOT / "README.md").read_text(encoding="utf-8")}
    for path in [*ours(ROOT / "notebooks", "*.md"), ROOT / "exercises" / "lessons" / "README.md"]:
        found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
    for path in ours(ROOT / "notebooks", "*.ipynb"):
        read = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.name] = "\n\n".join("".join(cell["source"]) for cell in read)
    for name, content in lessons().items():
        for question in content.questions.values():
            said = [f"{notice.noticed} {notice.next}" for _, notice in question.known_errors()]
            found[f"{name}/{question.id}"] = "\n".join([*question.texts(), *said])
        found[f"{name}/glossary"] = "\n".join(f"{entry.word}: {entry.says}" for entry in content.glossary.values())
    return found


TEXTS = texts()
SOURCES = TEXTS["notebooks/teacher/sources.md"]


def rows(page: str) -> list[list[str]]:
    """The cells of every row of the tables of a page, without headings and rules."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    rules = [at for at, row in enumerate(lines) if set("".join(row)) <= {"-"}]
    return [row for at, row in enumerate(lines) if at not in rules and at + 1 not in rules]


def named_sources() -> set[str]:
    return {name for row in rows(SOURCES) for name in re.findall(r"\*\*([^*]+)\*\*", row[0])}


def test_every_study_and_guide_that_a_text_names_has_a_row_and_every_row_is_named_somewhere():
    elsewhere = {where: text for where, text in TEXTS.items() if not where.endswith("sources.md")}
    unknown = {where: set(NAMES.findall(text)) - named_sources() for where, text in elsewhere.items()}
    assert {where: names for where, names in unknown.items() if names} == {}
    data = "\n".join(path.read_text(encoding="utf-8") for path in ours(ROOT / "exercises" / "lessons", "*.toml"))
    assert [name for name in named_sources() if name not in "\n".join([*elsewhere.values(), data])] == []


@pytest.mark.parametrize("row", rows(SOURCES), ids=lambda row: row[0])
def test_a_source_has_its_owner_what_rests_on_it_and_how_far_it_was_checked(row):
    named, work, claim, checked = row
    assert named.startswith("**")
    assert len(work.split()) >= 8 and len(claim.split()) >= 5
    assert re.search(r"checked|second hand", checked)


def test_nobody_is_cited_without_a_name():
    found = {where: NOBODY.findall(text) for where, text in TEXTS.items()}
    assert {where: hits for where, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "sentence",
    ["Most readers find a judgment here.", "Researchers found that it works.", "Our readers differ.", "Many readers agree"],
)
def test_such_a_sentence_would_be_found(sentence):
    assert NOBODY.search(sentence)


def syllables(word: str) -> int:
    """Syllables by groups of vowels, without a silent e at the end and with the vowels of “-ial” or “re-i” apart."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", word))
    count += len(re.findall(r"(?<![tcsg])i[ao](?!u)|eo|(?<!q)u[ai]", word))
    count -= bool(re.search(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiousxzgc]es$", word)) and not re.search(
        r"(?:ch|sh|l)es$", word
    )
    return max(1, count)


def reading_grade(text: str) -> tuple[float, float, float]:
    """Words a sentence, syllables a word, and from both the grade by Flesch and Kincaid."""
    text = text.replace("U.S.", "US")
    sentences = len([part for part in re.split(r"(?<=[.!?])[”’]*\s+", text) if part.strip()])
    words = re.findall(r"[^\W_][\w’'.-]*", text)
    length = len(words) / sentences
    weight = sum(sum(syllables(part) for part in word.split("-")) for word in words) / len(words)
    return length, weight, 0.39 * length + 11.8 * weight - 15.59


@pytest.mark.parametrize(
    ("word", "count"), [("replenishment", 4), ("declare", 2), ("aimed", 1), ("existential", 4), ("houses", 2)]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_guide_says_how_hard_the_article_is_and_how_many_words_are_explained():
    (told,) = [part for part in TEXTS["teachers_guide.ipynb"].split("\n\n## ") if part.startswith("The article is hard")]
    length, weight, grade = reading_grade(lessons()["iron_dome"].article.text)
    print(f"\nThe article: {length:.1f} words a sentence, {weight:.2f} syllables a word, grade {grade:.1f}")
    assert f"grade is between {int(grade)} and {int(grade) + 1}," in told
    assert f"of {length:.0f} words and about {weight:.1f} syllables a word" in told
    explained = [entry for entry in lessons()["iron_dome"].glossary.values() if entry.on_page]
    assert f"{len(explained)} hard words and names" in told


def test_every_standard_of_every_card_is_in_the_table_with_its_meaning():
    meanings = {row[0]: row[1] for row in rows(TEXTS["notebooks/teacher/standards.md"])}
    used = {
        code: question
        for content in lessons().values()
        for question in content.questions.values()
        for code in question.standards
    }
    assert {code: question.id for code, question in used.items() if len(meanings.get(code, "").split()) < 5} == {}


def test_writing_reading_side_by_side_and_programming_each_have_their_standards():
    codes = {
        kind: [q for q in lessons()["iron_dome"].questions.values() if q.kind == kind] for kind in ("probe", "rewrite")
    }
    assert [q.id for q in codes["probe"] if "ISTE 1.5" not in q.standards] == []
    written = [*codes["rewrite"], lessons()["side_by_side"].questions["brief-for-both-readers"]]
    assert [q.id for q in written if not any(code.startswith(("W.", "L.")) for code in q.standards)] == []
    compared = {code for question in lessons()["side_by_side"].questions.values() for code in question.standards}
    assert compared >= {"RH.9-10.6", "RH.9-10.9", "W.9-10.8"}


PERIODS = re.split(r"^## Period ", TEXTS["notebooks/teacher/plan.md"], flags=re.MULTILINE)[1:]


def is_talk(row: list[str]) -> bool:
    return re.match(r"(?:talk|silent conversation|fishbowl)", row[1]) is not None


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.partition("\n")[0])
def test_a_period_of_the_plan_has_45_minutes_ten_of_them_for_talk_and_two_prompts(period):
    assert sum(int(row[0]) for row in rows(period)) == PERIOD
    assert sum(int(row[0]) for row in rows(period) if is_talk(row)) == TALK
    assert len(re.findall(r"^- .*\?(?: .*)?$", period, re.MULTILINE)) == 2


def test_the_plan_has_every_core_card_in_its_order_with_the_minutes_of_its_lesson():
    assert len(PERIODS) == len(COURSE) + 1
    for name, period in zip(COURSE, PERIODS, strict=False):
        at_home = int((re.search(r"is (\d+) minutes at home", period) or [0, 0])[1])
        at_cards = sum(int(row[0]) for row in rows(period) if not is_talk(row) and "`before_and_after`" not in row[1])
        assert at_cards + at_home == minutes_of(name), name
        named = [word for word in re.findall(r"`([\w-]+)`", period) if word != "before_and_after"]
        assert named == [question.id for question in asked_in(name, halves(name)[0])], name
    forms = [int(row[0]) for period in PERIODS for row in rows(period) if row[1].startswith("`before_and_after`")]
    assert forms == [minutes_of("before_and_after")] * 2
    assert [number for number, period in enumerate(PERIODS, 1) if "`before_and_after`" in period] == [1, len(PERIODS)]


def test_the_plan_for_a_single_period_has_45_minutes():
    (plan,) = [source for _, source in cells("teacher/teachers_guide") if source.startswith("## Plan: a single period")]
    assert sum(int(row[0]) for row in rows(plan)) == PERIOD
