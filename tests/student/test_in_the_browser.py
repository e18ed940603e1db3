"""What is different where Python runs in a browser: the journal and the cards, without one."""

from __future__ import annotations

import hashlib
import json
import sys

import pytest

from exercises.base import files
from exercises.base.errors import KitError
from exercises.student import journal as journal_module
from exercises.student.journal import Journal


@pytest.fixture
def in_browser(lesson):
    """The library's lesson as in the browser edition; what a card sends back lies in ``sent``."""
    lesson._work.journal.in_browser = True
    return lesson


def sent_by(card, monkeypatch) -> list[dict]:
    sent: list[dict] = []
    monkeypatch.setattr(card, "send", lambda message: sent.append(message))
    return sent


def test_what_storage_took_and_did_not_keep_is_not_said_to_be_saved(tmp_path):
    journal = Journal(tmp_path / "my-work" / "library.jsonl")
    journal.in_browser = True
    journal.path.parent.mkdir()
    journal.path.touch()
    with pytest.MonkeyPatch.context() as patch:
        # Storage that takes every byte, and drops all of it when the file is closed.
        patch.setattr(files.os, "fsync", lambda _: journal.path.write_bytes(b""))
        saved = journal.append({"event": "check", "id": "a-choice", "answer": "monday"})
    assert not saved.ok
    assert saved.text.startswith("Not saved: this browser has no room left for it.")
    assert journal.append({"event": "check", "id": "a-number", "answer": 5}).ok
    kept = [json.loads(line)["id"] for line in journal.path.read_text(encoding="utf-8").splitlines()]
    assert kept == ["a-choice", "a-number"]


def test_no_lock_is_asked_for_in_the_browser(in_browser, monkeypatch):
    monkeypatch.setitem(sys.modules, "filelock", None)
    in_browser.check("a-choice", "monday")
    assert in_browser._work.journal.path.is_file()


def test_a_card_says_that_the_answer_is_in_the_browser(in_browser):
    in_browser.check("a-choice", "monday")
    assert in_browser._work.state("a-choice")["saved"]["text"] == "Saved in this browser, in my-work/library.jsonl."
    assert in_browser._work.progress_summary()["saved"] == "Your answers are in this browser, in my-work/library.jsonl."


def test_handing_in_offers_the_same_file_that_it_writes_elsewhere(in_browser, tmp_path):
    in_browser.check("a-choice", "monday")
    offered = in_browser.hand_in("Ada-L").file
    in_browser._work.journal.in_browser = False
    in_browser.hand_in("Ada-L")
    written = (tmp_path / "my-work" / "hand-in" / offered["name"]).read_bytes()
    assert offered["text"].encode() == written
    head, _, body = written.partition(b"\n")
    assert json.loads(head)["checksum"] == hashlib.sha256(body).hexdigest()
    assert "no name and no points" in offered["holds"]


def test_handing_in_writes_no_file_in_the_browser(in_browser, tmp_path):
    in_browser.check("a-choice", "monday")
    in_browser.hand_in("ada-l")
    assert not (tmp_path / "my-work" / "hand-in").exists()


def test_a_class_id_that_cannot_be_used_is_the_same_sentence(in_browser):
    in_browser.check("a-choice", "monday")
    with pytest.raises(KitError) as refused:
        in_browser._work.journal.pack("Ada Lovelace", "library", "0")
    assert str(in_browser.hand_in("Ada Lovelace")) == str(refused.value)


def test_a_card_gives_out_all_answers_also_those_that_were_not_saved(in_browser, monkeypatch):
    card = in_browser.ask("a-choice")
    sent = sent_by(card, monkeypatch)
    in_browser.check("a-choice", "monday")
    monkeypatch.setattr(journal_module, "durable_append", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    in_browser.check("a-number", 5)
    card._handle_custom_msg({"do": "download"}, [])
    (offered,) = (message["file"] for message in sent)
    assert offered["name"] == "library.jsonl"
    assert [json.loads(line)["id"] for line in offered["text"].splitlines()] == ["a-choice", "a-number"]
