"""A library written by each program there has been opens with all that was put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Access, Library, open_library, restore_library
from app.store.migrations import migrations
from app.store.schema import SCHEMA
from tests.support.durability.frozen import LIBRARIES, thawed
from tests.support.durability.soak import state_of

SCHEMAS = range(1, SCHEMA + 1)
COPIES_SINCE, VERSIONS_SINCE, IMAGES_SINCE = 4, 5, 2


def by_title(library: Library) -> dict[str, str]:
    return {one.title: one.id for one in library.documents()}


def test_every_schema_there_was_has_its_frozen_library() -> None:
    found = {path.name for path in LIBRARIES.glob("schema-*.sql")}
    assert found == {f"schema-{number}.sql" for number in SCHEMAS}
    assert len(migrations._migrations) == SCHEMA


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_was_put_into_it_is_there(schema: int, tmp_path: Path) -> None:
    with open_library(thawed(schema, tmp_path / "L"), Access.WRITE) as library:
        assert library.check() == []
        ids = by_title(library)
        assert list(ids) == ["Reading a claim twice", "A page with a picture", "A printed book"]
        assert [one.title for one in library.trashed()] == ["In the trash"]
        article = library.open_document(ids["Reading a claim twice"])
        assert article.document.key == "ellingsen2024claim"
        assert article.document.tags == ("claims", "méthode")
        assert article.document.reference["author"] == [{"family": "Ellingsen", "given": "Mara"}]
        assert article.text is not None
        assert "أعماق by a few. 😀" in article.text.canonical
        newer = "somebody else wrote it down" in article.text.canonical
        assert newer is (schema >= VERSIONS_SINCE)
        [mark] = article.highlights
        assert (mark.exact, mark.meaning, mark.tags) == ("three papers", "green", ("check",))
        assert mark.start is not None
        assert article.text.canonical[mark.start : mark.end] == "three papers"
        [typed] = library.open_document(ids["A printed book"]).highlights
        assert (typed.exact, typed.locator.page) == ("as the book says", "12")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_notes_groups_pictures_and_copies_are_as_they_were(schema: int, tmp_path: Path) -> None:
    with open_library(thawed(schema, tmp_path / "L"), Access.WRITE) as library:
        ids = by_title(library)
        notes = {(note.text, note.visibility.value) for note in library.notes()}
        assert notes == {
            ("private thought", "private"),
            ("shared, on the document", "shared"),
            ("on nothing, with أعماق and 😀", "private"),
        }
        outer, inner = library.collections()
        assert (outer.name, inner.name, inner.parent) == ("Claims", "Inside", outer.id)
        assert inner.documents == (ids["A printed book"], ids["Reading a claim twice"])
        page = library.open_document(ids["A page with a picture"])
        assert len(page.images) == (schema >= IMAGES_SINCE)
        for image in page.images:
            picture = (LIBRARIES / "picture.png").read_bytes()
            assert library.image(image.sha256) == picture
        linked = library.copies(ids["A page with a picture"]).copy_of
        assert (linked is not None) is (schema >= COPIES_SINCE)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_was_undone_before_can_be_redone_and_undone(schema: int, tmp_path: Path) -> None:
    with open_library(thawed(schema, tmp_path / "L"), Access.WRITE) as library:
        before = state_of(library)
        assert library.redo().value == "change meaning"
        [mark] = library.open_document("ellingsen2024claim").highlights
        assert mark.meaning == "pink"
        library.undo()
        assert state_of(library) == before
        steps = 0
        while library.undo().value is not None:
            steps += 1
        assert library.documents() == []
        assert library.notes() == ()
        while library.redo().value is not None:
            steps -= 1
        assert steps == -1  # the one that was undone when it was written comes too
        library.undo()
        assert state_of(library) == before
        assert library.check() == []


@pytest.mark.parametrize("schema", SCHEMAS[:-1])
def test_a_copy_of_it_as_it_was_is_kept_and_opens(schema: int, tmp_path: Path) -> None:
    folder = thawed(schema, tmp_path / "L")
    with open_library(folder, Access.WRITE) as library:
        state = state_of(library)
        backup, _ = library.back_up()
    copy = folder / "backups" / f"before-schema-{SCHEMA}-from-{schema}.db"
    assert copy.is_file()
    (folder / "library.db").unlink()
    copy.rename(folder / "library.db")
    with open_library(folder, Access.WRITE) as library:
        assert state_of(library) == state
    with open_library(restore_library(backup, tmp_path / "restored")) as library:
        assert state_of(library) == state
