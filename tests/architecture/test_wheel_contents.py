"""The wheel holds the program and what it comes with, and nothing else."""

from __future__ import annotations

from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support import checkout


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def read(wheel: Path, ending: str) -> str:
    with ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(f".dist-info/{ending}")]
        return archive.read(name).decode()


def test_only_app_and_ui_reach_site_packages(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app", "ui"}


def test_every_source_file_is_in_the_wheel(names: list[str]) -> None:
    wanted = {path.relative_to(checkout.TOP).as_posix() for path in checkout.sources("app", "ui")}
    assert wanted - set(names) == set()


@pytest.mark.parametrize("folder", ["resources", "sample_library"])
def test_what_comes_with_the_program_lies_under_its_data(names: list[str], folder: str) -> None:
    tracked = [name.as_posix() for name in checkout.files() if name.parts[0] == folder]
    assert tracked
    assert {f"app/_data/{name}" for name in tracked} - set(names) == set()


def test_no_test_and_no_cache_is_in_the_wheel(names: list[str]) -> None:
    strays = ("tests/", "test_", "conftest", "__pycache__", ".pyc")
    assert [name for name in names if any(stray in name for stray in strays)] == []


def test_both_commands_start_the_same_entry_point(wheel: Path) -> None:
    lines = read(wheel, "entry_points.txt").split()
    assert "".join(lines) == (
        "[console_scripts]sourcebook=ui.main:main[gui_scripts]sourcebook-gui=ui.main:main"
    )


def test_the_metadata_names_licence_and_pythons(wheel: Path) -> None:
    metadata = Parser().parsestr(read(wheel, "METADATA"))
    assert metadata["License-Expression"] == "GPL-3.0-or-later"
    assert metadata["License-File"] == "LICENSE"
    assert set(metadata["Requires-Python"].split(",")) == {">=3.11", "<3.14"}


def test_the_licence_is_the_gpl_in_full() -> None:
    text = (checkout.TOP / "LICENSE").read_text(encoding="utf-8")
    assert " ".join(text.split()).startswith("GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007")
    assert "17. Interpretation of Sections 15 and 16." in text
    assert "END OF TERMS AND CONDITIONS" in text
