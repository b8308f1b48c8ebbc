"""References, keys, tags, collections and the trash through the façade."""

import pytest

from app.errors import InputError, NotFoundError
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
