"""Changes to many documents at once, whole references, moved marks, and what a change names."""

from collections.abc import Callable
from typing import Any

import pytest

from app.changes import Change, Outcome, Subject
from app.errors import InputError, NotFoundError
from app.model import DocumentKind
from tests.unit.library.conftest import World

Act = Callable[[World, list[str]], Outcome[Any]]


def many(world: World, count: int = 12) -> list[str]:
    reference = {"type": "book", "title": "One of many"}
    return [world.library.add_reference(reference).value.id for _ in range(count)]


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (lambda w, ids: w.library.tag_all(ids, ["a"]), "add tag to 12 documents"),
        (lambda w, ids: w.library.set_kind_all(ids, "report"), "change kind of 12 documents"),
        (lambda w, ids: w.library.trash_all(ids), "delete 12 documents"),
        (lambda w, ids: w.library.collect("Claims", ids), "add 12 documents to collection"),
    ],
)
def test_many_documents_are_one_step_that_tells_their_number(
    world: World, act: Act, label: str
) -> None:
    ids = many(world)
    changed = act(world, ids).changes
    assert {change.id for change in changed if change.subject is Subject.DOCUMENT} == set(ids)
    assert world.library.undo().value == label
    assert world.library.undo().value == "add reference"


def test_taking_back_tags_and_trash_tells_the_number_too(world: World) -> None:
    ids = many(world, 2)
    world.library.tag_all(ids, ["a", "b"])
    world.library.untag_all(ids, ["b"])
    assert world.library.next_undo() == "remove tag from 2 documents"
    assert {world.library.document(id_).tags for id_ in ids} == {("a",)}
    world.library.trash_all(ids)
    world.library.restore_all(ids)
    assert world.library.next_undo() == "restore 2 documents"
    assert all(world.library.document(id_) for id_ in ids)


def test_only_documents_that_change_are_counted_and_named(world: World) -> None:
    ids = many(world, 3)
    world.library.tag(ids[0], ["a"])
    outcome = world.library.tag_all([*ids, ids[1]], ["a"])
    assert outcome.value == tuple(ids)
    assert {change.id for change in outcome.changes} == set(ids[1:])
    assert world.library.next_undo() == "add tag to 2 documents"
    assert world.library.tag_all(ids, ["a"]).changes == frozenset()


def test_one_document_is_told_as_one(world: World) -> None:
    world.library.tag_all([world.document], ["a"])
    assert world.library.next_undo() == "add tag"


def test_an_unknown_id_among_many_changes_nothing(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.library.trash_all([world.document, "nothing"])
    assert world.library.count() == 2


def test_a_kind_brings_the_type_it_is_cited_as(world: World) -> None:
    world.library.set_kind_all([world.document], "encyclopedia entry")
    document = world.library.document(world.document)
    assert document.kind is DocumentKind.ENCYCLOPEDIA_ENTRY
    assert document.reference["type"] == "entry-encyclopedia"


def test_a_whole_reference_is_replaced_in_one_step(world: World) -> None:
    before = world.library.document(world.document)
    new = {"type": "report", "title": "Another", "volume": 3, "id": "ignored", "issue": ""}
    document = world.library.replace_reference(world.document, new).value
    assert document.reference == {"type": "report", "title": "Another", "volume": "3"}
    assert (document.kind, document.key) == (DocumentKind.REPORT, before.key)
    assert world.library.search("another").total == 1
    assert world.library.undo().value == "edit reference"
    assert world.library.document(world.document) == before


def test_a_kind_stays_where_the_type_does(world: World) -> None:
    """Several kinds may be cited as one type."""
    world.library.set_fields(world.document, {"kind": "analyst-article"})
    same = {**world.library.document(world.document).reference, "title": "Better"}
    assert world.library.replace_reference(world.document, same).value.kind == "analyst-article"


@pytest.mark.parametrize(
    "reference", [{"type": "book", "author": [{"family": "X"}]}, {"title": ["x"]}, {}]
)
def test_a_reference_that_can_not_be_changes_nothing(
    world: World, reference: dict[str, Any]
) -> None:
    before = world.library.document(world.document)
    with pytest.raises(InputError):
        world.library.replace_reference(world.document, reference)
    assert world.library.document(world.document) == before


def test_a_mark_that_is_moved_keeps_its_notes_and_knows_its_new_place(world: World) -> None:
    text = world.library.open_document(world.document).text
    assert text is not None
    start = text.canonical.index("Somebody wrote it.")
    moved = world.library.set_highlight_range(world.highlight, start, start + 8).value
    assert (moved.exact, moved.locator.paragraph, moved.tags) == ("Somebody", 1, ("check",))
    assert moved.suffix.startswith(" wrote it.")
    assert len(world.library.notes(world.highlight)) == 1
    assert world.library.check() == []
    assert world.library.undo().value == "move mark"
    assert world.library.highlight(world.highlight).exact == "three papers"


def test_a_typed_quotation_has_no_place_to_move(world: World) -> None:
    typed = world.library.highlight_quotation(world.reference, "As it says").value
    with pytest.raises(InputError):
        world.library.set_highlight_range(typed.id, 0, 3)


def test_a_passage_is_marked_with_its_note_in_one_step(world: World) -> None:
    outcome = world.library.highlight_passage(
        world.document, 2, 7, note="Said twice", shared=True, tags=["t"]
    )
    [note] = world.library.notes(outcome.value.id)
    assert (note.text, note.visibility, outcome.value.tags) == ("Said twice", "shared", ("t",))
    assert outcome.changes == {
        Change(Subject.DOCUMENT, world.document),
        Change(Subject.HIGHLIGHT, outcome.value.id),
        Change(Subject.NOTE, note.id),
    }
    assert world.library.undo().changes == outcome.changes
    assert len(world.library.open_document(world.document).highlights) == 1


MARGINS: list[Callable[[World], Outcome[Any]]] = [
    lambda w: w.library.set_meaning(w.highlight, "pink"),
    lambda w: w.library.set_highlight_range(w.highlight, 2, 7),
    lambda w: w.library.tag(w.highlight, ["new"]),
    lambda w: w.library.untag(w.highlight, ["check"]),
    lambda w: w.library.add_note("more", on=w.highlight),
    lambda w: w.library.add_note("more", on=w.document),
    lambda w: w.library.edit_note(w.note, text="other"),
    lambda w: w.library.delete_note(w.note),
    lambda w: w.library.delete_highlight(w.highlight),
    lambda w: w.library.tag(w.document, ["new"]),
    lambda w: w.library.uncollect(w.collection, [w.document]),
]


@pytest.mark.parametrize("act", MARGINS)
def test_what_changes_in_a_documents_margin_names_the_document(
    world: World, act: Callable[[World], Outcome[Any]]
) -> None:
    changes = act(world).changes
    assert Change(Subject.DOCUMENT, world.document) in changes
    assert world.library.undo().changes == changes
    assert world.library.redo().changes == changes


def test_a_loose_note_names_no_document(world: World) -> None:
    [change] = world.library.add_note("on nothing").changes
    assert change.subject is Subject.NOTE
