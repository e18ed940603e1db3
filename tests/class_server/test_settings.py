"""JupyterHub's settings as a file, what is checked before a start, and what forgetting leaves."""

from __future__ import annotations

import os
import sys

import pytest

from exercises.base.errors import KitError
from exercises.class_server import checks, student_server
from exercises.class_server.folder import STUDENT_UIDS, ServerFolder, class_id
from exercises.class_server.settings import SCOPE, Options, Ports, as_file, settings
from tests.class_server.calling import call


class Section:
    """What JupyterHub calls `c`: takes any setting."""

    def __getattr__(self, name):
        found = Section()
        setattr(self, name, found)
        return found


def run_file(text: str, **names) -> Section:
    c = Section()
    exec(compile(text, "settings.py", "exec"), {"get_config": lambda: c, **names})
    return c


def test_the_settings_open_one_port_and_close_the_rest(tmp_path):
    folder, own = ServerFolder(tmp_path / "s"), []
    found = settings(folder, Options(9000, group=50), ["/x/configurable-http-proxy"])
    c = run_file(as_file(found, folder.own_settings), load_subconfig=own.append)
    hub = c.JupyterHub
    assert hub.bind_url == "http://:9000"
    inside = [hub.hub_bind_url, c.ConfigurableHTTPProxy.api_url, hub.services[0]["url"], c.StudentServer.service_url]
    assert all(url.startswith("http://127.0.0.1:900") for url in inside)
    assert hub.services[0]["command"][-3:] == [str(folder.taken), "60706", "50"]
    assert {role["name"]: SCOPE in role["scopes"] for role in hub.load_roles} == {"user": True, "server": True}
    assert not any("admin" in scope for role in hub.load_roles for scope in role["scopes"])
    assert "--KernelManager.transport=ipc" in c.StudentServer.args
    assert c.StudentServer.notebook_dir.format(home="/h/ada") == "/h/ada/notebooks"
    assert own == []
    folder.path.mkdir()
    folder.own_settings.write_text("", encoding="utf-8")
    secure = settings(folder, Options(9000, "10.0.0.5", folder.path / "c", folder.path / "k"), [])
    c = run_file(as_file(secure, folder.own_settings), load_subconfig=own.append)
    assert (c.JupyterHub.bind_url, c.JupyterHub.proxy_class) == ("https://10.0.0.5:9000", "traefik_file")
    assert own == [str(folder.own_settings)]


def test_what_is_no_class_id_gets_a_short_sign_as_id():
    assert class_id("ada-l") == "ada-l"
    assert class_id("ada@example.org") == "u-cfe00dde46ef"
    assert class_id("Ada-L") != class_id("ada-l")
    assert len({class_id(name) for name in ("a" * 30, "../ada", "ada l", "")}) == 4


def test_a_student_gets_each_notebook_once_and_keeps_an_own_copy(tmp_path):
    kit, home = tmp_path / "kit", tmp_path / "home"
    (kit / "notebooks" / "teacher").mkdir(parents=True)
    home.mkdir()
    for name in ("00.ipynb", "01.ipynb", "teacher/desk.ipynb", "notes.md"):
        (kit / "notebooks" / name).write_text(name, encoding="utf-8")
    assert student_server.bring_notebooks(kit, home) == ["00.ipynb", "01.ipynb"]
    (home / "notebooks" / "00.ipynb").write_text("mine", encoding="utf-8")
    (home / "notebooks" / "01.ipynb").unlink()
    assert student_server.bring_notebooks(kit, home) == ["01.ipynb"]
    assert (home / "notebooks" / "00.ipynb").read_text(encoding="utf-8") == "mine"


def test_a_start_that_cannot_be_says_why(tmp_path, monkeypatch):
    folder = ServerFolder(tmp_path / ("long" * 20))
    with pytest.raises(KitError, match="is too long"):
        checks.short_path(folder)
    monkeypatch.setattr(checks.shutil, "which", lambda _: None)
    with pytest.raises(KitError, match=r"Install Node\.js with npm"):
        checks.find_proxy(folder)
    if hasattr(os, "geteuid"):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(KitError, match=r"Linux|sudo"):
        checks.administrator()
    # The command checks that first, so that nothing is made that only an administrator could delete.
    with pytest.raises(KitError, match=r"Linux|sudo"):
        call(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_ports_in_use_are_named(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1] - 2
        with pytest.raises(KitError, match=f"Port {port + 2} is in use"):
            checks.free_ports(Options(port), ServerFolder(tmp_path))
    assert Ports(8000).service_url == "http://127.0.0.1:8003/services/hand-in/"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="gives files to other users: an administrator")
def test_forgetting_one_student_leaves_the_others_and_forgetting_all_leaves_what_the_teacher_made(tmp_path, capsys):
    folder = ServerFolder(tmp_path / "s")
    folder.make(0)
    homes = {name: folder.home(name) for name in ("ada-l", "ben-k")}
    assert len({uid for _, uid in homes.values()}) == 2
    assert all(uid in STUDENT_UIDS for _, uid in homes.values())
    assert folder.home("ada-l") == homes["ada-l"]
    for name, (home, _) in homes.items():
        (home / "answers").write_text(name, encoding="utf-8")
        (folder.taken / name).mkdir()
        (folder.taken / name / "x.jsonl").write_text(name, encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("", encoding="utf-8")
    # What a student's link points at is not the student's, and stays.
    (homes["ada-l"][0] / "link").symlink_to(outside)
    (folder.homes / "cy-m").symlink_to(outside)
    with pytest.raises(KitError, match="was not made by the class server"):
        folder.home("cy-m")
    (folder.homes / "cy-m").unlink()
    folder.codes.write_text("id,code\nada-l,a-b\nben-k,c-d\n", encoding="utf-8")
    folder.own_settings.write_text("# mine\n", encoding="utf-8")
    assert call(folder.path, "--forget", "ada-l") == 0
    assert not any("ada-l" in str(path) for path in folder.path.rglob("*"))
    assert "ada-l" not in folder.codes.read_text(encoding="utf-8-sig")
    assert (homes["ben-k"][0] / "answers").read_text(encoding="utf-8") == "ben-k"
    with pytest.raises(KitError, match="nothing of “nobody”"):
        call(folder.path, "--forget", "nobody")
    assert call(folder.path, "--forget") == 0
    assert [path.name for path in folder.path.iterdir()] == ["own_settings.py"]
    assert (outside / "kept").exists()
    assert "Delete that folder, too" in capsys.readouterr().out
    with pytest.raises(KitError, match="not the folder of a class server"):
        call(tmp_path, "--forget")
