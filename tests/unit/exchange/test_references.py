"""Files on disk: which are read, in which encodings, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import InputError, LimitError
from app.exchange.references import is_reference_file, parse_reference_json, read_references


@pytest.mark.parametrize("name", ["a.bib", "a.BIB", "a.bibtex", "a.ris", "a.json"])
def test_reference_files_are_known_by_their_name(name: str) -> None:
    assert is_reference_file(Path(name))
    assert not is_reference_file(Path(name + ".html"))


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("latin-1", True),
        ("cp1252", True),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, warned: bool) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("@misc{a, title={Zürich}}\r\n@misc{b, title={Plain}}".encode(encoding))
    first, second = read_references(path).entries
    assert first.reference["title"] == "Zürich"
    assert bool(first.warnings) is warned
    assert second.warnings == ()


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("% Encoding: ISO-8859-2\n@misc{a, title={Škoda Łódź}}".encode("iso-8859-2"))
    assert read_references(path).entries[0].reference["title"] == "Škoda Łódź"


def test_csl_json_is_read_and_unsound_items_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    items = [{"id": 7, "title": "T"}, {"id": "b"}, "c", {"id": "Key", "title": "U"}]
    path.write_text(json.dumps(items))
    found = read_references(path)
    assert [(entry.key, entry.reference["title"]) for entry in found.entries] == [
        ("7", "T"),
        ("Key", "U"),
    ]
    assert [part.line for part in found.broken] == [2, 3]


def test_one_object_is_a_list_of_one() -> None:
    [entry] = parse_reference_json('{"title": "T", "id": "k"}')
    assert (entry.reference, entry.key) == ({"type": "document", "title": "T"}, "k")
    [entry] = parse_reference_json('{"items": [{"title": "T"}]}')
    assert (entry.reference["title"], entry.key) == ("T", None)


@pytest.mark.parametrize(
    "text", ["", "{", "nonsense", '[{"title": NaN}]', "[1]", '[{"title": 1e999}]']
)
def test_unsound_json_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_reference_json(text)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(LimitError):
        parse_reference_json("[" * 200_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.bib", b""),
        ("x.bib", b" \n"),
        ("x.bib", b"%PDF\0\0binary"),
        ("x.bib", b"no entry here"),
        ("x.ris", b"\n\n"),
        ("x.json", b"\xff\xfe\x00"),
        ("x.txt", b"@misc{a, title={T}}"),
    ],
)
def test_files_that_hold_no_references_are_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_references(path)


def test_files_that_are_gone_or_are_folders_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.bib"
    folder.mkdir()
    for path in (tmp_path / "gone.bib", folder):
        with pytest.raises(InputError):
            read_references(path)


def test_no_error_holds_the_text_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"secret words": ')
    with pytest.raises(InputError) as caught:
        read_references(path)
    assert "secret" not in repr(caught.value.as_dict()) + caught.value.detail


@pytest.mark.parametrize(
    "text", ['{"title": "settings", "theme": "dark"}', '[{"name": "a"}, {"name": "b"}]', "[1, 2]"]
)
def test_json_that_is_no_csl_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_references(path)
    assert caught.value.code == "not-csl"
    assert caught.value.message == "This JSON holds no references."


def test_an_item_that_is_no_reference_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"id": "a", "title": "T"}, {"title": "settings", "theme": "dark"}]')
    found = read_references(path)
    assert [entry.key for entry in found.entries] == ["a"]
    assert [part.line for part in found.broken] == [2]


def test_an_address_is_no_key(tmp_path: Path) -> None:
    """Zotero's own CSL-JSON has the item's address as its id, and the key beside it, if any."""
    path = tmp_path / "zotero.json"
    item = {"id": "http://zotero.org/users/1/items/ABCD", "type": "book", "title": "T"}
    path.write_text(json.dumps([item, {**item, "citation-key": "roe2020"}]))
    assert [entry.key for entry in read_references(path).entries] == [None, "roe2020"]


def test_a_date_of_nothing_is_none() -> None:
    (entry,) = parse_reference_json(
        '{"type": "book", "title": "T", "issued": {"date-parts": [[]]}}'
    )
    assert "issued" not in entry.reference
