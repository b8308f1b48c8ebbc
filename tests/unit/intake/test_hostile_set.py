"""Over three hundred hostile inputs through the real child: one clear error, or clean blocks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import InputError
from app.intake import IntakeReader, Limits, Reading
from tests.support.tracing import INTERNET, usable_strace
from tests.unit.intake.hostile import CANARY, HIDDEN, SECRET, Input, everything

ROOT = Path(__file__).resolve().parents[3]
NAMES = [name for name, _, _ in everything(CANARY)]
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef]")
_TRICKS = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def reader() -> Iterator[IntakeReader]:
    with IntakeReader(Limits(seconds=60, processor_seconds=30)) as made:
        yield made


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Input]:
    """All inputs by name; the file they point at is there, and holds the secret."""
    canary = tmp_path_factory.mktemp("outside") / CANARY
    canary.write_text(SECRET)
    return {given[0]: given for given in everything(str(canary))}


def test_the_set_is_large_and_each_input_has_its_own_name() -> None:
    assert len(NAMES) >= 200
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_one_clear_error_or_clean_blocks(
    reader: IntakeReader, tmp_path: Path, inputs: dict[str, Input], name: str
) -> None:
    _, file, data = inputs[name]
    path = tmp_path / file
    path.write_bytes(data)
    try:
        found = reader.read(path)
    except InputError as error:
        _is_clear(error)
    else:
        _is_clean(found)
        if name.startswith("page ") or HIDDEN.encode() in data:
            assert HIDDEN not in _all_of(found)
    assert [found.name for found in tmp_path.iterdir()] == [file]


def _is_clear(error: InputError) -> None:
    assert error.code != "reader-broke", error.detail
    assert error.message
    assert error.hint
    assert SECRET not in f"{error.message} {error.hint} {error.detail}"


def _is_clean(found: Reading) -> None:
    assert SECRET not in _all_of(found)
    assert found.text is None or not _CONTROLS.search(found.text.canonical)
    for value in (found.reference["title"], json.dumps(found.reference.get("author", []))):
        assert not _CONTROLS.search(value)
        assert not _TRICKS.search(value)
    address = str(found.reference.get("URL", "https://"))
    assert address.startswith(("http://", "https://"))
    assert found.images == ()


def _all_of(found: Reading) -> str:
    text = found.text.canonical if found.text else ""
    return text + json.dumps([found.reference, found.provenance, found.warnings])


def test_none_reads_a_file_outside_or_opens_a_socket(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / CANARY
    folder.mkdir()
    outside.write_text(SECRET)
    for number, (_, file, data) in enumerate(everything(str(outside))):
        (folder / f"{number}-{file}").write_bytes(data)
    program = (
        "import sys; from pathlib import Path\n"
        "from app.intake import IntakeReader; from app.errors import InputError\n"
        "with IntakeReader() as reader:\n"
        "    for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "        try: reader.read(path)\n"
        "        except InputError: pass\n"
        "print('read')"
    )
    trace = tmp_path / "trace"
    calls = "trace=network,open,openat,openat2,readlink,execve"
    done = subprocess.run(
        [usable_strace(), "-f", "-qq", "-e", calls, "-o", str(trace), sys.executable, "-c", program,
         str(folder)],
        cwd=ROOT, capture_output=True, check=False, timeout=280, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout.strip() == "read", done.stderr
    said = trace.read_text(errors="replace").splitlines()
    assert [line for line in said if INTERNET.search(line)] == []
    assert [line for line in said if CANARY in line] == []
