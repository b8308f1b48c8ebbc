"""What counts as new in a watched folder, on a real one; times are set, not waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import InputError
from app.intake import inbox
from app.intake.inbox import Look, Memory, Stamp, look, stamps_in

NOW = 1_700_000_000.0
NOTHING = Memory({})


def put(folder: Path, name: str, content: bytes = b"<p>words</p>", age: float = 60) -> Path:
    file = folder / name
    file.write_bytes(content)
    os.utime(file, (NOW - age, NOW - age))
    return file


def names(seen: Look) -> list[str]:
    return [each.path.name for each in seen.files]


def test_new_files_are_offered_the_latest_first(tmp_path: Path) -> None:
    put(tmp_path, "a.html", age=100)
    put(tmp_path, "b.pdf", b"%PDF", age=50)
    assert names(look(tmp_path, NOTHING, NOW)) == ["b.pdf", "a.html"]


def test_what_lay_there_before_is_not_offered_until_it_changes(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    memory = Memory(stamps_in(tmp_path))
    assert names(look(tmp_path, memory, NOW)) == []
    put(tmp_path, "a.html", b"<p>other words</p>", age=30)
    assert names(look(tmp_path, memory, NOW)) == ["a.html"]


def test_a_file_that_is_only_renamed_is_not_new(tmp_path: Path) -> None:
    file = put(tmp_path, "a.html")
    memory = Memory(stamps_in(tmp_path))
    file.rename(tmp_path / "better name.html")
    assert names(look(tmp_path, memory, NOW)) == []


def test_a_content_that_was_dismissed_is_not_offered_under_another_name(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    [offered] = look(tmp_path, NOTHING, NOW).files
    memory = Memory({}, frozenset({offered.sha256}))
    put(tmp_path, "a (1).html", age=10)
    assert names(look(tmp_path, memory, NOW)) == []


def test_the_same_content_twice_is_offered_once(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    put(tmp_path, "a (1).html")
    assert names(look(tmp_path, NOTHING, NOW)) == ["a.html"]


@pytest.mark.parametrize(
    "partial", ["a.pdf.part", "a.pdf.crdownload", "a.pdf.download", "a.pdf.PART"]
)
def test_what_is_on_its_way_is_waited_for(tmp_path: Path, partial: str) -> None:
    put(tmp_path, partial, b"%PD")
    assert names(look(tmp_path, NOTHING, NOW)) == []
    put(tmp_path, "a.pdf", b"%PDF-half")
    seen = look(tmp_path, NOTHING, NOW)
    assert (names(seen), list(seen.waiting or ())) == ([], ["a.pdf"])
    (tmp_path / partial).unlink()
    assert names(look(tmp_path, NOTHING, NOW)) == ["a.pdf"]


def test_an_empty_file_is_a_place_kept_free(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", b"")
    seen = look(tmp_path, NOTHING, NOW)
    assert (names(seen), list(seen.waiting or ())) == ([], ["a.pdf"])


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", b"%PDF-1", age=1)
    first = look(tmp_path, NOTHING, NOW)
    put(tmp_path, "a.pdf", b"%PDF-1.7", age=-9)
    second = look(tmp_path, NOTHING, NOW + 10, first)
    third = look(tmp_path, NOTHING, NOW + 13, second)
    assert [names(each) for each in (first, second, third)] == [[], [], []]
    assert names(look(tmp_path, NOTHING, NOW + 15, second)) == ["a.pdf"]


def test_a_clock_that_goes_wrong_hides_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", b"%PDF", age=-86_400)
    assert names(look(tmp_path, NOTHING, NOW)) == ["a.pdf"]


def test_links_folders_and_other_files_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    secret = put(outside, "secret.html")
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "link.html").symlink_to(secret)
    (folder / "folder.html").mkdir()
    os.mkfifo(folder / "pipe.html")
    put(folder, ".hidden.html")
    put(folder, "program.exe")
    put(folder, "picture.png")
    assert names(look(folder, NOTHING, NOW)) == []


def test_a_file_is_read_once_while_it_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.html")
    first = look(tmp_path, NOTHING, NOW)

    def never(*_any: object) -> str:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "_digest", never)
        assert look(tmp_path, NOTHING, NOW + 60, first).files == first.files
    put(tmp_path, "a.html", b"<p>changed</p>", age=-1)
    assert look(tmp_path, NOTHING, NOW + 60, first).files[0].sha256 != first.files[0].sha256
    assert file.exists()


def test_much_is_read_in_several_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "_READ_AT_ONCE", 10)
    for name in ("a.html", "b.html", "c.html"):
        put(tmp_path, name, name.encode() * 2)
    first = look(tmp_path, NOTHING, NOW)
    second = look(tmp_path, NOTHING, NOW + 1, first)
    third = look(tmp_path, NOTHING, NOW + 2, second)
    assert [len(each.files) for each in (first, second, third)] == [1, 2, 3]


def test_a_folder_that_is_too_full_or_gone_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError) as gone:
        look(tmp_path / "none", NOTHING, NOW)
    assert gone.value.code == "no-folder"
    monkeypatch.setattr(inbox, "MOST", 3)
    for number in range(4):
        put(tmp_path, f"{number}.png")
    with pytest.raises(InputError) as full:
        stamps_in(tmp_path)
    assert full.value.code == "too-many-files"


def test_looking_changes_nothing(tmp_path: Path) -> None:
    file = put(tmp_path, "a.html")
    before = file.stat()
    look(tmp_path, NOTHING, NOW)
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert look(tmp_path, Memory({"a.html": Stamp(1, 1)}), NOW).files
