from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.base import csv_files, files
from exercises.base.csv_files import Writer, decode, read_rows, safe, write_rows
from exercises.base.errors import KitError
from tests.each import each, named

TEXT = "id;name\r\nada-l;Ngọc “Nia” Trần\r\nbo-k;Zoë O’Neill\r\n"
ROWS = [{"id": "ada-l", "name": "Ngọc “Nia” Trần"}, {"id": "bo-k", "name": "Zoë O’Neill"}]


def saved(folder: Path, data: bytes | str) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# Reading.


def test_every_encoding_of_a_spreadsheet_program_is_read(tmp_path):
    for noted, encoding in each(named(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])):
        with noted:
            assert read_rows(saved(tmp_path, TEXT.encode(encoding))) == ROWS


def test_a_file_of_an_older_windows_program_is_read(tmp_path):
    assert read_rows(saved(tmp_path, "id;name\r\nbo-k;Zoë O’Neill €\r\n".encode("cp1252")))[0]["name"] == "Zoë O’Neill €"


def test_the_same_text_comes_out_of_every_form_that_it_is_saved_in():
    utf_16 = ["Zoë".encode("utf-16"), "Zoë".encode("utf-16-be")]
    for noted, data in each(named([b"", b"Zo\xc3\xab", b"\xef\xbb\xbfZo\xc3\xab", b"Zo\xeb", *utf_16])):
        with noted:
            assert decode(data) == ("Zoë" if data else "")


def test_torn_utf_16_is_refused_or_replaced_as_asked_for():
    torn = "Zoë".encode("utf-16")[:-1]
    with pytest.raises(UnicodeDecodeError):
        decode(torn)
    assert decode(torn, "replace") == "Zo\ufffd"


def test_every_separator_and_line_end_is_read(tmp_path):
    lines = ["id", "name", "section"], ["ada-l", "Ada", "7b"], ["bo-k", "Bo", "7c"]
    for noted, (separator, end) in each(named(itertools.product([",", ";", "\t"], ["\n", "\r\n", "\r"]))):
        with noted:
            rows = read_rows(saved(tmp_path, end.join(separator.join(line) for line in lines)))
            assert [list(row.values()) for row in rows] == [["ada-l", "Ada", "7b"], ["bo-k", "Bo", "7c"]]


TABLES = [
    ('id,name\nada-l,"Lopez, Ada"\n', {"id": "ada-l", "name": "Lopez, Ada"}),
    ('"id";"name, and more"\nada-l;"Lopez; Ada"\n', {"id": "ada-l", "name, and more": "Lopez; Ada"}),
    ('id,name\nada-l,"Ada ""L"" Lopez"\n', {"id": "ada-l", "name": 'Ada "L" Lopez'}),
    ('id,name\nada-l,"two\nlines"\n', {"id": "ada-l", "name": "two\nlines"}),
    ("sep=;\nid;name, first\nada-l;Ada\n", {"id": "ada-l", "name, first": "Ada"}),
    ("id\nada-l\n", {"id": "ada-l"}),
    (" id , name \n ada-l , Ada \n", {"id": "ada-l", "name": "Ada"}),
    ("id,name,section\nada-l\n", {"id": "ada-l", "name": "", "section": ""}),
    ("id,,name,\nada-l,x,Ada,y\n", {"id": "ada-l", "name": "Ada"}),
    ("id,name,name\nada-l,Ada,Bo\n", {"id": "ada-l", "name": "Ada"}),
    ("id,na\0me\nada-l,A\0da\n", {"id": "ada-l", "name": "Ada"}),
]


def test_a_table_is_read_however_it_is_written(tmp_path):
    for noted, (text, row) in each(named(TABLES)):
        with noted:
            assert read_rows(saved(tmp_path, text)) == [row]


def test_a_row_knows_its_line_and_empty_rows_are_left_out(tmp_path):
    rows = read_rows(saved(tmp_path, '\nid,name\n\nada-l,"two\nlines"\n , \nbo-k,Bo\n'))
    assert [(row["id"], row.line) for row in rows] == [("ada-l", 4), ("bo-k", 7)]


def test_a_line_that_names_the_separator_counts_as_a_line(tmp_path):
    assert read_rows(saved(tmp_path, "sep=,\r\nid,name\r\nada-l,Ada\r\n"))[0].line == 3


def test_cells_beyond_the_columns_are_kept_apart(tmp_path):
    rows = read_rows(saved(tmp_path, "id,name\nada-l,Lopez, Ada\nbo-k,Bo,,\n"))
    assert [row.surplus for row in rows] == [("Ada",), ()]


def test_a_file_with_a_header_alone_has_no_rows(tmp_path):
    assert read_rows(saved(tmp_path, "id,name\n")) == []


NO_TABLES = [
    (b"", "is empty"),
    (b"\r\n \r\n", "is empty"),
    ("id\nada-l".encode("utf-16")[:-1], "is torn"),
    (b"PK\x03\x04rest", "is a spreadsheet's own format"),
    (b"\xd0\xcf\x11\xe0rest", "is a spreadsheet's own format"),
    (b'id,name\nada-l,Ada\nbo-k,"Bo\ncy-m,Cy\n', "from line 3 on"),
    (b'id,name\nada-l,"Ada" L\n', "from line 2 on"),
]


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path):
    for noted, (data, why) in each(named(NO_TABLES)):
        with noted:
            with pytest.raises(KitError, match=why) as told:
                read_rows(saved(tmp_path, data))
            assert str(told.value).startswith("roster.csv ")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KitError, match=r"There is no file roster\.csv"):
        read_rows(tmp_path / "roster.csv")


