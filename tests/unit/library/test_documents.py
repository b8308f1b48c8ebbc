"""References, keys, tags, collections and the trash through the façade."""

import os
from pathlib import Path

import pytest

from app.changes import Change, Subject
from app.errors import ExportError, InputError, NotFoundError
from app.library import open_library
from app.library.fields import changed_reference
from tests.unit.library.conftest import World


def test_fields_are_typed_as_a_person_types_them(world: World) -> None:
    document = world.library.set_fields(
        world.document,
        {
            "author": "van Gogh, Vincent and {United Nations Security Council}",
            "date": "2016-03-18",
            "site": "A Site",
            "accessed": "2024",
            "url": "https://example.org/a_b%20c",
        },
    ).value
    reference = document.reference
    assert reference["author"][-1] == {"literal": "United Nations Security Council"}
    assert reference["author"][0]["family"] == "Gogh"
    assert reference["issued"] == {"date-parts": [[2016, 3, 18]]}
    assert reference["accessed"] == {"date-parts": [[2024]]}
    assert reference["container-title"] == "A Site"
    assert reference["URL"] == "https://example.org/a_b%20c"


def test_an_empty_value_removes_a_field(world: World) -> None:
    document = world.library.set_fields(world.document, {"issued": ""}).value
    assert "issued" not in document.reference


@pytest.mark.parametrize(
    ("field", "value"),
    [("nonsense", "x"), ("issued", "someday"), ("kind", "novel"), ("key", "a b"), ("title", " ")],
)
def test_a_field_that_can_not_be_changes_nothing(world: World, field: str, value: str) -> None:
    before = world.library.document(world.document)
    with pytest.raises(InputError):
        world.library.set_fields(world.document, {"publisher": "X", field: value})
    assert world.library.document(world.document) == before


def test_a_range_of_dates_has_two_parts() -> None:
    changed = changed_reference({"type": "book", "title": "t"}, {"issued": "2014/2016-05"})
    assert changed["issued"] == {"date-parts": [[2014], [2016, 5]]}


def test_the_kind_decides_the_csl_type(world: World) -> None:
    document = world.library.set_fields(world.document, {"kind": "encyclopedia-entry"}).value
    assert (document.kind, document.reference["type"]) == (
        "encyclopedia-entry",
        "entry-encyclopedia",
    )


def test_an_old_key_stays_known_and_taken(world: World) -> None:
    old = world.library.document(world.document).key
    world.library.set_fields(world.document, {"key": "mine2024"})
    found = world.library.document(old.upper())
    assert (found.id, found.key, found.former_keys) == (world.document, "mine2024", (old,))
    with pytest.raises(InputError, match="another document"):
        world.library.set_fields(world.reference, {"key": old})
    back = world.library.set_fields(world.document, {"key": old}).value
    assert (back.key, back.former_keys) == (old, ("mine2024",))


def test_two_works_of_one_author_and_year_get_different_keys(world: World) -> None:
    reference = {
        "type": "report",
        "title": "Same words",
        "author": [{"family": "Lee", "given": "A"}],
        "issued": {"date-parts": [[2020]]},
    }
    keys = [world.library.add_reference(reference).value.key for _ in range(3)]
    assert len({key.casefold() for key in keys}) == 3
    assert keys[1:] == [keys[0] + "a", keys[0] + "b"]


def test_an_edit_never_changes_a_key(world: World) -> None:
    key = world.library.document(world.document).key
    world.library.set_fields(world.document, {"title": "Quite another", "author": "X, Y"})
    assert world.library.document(world.document).key == key


def test_tags_are_sorted_and_single(world: World) -> None:
    assert world.library.tag(world.document, ["b", "a", "b", " a "]).value == ("a", "b")
    assert world.library.untag(world.document, ["a", "z"]).value == ("b",)


def test_a_collection_keeps_its_order_and_loses_the_trashed(world: World) -> None:
    world.library.collect("claims", [world.reference])
    [collection] = world.library.collections()
    assert collection.documents == (world.document, world.reference)
    world.library.trash(world.document)
    [collection] = world.library.collections()
    assert collection.documents == (world.reference,)


def test_the_trash_hides_a_document_and_gives_it_back(world: World) -> None:
    world.library.trash(world.document)
    with pytest.raises(NotFoundError):
        world.library.document(world.document)
    assert [d.id for d in world.library.trashed()] == [world.document]
    assert [d.id for d in world.library.documents()] == [world.reference]
    world.library.restore_document(world.document)
    assert len(world.library.documents()) == 2


def test_a_query_narrows_the_list(world: World) -> None:
    assert [d.id for d in world.library.documents("kind:book")] == [world.reference]
    assert [d.id for d in world.library.documents("collection:claims bayan")] == [world.document]
    assert world.library.documents("year:1999") == []


