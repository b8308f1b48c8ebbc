"""Over five hundred hostile inputs through the real child: one clear error, or clean blocks.

They are read once, one after the other, by a program of its own that is watched from outside.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.tracing import INTERNET, usable_strace
from tests.unit.intake.hostile import CANARY, HIDDEN, SECRET, everything
from tests.unit.intake.hostile_more import more

ROOT = Path(__file__).resolve().parents[3]
INPUTS = {given[0]: given for given in [*everything(CANARY), *more()]}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef]")
_TRICKS = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_PROGRAM = """
import json, sys
from pathlib import Path
from app.errors import InputError
from app.intake import IntakeReader, Limits
with IntakeReader(Limits(seconds=60, processor_seconds=30)) as reader:
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        [path] = folder.iterdir()
        try:
            found = reader.read(path)
        except InputError as error:
            said = {"error": [error.code, error.message, error.hint, error.detail]}
        else:
            text = found.text.canonical if found.text else ""
            said = {"text": text, "reference": found.reference, "images": len(found.images),
                    "provenance": found.provenance, "warnings": found.warnings}
        print(json.dumps({"number": int(folder.name), "left": len(list(folder.iterdir())), **said}))
"""


@dataclass(frozen=True)
class Run:
    """What was said of each input by name, and what the system was asked; None if unwatched."""

    said: dict[str, dict[str, Any]]
    calls: list[str] | None


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All inputs read; the file that they point at is there, and holds the secret."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / CANARY).write_text(SECRET)
    folder, trace = tmp_path_factory.mktemp("in"), outside / "trace"
    given = [*everything(str(outside / CANARY)), *more()]
    for number, (_, file, data) in enumerate(given):
        (folder / f"{number:04}").mkdir()
        (folder / f"{number:04}" / file).write_bytes(data)
    calls = "trace=network,open,openat,openat2,readlink,execve"
    try:
        watched = [usable_strace(), "-f", "-qq", "--seccomp-bpf", "-e", calls, "-o", str(trace)]
    except pytest.skip.Exception:
        watched = []
    done = subprocess.run(
        [*watched, sys.executable, "-c", _PROGRAM, str(folder)],
        cwd=ROOT, capture_output=True, check=False, timeout=280, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    said = {given[line["number"]][0]: line for line in lines}
    return Run(said, trace.read_text(errors="replace").splitlines() if watched else None)


def test_the_set_is_large_and_each_input_has_its_own_name() -> None:
    assert len([*everything(CANARY), *more()]) == len(INPUTS) >= 500


@pytest.mark.parametrize("name", INPUTS)
def test_it_is_one_clear_error_or_clean_blocks(run: Run, name: str) -> None:
    said = run.said[name]
    assert SECRET not in json.dumps(said)
    assert said["left"] == 1, "something was written beside the file"
    if "error" in said:
        code, message, hint, detail = said["error"]
        assert code != "reader-broke", detail
        assert message
        assert hint
    else:
        _is_clean(said)
        if name.startswith("page ") or HIDDEN.encode() in INPUTS[name][2]:
            assert HIDDEN not in json.dumps(said)


def _is_clean(said: dict[str, Any]) -> None:
    reference, provenance = said["reference"], said["provenance"]
    assert not _CONTROLS.search(said["text"])
    told = json.dumps([reference, provenance, said["warnings"]], ensure_ascii=False)
    assert not _CONTROLS.search(told)
    assert not _TRICKS.search(told)
    for place in (reference, provenance):
        for name in ("URL", "address", "downloaded_from"):
            address = str(place.get(name, "https://"))
            assert address.startswith(("http://", "https://"))
            assert "@" not in address
    assert said["images"] == 0


def test_none_reads_a_file_outside_or_opens_a_socket(run: Run) -> None:
    if run.calls is None:
        pytest.skip("strace can't be used here")
    assert any("openat" in line for line in run.calls)
    assert [line for line in run.calls if INTERNET.search(line)] == []
    assert [line for line in run.calls if CANARY in line] == []
