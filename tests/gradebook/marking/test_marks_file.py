"""The file marks.csv on disk: added to, cut off, changed by spreadsheets, written by several at once."""

from __future__ import annotations

import csv
import errno
import io
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from exercises.base.errors import KitError
from exercises.gradebook.marking import marks_file
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile, check_marker, read_mark_events
from exercises.gradebook.marking.marks_rows import COLUMNS, LONGEST_COMMENT

ANSWER = "0123456789ab"
LEVEL = MarkEvent("kh", "ada-l", "library", "a-reflection", ANSWER, "level", level=2, comment="Well seen.")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "grades" / "marks.csv"


def levels(path: Path) -> list[int | None]:
    return [act.level for act in read_mark_events(path)[0]]


def bare(act: MarkEvent) -> MarkEvent:
    return replace(act, at="", row=0)


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


HEADER = ",".join(COLUMNS)
ROW = f"2026-11-24T08:13:27.123456+00:00,kh,ada-l,library,a-reflection,'{ANSWER},2,,Well seen.,level"


# Written and read.


def test_an_act_that_was_appended_is_read_again(path):
    MarksFile(path).append(LEVEL)
    acts, problems = read_mark_events(path)
    assert ([bare(act) for act in acts], problems) == ([LEVEL], [])


def test_the_columns_are_named_once_and_excel_is_told_that_it_is_utf_8(path):
    for level in (1, 2, 3):
        MarksFile(path).append(replace(LEVEL, level=level))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + HEADER.encode())
    assert data.count(b"marker") == 1
    assert levels(path) == [1, 2, 3]


def test_each_row_holds_its_time_to_the_microsecond(path):
    MarksFile(path).append(LEVEL)
    assert marks_file.OUR_TIME.fullmatch(read_mark_events(path)[0][0].at)


def test_a_file_that_is_not_there_holds_no_marks(path):
    assert read_mark_events(path) == ([], [])


def test_a_comment_of_several_lines_becomes_one_line(path):
    MarksFile(path).append(replace(LEVEL, comment=" one\r\n two\tthree\n"))
    assert read_mark_events(path)[0][0].comment == "one two three"
    assert len(path.read_bytes().splitlines()) == 2


def test_a_comment_is_cut_off_at_its_longest(path):
    MarksFile(path).append(replace(LEVEL, comment="long " * 2_000))
    assert len(read_mark_events(path)[0][0].comment) <= LONGEST_COMMENT


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@a", "＝1", "'=1", "a; =1", "2", "1e5", "mar-3"])
def test_no_comment_runs_as_a_formula_or_becomes_a_date_and_each_is_read_as_it_was(path, start):
    MarksFile(path).append(replace(LEVEL, comment=start))
    cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1]
    written = cells[COLUMNS.index("comment")]
    assert written.startswith(("'", "a;'"))
    assert read_mark_events(path)[0][0].comment == start


def test_an_id_that_a_spreadsheet_would_take_for_a_number_is_marked_as_text(path):
    MarksFile(path).append(replace(LEVEL, student="1e5", marker="mar-3"))
    assert b",'mar-3,'1e5,library,a-reflection,'0123456789ab," in path.read_bytes()
    assert bare(read_mark_events(path)[0][0]) == replace(LEVEL, student="1e5", marker="mar-3")


def test_two_people_with_one_id_are_told_apart_as_the_roll_does(path):
    for student in ("ada-l#123", "ada-l#AbC12", "ada-l#?"):
        MarksFile(path).append(replace(LEVEL, student=student))
    assert [act.student for act in read_mark_events(path)[0]] == ["ada-l#123", "ada-l#AbC12", "ada-l#?"]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=40).filter(
    lambda t: ";'" not in t
)
an_act = st.builds(
    MarkEvent,
    marker=st.from_regex(r"[a-z0-9]{1,4}", fullmatch=True),
    student=st.from_regex(r"[b-z][a-z0-9]{0,5}-[a-z0-9]{1,6}", fullmatch=True),
    lesson=st.sampled_from(["library", "iron_dome"]),
    question=st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    answer=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    act=st.sampled_from(["level", "points", "comment", "undo"]),
    level=st.integers(0, 9),
    points=st.floats(0, 100).map(lambda number: round(number, 2)),
    comment=words.map(lambda text: " ".join(text.split()) or "ok"),
)


