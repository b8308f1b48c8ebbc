"""Documents made one: what comes along, what is kept, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.library import Library, create_library
from tests.support.zotero_folder import small_folder
from tests.unit.library.conftest import ARTICLE, World
from tests.unit.library.test_facade import snapshot


def other_version(world: World, tmp_path: Path, text: str = ARTICLE) -> str:
    """Another document with its own marks, notes, tags and collection."""
    file = tmp_path / "other.md"
    file.write_text(text.replace("one of", "some of").replace("It was", "Then it was"))
    [line] = world.library.import_paths([str(file)])
    assert line.document is not None, line.error
    assert line.status == "added"
    library, id_ = world.library, line.document.id
    library.set_fields(id_, {"key": "other2024", "publisher": "A Press", "title": "Other title"})
    library.tag(id_, ["theirs"])
    library.add_note("on the other", on=id_)
    library.highlight_quotation(id_, "Somebody wrote it.", note="by whom?", tags=["who"])
    library.highlight_quotation(id_, "Then it was quoted")
    library.collect("Others", [id_], make=True)
    return id_


def test_everything_that_hangs_on_the_others_comes_along(world: World, tmp_path: Path) -> None:
    library = world.library
    other = other_version(world, tmp_path)
    kept = library.merge(world.document, [other]).value
    opened = library.open_document(kept.id)
    assert kept.id == world.document
    assert kept.title == "Reading a claim twice"
    assert kept.reference["publisher"] == "A Press"
    assert kept.tags == ("theirs",)
    assert {note.text for note in opened.notes} == {
        "private thought", "on the document", "on the other", "by whom?",
    }  # fmt: skip
    assert [c.name for c in library.collections() if kept.id in c.documents] == ["Claims", "Others"]
    by_words = {one.exact: one for one in opened.highlights}
    assert set(by_words) == {"Somebody wrote it.", "three papers", "Then it was quoted"}
    moved = by_words["Somebody wrote it."]
    assert (moved.text_id, moved.locator.paragraph) == (kept.text_id, 1)
    assert moved.tags == ("who",)
    lost = by_words["Then it was quoted"]
    assert (lost.text_id, lost.start, lost.locator.paragraph) == (None, None, None)
    assert library.check() == []


def test_the_keys_of_the_others_mean_the_kept_one(world: World, tmp_path: Path) -> None:
    other = other_version(world, tmp_path)
    world.library.set_fields(other, {"key": "newer2024"})
    kept = world.library.merge(world.document, [other]).value
    for key in ("other2024", "newer2024", kept.key):
        assert world.library.document(key).id == world.document
    assert set(kept.former_keys) >= {"other2024", "newer2024"}


def test_merging_is_one_step_back_and_forth(world: World, tmp_path: Path) -> None:
    other = other_version(world, tmp_path)
    before = snapshot(world.library)
    world.library.merge(world.document, [other, world.reference])
    after = snapshot(world.library)
    assert world.library.count() == 1
    assert world.library.undo().value == "merge 3 documents"
    assert snapshot(world.library) == before
    world.library.redo()
    assert snapshot(world.library) == after


def test_a_document_without_text_gets_the_others_with_its_marks(world: World) -> None:
    was = world.library.open_document(world.document)
    kept = world.library.merge(world.reference, [world.document]).value
    opened = world.library.open_document(kept.id)
    assert opened.text == was.text
    assert kept.original == was.document.original
    assert [one.exact for one in opened.highlights] == ["three papers"]
    assert opened.highlights[0].locator == was.highlights[0].locator
    [(hit, *_)] = world.library.search("bayan").hits
    assert hit.id == kept.id
    assert world.library.check() == []


def test_typed_quotations_come_along(world: World) -> None:
    world.library.highlight_quotation(world.reference, "words on paper", page="12")
    world.library.merge(world.document, [world.reference])
    [typed] = [
        one for one in world.library.open_document(world.document).highlights if one.start is None
    ]
    assert (typed.exact, typed.locator.page) == ("words on paper", "12")


def test_the_others_lie_in_the_trash_with_text_and_file(world: World, tmp_path: Path) -> None:
    other = other_version(world, tmp_path)
    world.library.merge(world.document, [other])
    [trashed] = world.library.trashed()
    assert (trashed.id, trashed.key) == (other, "other2024-merged1")
    assert trashed.text_id is not None
    assert trashed.original is not None


def test_fields_are_taken_as_chosen(world: World, tmp_path: Path) -> None:
    other = other_version(world, tmp_path)
    view = world.library.merge_view(world.document, [other])
    [title] = [field for field in view.undecided if field.field == "title"]
    kept = world.library.merge(
        world.document, [other], {"title": title.values[1], "author": None}
    ).value
    assert kept.title == "Other title"
    assert "author" not in kept.reference


@pytest.mark.parametrize("fields", [{"issued": "nonsense", "author": "no list"}, {"title": None}])
def test_what_can_not_be_changes_nothing(
    world: World, tmp_path: Path, fields: dict[str, object]
) -> None:
    other = other_version(world, tmp_path)
    before = snapshot(world.library)
    with pytest.raises(InputError):
        world.library.merge(world.document, [other], fields)
    assert snapshot(world.library) == before


def test_a_document_is_not_merged_with_itself(world: World) -> None:
    with pytest.raises(InputError):
        world.library.merge(world.document, [world.document])


def test_what_zotero_still_has_twice_stays_one_here(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "Zotero")
    twin = folder.item("book", "TWIN2222", title="A printed book", citationKey="meer2016b")
    folder.save()
    with create_library(tmp_path / "library") as library:
        list(library.import_paths([str(folder.path)]))
        merged = library.merge("meer2016", ["meer2016b"]).value
        folder.note("NOTE5555", "<p>new there</p>", twin)
        folder.save()
        lines = list(library.import_paths([str(folder.path)]))
        assert {line.status for line in lines} == {"duplicate"}
        assert _notes(library, merged.id) == ["new there"]
        assert library.count() == 3
    folder.close()


def _notes(library: Library, id_: str) -> list[str]:
    return [note.text for note in library.notes(id_)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "distinct", "undo", "redo"]), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=12,
)


@settings(max_examples=15)
@given(steps=STEPS)
def test_no_order_of_merges_loses_a_note_a_mark_or_a_key(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("merges") / "library"
    with create_library(folder) as library:
        for number in range(4):
            made = library.add_reference({"type": "book", "title": f"T{number}"}, key=f"k{number}")
            library.add_note(f"n{number}", on=made.value.id)
            library.highlight_quotation(made.value.id, f"words {number}", note=f"m{number}")
            library.collect(f"c{number % 2}", [made.value.id], make=True)
        for step, first, second in steps:
            ids = [document.id for document in library.documents()]
            one, other = ids[first % len(ids)], ids[second % len(ids)]
            if step == "merge" and one != other:
                library.merge(one, [other])
            elif step == "distinct" and one != other:
                library.distinct([one, other])
            elif step == "undo" and (library.next_undo() or "").startswith(("merge", "not")):
                library.undo()
            elif step == "redo":
                library.redo()
            assert {note.text for note in library.notes()} == {
                f"{letter}{number}" for letter in "nm" for number in range(4)
            }
            opened = [library.open_document(document.id) for document in library.documents()]
            marks = [mark.exact for each in opened for mark in each.highlights]
            assert sorted(marks) == [f"words {number}" for number in range(4)]
            assert all(library.document(f"k{number}").deleted is None for number in range(4))
            assert library.check() == []
