"""Every format through the real child: no socket of the internet, no file outside, killed whole."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import LimitError
from app.intake import IntakeReader, Limits, Reading
from app.intake.pandoc import parse
from tests.support.tracing import run_traced
from tests.unit.intake.packages import docx, epub, odt, par

ROOT = Path(__file__).resolve().parents[3]
LINKED = (
    '<w:p><w:hyperlink r:id="rX"><w:r><w:t>link</w:t></w:r></w:hyperlink>'
    '<w:r><w:pict><v:imagedata r:link="rY"/></w:pict></w:r></w:p>'
)
FILES = {
    "a.docx": docx(par("Body.") + LINKED),
    "a.odt": odt(
        '<text:p>Body. <draw:frame><draw:image xlink:href="http://192.0.2.1/x.png" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame></text:p>'
    ),
    "a.rtf": rb'{\rtf1 Body. {\field{\*\fldinst INCLUDEPICTURE "http://192.0.2.1/x.png"}}\par}',
    "a.epub": epub({"one": '<p>Body. <img src="http://192.0.2.1/x.png"/></p>'}),
    "a.wiki": b"Body. [[File:http://192.0.2.1/x.png]] [http://192.0.2.1/ link]",
}


@pytest.mark.parametrize("name", FILES)
def test_a_document_comes_through_the_child(
    reading: Callable[[str, bytes], Reading], name: str
) -> None:
    found = reading(name, FILES[name])
    assert found.text is not None
    assert found.text.canonical.startswith("Body.")
    assert found.original == FILES[name]


def test_no_format_opens_a_socket_of_the_internet(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    program = (
        "import sys; from pathlib import Path; from app.intake import IntakeReader\n"
        "with IntakeReader() as reader:\n"
        "    for path in sorted(Path(sys.argv[1]).iterdir()): reader.read(path)\n"
        "print('read')"
    )
    result = run_traced([sys.executable, "-c", program, tmp_path], cwd=ROOT)
    assert result.stdout.strip() == "read", result.stderr
    assert result.internet == []


def test_pandoc_is_stopped_when_it_takes_too_long() -> None:
    with pytest.raises(LimitError) as caught:
        parse(b"*a **a " * 60_000, "markdown", seconds=0.2)
    assert caught.value.code == "too-slow"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_pandoc_ends_with_the_child_that_started_it(tmp_path: Path) -> None:
    path = tmp_path / "slow.md"
    path.write_bytes(b"[a](<b)<!-- " * 200_000)
    reader = IntakeReader(Limits(seconds=60))
    failed: list[Exception] = []

    def read() -> None:
        try:
            reader.read(path)
        except LimitError as error:
            failed.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    pandoc = _appears(os.getpid())
    reader.abandon()
    thread.join()
    assert pandoc is not None
    assert failed
    assert not _lives(pandoc)


def _appears(parent: int) -> int | None:
    """The pandoc among the descendants of a process, once it is there."""
    for _ in range(400):
        for process in _descendants(parent):
            if _name(process) == "pandoc":
                return process
        time.sleep(0.02)
    return None


def _descendants(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _parent(int(folder.name)) == parent:
            found += [int(folder.name), *_descendants(int(folder.name))]
    return found


def _stat(process: int) -> list[str]:
    try:
        said = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return []
    return [said[said.index("(") + 1 : said.rindex(")")], *said[said.rindex(")") + 2 :].split()]


def _parent(process: int) -> int | None:
    found = _stat(process)
    return int(found[2]) if found else None


def _name(process: int) -> str:
    return (_stat(process) or [""])[0]


def _lives(process: int) -> bool:
    """Whether a process still runs; killed ones may wait to be collected."""
    for _ in range(100):
        found = _stat(process)
        if not found or found[1] in "ZX":
            return False
        time.sleep(0.02)
    return True
