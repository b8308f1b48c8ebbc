"""A .bib file kept up to date: whole, only when it changes, never over somebody else's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cite.bibtex import BibChoices
from app.errors import InputError, NotFoundError
from app.library import Library, create_library, open_library
from app.library.debounce import Debounce
from app.library.takingin import merged
from app.model.autoexport import ExportState
from app.store import files

BOOK = {"type": "book", "author": [{"family": "Roe", "given": "Jane"}]}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        for key, title in (("a", "Of lists"), ("b", "Of maps"), ("c", "Of names")):
            made.add_reference({**BOOK, "title": title}, key=key)
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.bib"


def states(library: Library, **given: object) -> list[ExportState]:
    return [one.state for one in library.run_auto_exports(**given)]  # type: ignore[arg-type]


def test_a_file_is_written_and_follows_each_change(library: Library, file: Path) -> None:
    library.add_auto_export(file)
    assert states(library) == [ExportState.WRITTEN]
    assert file.read_bytes() == library.export("biblatex").content
    library.set_fields("b", {"title": "Of other maps"})
    library.trash("c")
    assert states(library) == [ExportState.WRITTEN]
    assert file.read_bytes() == library.export("biblatex").content
    assert b"Of other maps" in file.read_bytes()
    assert b"Of names" not in file.read_bytes()


def test_what_has_not_changed_is_not_written_again(library: Library, file: Path) -> None:
    library.add_auto_export(file)
    library.run_auto_exports()
    before = file.stat()
    library.add_note("a thought", on="a")
    assert states(library) == [ExportState.CURRENT]
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_file_is_known_to_be_ours_after_a_restart(
    library: Library, file: Path, tmp_path: Path
) -> None:
    library.add_auto_export(file)
    library.run_auto_exports()
    library.close()
    with open_library(tmp_path / "library") as again:
        again.set_fields("a", {"title": "Of new lists"})
        assert states(again) == [ExportState.WRITTEN]
        assert b"Of new lists" in file.read_bytes()


def test_a_collection_is_kept_with_those_inside_it(library: Library, file: Path) -> None:
    library.add_collection("Essay")
    library.add_collection("Week 1", parent="Essay")
    library.collect("Essay", ["a"])
    library.collect("Week 1", ["b"])
    library.add_auto_export(file, collection="Essay", format_name="bibtex")
    library.run_auto_exports()
    wanted = library.export("bibtex", names=["a", "b"]).content
    assert file.read_bytes() == wanted
    library.uncollect("Week 1", ["b"])
    assert states(library) == [ExportState.WRITTEN]
    library.remove_collection("Essay")
    (kept,) = library.run_auto_exports()
    assert kept.state is ExportState.FAILED
    assert b"Of lists" in file.read_bytes()


def test_what_somebody_else_wrote_is_never_overwritten_in_silence(
    library: Library, file: Path
) -> None:
    export = library.add_auto_export(file).value
    library.run_auto_exports()
    theirs = file.read_text().replace("Of maps", "Of their maps") + "@misc{new, title={New}}\n"
    file.write_text(theirs)
    library.set_fields("a", {"title": "Of my lists"})
    (kept,) = library.run_auto_exports()
    assert (kept.state, file.read_text()) == (ExportState.FOREIGN, theirs)
    assert kept.problem
    assert states(library, overwrite=[export.id]) == [ExportState.WRITTEN]
    assert b"their" not in file.read_bytes()


def test_a_file_that_was_there_before_is_left_alone(library: Library, file: Path) -> None:
    file.write_text("% mine\n")
    library.add_auto_export(file)
    assert states(library) == [ExportState.FOREIGN]
    assert file.read_text() == "% mine\n"


@pytest.mark.parametrize("format_name", ["biblatex", "bibtex"])
def test_changes_of_others_are_taken_in_field_by_field(
    library: Library, file: Path, format_name: str
) -> None:
    # An annotation and an exact day don't get into BibTeX; they must not be lost by coming back.
    library.replace_reference(
        "b",
        {**BOOK, "title": "Of maps", "annote": "Mine", "issued": {"date-parts": [[2001, 2, 3]]}},
    )
    export = library.add_auto_export(file, format_name=format_name).value
    library.run_auto_exports()
    theirs = file.read_text().replace("Of maps", "Of their maps")
    file.write_text(theirs + "\n@misc{new, title={New}, keywords={t}}\n")
    library.set_fields("b", {"publisher": "My Press"})
    assert states(library) == [ExportState.FOREIGN]
    taken = library.take_in_auto_export(export.id).value
    assert (len(taken.added), len(taken.changed)) == (1, 1)
    assert taken.conflicts == taken.broken == ()
    b = library.document("b").reference
    assert b["title"] == "Of their maps"
    assert (b["annote"], b["issued"]) == ("Mine", {"date-parts": [[2001, 2, 3]]})
    assert b["publisher"] == "My Press"
    assert library.document("new").tags == ("t",)
    assert states(library) == [ExportState.WRITTEN]
    assert b"Of their maps" in file.read_bytes()
    library.undo()
    assert library.document("b").title == "Of maps"
    assert states(library) == [ExportState.WRITTEN]


def test_changes_whose_taking_in_was_undone_are_somebody_else_s_again(
    library: Library, file: Path
) -> None:
    export = library.add_auto_export(file).value
    library.run_auto_exports()
    theirs = file.read_text().replace("Of maps", "Of their maps")
    file.write_text(theirs)
    library.take_in_auto_export(export.id)
    library.undo()
    assert states(library) == [ExportState.FOREIGN]
    assert file.read_text() == theirs


def test_what_both_changed_is_told_and_the_file_s_is_taken(library: Library, file: Path) -> None:
    export = library.add_auto_export(file).value
    library.run_auto_exports()
    file.write_text(file.read_text().replace("Of maps", "Theirs").replace("Of lists", "Same"))
    library.set_fields("b", {"title": "Mine"})
    library.set_fields("a", {"title": "Same"})
    taken = library.take_in_auto_export(export.id).value
    assert taken.conflicts == (("b", "title"),)
    assert [library.document(key).title for key in "ab"] == ["Same", "Theirs"]
    library.undo()
    assert library.document("b").title == "Mine"


def test_three_states_are_compared_after_a_restart_too(
    library: Library, file: Path, tmp_path: Path
) -> None:
    library.tag("a", ["old", "kept"])
    export = library.add_auto_export(file).value
    library.run_auto_exports()
    library.close()
    file.write_text(file.read_text().replace("kept, old", "kept, new"))
    with open_library(tmp_path / "library") as again:
        again.set_fields("a", {"key": "renamed", "publisher": "Press"})
        again.tag("a", ["mine"])
        again.trash("c")
        taken = again.take_in_auto_export(export.id).value
        assert (len(taken.changed), taken.added) == (1, ())
        document = again.document("renamed")
        assert document.tags == ("kept", "mine", "new")
        assert document.reference["publisher"] == "Press"
        assert [one.key for one in again.trashed()] == ["c"]
        assert states(again) == [ExportState.WRITTEN]
        assert "kept, mine, new" in file.read_text()


def test_a_new_entry_stands_in_the_collection_whose_file_it_was_written_into(
    library: Library, file: Path
) -> None:
    library.add_collection("Essay")
    library.collect("Essay", ["a"])
    export = library.add_auto_export(file, collection="Essay").value
    library.run_auto_exports()
    written = "@misc{new, title={New}, ids={older}, comment={for me}}\n@book{b, title={Of maps}}\n"
    file.write_text(f"{file.read_text()}\n{written}")
    taken = library.take_in_auto_export(export.id).value
    assert (len(taken.added), library.document("older").key) == (1, "new")
    assert [note.text for note in library.notes("new")] == ["for me"]
    assert states(library) == [ExportState.WRITTEN]
    assert library.document("b").reference["author"] == BOOK["author"]
    assert "{b,\n" in file.read_text()
    assert "{new,\n" in file.read_text()
    assert "for me" not in file.read_text()


def test_a_file_with_an_entry_that_can_t_be_read_is_taken_in_but_never_overwritten(
    library: Library, file: Path
) -> None:
    export = library.add_auto_export(file).value
    library.run_auto_exports()
    theirs = file.read_text().replace("Of maps", "Theirs") + "@misc{open, title={never closed\n"
    file.write_text(theirs)
    taken = library.take_in_auto_export(export.id).value
    assert [part.line for part in taken.broken] == [theirs.count("\n")]
    assert library.document("b").title == "Theirs"
    assert states(library) == [ExportState.FOREIGN]
    assert file.read_text() == theirs


def test_what_is_written_at_the_very_last_moment_is_not_overwritten(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add_auto_export(file)
    library.run_auto_exports()
    library.set_fields("a", {"title": "Of new lists"})
    synced = files.sync_file

    def meanwhile(descriptor: int) -> None:
        file.write_text("% theirs\n")
        synced(descriptor)

    monkeypatch.setattr(files, "sync_file", meanwhile)
    assert states(library) == [ExportState.FOREIGN]
    monkeypatch.undo()
    assert file.read_text() == "% theirs\n"
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".part"] == []
    assert states(library) == [ExportState.FOREIGN]


def test_choices_and_unwritable_places(library: Library, file: Path, tmp_path: Path) -> None:
    library.replace_reference("a", {**BOOK, "title": "Über Listen", "language": "de", "note": "n"})
    choices = BibChoices(unicode=False, without=frozenset({"note"}))
    library.add_auto_export(file, choices=choices)
    library.run_auto_exports()
    assert '{\\"U}ber Listen' in file.read_text()
    assert "note" not in file.read_text()
    with pytest.raises(InputError):
        library.add_auto_export(file)
    with pytest.raises(InputError):
        library.add_auto_export(tmp_path / "nowhere" / "x.bib")
    with pytest.raises(InputError):
        library.add_auto_export(tmp_path / "x.ris", format_name="ris")
    with pytest.raises(NotFoundError):
        library.remove_auto_export("nothing")
    library.remove_auto_export(str(file))
    assert library.auto_exports() == ()
    assert file.exists()


def test_private_notes_and_paths_stay_here(library: Library, file: Path) -> None:
    library.add_note("my secret", on="a")
    library.add_auto_export(file)
    library.run_auto_exports()
    assert b"secret" not in file.read_bytes()
    exports = [library.export(name).content for name in library.formats() if name != "archive"]
    assert all(str(file).encode() not in content for content in exports)
    assert str(file).encode() not in library.archive().content


def test_only_what_they_changed_is_merged() -> None:
    here = {"type": "book", "title": "Mine", "annote": "kept", "publisher": "P"}
    ours = {"type": "book", "title": "Written", "publisher": "P"}
    theirs = {"type": "book", "title": "Written", "language": "de"}
    assert merged(here, ours, theirs) == {
        "type": "book",
        "title": "Mine",
        "annote": "kept",
        "language": "de",
    }


def test_changes_in_quick_succession_are_acted_on_once() -> None:
    now = [100.0]
    debounce = Debounce(2, 10, clock=lambda: now[0])
    assert debounce.remaining() is None
    assert not debounce.take()
    debounce.touch()
    now[0] += 1.5
    debounce.touch()
    now[0] += 1.5
    assert not debounce.take()
    assert debounce.remaining() == 0.5
    now[0] += 0.5
    assert debounce.take()
    assert not debounce.take()


def test_a_change_waits_no_longer_than_it_may_however_many_follow() -> None:
    now = [0.0]
    debounce = Debounce(2, 10, clock=lambda: now[0])
    for _ in range(10):
        debounce.touch()
        assert not debounce.take()
        now[0] += 1
    assert debounce.take()
