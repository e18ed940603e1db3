"""What a class server keeps, all in one folder: the kit for students, homes, hand-ins, codes, and the hub's files."""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import KitError, reason
from ..editions import student as student_edition
from ..gradebook.intake.class_server import FOLDER, HAND_INS
from ..student.journal import check_student

# Numbers that no account has, and that systemd's list of ranges leaves unused. The first is the hand-in service's.
SERVICE_UID = 60_706
STUDENT_UIDS = range(60_707, 61_184)
# A kernel's socket is a file in here, and no system allows more than some hundred letters for the name of one.
LONGEST_PATH = 45


@dataclass(frozen=True)
class ServerFolder:
    """The folder of one class server. Everything in it was made by the class server, apart from ``own_settings``."""

    path: Path

    @property
    def kit(self) -> Path:
        """The student edition that students' servers run."""
        return self.path / "kit"

    @property
    def homes(self) -> Path:
        """A home for each student, by class id."""
        return self.path / "homes"

    @property
    def run(self) -> Path:
        """A folder a student for the sockets of running kernels, by number."""
        return self.path / "run"

    @property
    def hand_ins(self) -> Path:
        """What `grade` reads."""
        return self.path / HAND_INS

    @property
    def taken(self) -> Path:
        """Where the hand-in service writes, a folder a student."""
        return self.hand_ins / FOLDER

    @property
    def codes(self) -> Path:
        """Class ids and their codes."""
        return self.path / "codes.csv"

    @property
    def slips(self) -> Path:
        """The codes as slips to print."""
        return self.path / "slips.html"

    @property
    def state(self) -> Path:
        """The hub's own files: database, secrets, log."""
        return self.path / "state"

    @property
    def proxy(self) -> Path:
        """The proxy, if the command fetched it."""
        return self.path / "proxy"

    @property
    def settings(self) -> Path:
        """JupyterHub's settings, written anew at each start."""
        return self.path / "settings.py"

    @property
    def own_settings(self) -> Path:
        """The teacher's own settings for JupyterHub, read after ours."""
        return self.path / "own_settings.py"

    @property
    def log_ins(self) -> Path:
        """For log-ins whose names are no class ids: which id each of them got."""
        return self.path / "log-ins.csv"

    def make(self, group: int) -> None:
        """Make what is not there. ``group`` is the teacher's, who may read hand-ins. Raises KitError."""
        try:
            # Students pass through the folder to the kit and to their homes, and can list neither it nor the homes.
            for folder, mode in ((self.path, 0o711), (self.homes, 0o711), (self.run, 0o711), (self.state, 0o700)):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(mode)
            self.taken.mkdir(parents=True, exist_ok=True)
            for folder in (self.hand_ins, self.taken):
                os.chown(folder, SERVICE_UID if folder == self.taken else 0, group)
                folder.chmod(0o2750)
        except OSError as error:
            raise KitError(f"“{self.path}” cannot be made: {reason(error)}. Name another folder.") from error

    def refresh_kit(self) -> None:
        """Put today's student edition into the folder, in one step. Raises KitError."""
        new, old = (self.path / f"kit.{name}" for name in ("new", "old"))
        student_edition.keep_sets_given_out()
        try:
            for rest in (new, old):
                shutil.rmtree(rest, ignore_errors=True)
            student_edition.copy(new)
            compileall.compile_dir(new / "exercises", quiet=2)
            for path in (new, *new.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
            if self.kit.exists():
                self.kit.rename(old)
            new.rename(self.kit)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise KitError(f"The students' copy could not be put into “{self.path}”: {reason(error)}.") from error

    def home(self, student: str) -> tuple[Path, int]:
        """A student's home, made if it is not there, and the number of the user that it belongs to.

        Raises KitError if something else has its place, or if no number is free.
        """
        home = self.homes / check_student(student)
        with suppress(FileNotFoundError):
            found = home.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in STUDENT_UIDS:
                raise KitError(f"“{home}” was not made by the class server. Move it away.")
            self._own(self.run / str(found.st_uid), found.st_uid)
            return home, found.st_uid
        used = self._used()
        uid = next((uid for uid in STUDENT_UIDS if uid not in used), None)
        if uid is None:
            raise KitError(f"The class server has room for {len(STUDENT_UIDS)} students. Start another one for the others.")
        self._own(home, uid)
        self._own(self.run / str(uid), uid)
        return home, uid

    @staticmethod
    def _own(folder: Path, uid: int) -> None:
        """Make a folder that is one user's alone. Students cannot put anything next to it, so it is no link."""
        if not folder.exists():
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, uid)

    def _used(self) -> set[int]:
        import pwd

        homes = {path.lstat().st_uid for path in self.homes.iterdir()}
        return homes | {account.pw_uid for account in pwd.getpwall()}

    def forget(self, student: str = "") -> None:
        """Delete all that is here, or all that there is of one student. Raises KitError."""
        names = ("kit", "kit.new", "kit.old", "homes", "run", HAND_INS, "state", "proxy")
        gone = [self.homes / student, self.taken / student] if student else [self.path / name for name in names]
        files = [] if student else [self.codes, self.slips, self.settings, self.log_ins]
        try:
            for path in gone:
                if path.exists():
                    shutil.rmtree(path)
            for path in files:
                path.unlink(missing_ok=True)
            with suppress(OSError):
                # What the teacher put there stays, and so does the folder then.
                if not student:
                    self.path.rmdir()
        except OSError as error:
            raise KitError(f"Not all could be deleted: {error.filename or self.path}: {reason(error)}.") from error


def class_id(log_in: str) -> str:
    """The class id of whoever logged in under a name: the name itself, or a short sign for one that is no class id.

    >>> class_id("ada-l")
    'ada-l'
    >>> class_id("ada@example.org")
    'u-cfe00dde46ef'
    """
    with suppress(KitError):
        if check_student(log_in) == log_in:
            return log_in
    return f"u-{hashlib.sha256(log_in.encode('utf-8', 'replace')).hexdigest()[:12]}"