def test_search_sees_every_change_and_its_undoing(world: World) -> None:
    def found(query: str) -> int:
        return world.library.search(query).total

    assert (found("bayan"), found("zebra")) == (1, 0)
    world.library.set_fields(world.reference, {"title": "Zebra"})
    assert found("zebra") == 1
    world.library.undo()
    assert found("zebra") == 0
    world.library.tag(world.document, ["okapi"])
    assert found("okapi") == 1
    world.library.trash(world.document)
    assert (found("okapi"), found("bayan")) == (0, 0)
    world.library.undo()
    assert found("bayan") == 1


def test_a_lost_or_damaged_index_is_made_anew(world: World) -> None:
    world.library.search("bayan")
    world.library.close()
    for content in (None, b"", b"not an index" * 1000):
        index = world.folder / "index.db"
        index.unlink() if content is None else index.write_bytes(content)
        with open_library(world.folder) as library:
            assert library.search("bayan").total == 1
            assert library.check() == []


def test_an_institution_with_an_and_is_not_split(world: World) -> None:
    def authors(typed: str) -> object:
        return world.library.set_fields(world.document, {"author": typed}).value.reference["author"]

    assert authors("Center for War and Peace") == [{"literal": "Center for War and Peace"}]
    assert authors("Alex Kassirer and Jane Doe") == [
        {"family": "Kassirer", "given": "Alex"},
        {"family": "Doe", "given": "Jane"},
    ]
    assert authors("Doe, Jane; {War and Peace Office}") == [
        {"family": "Doe", "given": "Jane"},
        {"literal": "War and Peace Office"},
    ]


@pytest.mark.parametrize("date", ["2020-13", "2020-02-30", "2020-00", "2020/2021/2022"])
def test_a_date_that_is_none_is_refused(world: World, date: str) -> None:
    with pytest.raises(InputError, match="no date"):
        world.library.set_fields(world.document, {"issued": date})


def test_a_doi_given_as_an_address_is_the_doi(world: World) -> None:
    document = world.library.set_fields(world.document, {"doi": "https://doi.org/10.1/x"}).value
    assert document.reference["DOI"] == "10.1/x"


def test_what_changes_nothing_is_no_step_and_keeps_what_can_be_redone(world: World) -> None:
    world.library.tag(world.document, ["a"])
    world.library.undo()
    assert world.library.untag(world.document, ["nope"]).changes == frozenset()
    key = world.library.document(world.document).key
    assert world.library.set_fields(world.document, {"key": key}).changes == frozenset()
    assert world.library.redo().value == "add tag"


def test_making_a_collection_with_its_first_document_is_one_step(world: World) -> None:
    world.library.collect("New", [world.document], make=True)
    world.library.undo()
    assert [collection.name for collection in world.library.collections()] == ["Claims"]


def test_a_key_can_not_be_another_documents_id(world: World) -> None:
    with pytest.raises(InputError, match="another document"):
        world.library.set_fields(world.document, {"key": world.reference})


def test_an_export_goes_into_what_is_there(world: World, tmp_path: Path) -> None:
    (tmp_path / "real.bib").write_text("old")
    (tmp_path / "real.bib").chmod(0o640)
    (tmp_path / "link.bib").symlink_to("real.bib")
    world.library.write_file(tmp_path / "link.bib", b"new")
    assert (tmp_path / "link.bib").is_symlink()
    assert (tmp_path / "real.bib").read_bytes() == b"new"
    assert (tmp_path / "real.bib").stat().st_mode & 0o777 == 0o640
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    world.library.write_file(tmp_path / "pipe", b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


def test_an_export_that_can_not_be_written_says_so(world: World, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        world.library.write_file(tmp_path, b"x")
    with pytest.raises(ExportError):
        world.library.write_file(tmp_path / "nowhere" / "x.bib", b"x")


def test_an_index_found_damaged_while_searching_still_answers(world: World) -> None:
    assert world.library.search("bayan").total == 1
    # What the words are looked up in loses its pages; SQLite notices when it looks.
    connection = world.library._searched()._connection
    for table in ("presence_data", "positions_data"):
        connection.execute(f"DELETE FROM {table} WHERE id > 10")
    assert world.library.search("bayan").total == 1
    assert [d.id for d in world.library.documents("bayan")] == [world.document]


def test_an_import_says_what_it_changed(world: World) -> None:
    [line] = world.library.import_paths([str(world.spare)])
    assert line.document is not None
    assert line.changes == {Change(Subject.DOCUMENT, line.document.id)}
    [again] = world.library.import_paths([str(world.spare)])
    assert again.changes == frozenset()
