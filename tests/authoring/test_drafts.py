"""What is drafted from articles of different makes, and the rules that hold for every question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exercises.authoring import speech
from exercises.authoring.annotate import Annotated
from exercises.authoring.article_file import Source, read_article
from exercises.authoring.command import draft
from exercises.authoring.lesson_files import about
from exercises.authoring.questions import PARTS, Drafts
from exercises.authoring.voices import Voices
from exercises.questions import Context, Question, build
from exercises.text.annotations import annotations_of
from exercises.text.article import Article
from exercises.text.figures import Figures
from tests.each import each

NAMES = ("wire_report", "press_release", "interview")
ARTICLES = {name: Path(__file__).with_name("articles") / f"{name}.txt" for name in NAMES}
# Whose words begin so, as we read them.
SPEAKERS = {
    "wire_report": {
        "We are not": "Ruiz",
        "We are fixing": "Ruiz",
        "a slap in": "Olin",
        "These kids get": "Olin",
        "They deserve a": "Olin",
        "Nobody checked": "Quan",
        "We are cutting": "Quan",
    },
    "press_release": {
        "We are incredibly": "Dunn",
        "This is a": "Dunn",
        "Our students have": "Lee",
        "Cold sandwiches were": "Lee",
        "Every tray tells": "Joy Abara",
        "We listen, and": "Joy Abara",
        "We could not": "Dunn",
    },
    "interview": {
        "I look for": "Valdez",
        "Most of them,": "Valdez",
        "More than once": "Valdez",
        "One mayor told": "Valdez",
        "the best money": "Tom Bell",
        "I hope he": "Valdez",
        "She is braver": "Valdez",
        "And she is": "Valdez",
    },
}
RETOLD = {
    "wire_report": {"$18,000": "Ruiz", "nine days": "Olin", "200 families": "recreation department", "12 answers": "Ruiz"},
    "press_release": {"60 jobs": "company", "14 schools": "company", "30 percent": "Dunn", "nine months": "reporter"},
    "interview": {"140 bridges": "Valdez", "thirty years": "reporter"},
}


@cache
def drafted(name: str) -> tuple[Source, Annotated, Drafts]:
    source = read_article(str(ARTICLES[name]))
    return source, *draft(source)


def asked(name: str) -> list[Question]:
    source, annotated, drafts = drafted(name)
    article = Article(source.text, about(source, annotated))
    annotations = annotations_of(annotated.layers, article)
    context = Context(article, annotations, Figures(article, annotations))
    return [build(entry, context) for entries in drafts.parts.values() for entry in entries]


def test_each_quotation_has_its_speaker_and_each_retold_number_its_owner():
    for noted, name in each({name: name for name in ARTICLES}):
        with noted:
            layers = drafted(name)[1].layers
            said = {" ".join(one["exact"].strip('“”",.').split()[:3]): one["speaker"] for one in layers["quotation"]}
            assert said == SPEAKERS[name]
            owners = {words: one["owner"] for words in RETOLD[name] for one in layers["number"] if words in one["exact"]}
            assert owners == RETOLD[name]


def test_a_quotation_that_nobody_is_found_to_say_is_arguable_and_comes_first(monkeypatch):
    found = speech.attributions

    def without_called(text: str):
        return [one for one in found(text) if not any(text[cue.start : cue.end] == "called" for cue in one.cue)]

    monkeypatch.setattr(speech, "attributions", without_called)
    annotated, _ = draft(drafted("wire_report")[0])
    slap = next(one for one in annotated.layers["quotation"] if "slap" in one["exact"])
    assert (slap["confidence"], slap["speaker"]) == ("arguable", "Olin")
    assert annotated.doubts[slap["id"]] == max(annotated.doubts.values())


def test_each_part_has_questions_and_whatever_stays_out_has_a_reason():
    templates = {fill.__name__.replace("_", "-") for part, fills in PARTS.items() for fill in fills if part != "beside"}
    for noted, name in each({name: name for name in ARTICLES}):
        with noted:
            drafts = drafted(name)[2]
            assert all(drafts.parts.values())
            assert "beside" not in drafts.parts
            ids = {entry["id"] for entries in drafts.parts.values() for entry in entries}
            assert templates - drafts.left_out.keys() - {"headline-pair"} <= ids
            assert all("fault" not in reason for reason in drafts.left_out.values())


def test_feedback_names_words_of_the_page_and_what_is_contested_asks_for_words_alone():
    for noted, name in each({name: name for name in ARTICLES}):
        with noted:
            questions = asked(name)
            assert {one.standing for one in questions} == {"settled", "contested", "open"}
            for one in questions:
                if one.standing == "contested":
                    assert one.asks_highlights or one.quotes
                if one.standing == "settled":
                    for _, notice in one.known_errors():
                        assert any(mark in notice.noticed for mark in "“0123456789"), notice


def test_a_voice_has_the_name_that_a_reader_would_say():
    voices = Voices(
        "Transport Minister Pavo Hestrel met judge Emmerich Vaal. Hestrel said so at the North Gate. Three witnesses left."
    )
    said = {
        "Transport Minister Pavo Hestrel": ("Pavo Hestrel", "Transport Minister"),
        "North Gate. Three witnesses": ("witnesses", ""),
        "Lt. Sanna Okvist": ("Sanna Okvist", "Lt."),
        "The Interior Ministry": ("the Interior Ministry", ""),
        "U.S. Steel": ("U.S. Steel", ""),
        "the Karstmond Chamber of Trade": ("the Karstmond Chamber of Trade", ""),
        "Ruth Amsel of Velmara Police": ("Ruth Amsel", ""),
        "Librarian June Park": ("June Park", "Librarian"),
        "Mercy General Hospital": ("Mercy General Hospital", ""),
    }
    for noted, (source, expected) in each({source: (source, name) for source, name in said.items()}):
        with noted:
            voice = voices.by_key[voices.of(source, sure=True)]
            assert (voice.name, voice.role) == expected


MATCH = """Ferrymen win again

Coach Greta Holm praised the crowd after the match on Saturday. “I saw it all,” said Holm.

Rival coach Sten Arkady fumed. He called the decision “a circus act” in front of the cameras.

“Eleven against twelve,” he said. “You do the math.”

Holm shrugged. “Fair is fair,” she said. “He can look at the film.”

The dismissal was ordered in April by Tarn Sports, and a warning was issued by loudspeaker. The ball was kept by him.

The film was shown on Sunday.
"""


def test_a_pronoun_is_the_last_person_before_it_and_a_doer_may_come_late(tmp_path):
    path = tmp_path / "match.txt"
    path.write_text(MATCH, encoding="utf-8")
    annotated, _ = draft(read_article(str(path)))
    said = {entry["exact"]: entry["speaker"] for entry in annotated.layers["quotation"]}
    assert said["“Eleven against twelve,”"] == said["“You do the math.”"] == "Sten Arkady"
    assert said["“Fair is fair,”"] == said["“He can look at the film.”"] == "Holm"
    done = {entry["exact"]: entry["agent"] for entry in annotated.layers["agency"]}
    assert done == {"was ordered": "Tarn Sports", "was issued": "", "was kept": "him", "was shown": ""}


def test_the_same_article_always_gives_the_same_drafts():
    source = read_article(str(ARTICLES["wire_report"]))
    assert draft(source) == draft(source)