def as_read(act: MarkEvent) -> MarkEvent:
    """What of an act is kept: a level has no points, and so on."""
    return replace(
        act,
        level=act.level if act.act == "level" else None,
        points=act.points if act.act == "points" else None,
        at="",
        row=0,
    )


@given(st.lists(an_act, max_size=8))
def test_any_acts_are_read_as_they_were_written(tmp_path_factory, acts):
    path = tmp_path_factory.mktemp("marks") / "marks.csv"
    for act in acts:
        MarksFile(path).append(act)
    found, problems = read_mark_events(path)
    assert ([bare(act) for act in found], problems) == ([as_read(act) for act in acts], [])


# What a spreadsheet program does to it.


def saved_by_a_spreadsheet(
    path: Path, separator: str = ",", encoding: str = "utf-8", columns=COLUMNS, quoting=csv.QUOTE_MINIMAL
):
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    text = io.StringIO()
    table = csv.DictWriter(text, columns, delimiter=separator, extrasaction="ignore", quoting=quoting, restval="x")
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


SAVED = {
    "semicolons": {"separator": ";"},
    "tabs": {"separator": "\t"},
    "Windows-1252": {"encoding": "cp1252"},
    "a byte-order mark": {"encoding": "utf-8-sig"},
    "every cell quoted": {"quoting": csv.QUOTE_ALL},
    "columns in another order": {"columns": COLUMNS[::-1]},
    "columns of the teacher's own": {"columns": ("my notes", *COLUMNS, "more")},
    "semicolons in Windows-1252 in another order": {"separator": ";", "encoding": "cp1252", "columns": COLUMNS[::-1]},
}


@pytest.mark.parametrize("how", SAVED.values(), ids=SAVED)
def test_a_file_that_a_spreadsheet_saved_is_read_and_can_be_added_to(path, how):
    first, second = replace(LEVEL, comment="schön; gesehen, “ja”"), replace(LEVEL, level=1, comment="später, ☂")
    MarksFile(path).append(first)
    saved_by_a_spreadsheet(path, **how)
    MarksFile(path).append(second)
    acts, problems = read_mark_events(path)
    assert ([bare(act) for act in acts], problems) == ([first, second], [])


def test_a_time_that_was_rewritten_changes_nothing_because_the_order_of_rows_decides(path):
    write(path, f"{HEADER}\n{ROW.replace('2026-11-24T08:13:27.123456+00:00', '24/11/2026 08:13')}\n{ROW}\n")
    assert levels(path) == [2, 2]


def test_utf_16_is_read_and_adding_to_it_is_told_before_anything_is_mixed(path):
    write(path, f"{HEADER}\r\n{ROW}\r\n".replace(",", "\t").encode("utf-16"))
    before = path.read_bytes()
    assert levels(path) == [2]
    with pytest.raises(KitError, match="save it as “CSV UTF-8”"):
        MarksFile(path).append(LEVEL)
    assert path.read_bytes() == before


def test_a_workbook_under_the_name_of_the_file_is_told(path):
    write(path, b"PK\x03\x04 not csv")
    with pytest.raises(KitError, match="Save it as “CSV UTF-8”"):
        read_mark_events(path)
    with pytest.raises(KitError, match="save it as “CSV UTF-8”"):
        MarksFile(path).append(LEVEL)


def test_a_comment_with_a_line_break_typed_in_a_spreadsheet_is_one_comment(path):
    write(path, f"{HEADER}\n{ROW.replace('Well seen.', chr(34) + 'Well' + chr(10) + 'seen, ada.' + chr(34))}\n{ROW}\n")
    acts, problems = read_mark_events(path)
    assert ([act.comment for act in acts], problems) == (["Well seen, ada.", "Well seen."], [])


