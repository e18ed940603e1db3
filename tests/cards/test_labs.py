"""What the instruments find, drawn: for eyes and for a screen reader, without a script, with nothing taken as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from IPython.core.interactiveshell import InteractiveShell

from exercises.cards import labs, teach_notebook_to_show
from exercises.cards.labs import FINDINGS
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.text import findings, statistics, voices, wording

REAL = read_lesson(LESSONS / "iron_dome")
EVIL = "<img src=x onerror=alert(1)>"


def found(words: list[str]) -> dict[str, object]:
    """One of each class, about these words."""
    detector, counted = wording.detector(REAL), voices.words_by_voice(REAL)
    text = f"{' '.join(words)} excellent and horrible"
    return {
        "Counts": findings.Counts(dict.fromkeys(words, 2), "Words", "times"),
        "Ranking": counted["Gantz"].most_common(5),
        "Pairs": findings.Pairs([("iron", words[0])]),
        "ByVoice": wording.by_voice(REAL, words),
        "Concordance": wording.concordance(REAL, words[0]),
        "InText": wording.in_text(REAL, words),
        "Dispersion": wording.dispersion(REAL, words),
        "KnownWords": detector.words(text),
        "SentimentScore": detector.score(text),
        "SentimentScores": detector.scores([text, "Great."]),
    }


class Seen(HTMLParser):
    """The text that is read aloud: hidden parts and styles are left out."""

    def __init__(self):
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []
        self._silent: list[bool] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._silent.append(tag == "style" or dict(attrs).get("aria-hidden") == "true" or any(self._silent[-1:]))

    def handle_endtag(self, _tag):
        self._silent.pop()

    def handle_data(self, data):
        if not any(self._silent):
            self.said.append(data)


def seen(value: object) -> tuple[set[str], str]:
    parser = Seen()
    parser.feed(labs.lab(value))
    assert parser._silent == []
    return set(parser.tags), re.sub(r"\s+", " ", "".join(parser.said))


def test_there_is_an_example_of_every_class_that_is_drawn():
    assert set(found(["rockets"])) == set(FINDINGS)


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_is_drawn_without_a_script_and_takes_no_text_as_html(name):
    tags, said = seen(found([EVIL])[name])
    assert not tags & {"script", "img", "iframe"}
    assert (EVIL.split()[0] in said) == (name != "Ranking")


def test_everything_that_is_drawn_is_also_said():
    drawn = found(["rockets", "ironclad", "zebra"])
    for name, words in {
        "Counts": "Words, in times rockets2",
        "Ranking": "The 5 most common words: Gantz and13",
        "ByVoice": "ironclad 0 0 1",
        "Concordance": "4 places of “rockets”",
        "InText": "ironclad (Austin)",
        "Dispersion": "rocketsP2 (reporter), P4 (Gantz), P5 (Gantz), P12 (Austin)",
        "KnownWords": "excellent+2.7",
        "SentimentScores": "1 +0.625 Great.",
    }.items():
        assert words.replace(" ", "") in seen(drawn[name])[1].replace(" ", ""), name
    assert "zebranone" in seen(drawn["Dispersion"])[1].replace(" ", "")
    # A bar and a tint have their number, and it is a table or has one.
    assert all("table" in seen(drawn[name])[0] for name in ("Counts", "ByVoice", "Dispersion", "SentimentScore"))


def test_an_empty_finding_says_so_and_a_hint_is_shown():
    empty = [statistics.distances(REAL).__class__({}, "Words"), wording.dispersion(REAL, []), wording.by_voice(REAL, [])]
    for value in empty:
        assert re.search(r"nothing to show|the list is empty", seen(value)[1])
    assert "Is a comma missing between “Hamas” and “Iran”?" in seen(wording.dispersion(REAL, ["HamasIran"]))[1]
    assert "No voice uses any of these words." in seen(wording.by_voice(REAL, ["zebra"]))[1]


def test_a_notebook_shows_a_finding_as_html_and_as_text(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    teach_notebook_to_show()
    for value in found(["rockets"]).values():
        shown, _ = shell.display_formatter.format(value)
        assert shown["text/html"] == labs.lab(value)
        assert shown["text/plain"] == repr(value)
    # A plain list or dict is shown as ever.
    assert "text/html" not in shell.display_formatter.format([("a", 1)])[0]
