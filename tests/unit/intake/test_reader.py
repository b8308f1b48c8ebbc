"""The reader and its child, with real processes and real files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import InputError, LimitError
from app.intake import IntakeReader, Limits, Reading
from app.model import DocumentKind

Make = Callable[[str, bytes], Reading]
ROOT = Path(__file__).resolve().parents[3]


def test_a_reading_carries_the_file_itself(reading: Make, tmp_path: Path) -> None:
    data = b"A Title Here\n\nSome text of it.\n"
    found = reading("a note.txt", data)
    assert found.original == data
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.name, found.media_type) == ("a note.txt", "text/plain")
    assert found.provenance["file"] == "a note.txt"
    assert str(tmp_path) not in repr(found.provenance)
    assert found.reference == {"type": "webpage", "title": "A Title Here"}


def test_the_files_time_is_when_it_was_saved(reader: IntakeReader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.")
    os.utime(path, (1_457_172_000, 1_457_172_000))  # 2016-03-05 10:00 UTC
    found = reader.read(path)
    assert found.provenance["saved"] == "2016-03-05T10:00:00Z"
    assert "issued" not in found.reference
    assert "accessed" not in found.reference


def test_a_kind_that_is_given_wins(reader: IntakeReader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.")
    found = reader.read(path, kind=DocumentKind.REPORT)
    assert (found.kind, found.reference["type"]) == (DocumentKind.REPORT, "report")


def test_a_file_without_a_title_goes_by_its_name(reading: Make) -> None:
    found = reading("Counting claims.html", b"<p>Just a line.</p>")
    assert found.reference["title"] == "Counting claims"
    assert found.provenance["fields"]["title"] == "the file's name"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.html", b"", "empty"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary"),
        ("noise.txt", bytes(range(256)) * 9, "binary"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
        ("table.xlsx", b"PK\x03\x04", "unknown-format"),
        ("none", b"text", "unknown-format"),
        ("refs.bib", b"@book{a}", "unknown-format"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_calm_error(
    reading: Make, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        reading(name, content)
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize("name", ["blank.txt", "blank.md", "blank.html"])
@pytest.mark.parametrize("content", [b" \n\t\r\n ", "\ufeff\u00a0\n\u200b\n".encode()])
def test_a_file_of_white_space_is_empty(reading: Make, name: str, content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        reading(name, content)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "page",
    [
        b"<html lang=en><head><title> </title></head><body><p>&nbsp;</p></body></html>",
        b"<html><body><script>var a</script><img src=x></body></html>",
        b"<!-- only a comment -->",
    ],
)
def test_a_page_without_text_and_title_is_empty(reading: Make, page: bytes) -> None:
    with pytest.raises(InputError) as caught:
        reading("blank.html", page)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"Only a Title\n"),
        ("a.md", b"# Only a Title\n"),
        ("a.html", b"<title>Only a Title</title><body></body>"),
    ],
)
def test_a_title_with_nothing_below_is_kept_with_a_warning(
    reading: Make, name: str, content: bytes
) -> None:
    found = reading(name, content)
    assert found.reference["title"] == "Only a Title"
    assert found.text is None
    assert found.warnings


def test_what_is_no_file_is_a_calm_error(reader: IntakeReader, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    for name, code in [("folder.html", "not-a-file"), ("gone.html", "no-file")]:
        with pytest.raises(InputError) as caught:
            reader.read(tmp_path / name)
        assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_or_device_is_not_waited_for(reader: IntakeReader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        with pytest.raises(InputError) as caught:
            reader.read(tmp_path / name)
        assert caught.value.code == "not-a-file"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 1_000)
    with IntakeReader(Limits(text_size=4_000)) as reader, pytest.raises(LimitError) as caught:
        reader.read(path)
    assert caught.value.code == "too-large"


def test_a_file_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    slow, plain = tmp_path / "slow.html", tmp_path / "plain.txt"
    slow.write_bytes(b"<p>" + b"<b>word</b> " * 400_000)
    plain.write_text("Title\n\nText.")
    with IntakeReader(Limits(seconds=0.4)) as reader:
        with pytest.raises(LimitError) as caught:
            reader.read(slow)
        assert caught.value.code == "too-slow"
        patient = IntakeReader()
        with patient:
            assert patient.read(plain).reference["title"] == "Title"


def test_a_killed_child_is_one_failed_file_at_most(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.")
    with IntakeReader() as reader:
        reader.read(path)
        child = reader._child
        assert child is not None
        child.kill()
        assert reader.read(path).reference["title"] == "Title"


@pytest.mark.skipif(sys.platform == "win32", reason="no memory limit on Windows")
def test_a_file_that_needs_too_much_memory_fails_alone(tmp_path: Path) -> None:
    big, small = tmp_path / "big.html", tmp_path / "small.txt"
    big.write_bytes(b"<p>" + b"<i>a</i>" * 2_000_000)
    small.write_text("Title\n\nText.")
    with IntakeReader(Limits(memory=300_000_000)) as reader:
        with pytest.raises(LimitError):
            reader.read(big)
        assert reader.read(small).reference["title"] == "Title"


def test_one_child_serves_many_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.")
    with IntakeReader() as reader:
        reader.read(path)
        child = reader._child
        reader.read(path)
        assert reader._child is child


def test_it_works_from_anywhere_with_no_output_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nText.")
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    program = (
        "import os, sys; os.close(1); os.close(2); sys.path.insert(0, sys.argv[1]);"
        "from pathlib import Path; from app.intake import IntakeReader;"
        "reader = IntakeReader(); found = reader.read(Path('a.txt')); reader.close();"
        "os._exit(42 if found.reference['title'] == 'Title' else 1)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(ROOT)], cwd=tmp_path, check=False
    )
    assert done.returncode == 42
