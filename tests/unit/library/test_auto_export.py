"""A .bib file kept up to date: whole, only when it changes, never over somebody else's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cite.bibtex import BibChoices
from app.errors import InputError, NotFoundError
from app.library import Library, create_library, open_library
from app.library.autoexport import merged
from app.library.debounce import Debounce
from app.model.autoexport import ExportState

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
    touched = library.take_in_auto_export(export.id).value
    assert len(touched) == 2
    b = library.document("b").reference
    assert b["title"] == "Of their maps"
    assert (b["annote"], b["issued"]) == ("Mine", {"date-parts": [[2001, 2, 3]]})
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
