"""The command ``class-server``: codes and slips, the server itself, and forgetting all of it."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from ..base.environment import ROOT, USUAL, ready
from ..base.errors import KitError, reason
from ..base.files import atomic_write, only_writer
from ..base.processes import run
from ..gradebook.intake.roster import read_roster
from ..student.journal import check_student
from . import checks
from .codes import new_codes, read_codes, write_codes
from .folder import ServerFolder
from .settings import Options, as_file, settings
from .slips import write_slips

_BUSY = "The class server of this folder is running. Stop it first, with Ctrl+C where it was started."


def class_server_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``class-server``."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder, or that of an earlier start")
    parser.add_argument(
        "--codes", metavar="ROSTER", type=Path, help="make codes and slips from a roster, and start nothing"
    )
    parser.add_argument("--address", metavar="URL", default="", help="what the slips say that students open")
    parser.add_argument("--port", type=int, default=8000, help="the port; the three after it are used inside; 8000")
    parser.add_argument(
        "--listen", metavar="IP", default="", help="only this address of the machine; all of them by default"
    )
    parser.add_argument("--certificate", metavar="FILE", type=Path, help="the certificate for https")
    parser.add_argument("--certificate-key", metavar="FILE", type=Path, help="the certificate's own key")
    parser.add_argument(
        "--forget", metavar="ID", nargs="?", const="", help="delete everything, or all that there is of one class id"
    )


def class_server(options: argparse.Namespace) -> int:
    """Do what the options ask for; returns the exit status. Raises KitError."""
    folder = ServerFolder(options.folder.absolute())
    if options.codes:
        return _codes(folder, options)
    checks.administrator()
    if options.forget is not None:
        return _forget(folder, options.forget)
    return _serve(folder, _options(options))


def _codes(folder: ServerFolder, options: argparse.Namespace) -> int:
    """Codes for all ids of a roster: those that have one keep it, and those that left lose theirs."""
    roster = read_roster(options.codes)
    if not roster.students:
        raise KitError(" ".join(roster.problems) or f"{options.codes.name} lists no student.")
    folder.path.mkdir(parents=True, exist_ok=True)
    known = read_codes(folder.codes) if folder.codes.exists() else {}
    codes = new_codes(sorted(roster.students), known)
    scheme = "https" if options.certificate else "http"
    address = options.address or f"{scheme}://{socket.getfqdn()}:{options.port}"
    names = {student: one.full_name for student, one in roster.students.items()}
    write_codes(folder.codes, codes)
    try:
        write_slips(folder.slips, codes, names, address)
    except OSError as error:
        raise KitError(f"The slips could not be written: {reason(error)}.") from error
    for problem in roster.problems:
        print(problem)
    new, gone = len(codes.keys() - known.keys()), sorted(known.keys() - codes.keys())
    print(f"{len(codes)} students have a code, {new} of them a new one, in {folder.codes}.")
    print(f"Print the slips: {folder.slips}. They say that students open {address}")
    if gone:
        print(f"Not on the roster any more, so they cannot log in: {', '.join(gone)}. Their work is still there.")
    return 0


def _forget(folder: ServerFolder, student: str) -> int:
    if not folder.state.is_dir():
        raise KitError(f"“{folder.path}” is not the folder of a class server. Nothing was deleted.")
    with only_writer(folder.state, _BUSY):
        if student:
            _forget_one(folder, check_student(student))
            print(f"Deleted: the work, the hand-ins and the code of “{student}”. The hub forgets the id at its next start.")
            print("Grades that you made from the hand-ins are where you wrote them. Delete that line there.")
            return 0
        folder.forget()
    print(f"Deleted: all answers, hand-ins, codes and log-ins in {folder.path}.")
    print("Grades that you made from the hand-ins are where you wrote them. Delete that folder, too.")
    return 0


def _forget_one(folder: ServerFolder, student: str) -> None:
    codes = read_codes(folder.codes) if folder.codes.exists() else {}
    if student not in codes and not (folder.homes / student).exists() and not (folder.taken / student).exists():
        raise KitError(f"There is nothing of “{student}” in {folder.path}.")
    folder.forget(student)
    if codes.pop(student, None) is not None:
        write_codes(folder.codes, codes)
        # The slips have the code, too; they can be made anew from the roster.
        folder.slips.unlink(missing_ok=True)


def _options(options: argparse.Namespace) -> Options:
    """The options of a start, checked. Raises KitError."""
    certificate, key = options.certificate, options.certificate_key
    if bool(certificate) != bool(key):
        raise KitError("Https needs both: --certificate and --certificate-key.")
    for path in filter(None, (certificate, key)):
        if not path.is_file():
            raise KitError(f"There is no file “{path}”.")
    if not 1 <= options.port <= 65_532:
        raise KitError(f"{options.port} is no port. Choose one from 1024 to 65532.")
    # Who typed “sudo” is the teacher, who may then grade without it.
    group = int(os.environ.get("SUDO_GID", "0"))
    return Options(
        options.port, options.listen, certificate and certificate.absolute(), key and key.absolute(), group=group
    )


def _serve(folder: ServerFolder, options: Options) -> int:
    checks.short_path(folder)
    # Asked for here alone: codes and slips can be made on a computer where JupyterHub does not run.
    if (python := ready((*USUAL, "server"))) != sys.executable:
        raise KitError(f"Start it with the Python that has everything it needs: {python} -m exercises class-server …")
    if not folder.codes.exists() and not folder.own_settings.exists():
        raise KitError(
            "Nobody could log in: there are no codes so far. Make them from your roster with "
            f"“python -m exercises class-server {folder.path} --codes ROSTER”."
        )
    if folder.codes.exists():
        read_codes(folder.codes)
    folder.make(options.group)
    with only_writer(folder.state, _BUSY):
        proxy = checks.find_proxy(folder)
        folder.refresh_kit()
        checks.free_ports(options, folder)
        atomic_write(folder.settings, as_file(settings(folder, options, proxy), folder.own_settings).encode("utf-8"))
        folder.settings.chmod(0o600)
        checks.runs_for_students(folder)
        checks.keys_are_closed(folder, ROOT)
        return _run(folder, options)


def _run(folder: ServerFolder, options: Options) -> int:
    """Run JupyterHub until it is stopped. What it logs is in the folder's state/hub.log."""
    scheme = "https" if options.certificate else "http"
    print(f"The class server runs at {scheme}://{options.listen or socket.getfqdn()}:{options.port}. Ctrl+C stops it.")
    if not options.certificate:
        print("Without a certificate, others on the same network could read what students type. See --certificate.")
    print(f"Grade with: python -m exercises grade {folder.hand_ins} --out GRADES", flush=True)
    env = {**os.environ, "PYTHONPATH": str(folder.kit)}
    # The proxy's script asks for the program “node” by name.
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", os.defpath)])
    log = folder.state / "hub.log"
    log.touch(mode=0o600)
    with log.open("ab") as output:
        command = [sys.executable, "-m", "jupyterhub", "--config", str(folder.settings)]
        status = run(command, folder.state, env, output)
    if status not in (0, 128 + 2, 128 + 15):
        raise KitError(
            f"The class server stopped by itself (status {status}); the reason is at the end of {log}. Give the same "
            "command again. Students' servers that are running go on, and no answer is lost."
        )
    print("The class server has stopped.")
    return 0
