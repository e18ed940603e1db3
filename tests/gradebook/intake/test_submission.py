from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from exercises.gradebook.intake.submission import LONGEST_PATH, Submission, submission

FILE = "iron_dome.ada-l.jsonl"

# path → lms, submitter, late, attempt, shown
MOODLE = {
    f"Ada Lopez_123456_assignsubmission_file/{FILE}": ("123456", f"…_123456_assignsubmission_file/{FILE}"),
    f"Ada Lopez_123456_assignsubmission_file_/{FILE}": ("123456", f"…_123456_assignsubmission_file_/{FILE}"),
    f"Ada Lopez_123456_assignsubmission_file_{FILE}": ("123456", f"…_123456_assignsubmission_file_{FILE}"),
    f"Participant_77_assignsubmission_file_/{FILE}": ("77", f"…_77_assignsubmission_file_/{FILE}"),
    f"Участник_77_assignsubmission_file/{FILE}": ("77", f"…_77_assignsubmission_file/{FILE}"),
    f"Ngọc Trần O'Neill 3.B_9_assignsubmission_file_/{FILE}": ("9", f"…_9_assignsubmission_file_/{FILE}"),
    f"王 小明_88_assignsubmission_file/{FILE}": ("88", f"…_88_assignsubmission_file/{FILE}"),
    f"Ada_Lopez_2_123456_assignsubmission_file_/{FILE}": ("123456", f"…_123456_assignsubmission_file_/{FILE}"),
    f"Group 4_31_assignsubmission_file_/{FILE}": ("31", f"…_31_assignsubmission_file_/{FILE}"),
    f"Default group_assignsubmission_file/{FILE}": ("", f"…_assignsubmission_file/{FILE}"),
    f"7b.zip/Ada Lopez_1_assignsubmission_file_/{FILE}": ("1", f"7b.zip/…_1_assignsubmission_file_/{FILE}"),
    f"Ada Lopez_1_assignsubmission_file_/from Ada/{FILE}": ("1", f"…_1_assignsubmission_file_/…/{FILE}"),
    "Ada Lopez_1_assignsubmission_file_/Lopez homework.docx": ("1", "…_1_assignsubmission_file_/….docx"),
    "Ada Lopez_1_assignsubmission_file_/lopez": ("1", "…_1_assignsubmission_file_/…"),
    "Ada Lopez_1_assignsubmission_file_iron_dome.ada (1).jsonl": ("1", "…_1_assignsubmission_file_iron_dome.ada (1).jsonl"),
    f"Ada Lopez_1_assignsubmission_file_\\{FILE}": ("1", f"…_1_assignsubmission_file_/{FILE}"),
}
CANVAS = {
    f"lopezada_123_456_{FILE}": ("123", False, 0, f"…_123_456_{FILE}"),
    f"lopezada_LATE_123_456_{FILE}": ("123", True, 0, f"…_LATE_123_456_{FILE}"),
    f"submissions/lopezada_123_456_{FILE}": ("123", False, 0, f"submissions/…_123_456_{FILE}"),
    "lopezada_123_456_iron_dome.ada-l-1.jsonl": ("123", False, 1, "…_123_456_iron_dome.ada-l-1.jsonl"),
    "lopezada_LATE_123_456_iron_dome.ada-l-12.jsonl": ("123", True, 12, "…_LATE_123_456_iron_dome.ada-l-12.jsonl"),
    "lopezada_123_456_iron_dome-2.ada.jsonl": ("123", False, 2, "…_123_456_iron_dome-2.ada.jsonl"),
    "lopezada_123_456_iron_dome.ada-1.jsonl": ("123", False, 0, "…_123_456_iron_dome.ada-1.jsonl"),
    # The first number counts: what follows it could be the name that a student gave the file.
    f"mallory_77_3002_90_9999_{FILE}": ("77", False, 0, "…_77_3002_….jsonl"),
    f"lopez_ada_5_123_456_{FILE}": ("5", False, 0, "…_5_123_….jsonl"),
    f"trầnngọc3b_123_456_{FILE}": ("123", False, 0, f"…_123_456_{FILE}"),
    f"अदिति_123_456_{FILE}": ("123", False, 0, f"…_123_456_{FILE}"),
    f"12345_678_999_{FILE}": ("678", False, 0, f"…_678_999_{FILE}"),
    f"_123_456_{FILE}": ("123", False, 0, f"…_123_456_{FILE}"),
    "lopezada_123_456_Lopez homework-1.pdf": ("123", False, 1, "…_123_456_….pdf"),
    "lopezada_123_456_2026_Lopez.txt": ("123", False, 0, "…_123_456_….txt"),
    f"anon_AbC12_456_{FILE}": ("AbC12", False, 0, f"anon_AbC12_456_{FILE}"),
    f"LATE_anon_AbC12_456_{FILE}": ("AbC12", True, 0, f"LATE_anon_AbC12_456_{FILE}"),
    "anon_90210_456_2026_notes.txt": ("90210", False, 0, "anon_90210_456_….txt"),
}
# path → what a report shows of it
PLAIN = {
    FILE: FILE,
    f"monday/{FILE}": f"monday/{FILE}",
    f"7b/{FILE}": f"7b/{FILE}",
    f"Ada Lopez/{FILE}": f"…/{FILE}",
    f"Ada Lopez - {FILE}": f"…{FILE}",
    f"Copy of {FILE}": f"…{FILE}",
    "iron_dome.ada-l (1).jsonl": "iron_dome.ada-l (1).jsonl",
    "iron_dome.ada-l(1).jsonl": "iron_dome.ada-l(1).jsonl",
    "iron_dome.ada-1.jsonl": "iron_dome.ada-1.jsonl",
    "iron_dome_2026_11_24.jsonl": "….jsonl",
    "notes_of_2026.txt": "….txt",
    "assignsubmission_file.jsonl": "….jsonl",
    "": "",
    "..": "…",
}
# path → platform, attempt, late, ignored, shown (“#” stands for the sign of a name)
FOLDERS = {
    f"11-900 - Ada Lopez - Nov 24, 2026 926 PM/{FILE}": ("brightspace", 0, False, False, f"11-900 - …/{FILE}"),
    f"in/11-900 - Ada Lopez- Nov 24, 2026 926 PM/my work/{FILE}": (
        "brightspace",
        0,
        False,
        False,
        f"…/11-900 - …/…/{FILE}",
    ),
    f"Lopez, Ada - 0AAA119SP00084/Revision 2 - Late/{FILE}": (
        *("schoology", 2, True, False),
        f"… - 0AAA119SP00084/Revision 2 - Late/{FILE}",
    ),
    f"Submitted files/Ada Lopez/Reading/Version 3/{FILE}": (
        "teams",
        3,
        False,
        False,
        f"Submitted files/…-#/…/Version 3/{FILE}",
    ),
    f"Working files/Ada Lopez/Reading/{FILE}": ("teams", 0, False, False, f"Working files/…-#/…/{FILE}"),
    f"Reading 1_alopez_attempt_2026-11-24-09-30-00_{FILE}": (
        *("blackboard", 20261124093000, False, False),
        f"…_#_attempt_2026-11-24-09-30-00_{FILE}",
    ),
    "Reading 1_alopez_attempt_2026-11-24-09-30-00.txt": (
        *("blackboard", 20261124093000, False, True),
        "…_#_attempt_2026-11-24-09-30-00.txt",
    ),
}


