"""Citation keys once given stay, whatever is done; two documents never share one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Library, create_library
from app.store import documents

SMITH = {"type": "book", "author": [{"family": "Smith"}], "issued": {"date-parts": [[2001]]}}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return create_library(tmp_path / "library")


def test_a_pattern_makes_new_keys_and_leaves_the_old_ones(library: Library) -> None:
    with library:
        old = library.add_reference({**SMITH, "title": "On lists"}).value
        library.set_key_pattern("auth + year")
        new = [library.add_reference({**SMITH, "title": f"T{n}"}).value.key for n in range(3)]
        assert new == ["Smith2001", "Smith2001a", "Smith2001b"]
        assert library.document(old.id).key == "smith2001lists"
        library.undo()
        assert library.key_pattern() == "auth + year"


def test_renewing_is_shown_before_and_keeps_the_old_key_known(library: Library) -> None:
    with library:
        one = library.add_reference({**SMITH, "title": "On lists"}).value
        pinned = library.add_reference({**SMITH, "title": "Of maps"}).value
        library.pin_key(pinned.id)
        library.set_key_pattern("auth + year")
        shown = [(each.key, each.renewed, each.pinned) for each in library.preview_keys()]
        assert shown == [
            ("smith2001lists", "Smith2001", False),
            ("smith2001maps", "smith2001maps", True),
        ]
        assert library.document(one.id).key == "smith2001lists"
        library.renew_keys()
        assert library.document("smith2001lists").key == "Smith2001"
        assert library.document(pinned.id).key == "smith2001maps"
        exported = library.export("biblatex").content.decode()
        assert "  ids = {smith2001lists},\n" in exported
        library.undo()
        assert library.document(one.id).key == "smith2001lists"


def test_a_key_that_was_typed_or_came_with_a_file_is_pinned(
    library: Library, tmp_path: Path
) -> None:
    with library:
        typed = library.add_reference({**SMITH, "title": "On lists"}).value
        library.set_fields(typed.id, {"key": "mine"})
        file = tmp_path / "refs.bib"
        file.write_text("@book{theirs, title={A}, author={Roe, J}, date={2001}}\n")
        list(library.import_paths([str(file)]))
        library.set_key_pattern("auth + year")
        library.renew_keys()
        assert sorted(one.key for one in library.documents()) == ["mine", "theirs"]
        library.pin_key("theirs", pinned=False)
        library.renew_keys()
        assert sorted(one.key for one in library.documents()) == ["Roe2001", "mine"]


def test_a_key_of_a_file_that_is_taken_gets_the_next_letter(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(
        "@book{Roe2001, title={A}, date={2001}}\n"
        "@book{roe2001, title={B}, date={2002}}\n@book{ROE2001, title={C}, date={2003}}\n"
    )
    with library:
        lines = list(library.import_paths([str(file)]))
        assert [one.key for one in library.documents()] == ["Roe2001", "roe2001a", "ROE2001b"]
        assert any("roe2001 became roe2001a" in told for line in lines for told in line.warnings)


def test_ids_and_former_keys_are_taken_without_regard_to_case(library: Library) -> None:
    with library:
        one = library.add_reference({**SMITH, "title": "On lists"}).value
        library.set_fields(one.id, {"key": "Mine"})
        database = library._store.database
        for key in ("MINE", "smith2001LISTS", one.id.upper()):
            assert documents.key_taken(database, key)
        assert not documents.key_taken(database, "another")


def test_a_key_made_here_for_an_entry_without_one_is_not_pinned(
    library: Library, tmp_path: Path
) -> None:
    ris = tmp_path / "endnote.ris"
    ris.write_text("TY  - BOOK\nAU  - Smith, A.\nTI  - On lists\nPY  - 2001\nER  - \n")
    with library:
        list(library.import_paths([str(ris)]))
        library.set_key_pattern("auth + year")
        assert [(each.renewed, each.pinned) for each in library.preview_keys()] == [
            ("Smith2001", False)
        ]


def test_a_key_taken_in_from_a_kept_file_is_pinned(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "kept.bib"
    with library:
        export = library.add_auto_export(file).value
        library.run_auto_exports()
        file.write_text("@book{theirs, title={On lists}, author={Smith, A.}, year=2001}\n")
        library.take_in_auto_export(export.id)
        assert [(each.key, each.pinned) for each in library.preview_keys()] == [("theirs", True)]