def test_rows_that_a_program_put_into_one_cell_are_taken_apart(path):
    quoted = '"' + ROW.replace("Well seen.", '""Well, seen.""') + '"'
    write(path, f"{HEADER}\n{quoted}\n")
    assert read_mark_events(path)[0][0].comment == "Well, seen."


@pytest.mark.parametrize("lead", ["sep=,\n", "\n\n", ",,,,,,,,,\n"])
def test_lines_that_hold_nothing_are_passed_over(path, lead):
    write(path, f"{lead}{HEADER}\n{lead}{ROW}\n")
    acts, problems = read_mark_events(path)
    assert (len(acts), problems) == (1, [])


def test_a_second_line_of_names_counts_from_there_on(path):
    other = ";".join(COLUMNS[::-1])
    write(path, f"{HEADER}\n{ROW}\n{other}\n{';'.join(ROW.replace(',2,', ',1,').split(',')[::-1])}\n")
    MarksFile(path).append(replace(LEVEL, level=0))
    assert levels(path) == [2, 1, 0]


def test_a_row_that_stands_there_twice_is_one_act(path):
    write(path, f"{HEADER}\n{ROW}\n{ROW.replace('27.123456', '28.000000').replace(',2,', ',1,')}\n{ROW}\n")
    assert levels(path) == [2, 1]


def test_without_a_line_of_names_every_row_is_told_and_what_is_added_can_be_read(path):
    write(path, f"{ROW}\n")
    MarksFile(path).append(replace(LEVEL, level=1))
    acts, problems = read_mark_events(path)
    assert [act.level for act in acts] == [1]
    assert problems == [
        f"marks.csv, row 1, was left out: no line above it names the columns. Put the first line back: {HEADER}."
    ]


# Rows that cannot be used.