@pytest.mark.parametrize("path", MOODLE)
def test_a_path_of_moodle_gives_the_number_and_hides_the_name(path):
    number, shown = MOODLE[path]
    assert submission(path) == Submission("moodle", number, shown=shown)


@pytest.mark.parametrize("path", CANVAS)
def test_a_path_of_canvas_gives_the_user_the_lateness_and_the_try_and_hides_the_name(path):
    user, late, attempt, shown = CANVAS[path]
    assert submission(path) == Submission("canvas", user, late, attempt, shown)


@pytest.mark.parametrize("path", PLAIN)
def test_a_path_of_no_platform_is_shown_without_what_may_be_a_name(path):
    assert submission(path) == Submission(shown=PLAIN[path])


@pytest.mark.parametrize("path", FOLDERS)
def test_a_path_of_another_platform_gives_the_person_and_hides_the_name(path):
    lms, attempt, late, ignored, shown = FOLDERS[path]
    told = submission(path)
    assert (told.lms, told.attempt, told.late, told.ignored) == (lms, attempt, late, ignored)
    sign = told.submitter.rpartition("-")[2]
    assert told.shown == shown.replace("#", sign)
    assert told.submitter
    assert "opez" not in told.shown
    assert told.name in ("Ada Lopez", "Lopez, Ada", "alopez")