def test_a_folder_is_told(tmp_path):
    with pytest.raises(KitError, match="cannot be read"):
        read_rows(tmp_path)


def test_a_file_that_is_far_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_files, "LARGEST", 10)
    with pytest.raises(KitError, match="is larger than"):
        read_rows(saved(tmp_path, TEXT))


@given(st.binary(max_size=300))
@example(b'"')
@example(b"sep=")
@example(b"\xff\xfe\x00")
def test_whatever_the_bytes_there_are_rows_or_a_sentence(tmp_path_factory, data):
    path = saved(tmp_path_factory.getbasetemp(), data)
    try:
        rows = read_rows(path)
    except KitError:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


# Safe cells.

RUNS = "=+-@＝＋－＠﹢﹣﹦﹫−"


def test_what_a_program_would_run_gets_an_apostrophe_behind_a_separator_too():
    for noted, before in each(named(["", " ", "\t", "\n", "\r\n", "\ufeff", "\u200b", "\xa0 ", '"', ' "" '])):
        with noted:
            assert [first for first in RUNS if not safe(f"{before}{first}1+1").startswith("'")] == []
    assert [before for before in "\t\r\n" if not safe(f"{before}abc").startswith("'")] == []
    assert [between for between in ";\t\n\r" if not safe(f"said{between} =1+1").endswith("' =1+1")] == []
    # Whatever separator a program takes, no cell of what is written begins with what runs.
    hostile = ['Words;"=1+1;x', 'a;"=HYPERLINK(""http://e.x"")";b', 'nl\n"=3+3\n', 'tab\t"" @x', ';" "=1']
    written = io.StringIO()
    csv.writer(written).writerows([[1, safe(text), 2] for text in hostile])
    for separator in ",;\t":
        cells = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=separator)
        assert [cell for row in cells for cell in row if cell.lstrip(' "').startswith(tuple(RUNS))] == []


def test_what_nothing_runs_stays_as_it_is():
    texts = ("", "said", "a-b", "a = b", "it's", "“Yes”", "ada@example.org", "a; b", "two\nlines", "3.5", "שלום", "x,-y")
    assert [text for text in texts if safe(text) != text] == []
    assert [value for value in (-1, 0, 2.5, -0.25, None, True) if safe(value) is not value] == []


def test_what_cannot_be_seen_or_turns_text_around_is_shown():
    signs = "\0\x07\x1b\x7f\x85\u2028\u202a\u202e\u2066\u2069\ud800"
    assert [ascii(sign) for sign in signs if safe(f"a{sign}b") != "a�b"] == []


@given(st.text(st.characters() | st.sampled_from(RUNS + "\t\r\n;\u202e\ud800")))
def test_safe_text_is_safe_whatever_it_was(text):
    made = safe(text)
    made.encode("utf-8")
    assert safe(made) == made
    assert not made.lstrip().startswith(tuple(RUNS))
    assert len(made) >= len(text.replace("\r\n", "\n"))


# Writing.


def test_a_file_is_written_for_excel_and_read_back_the_same(tmp_path):
    path = tmp_path / "new" / "grades.csv"
    write_rows(path, ["id", "points"], [["ada-l", 2.5], ["bo-k", None], ["cỳ-m", -1], ["d", 'say "hi", then\ngo']])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,points\r\nada-l,2.5\r\nbo-k,\r\n")
    assert cells(path)[3:] == [["cỳ-m", "-1"], ["d", 'say "hi", then\ngo']]
    assert [row["points"] for row in read_rows(path)] == ["2.5", "", "-1", 'say "hi", then\ngo']


def test_no_written_cell_runs(tmp_path):
    path = tmp_path / "answers.csv"
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'x;=HYPERLINK("https://example.org")', "\ud800=1"]
    with Writer(path, ["=id"]) as table:
        for text in hostile:
            table.row([text])
    written = [row[0] for row in cells(path)]
    assert written == ["'=id", *map(safe, hostile)]
    assert not any(text.startswith(tuple(RUNS)) for text in written)


@given(st.text(), st.text())
def test_a_row_is_written_as_safe_makes_it(tmp_path_factory, one, two):
    path = tmp_path_factory.getbasetemp() / "some.csv"
    write_rows(path, ["one", "two", "three"], [[one, two, 1.5]])
    assert cells(path)[1] == [safe(one), safe(two), "1.5"]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a.csv", "b.csv"):
        write_rows(tmp_path / name, ["id"], [["ada-l"], [1 / 3]])
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_earlier_file_stays_when_the_rows_break_off(tmp_path):
    path = saved(tmp_path, "before")
    with pytest.raises(ZeroDivisionError), Writer(path, ["id"]) as table:
        table.row([1 / 0])
    assert path.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["roster.csv"]


def test_the_earlier_file_stays_until_all_is_written(tmp_path):
    path = saved(tmp_path, "before")
    with Writer(path, ["id"]) as table:
        table.row(["ada-l"])
        assert path.read_text(encoding="utf-8") == "before"
    assert cells(path) == [["id"], ["ada-l"]]
    assert names(tmp_path) == ["roster.csv"]


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path):
    (tmp_path / "grades.csv").mkdir()
    (tmp_path / "grades.csv" / "there").touch()
    with pytest.raises(KitError, match=r"grades\.csv could not be written"):
        write_rows(tmp_path / "grades.csv", ["id"], [["ada-l"]])
    assert names(tmp_path) == ["grades.csv"]


def test_a_full_disk_is_told_and_the_earlier_file_stays(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    path = saved(tmp_path, "before")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(KitError, match="No space left"):
        write_rows(path, ["id"], [["ada-l"]])
    assert path.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["roster.csv"]