BAD = {
    "act": ("dance", "its act is “dance”"),
    "level": ("two", "“two” in the column “level” is not a whole number"),
    "level of a half": ("2.5", "“2.5” in the column “level” is not a whole number"),
    "level below": ("-1", "“-1” in the column “level”"),
    "level that is no number": ("nan", "“nan” in the column “level”"),
    "answer": ("1.23E+11", "“1.23e+11” in the column “answer” is not the sign of an answer"),
    "student": ("Ada Lovelace, 5b", "cannot be used. A class id has up to 24 letters"),
    "marker": ("", "Give your initials"),
    "lesson": ("../key", "“../key” is not the name of a lesson"),
    "question": ("=1+1", "“=1+1” is not the name of a question"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_row_that_cannot_be_used_is_told_with_file_and_row_and_the_others_count(path, name):
    column, (value, said) = name.split()[0], BAD[name]
    cells = dict(zip(COLUMNS, ROW.split(","), strict=True)) | {column: value}
    text = io.StringIO()
    csv.DictWriter(text, COLUMNS).writerow(cells)
    write(path, f"{HEADER}\n{ROW}\n{text.getvalue()}{ROW.replace('27.123456', '28.000000')}\n")
    acts, (problem,) = read_mark_events(path)
    assert len(acts) == 2
    assert problem.startswith("marks.csv, row 3, was left out: ")
    assert said in problem


@pytest.mark.parametrize(
    ("points", "comment", "said"),
    [("1", "", "without a reason"), ("-1", "why", "is not a number from 0"), ("inf", "why", "is not a number from 0")],
)
def test_points_without_a_reason_or_that_are_no_points_are_told(path, points, comment, said):
    write(path, f"{HEADER}\n,kh,ada-l,library,a-choice,{ANSWER},,{points},{comment},points\n")
    acts, (problem,) = read_mark_events(path)
    assert acts == []
    assert said in problem


READ = MarkEvent("kh", "ada-l", "library", "a-reflection", ANSWER, "read")


def test_answers_that_are_marked_as_read_at_once_have_a_row_each_and_one_time(path):
    acts = [replace(READ, student=student) for student in ("ada-l", "bo-k", "cy-m")]
    added = MarksFile(path).append(*acts)
    assert added == path.stat().st_size
    found, problems = read_mark_events(path)
    assert ([bare(act) for act in found], problems) == (acts, [])
    assert len({act.at for act in found}) == 1
    assert [act.row for act in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2,,,read", "marks an answer as read and gives a level or points too"),
        (",1.5,,read", "marks an answer as read and gives a level or points too"),
        ("=1+1,,,read", "marks an answer as read and gives a level or points too"),
        (",,,reed", "its act is “reed”; it must be one of level, points, comment, read, check, undo."),
        (",,,rea", "its act is “rea”"),
        (",,,read all", "its act is “read all”"),
    ],
)
def test_a_hostile_or_torn_row_of_reading_is_told_and_read_as_nothing(path, row, said):
    write(path, f"{HEADER}\n,kh,ada-l,library,a-reflection,{ANSWER},{row}\n")
    acts, (problem,) = read_mark_events(path)
    assert acts == []
    assert problem.startswith("marks.csv, row 2, was left out: ")
    assert said in problem


def test_a_row_of_reading_may_hold_a_comment_and_capitals(path):
    write(path, f"{HEADER}\n,kh,ada-l,library,a-reflection,{ANSWER},,,Well seen.,READ\n")
    assert [bare(act) for act in read_mark_events(path)[0]] == [replace(READ, comment="Well seen.")]


def test_of_acts_that_are_written_at_once_a_bad_one_keeps_all_out(path):
    with pytest.raises(KitError, match="gives a level or points"):
        MarksFile(path).append(READ, replace(READ, student="bo-k", level=1))
    assert not path.exists()


def test_rows_that_were_cut_off_in_the_middle_of_many_leave_the_whole_ones(path):
    MarksFile(path).append(*(replace(READ, student=student) for student in ("ada-l", "bo-k", "cy-m")))
    path.write_bytes(path.read_bytes()[:-6])
    acts, (problem,) = read_mark_events(path)
    assert [act.student for act in acts] == ["ada-l", "bo-k"]
    assert problem.startswith("marks.csv, row 4, was left out: ")


def test_a_decimal_comma_is_a_number(path):
    write(path, f'{HEADER}\n,kh,ada-l,library,a-choice,{ANSWER},,"1,5",why,points\n')
    assert read_mark_events(path)[0][0].points == 1.5


def test_what_is_no_act_is_not_written(path):
    for bad in (
        replace(LEVEL, act="points", points=1.0, comment=""),
        replace(LEVEL, marker="Kim Huang"),
        replace(LEVEL, level=-1),
        replace(LEVEL, answer="x"),
        replace(READ, points=1.0),
    ):
        with pytest.raises(KitError):
            MarksFile(path).append(bad)
    assert not path.exists()


@pytest.mark.parametrize("marker", ["", "Kim Huang", "k@h", None, 7, "x" * 13], ids=str)
def test_a_marker_is_a_short_sign_and_no_name(marker):
    with pytest.raises(KitError, match="Give your initials"):
        check_marker(marker)
    assert check_marker(" KH ") == "kh"


@given(st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes_can_be_read_and_added_to(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("marks") / "marks.csv"
    for text in (data, HEADER.encode() + b"\n" + data, (HEADER + "\n" + ROW + "\n").encode() + data):
        path.write_bytes(text)
        try:
            before, _ = read_mark_events(path)
            MarksFile(path).append(replace(LEVEL, level=7, comment="the last"))
        except KitError:
            continue
        assert path.read_bytes().startswith(text)
        acts, _ = read_mark_events(path)
        assert acts[: len(before)] == before
        assert bare(acts[-1]) == replace(LEVEL, level=7, comment="the last")


# Cut off in the middle.


def test_a_row_that_was_cut_off_anywhere_is_never_taken_for_another_mark_and_the_next_one_is_kept(path):
    torn = replace(LEVEL, act="points", level=None, points=1.25, comment='a "reason", of more; words')
    MarksFile(path).append(LEVEL)
    start = len(path.read_bytes())
    MarksFile(path).append(torn)
    whole = path.read_bytes()
    for cut in range(start + 1, len(whole) - 2):
        path.write_bytes(whole[:cut])
        MarksFile(path).append(replace(LEVEL, level=3))
        acts, problems = read_mark_events(path)
        assert [bare(act) for act in acts] == [LEVEL, replace(LEVEL, level=3)], whole[start:cut]
        assert len(problems) == 1
        assert problems[0].startswith("marks.csv, row 3, was left out: ")


def test_a_file_whose_first_line_was_cut_off_is_added_to_and_read(path):
    MarksFile(path).append(LEVEL)
    head = path.read_bytes().split(b"\r\n")[0]
    for cut in range(1, len(head)):
        path.write_bytes(head[:cut])
        MarksFile(path).append(LEVEL)
        MarksFile(path).append(replace(LEVEL, level=1))
        assert levels(path) == [2, 1], cut


# Several at once, and the end of a program.

WRITER = """
import sys
from dataclasses import replace
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
path, marker, number = sys.argv[1:]
act = MarkEvent(marker, "ada-l", "library", "a-reflection", "0123456789ab", "level", level=1)
for n in range(int(number)):
    MarksFile(path).append(replace(act, comment=f'number {n}, "quoted"'))
    print(n, flush=True)
"""


def writer(path: Path, marker: str, rows: int) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), marker, str(rows)], stdout=subprocess.PIPE, text=True)


