"""A folder of three hundred files, good and bad, by the real command line."""

from __future__ import annotations

import json
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.support.sourcebook import Shell, command, environment
from tests.unit.intake.hostile import Input, everything

GOOD = 240
BAD = 60
_SLOW = ("bomb", "long", "many", "deep", "only breaks", "nowiki", "note of itself", "wide")


def hostile() -> list[Input]:
    """Inputs of every kind that is quickly read or refused, evenly from the whole set."""
    quick = [given for given in everything("/nowhere") if not any(w in given[0] for w in _SLOW)]
    return quick[:: len(quick) // BAD][:BAD]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("mixed")
    files = folder / "files"
    files.mkdir()
    for number in range(GOOD):
        text = f"# Letter {number}\n\nThe letter of {1700 + number} has {number * 7919} words.\n"
        (files / f"good {number:03}.md").write_text(text, encoding="utf-8")
    for number, (_, name, data) in enumerate(hostile()):
        (files / f"bad {number:02} {name}").write_bytes(data)
    return Shell(folder)


def started(shell: Shell) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("import", "files", "--json", "--library", shell.library),
        cwd=shell.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def test_killed_in_the_middle_and_run_again_twice(shell: Shell) -> None:
    """What was acknowledged is kept, then every file has one line, then nothing is new."""
    names = {path.name for path in (shell.folder / "files").iterdir()}
    assert len(names) == GOOD + BAD == 300

    with started(shell) as program:
        assert program.stdout is not None
        seen = [json.loads(program.stdout.readline()) for _ in range(100)]
        program.send_signal(signal.SIGKILL)
        program.communicate(timeout=60)
    kept = {line["id"] for line in seen if line["id"]}
    assert kept <= {document["id"] for document in shell("list").json["documents"]}
    assert shell("check").json == {"ok": True, "problems": []}

    again = shell("import", "files")
    assert again.status == 1
    assert again.error["code"] == "import-failed"
    assert Counter(line["file"] for line in again.lines) == Counter(names)
    assert {line["path"] for line in again.lines} == {"files"}
    status = {line["file"]: line["status"] for line in again.lines}
    assert all(status[name] in ("added", "duplicate") for name in names if name.startswith("good"))
    assert {"added", "duplicate", "failed"} == set(status.values())
    for line in again.lines:
        assert (line["id"] is None) == (line["error"] is not None) == (line["status"] == "failed")
        if line["error"]:
            assert line["error"]["code"] != "reader-broke", line["file"]
            assert line["error"]["message"]
            assert line["error"]["hint"]
    held = {document["id"] for document in shell("list").json["documents"]}
    assert {line["id"] for line in again.lines if line["id"]} == held

    third = shell("import", "files")
    assert {line["file"]: line["status"] for line in third.lines} == {
        name: "failed" if status[name] == "failed" else "duplicate" for name in names
    }
    assert {document["id"] for document in shell("list").json["documents"]} == held
    assert shell("check").json == {"ok": True, "problems": []}
    originals = [p for p in (shell.folder / "L" / "originals").rglob("*") if p.is_file()]
    assert not [p for p in originals if p.suffix in (".tmp", ".part")]


def test_names_of_every_odd_kind_are_files_like_others(tmp_path: Path) -> None:
    odd = [
        "a\nb.md", "\u202efdp.md", "😀.md", "-rf.md", "--json.md", "con.md", "a" * 252 + ".md",
        "esc\x1b[31m.md", " .md", "\u200b.md", "a:b.md", "a\\b.md", "أعماق.md",
        "x%2e%2e.md", "q\"'`$(id).md", "e\u0301.md", "é.md", "bad\udcff.md",
    ]  # fmt: skip
    folder = tmp_path / "odd"
    folder.mkdir()
    written = []
    for number, name in enumerate(odd):
        try:
            (folder / name).write_text(f"# Name {number}\n\nIt has {number * 7919} words.\n")
        except (OSError, ValueError):  # some systems don't have such names
            continue
        written.append(name)
    assert len(written) > 5
    shell = Shell(tmp_path)
    ran = shell("import", "odd")
    assert {line["file"] for line in ran.lines} == set(written)
    assert {line["status"] for line in ran.lines} == {"added"}, ran.lines
    plain = subprocess.run(
        command("import", "odd", "--library", "other"), cwd=tmp_path, env=environment(),
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert plain.returncode == 0
    assert b"\x1b" not in plain.stdout + plain.stderr
    assert "\u202e".encode() not in plain.stdout + plain.stderr
