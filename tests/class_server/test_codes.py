"""Class codes: who gets one, how they are compared, and when no more tries are taken."""

from __future__ import annotations

import sys

import pytest

from exercises.base.errors import KitError
from exercises.class_server import codes
from exercises.class_server.codes import Tries, fits, new_codes, plain, read_codes, words
from tests.class_server.calling import call


def test_a_code_is_two_plain_words_that_nobody_else_has():
    assert len(words()) == len(set(words())) > 400
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in words())
    made = new_codes([f"s{n}" for n in range(300)], {"s7": "old code"})
    assert len(set(made.values())) == 300
    assert made["s7"] == "old code"
    assert all(set(code.split("-")) <= set(words()) for student, code in made.items() if student != "s7")


def test_a_code_fits_however_it_is_typed_and_nothing_else_does():
    known = {"ada-l": "lake-tulip", "ben-k": "", "cy-m": "Two  Words"}
    assert all(fits(known, "ada-l", typed) for typed in ("lake-tulip", " Lake Tulip ", "LAKE, tulip", "lake_tulip"))
    assert not any(fits(known, "ada-l", typed) for typed in ("", "lake", "laketulip", "tulip-lake", "lake-tulip-x"))
    assert fits(known, "cy-m", "two words")
    # Neither an unknown id nor one without a code lets anybody in.
    assert not any(fits(known, student, typed) for student in ("ben-k", "zoe-z", "") for typed in ("", "-", "lake-tulip"))
    assert plain("  Lake—TULIP ") == "lake-tulip"


def test_wrong_tries_are_counted_by_id_and_place_and_forgotten_in_ten_minutes():
    now = [0.0]
    tries = Tries(lambda: now[0])
    for _ in range(codes.MOST_FROM_ONE_PLACE):
        assert not tries.too_many("ada-l", "here")
        tries.wrong("ada-l", "here")
    assert tries.too_many("ada-l", "here")
    assert not tries.too_many("ada-l", "elsewhere")
    assert not tries.too_many("ben-k", "here")
    for place in range(codes.MOST_FOR_ONE_ID):
        tries.wrong("ada-l", f"place {place}")
    assert tries.too_many("ada-l", "anywhere")
    for student in range(codes.MOST_OF_ONE_ADDRESS):
        tries.wrong(f"s{student}", "one machine")
    assert tries.too_many("ben-k", "one machine")
    now[0] = codes.WINDOW + 1
    assert not tries.too_many("ada-l", "here")
    tries.wrong("ada-l", "here")
    tries.right("ada-l", "here")
    assert not tries._wrong.get(("ada-l", "here"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,word\nada-l,x\n", "needs the columns id and code"),
        ("id,code\nAda Lovelace,lake-tulip\n", "line 2: “Ada Lovelace” cannot be used"),
        ("id,code\nada-l,\n", "“ada-l” has no code"),
        ("id,code\nada-l,a-b\nada-l,c-d\n", "line 3: the id “ada-l” is there twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(text, said, tmp_path):
    (tmp_path / "codes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(KitError, match=said):
        read_codes(tmp_path / "codes.csv")


def test_the_command_makes_codes_and_slips_and_keeps_those_that_there_are(tmp_path, capsys):
    roster, folder = tmp_path / "roster.csv", tmp_path / "server"
    roster.write_text("id,name\nada-l,Ada <b>L\nben-k,\n", encoding="utf-8")
    assert call(folder, "--codes", roster, "--address", "https://x.example") == 0
    first = read_codes(folder / "codes.csv")
    page = (folder / "slips.html").read_text(encoding="utf-8")
    assert "Ada &lt;b&gt;L" in page
    assert page.count("https://x.example") == 2
    assert all(code.replace("-", " ") in page for code in first.values())
    if sys.platform != "win32":
        assert {(folder / name).stat().st_mode & 0o077 for name in ("codes.csv", "slips.html")} == {0}
    roster.write_text("id\nada-l\ncy-m\n", encoding="utf-8")
    assert call(folder, "--codes", roster) == 0
    second = read_codes(folder / "codes.csv")
    assert second["ada-l"] == first["ada-l"]
    assert set(second) == {"ada-l", "cy-m"}
    said = capsys.readouterr().out
    assert "2 students have a code, 1 of them a new one" in said
    assert "cannot log in: ben-k" in said
