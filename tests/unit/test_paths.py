"""Where a dialogue of the system begins."""

from __future__ import annotations

from pathlib import Path

from app.paths import nearest_folder


def test_a_folder_that_is_there_is_taken(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    assert nearest_folder(tmp_path / "saved") == tmp_path / "saved"


def test_of_several_the_first_that_is_there(tmp_path: Path) -> None:
    assert nearest_folder(str(tmp_path / "gone"), str(tmp_path)) == tmp_path


def test_of_one_that_is_gone_the_nearest_above_it(tmp_path: Path) -> None:
    assert nearest_folder(tmp_path / "gone" / "too") == tmp_path


def test_without_any_the_home() -> None:
    assert nearest_folder("", "") == Path.home()
