"""Collections inside collections: moved, never into themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InputError
from app.library import create_library


def test_a_collection_moves_with_those_inside_it_and_never_into_itself(tmp_path: Path) -> None:
    with create_library(tmp_path / "library") as library:
        outer = library.add_collection("Outer").value
        inner = library.add_collection("Inner", parent=outer.id).value
        deep = library.add_collection("Deep", parent=inner.id).value
        other = library.add_collection("Other").value
        for target in (outer.id, inner.id, deep.id):
            with pytest.raises(InputError):
                library.move_collection(outer.id, target)
        assert library.move_collection(inner.id, other.id).value.parent == other.id
        assert {each.name: each.parent for each in library.collections()} == {
            "Outer": None, "Inner": other.id, "Deep": inner.id, "Other": None,
        }  # fmt: skip
        assert library.move_collection(inner.id, None).value.parent is None
        assert library.next_undo() == "move collection"
        library.undo()
        library.undo()
        assert next(c.parent for c in library.collections() if c.id == inner.id) == outer.id


def test_moving_a_collection_to_where_it_is_changes_nothing(tmp_path: Path) -> None:
    with create_library(tmp_path / "library") as library:
        made = library.add_collection("Alone").value
        before = library.next_undo()
        assert not library.move_collection(made.id, None).changes
        assert library.next_undo() == before
