"""Who is who: the platform's path decides, one student's work is joined, and two people with one id stay two."""

from __future__ import annotations

import sys

import pytest

from exercises.base.files import atomic_write
from exercises.gradebook.intake.joining import Piece, joined
from exercises.gradebook.intake.sources import Source
from tests.gradebook import classes
from tests.gradebook.classes import check, grade
from tests.gradebook.hostile_files import zip_bytes

HOLLY = "s01-holly"
FILE = f"library.{HOLLY}.jsonl"
RIGHT = [check("a-choice", "monday"), check("a-number", 5), check("seen-later", "monday")]
LATER = "2026-11-25T09:00:00+00:00"
FAR = "2070-01-01T00:00:00+00:00"
WRONG = check("a-choice", "sunday", at=FAR)


def honest(scene):
    return scene.hand_in(HOLLY, *RIGHT)


def forged(scene, *events):
    return scene.hand_in(HOLLY, *(events or (WRONG,)))


def roster_file(tmp_path, *lines: str):
    path = tmp_path / "roster.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


PLATFORMS = {
    "canvas": ("holly_90_2000_{file}", "mallory_77_3002_{file}", "mallory_77_3003_work.zip"),
    "moodle": (
        "Holly H_90_assignsubmission_file/{file}",
        "Mal M_77_assignsubmission_file/{file}",
        "Mal M_77_assignsubmission_file/work.zip",
    ),
    "brightspace": (
        "11-900 - Holly H - Nov 24, 2026 926 PM/{file}",
        "12-900 - Mal M - Nov 24, 2026 927 PM/{file}",
        "12-900 - Mal M - Nov 24, 2026 927 PM/work.zip",
    ),
    "blackboard": (
        "Reading_hholly_attempt_2026-11-24-09-00-00_{file}",
        "Reading_mmal_attempt_2026-11-24-09-00-00_{file}",
        "Reading_mmal_attempt_2026-11-24-09-00-00_work.zip",
    ),
    "schoology": (
        "Holly, H - 900/Revision 1 - On time/{file}",
        "Mal, M - 901/Revision 1 - On time/{file}",
        "Mal, M - 901/Revision 2 - Late/work.zip",
    ),
    "teams": (
        "Submitted files/Holly H/Reading/Version 1/{file}",
        "Submitted files/Mal M/Reading/Version 1/{file}",
        "Submitted files/Mal M/Reading/Version 2/work.zip",
    ),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_on_every_platform_nobody_speaks_for_another(platform, scene, tmp_path, capsys):
    """A classmate hands in under Holly's id, as a file and in a zip whose entries have the form of Holly's."""
    own, other, zipped = PLATFORMS[platform]
    scene.put(own.format(file=FILE), honest(scene))
    scene.put(other.format(file=FILE), forged(scene))
    inner = PLATFORMS[platform][0].format(file=FILE)
    scene.put(zipped, zip_bytes([(inner, forged(scene)), (f"holly_90_9999_{FILE}", forged(scene))]))
    scene.put(own.format(file="notes of Holly.txt"), b"hello")
    found = grade(scene.folder, tmp_path / "grades")
    rows = found.table("grades.csv")
    assert found.status == 3
    assert len(rows) == 2
    assert all(row["student"].startswith(f"{HOLLY}#") for row in rows)
    points = {found.of(row["student"])["a-choice"][1] for row in rows}
    assert points == {"2", "0"}
    said = capsys.readouterr().out
    assert "To settle: 2 rows of people who share an id." in said
    texts = [said, *(data.decode() for name, data in found.files.items() if name != "who_is_who.csv")]
    for name in ("Holly H", "Mal M", "mallory", "hholly", "mmal", "Holly, H", "notes of"):
        assert not any(name in text for text in texts), name
    who = found.table("who_is_who.csv")
    assert {row["student"] for row in who if row["student"]} == {row["student"] for row in rows}
    assert any(inner.split("/")[0].split("_")[0] in row["where it is"] for row in who)


def test_a_roster_with_the_platforms_numbers_says_whose_an_id_is(scene, tmp_path):
    scene.put(f"holly_90_2000_{FILE}", honest(scene))
    scene.put("mallory_77_3002_library.s01-holly.jsonl", forged(scene))
    listed = roster_file(tmp_path, f"id,canvas_id\n{HOLLY},90\nmal-m,77\nzoe-z,78")
    found = grade(scene.folder, tmp_path / "grades", "--lms", "canvas", "--roster", listed)
    assert found.status == 0
    assert {row["student"]: found.of(row["student"])["a-choice"][1] for row in found.table("grades.csv")} == {
        HOLLY: "2",
        "mal-m": "0",
    }
    told = {(row["student"], row["what became of it"]) for row in found.table("problems.csv")}
    assert told == {("mal-m", "graded, please look"), ("zoe-z", "nothing handed in")}
    assert len(found.table("canvas.csv")) == 3


@pytest.mark.parametrize("place", ["essay.jsonl", "mal.zip"])
def test_in_a_plain_folder_a_second_person_takes_nothing_from_the_first(place, scene, tmp_path):
    scene.put(FILE, honest(scene))
    data = forged(scene)
    scene.put(place, zip_bytes([("holly_90_9999_" + FILE, data)]) if place.endswith(".zip") else data)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    assert sorted(found.of(row["student"])["a-choice"][1] for row in found.table("grades.csv")) == ["0", "2"]
    # A teacher settles it in a line: the one keeps the id, the other gets an own one.
    (bad,) = (r["student"] for r in found.table("grades.csv") if found.of(r["student"])["a-choice"][1] == "0")
    (found.out / "ids.csv").write_text(f"from,to,who\n{bad},mal-m,kh\n", encoding="utf-8")
    settled = grade(scene.folder, tmp_path / "grades")
    assert next(row["student"] for row in settled.table("grades.csv")) == "mal-m"
    assert len(settled.table("grades.csv")) == 2


def test_work_done_on_two_computers_is_joined_by_time_and_told(scene, tmp_path, capsys):
    scene.put(f"monday/{FILE}", scene.hand_in(HOLLY, RIGHT[0], RIGHT[1]))
    scene.put(f"friday/{FILE}", scene.hand_in(HOLLY, check("seen-later", "monday", at=LATER)))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 0
    assert [found.of(HOLLY)[name][1] for name in ("a-choice", "a-number", "seen-later")] == ["2", "2", "2"]
    (problem,) = found.table("problems.csv")
    assert "2 hand-ins of “s01-holly” were joined by the time of each answer." in problem["why, and what to do"]
    assert "worth a look: 1" in capsys.readouterr().out


def test_a_copy_and_an_earlier_state_are_said_in_one_line_and_change_nothing(scene, tmp_path, capsys):
    scene.put(FILE, honest(scene))
    scene.put(f"copy of {FILE}", honest(scene))
    scene.put(f"early {FILE}", scene.hand_in(HOLLY, *RIGHT[:1]))
    found = grade(scene.folder, tmp_path / "grades")
    alone = grade(classes.put_all(tmp_path / "alone", {FILE: honest(scene)}), tmp_path / "alone-grades")
    assert found.files["answers.csv"] == alone.files["answers.csv"]
    assert [row["what became of it"] for row in found.table("problems.csv")] == ["passed over", "passed over"]
    assert capsys.readouterr().out.count("Passed over: 2 files: ") == 1


def test_a_clock_that_is_ahead_makes_nothing_newest(scene):
    def hand_in(*events):
        from exercises.gradebook.intake.hand_ins import read_hand_in

        return read_hand_in(scene.hand_in(HOLLY, *events))

    first, now = check("a-number", 1), "2026-11-26T00:00:00+00:00"
    ahead = hand_in(first, check("a-number", 2, at=FAR))
    right = hand_in(first, check("a-number", 3, at=LATER))
    pieces = [(one, Piece(Source(name), 0, now)) for one, name in ((ahead, "a"), (right, "b"))]
    for order in (pieces, pieces[::-1]):
        assert [event["answer"] for event in joined(order).events] == [1, 2, 3]
    # A platform's later attempt comes last, whatever the clocks say.
    later = [(right, Piece(Source("a"), 1, now)), (ahead, Piece(Source("b"), 2, now))]
    assert [event["answer"] for event in joined(later).events] == [1, 3, 2]


def test_a_clock_that_is_ahead_by_more_than_a_day_is_a_row_to_look_at(scene, tmp_path):
    from datetime import UTC, datetime, timedelta

    def hours_from_now(hours: int) -> str:
        return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")

    times = {"ada": hours_from_now(23), "bo": hours_from_now(25), "cy": FAR, "di": "1970-01-01T00:00:00+00:00", "ed": "now"}
    for who, at in times.items():
        scene.put(f"library.{who}.jsonl", scene.hand_in(who, RIGHT[0], check("a-number", 5, at=at), check("a-number", 4)))
    found = grade(scene.folder, tmp_path / "grades")
    rows = {row["student"]: row["why, and what to do"] for row in found.table("problems.csv")}
    assert set(rows) == {"bo", "cy", "di"}
    assert rows["cy"].startswith(f"a clock was wrong: 1 line has a time that cannot be, such as “{FAR}”.")
    # The answer that counts is the last one of the file, whatever its clock says.
    assert {found.of(who)["a-number"][2] for who in times} == {"4 paragraphs"}
    assert "2070" not in found.files["report.html"].decode()


def test_marks_follow_the_person_when_a_second_one_uses_the_id(scene, tmp_path):
    own = check("a-reflection", "The chairs are new, says Reyes.")
    scene.put(f"holly_90_2000_{FILE}", scene.hand_in(HOLLY, *RIGHT, own))
    from exercises.gradebook.marking.teacher_marks import MarkEvent, MarksFile, answer_digest

    digest = answer_digest(own["answer"])
    marks = MarksFile(tmp_path / "grades" / "marks.csv")
    marks.append(MarkEvent("kh", HOLLY, "library", "a-reflection", digest, "points", None, 1.5, "well seen"))
    marks.append(MarkEvent("kh", "gone-g", "library", "a-reflection", digest, "points", None, 1, "x"))
    assert grade(scene.folder, tmp_path / "grades").of(HOLLY)["a-reflection"][:2] == ("marked", "1.5")
    scene.put(f"mallory_77_3002_{FILE}", forged(scene))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.of(f"{HOLLY}#90")["a-reflection"][:2] == ("marked", "1.5")
    assert any("1 marks for “gone-g”" in row["why, and what to do"] for row in found.table("problems.csv"))
    # The same goes when the teacher gives her another id.
    (found.out / "ids.csv").write_text(f"from,to,who\n{HOLLY}#90,holly-h,\n", encoding="utf-8")
    settled = grade(scene.folder, tmp_path / "grades")
    assert settled.of("holly-h")["a-reflection"][:2] == ("marked", "1.5")
    assert [row["student"] for row in settled.table("grades.csv")] == ["holly-h", f"{HOLLY}#77"]


def test_late_is_not_washed_off_by_packing(scene, tmp_path):
    scene.put("a_LATE_77_2002_work.zip", zip_bytes([(FILE, honest(scene))]))
    scene.put("B, B - 9/Revision 2 - Late/library.bo.jsonl", scene.hand_in("bo", *RIGHT))
    assert [row["late"] for row in grade(scene.folder, tmp_path / "grades").table("grades.csv")] == ["late", "late"]


def test_the_roster_says_who_is_missing_who_is_on_no_list_and_what_a_spreadsheet_rewrote(scene, tmp_path, capsys):
    for name in ("s3-hazel", "may-5", "007", "ada-l"):
        scene.put(f"library.{name}.jsonl", scene.hand_in(name, check("a-number", len(name))))
    listed = roster_file(
        tmp_path, "id,name,Klasse", "s03-hazel,Hazel H,x", "5-May,May M,x", "7,Bond B,x", "ada-l,Ada L,x", "zoe-z,Zoe Z,x"
    )
    found = grade(scene.folder, tmp_path / "grades", "--names", listed)
    said = capsys.readouterr().out
    assert "Nothing handed in: 2 of 5 on the roster: s03-hazel, zoe-z." in said
    assert "Not on the roster: s3-hazel (did you mean s03-hazel?)." in said
    assert said.count("A spreadsheet program turns the one into the other") == 2
    own = found.files["gradebook.html"].decode()
    assert "Zoe Z (zoe-z)" in own
    assert "Zoe" not in found.files["report.html"].decode()
    effects = {row["student"]: row["what became of it"] for row in found.table("problems.csv") if row["student"]}
    assert (effects["zoe-z"], effects["s3-hazel"]) == ("nothing handed in", "graded, please look")
    assert found.status == 0


def test_what_could_be_a_hand_in_and_was_not_read_is_said_in_one_line(scene, tmp_path, capsys):
    scene.put(FILE, honest(scene))
    wide = honest(scene).decode().encode("utf-16-le")
    for name in ("kim.rar", "lee.7z", "max.tar.gz", "mia.docx", ".library.kim.jsonl", ".../library.lee.jsonl"):
        scene.put(name, b"PK\x03\x04")
    scene.put("wide.txt", wide)
    scene.put("__MACOSX/._library.kim.jsonl", b"x")
    found = grade(scene.folder, tmp_path / "grades")
    rows = [row for row in found.table("problems.csv") if row["what became of it"] == "passed over"]
    assert len(rows) == 7
    assert "Passed over: 7 files: " in capsys.readouterr().out
    assert sum("it could hold one" in row["why, and what to do"] for row in rows) == 5
    assert sum("starts with a dot" in row["why, and what to do"] for row in rows) == 2
    for name in ("kim", "lee", "mia"):
        assert not any(
            name in row["file"].replace("library.kim.jsonl", "").replace("library.lee.jsonl", "") for row in rows
        )


def test_the_same_body_under_two_ids_and_another_set_are_rows_to_look_at(scene, tmp_path):
    more = [check("a-choices", "okafor"), check("a-phrase", "chairs")]
    scene.put(FILE, scene.hand_in(HOLLY, *RIGHT, *more))
    scene.put("b.jsonl", scene.hand_in("mal-m", *RIGHT, *more))
    scene.put("c.jsonl", scene.hand_in("cy", check("a-number", 4), question_set="0123456789abcdef"))
    texts = [row["why, and what to do"] for row in grade(scene.folder, tmp_path / "grades").table("problems.csv")]
    assert any("its answers and times are those of “mal-m”" in text or "those of “s01-holly”" in text for text in texts)
    assert any("1 of 3 hand-ins to “library” have other questions than today's: cy." in text for text in texts)


def test_a_file_that_is_replaced_while_the_class_is_graded_is_not_graded_as_the_others(scene, tmp_path, monkeypatch):
    from exercises.gradebook.pipeline import workers

    path = scene.put(FILE, honest(scene))
    chunk = workers.GradingWorker.chunk

    def replaced(self, students):
        atomic_write(path, scene.hand_in("mal-m", *RIGHT))
        return chunk(self, students)

    monkeypatch.setattr(workers.GradingWorker, "chunk", replaced)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    assert "it was replaced by another file" in found.table("problems.csv")[0]["why, and what to do"]
    assert found.grade_of("mal-m") is None


def test_330_hand_ins_under_one_id_cost_nobody_and_the_culprit_is_named(scene, tmp_path):
    scene.put(f"bo_5_500_{FILE.replace(HOLLY, 'bo')}", scene.hand_in("bo", *RIGHT))
    flood = [
        (f"{n}.jsonl", scene.hand_in(HOLLY, check("a-number", n), check("a-reflection", "x" * 90_000))) for n in range(330)
    ]
    scene.put("mal_77_3002_work.zip", zip_bytes(flood))
    scene.put(f"holly_90_2000_{FILE}", honest(scene))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.of("bo")["a-choice"][1] == "2"
    assert found.of(f"{HOLLY}#90")["a-choice"][1] == "2"
    (told,) = (row for row in found.table("problems.csv") if row["what became of it"] == "not graded")
    assert told["file"].startswith("…_77_3002_")
    assert "331 hand-ins have the id" in told["why, and what to do"]


def test_classes_in_folders_are_graded_apart_with_one_overview(scene, tmp_path, capsys):
    for number, name in enumerate(("7a", "7b")):
        for who in (HOLLY, f"ada-{number}", f"bo-{number}", f"cy-{number}"):
            answer = "monday" if number else "sunday"
            scene.put(f"{name}/library.{who}.jsonl", scene.hand_in(who, check("a-choice", answer)))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 0
    for name, points in (("7a", "0"), ("7b", "2")):
        text = (found.out / name / "answers.csv").read_text(encoding="utf-8-sig")
        assert (
            f"{HOLLY},library,01_first,a-choice,choice,settled,{'correct' if points == '2' else 'incorrect'},{points}"
            in text
        )
        assert f"How the class read: {name}" in (found.out / name / "report.html").read_text(encoding="utf-8")
    page = found.files["overview.html"].decode()
    assert '<a href="7a/report.html">7a</a>' in page
    assert "2 classes: 7a, 7b." in capsys.readouterr().out
    # A list of both classes that says of nobody which one would call each class's students missing in the other.
    listed = roster_file(tmp_path, "id,name", f"{HOLLY},H", "ada-0,A", "ada-1,B")
    grade(scene.folder, tmp_path / "listed", "--names", listed)
    said = capsys.readouterr().out
    assert "roster.csv has no column “class”" in said
    assert "Nothing handed in" not in said
    # The same students on two days are one class.
    for day in ("mo", "fr"):
        for who in ("ada", "bo", "cy"):
            scene.put(f"../days/{day}/library.{who}.jsonl", scene.hand_in(who, check("a-choice", "monday")))
    days = grade(scene.folder.parent / "days", tmp_path / "days-grades")
    assert [row["student"] for row in days.table("grades.csv")] == ["ada", "bo", "cy"]


def test_a_column_class_in_the_roster_makes_a_folder_of_each_class(scene, tmp_path):
    for who in ("ada", "bo", "cy", "di"):
        scene.put(f"library.{who}.jsonl", scene.hand_in(who, check("a-number", len(who))))
    listed = roster_file(tmp_path, "id,name,class", "ada,A,7a", "bo,B,7b", "cy,C,7b", "zoe,Z,7a")
    found = grade(scene.folder, tmp_path / "grades", "--names", listed)
    folders = {path.name for path in found.out.iterdir() if path.is_dir()}
    assert folders == {"7a", "7b", "not-on-the-roster"}
    assert "zoe" in (found.out / "7a" / "problems.csv").read_text(encoding="utf-8-sig")
    one = grade(scene.folder, tmp_path / "one", "--names", listed, "--class", "7b")
    assert [row["student"] for row in one.table("grades.csv")] == ["bo", "cy"]


@pytest.mark.skipif(sys.platform == "win32", reason="files are counted in another way there")
def test_300_zip_files_are_read_where_256_files_may_be_open(scene, tmp_path):
    import resource

    for number in range(300):
        scene.put(f"{number}.zip", zip_bytes([(f"library.s{number}.jsonl", scene.hand_in(f"s{number}", RIGHT[1]))]))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        found = grade(scene.folder, tmp_path / "grades", "--one-class")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert (found.status, len(found.table("grades.csv")), found.table("problems.csv")) == (0, 300, [])


def test_a_zip_file_of_far_too_many_entries_is_one_row_and_costs_nobody_anything(scene, tmp_path, monkeypatch):
    scene.put(FILE, honest(scene))
    scene.put("mal.zip", zip_bytes([(f"{number:0250}", b"x") for number in range(60)]))
    scene.put("zoe.zip", zip_bytes([(f"{number}.txt", b"x") for number in range(60)]))
    monkeypatch.setattr("exercises.gradebook.intake.sources.MOST_ENTRIES", 30)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    assert found.of(HOLLY)["a-choice"][1] == "2"
    rows = {row["what became of it"]: row["why, and what to do"] for row in found.table("problems.csv")}
    assert len(found.table("problems.csv")) == 2
    assert "this zip file lists more than 30 files" in rows["not graded"]
    assert rows["passed over"] == "this is no hand-in. So are 59 more of this zip file."