def test_the_outermost_form_decides_and_what_is_in_a_zip_speaks_for_nobody():
    for path in ("mal_77_3002_work.zip/holly_90_9999_{}", "M M_77_assignsubmission_file/H H_90_assignsubmission_file/{}"):
        told = submission(path.format(FILE))
        assert told.submitter == "77"
        assert "90" not in told.shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("Ada Lopez_1_assignsubmission_onlinetext/onlinetext.html", "…_1_assignsubmission_onlinetext/….html"),
        ("Ada Lopez_1_assignsubmission_onlinetext_onlinetext.html", "…_1_assignsubmission_onlinetext_….html"),
        ("lopezada_123_text.html", "…_123_text.html"),
        ("lopezada_LATE_123_link.html", "…_LATE_123_link.html"),
    ],
)
def test_what_was_typed_online_is_ignored(path, shown):
    told = submission(path)
    assert (told.ignored, told.shown) == (True, shown)


def test_a_path_object_is_read_like_its_text():
    path = f"Ada Lopez_1_assignsubmission_file_/{FILE}"
    assert submission(PurePosixPath(path)) == submission(path)


def test_a_path_that_no_disk_could_hold_is_neither_read_nor_shown():
    assert submission("lopez" * LONGEST_PATH) == Submission(shown="…")


NAMES = st.text(st.characters(categories=["L", "M", "N", "Zs"], include_characters="'.-,"), min_size=1, max_size=30)


@given(st.text())
@example("_assignsubmission_")
@example("a_1_assignsubmission_file_/b_2_assignsubmission_file_/c")
@example("-1.-1.-1")
@example("\ud800_123_456_\ud800")
def test_every_path_has_an_answer(path):
    told = submission(path)
    assert told.lms in {"", "moodle", "canvas", "brightspace", "blackboard", "schoology", "teams"}
    assert told.attempt >= 0


@given(NAMES, st.integers(1, 10**7), st.sampled_from(["file/", "file_/", "file_"]))
def test_no_name_in_a_path_of_moodle_is_shown(name, number, form):
    told = submission(f"{name}_{number}_assignsubmission_{form}{FILE}")
    assert told.submitter == str(number)
    assert told.shown == f"…_{number}_assignsubmission_{form}{FILE}"


@given(NAMES, st.integers(1, 10**7), st.integers(100, 10**9), st.booleans())
@example("x_1", 22, 333, False)
def test_no_name_in_a_path_of_canvas_is_shown(name, user, attachment, late):
    # Canvas leaves only letters, digits and “_” of a name.
    kept = "".join(sign for sign in name.lower() if not sign.isspace() and sign not in "'.-,")
    lateness = "LATE_" if late else ""
    told = submission(f"{kept}_{lateness}{user}_{attachment}_{FILE}")
    assert (told.submitter, told.late) == (str(user), late)
    assert told.shown == f"…_{lateness}{user}_{attachment}_{FILE}"


@given(NAMES, st.sampled_from(["a_1_assignsubmission_file_/{}", "a_123_456_{}", "a_1_assignsubmission_file_/{}/x.jsonl"]))
def test_no_name_that_a_student_gave_a_file_or_folder_is_shown(name, form):
    # Short ones stand in the form itself.
    assume(len(name) > 5 and "/" not in name)
    assert name not in submission(form.format(name)).shown
