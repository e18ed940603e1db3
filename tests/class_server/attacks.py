"""What a student with bad intent tries from a kernel; each line that starts with “got” is one that worked."""

from __future__ import annotations

# {names} are filled in by the test: the class server's folder, the kit of the teacher, a classmate with a server's number.
CODE = r"""
import os, glob, json, signal, socket, stat, sys, urllib.request, urllib.error
FOLDER, TEACHER, HER, HER_PID, HER_KERNEL, HUB, SERVICE, PROXY = {values!r}
MINE = os.environ["HOME"]
TOKEN = os.environ["JUPYTERHUB_API_TOKEN"]

def tried(what, attempt):
    try:
        got = attempt()
    except (OSError, urllib.error.URLError) as error:
        print("refused:", what, "-", getattr(error, "code", None) or getattr(error, "strerror", None) or error)
    else:
        print("got:" if got else "refused:", what, "-", str(got)[:80])

def read(path):
    return lambda: open(path, "rb").read(50)

def ask(url, data=None, token=None, method=None):
    headers = {{"Authorization": f"token {{token}}"}} if token else {{}}
    return lambda: urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=20).read(200)

home = f"{{FOLDER}}/homes/{{HER}}"
tried("the list of a classmate's home", lambda: os.listdir(home))
tried("a classmate's answers", read(f"{{home}}/notebooks/my-work/iron_dome.jsonl"))
tried("writing into a classmate's answers", lambda: open(f"{{home}}/notebooks/my-work/iron_dome.jsonl", "ab"))
tried("a classmate's token", lambda: b"JUPYTERHUB" in open(f"/proc/{{HER_PID}}/environ", "rb").read())
tried("ending a classmate's server", lambda: os.kill(HER_PID, signal.SIGKILL) or "killed")
tried("the sockets of a classmate's kernel", lambda: os.listdir(f"{{FOLDER}}/run/{{os.stat(home).st_uid}}"))
def listen():
    with socket.socket(socket.AF_UNIX) as one:
        one.connect(f"{{FOLDER}}/run/{{os.stat(home).st_uid}}/kernel-{{HER_KERNEL}}-ipc-1")
        return "connected"
tried("listening to a classmate's kernel", listen)
for name in ("codes.csv", "slips.html", "settings.py", "state/hub.sqlite", "state/cookie_secret", "state/hub.log"):
    tried(name, read(f"{{FOLDER}}/{{name}}"))
tried("the list of all homes", lambda: os.listdir(f"{{FOLDER}}/homes"))
tried("hand-ins", lambda: os.listdir(f"{{FOLDER}}/hand-ins"))
tried("a classmate's hand-in", read(f"{{FOLDER}}/hand-ins/class-server/{{HER}}/iron_dome.{{HER}}.jsonl"))
tried("writing a hand-in for a classmate", lambda: open(f"{{FOLDER}}/hand-ins/class-server/{{HER}}/x.jsonl", "wb"))
tried("a key in the students' copy", lambda: glob.glob(f"{{FOLDER}}/kit/**/key", recursive=True))
tried("the list of a key", lambda: os.listdir(f"{{TEACHER}}/exercises/lessons/iron_dome/key"))
tried("a key whose name is known", read(f"{{TEACHER}}/exercises/lessons/iron_dome/key/03_word_choice.toml"))
EARLIER = f"{{TEACHER}}/exercises/lessons/*/earlier/**/key/*.toml"
tried("a key kept for an earlier set", lambda: [open(name).read() for name in glob.glob(EARLIER, recursive=True)])
tried("the teacher's guide", read(f"{{TEACHER}}/notebooks/teacher/teachers_guide.ipynb"))
tried("changing the kit that all run", lambda: open(f"{{FOLDER}}/kit/exercises/__init__.py", "ab"))
tried("a home's place taken by a link", lambda: os.symlink("/etc", f"{{FOLDER}}/homes/zoe-z") or "linked")
tried("root's rights back", lambda: os.setuid(0) or "root")
tried("the users of the hub", ask(f"{{HUB}}/hub/api/users", token=TOKEN))
tried("a classmate in the hub", ask(f"{{HUB}}/hub/api/users/{{HER}}", token=TOKEN))
tried("a token in a classmate's name", ask(f"{{HUB}}/hub/api/users/{{HER}}/tokens", b"{{}}", TOKEN))
tried("stopping a classmate's server", ask(f"{{HUB}}/hub/api/users/{{HER}}/server", token=TOKEN, method="DELETE"))
tried("a classmate's files", ask(f"{{HUB}}/user/{{HER}}/api/contents", token=TOKEN))
tried("stopping the hub", ask(f"{{HUB}}/hub/api/shutdown", b"{{}}", TOKEN))
tried("the proxy's routes", ask(f"{{PROXY}}/api/routes"))
tried("the proxy's routes with a student's token", ask(f"{{PROXY}}/api/routes", token=TOKEN))
header = b'{{"hand_in": 1, "lesson": "iron_dome", "student": "' + HER.encode() + b'", "events": 0, "checksum": ""}}\n'
line = b'{{"v": 1, "at": "%s", "event": "check", "id": "how-many-paragraphs", "answer": 3}}\n'
tried("handing in without a token", ask(SERVICE, header + line))
tried("handing in with another token", ask(SERVICE, header + line, "0" * 32))
tried("a lesson outside of the folder", ask(SERVICE, header.replace(b"iron_dome", b"../../x") + line, TOKEN))
import time; time.sleep(2.5)
tried("a hand-in of six megabytes", ask(SERVICE, header + line * 60_000, TOKEN))
time.sleep(2.5)
# Taken, but as one's own, and at the server's time: the test looks at what became of it.
forged = ask(SERVICE, header + (line % b"2020-01-01T00:00:00+00:00").replace(b'"answer": 3', b'"answer": 15'), TOKEN)()
print("taken:", forged.decode())
"""
