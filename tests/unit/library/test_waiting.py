"""References to save: pasted as an address, found again, and given their text when it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Imported
from tests.unit.library.conftest import World

ADDRESS = "https://www.quay.example/2014/words?utm_source=letter"
PAGE = """<!doctype html><html lang="en"><head><title>The war of words</title>
<link rel="canonical" href="http://quay.example/2014/words/">
<meta name="author" content="Amal Roy"><meta property="article:published_time" content="2014-03-03">
</head><body><article><h1>The war of words</h1>
<p>The outlet was quoted by three papers before anybody asked where it had its claims from.</p>
<p>Nobody did so for a year, and then somebody did, and it was found that there was one source.</p>
</article></body></html>"""


def paste(world: World, text: str, tmp_path: Path) -> list[Imported]:
    file = tmp_path / "clipboard.references"
    file.write_text(text, encoding="utf-8")
    return list(world.library.import_paths([str(file)]))


def save(world: World, tmp_path: Path, page: str = PAGE) -> Imported:
    file = tmp_path / "words.html"
    file.write_text(page, encoding="utf-8")
    [line] = world.library.import_paths([str(file)])
    return line


def test_an_address_becomes_a_reference_to_save(world: World, tmp_path: Path) -> None:
    [line] = paste(world, ADDRESS, tmp_path)
    assert line.status == "added"
    document = line.document
    assert document is not None
    assert document.tags == ("to save",)
    assert document.text_id is None
    assert [each.id for each in world.library.documents("tag:“to save”")] == [document.id]
    assert [doubt.field for doubt in world.library.doubts(document.id)] == ["title"]


def test_the_page_that_comes_later_is_its_text(world: World, tmp_path: Path) -> None:
    [pasted] = paste(world, ADDRESS, tmp_path)
    assert pasted.document is not None
    before = world.library.count()
    line = save(world, tmp_path)
    assert (line.status, line.touched) == ("added", True)
    assert world.library.count() == before
    document = world.library.document(pasted.document.id)
    assert line.document == document
    assert document.text_id is not None
    assert document.title == "The war of words"
    assert document.reference["author"] == [{"family": "Roy", "given": "Amal"}]
    assert document.tags == ()
    assert document.former_keys == (pasted.document.key,)
    assert not [doubt for doubt in world.library.doubts(document.id) if doubt.field == "title"]


def test_undo_takes_the_text_away_and_leaves_the_reference(world: World, tmp_path: Path) -> None:
    [pasted] = paste(world, ADDRESS, tmp_path)
    assert pasted.document is not None
    save(world, tmp_path)
    world.library.undo()
    assert world.library.document(pasted.document.id) == pasted.document
    world.library.redo()
    assert world.library.document(pasted.document.id).text_id is not None


def test_what_was_written_meanwhile_stays(world: World, tmp_path: Path) -> None:
    [pasted] = paste(world, ADDRESS, tmp_path)
    assert pasted.document is not None
    world.library.set_fields(pasted.document.id, {"title": "Words at war", "note": "mine"})
    world.library.tag(pasted.document.id, ["reading"])
    save(world, tmp_path)
    document = world.library.document(pasted.document.id)
    assert document.title == "Words at war"
    assert document.reference["note"] == "mine"
    assert document.reference["issued"] == {"date-parts": [[2014, 3, 3]]}
    assert document.tags == ("reading",)


def test_a_printed_reference_keeps_its_fields(world: World, tmp_path: Path) -> None:
    printed = "Roy, A. Y. (2014). The war of words. Quay Notes. https://quay.example/2014/words"
    [pasted] = paste(world, printed, tmp_path)
    assert pasted.document is not None
    save(world, tmp_path)
    document = world.library.document(pasted.document.id)
    assert document.text_id is not None
    assert document.reference["author"] == [{"family": "Roy", "given": "A. Y."}]
    assert document.provenance["pasted"] == printed
    assert document.key == pasted.document.key


@pytest.mark.parametrize("again", [ADDRESS, "http://quay.example/2014/words/"])
def test_an_address_the_library_has_is_not_added_again(
    world: World, tmp_path: Path, again: str
) -> None:
    [first] = paste(world, ADDRESS, tmp_path)
    [second] = paste(world, again, tmp_path)
    assert second.status == "duplicate"
    assert first.document is not None
    assert second.document is not None
    assert second.document.id == first.document.id


def test_the_same_address_twice_in_one_paste_is_one(world: World, tmp_path: Path) -> None:
    lines = paste(
        world, f"{ADDRESS}\nhttps://doi.org/10.5555/a\n{ADDRESS}\ndoi:10.5555/A", tmp_path
    )
    assert [line.status for line in lines] == ["added", "added", "duplicate", "duplicate"]


def test_a_page_that_is_there_is_not_to_be_saved(world: World, tmp_path: Path) -> None:
    saved = save(world, tmp_path)
    [line] = paste(world, ADDRESS, tmp_path)
    assert line.status == "duplicate"
    assert line.document is not None
    assert saved.document is not None
    assert line.document.id == saved.document.id


def test_one_in_the_trash_takes_no_text(world: World, tmp_path: Path) -> None:
    [pasted] = paste(world, ADDRESS, tmp_path)
    assert pasted.document is not None
    world.library.trash(pasted.document.id)
    line = save(world, tmp_path)
    assert line.document is not None
    assert line.document.id != pasted.document.id


def test_another_page_of_the_site_is_another_source(world: World, tmp_path: Path) -> None:
    [pasted] = paste(world, "https://quay.example/2014/other", tmp_path)
    line = save(world, tmp_path)
    assert pasted.document is not None
    assert line.document is not None
    assert line.document.id != pasted.document.id
    assert not line.touched
