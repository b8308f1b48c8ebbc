"""An emptied trash leaves nothing of what was in it, and all of everything else."""

from __future__ import annotations

from pathlib import Path

from app.library import Library, create_library
from app.store.blobs import stored_files

KEPT = "# Kept\n\nThe quiet paragraph that stays.\n"
GONE = "# Gone\n\nThe zebrafish paragraph that goes.\n"


def filled(folder: Path) -> tuple[Library, str, str]:
    library = create_library(folder / "library")
    ids = []
    for name, text in (("kept.md", KEPT), ("gone.md", GONE)):
        (folder / name).write_text(text)
        (added,) = library.import_paths([str(folder / name)])
        assert added.document is not None
        id_ = added.document.id
        ids.append(id_)
        mark = library.highlight_quotation(id_, "paragraph", note=f"note on {name}", tags=["t"])
        library.tag(mark.value.id, ["seen"])
        library.tag(id_, [name])
        library.collect("Both", [id_], make=True)
        library.add_note(f"whole {name}", on=id_)
        library.keep_reading_place(id_, 3)
    library.add_auto_export(folder / "kept.bib")
    library.run_auto_exports()
    return library, ids[0], ids[1]


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(
        path.read_bytes() for path in sorted((folder / "library").rglob("*")) if path.is_file()
    )


def test_what_was_in_the_trash_is_gone_from_the_disk_too(tmp_path: Path) -> None:
    library, kept, gone = filled(tmp_path)
    assert len(stored_files(tmp_path / "library")) == 2
    assert list(library.search("zebrafish").hits)
    library.trash(gone)
    done = library.empty_trash()
    assert done.value == 1
    assert {change.id for change in done.changes} == {gone}
    assert library.overview().trash == 0
    assert [note.text for note in library.notes()] == ["note on kept.md", "whole kept.md"]
    assert [document.id for document in library.documents()] == [kept]
    assert library.collections()[0].documents == (kept,)
    assert library.next_undo() is None
    assert not list(library.search("zebrafish").hits)
    assert library.check() == []
    library.close()
    assert len(stored_files(tmp_path / "library")) == 1
    left = everything_on_disk(tmp_path)
    for words in (b"zebrafish", b"gone.md", gone.encode()):
        assert words not in left
    assert b"quiet paragraph" in left


def test_an_empty_trash_changes_nothing_and_keeps_what_can_be_undone(tmp_path: Path) -> None:
    library, _kept, _gone = filled(tmp_path)
    before = library.next_undo()
    done = library.empty_trash()
    assert (done.value, done.changes) == (0, frozenset())
    assert library.next_undo() == before
    library.close()


def test_a_file_that_another_document_has_too_stays(tmp_path: Path) -> None:
    library, kept, gone = filled(tmp_path)
    for id_ in (kept, gone):
        library.trash(id_)
    library.restore_document(kept)
    library.empty_trash()
    opened = library.open_document(kept)
    assert opened.text is not None
    assert opened.text.canonical.endswith("The quiet paragraph that stays.")
    assert len(opened.highlights) == 1
    library.close()


def test_the_same_source_can_be_added_again_afterwards(tmp_path: Path) -> None:
    library, _kept, gone = filled(tmp_path)
    library.trash(gone)
    library.empty_trash()
    (added,) = library.import_paths([str(tmp_path / "gone.md")])
    assert added.status == "added"
    assert added.document is not None
    assert added.document.id != gone
    assert library.check() == []
    library.close()