def numbers(path: Path, marker: str) -> list[int]:
    return [int(act.comment.split(",")[0].split()[1]) for act in read_mark_events(path)[0] if act.marker == marker]


def test_two_teachers_who_mark_at_once_are_both_kept(path):
    writers = [writer(path, marker, 40) for marker in ("kh", "ab")]
    assert [len(process.communicate(timeout=60)[0].split()) for process in writers] == [40, 40]
    assert numbers(path, "kh") == numbers(path, "ab") == list(range(40))
    assert read_mark_events(path)[1] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_no_mark_that_was_told_as_saved_is_lost_when_the_program_is_killed(path):
    told = []
    for number in range(10):
        process = writer(path, f"k{number}", 100_000)
        told.append([process.stdout.readline()])
        time.sleep(random.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        told[-1] += process.stdout.readlines()
        process.wait(timeout=30)
    _, problems = read_mark_events(path)
    for number, lines in enumerate(told):
        saved = [int(line) for line in lines if line.endswith("\n")]
        assert saved
        assert numbers(path, f"k{number}")[: len(saved)] == saved
    assert len(problems) <= 10
    MarksFile(path).append(LEVEL)
    assert bare(read_mark_events(path)[0][-1]) == LEVEL


def test_a_lock_that_nobody_gives_back_costs_a_moment_and_not_the_mark(path, monkeypatch):
    monkeypatch.setattr(marks_file, "_WAIT_FOR_OTHER_TEACHER", 0.05)
    path.parent.mkdir()
    with FileLock(path.with_name(".marks.lock")):
        MarksFile(path).append(LEVEL)
    assert levels(path) == [2]


def test_a_disk_that_takes_nothing_is_told_and_the_file_is_as_before(path, monkeypatch):
    MarksFile(path).append(LEVEL)
    before = path.read_bytes()

    def refuse(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(KitError, match=r"Not saved in marks\.csv: No space left"):
            MarksFile(path).append(LEVEL)
    assert path.read_bytes() == before


def test_a_folder_where_the_file_should_be_is_told(path):
    path.mkdir(parents=True)
    with pytest.raises(KitError, match=r"Not saved in marks\.csv"):
        MarksFile(path).append(LEVEL)
    with pytest.raises(KitError, match=r"marks\.csv cannot be read"):
        read_mark_events(path)
