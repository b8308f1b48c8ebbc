"""The sample library's pictures are the ones that the script draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.paths import resource
from tests.support.sample_pictures import PICTURES, SUBJECTS, draw
from ui.theme import Theme


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_one_the_script_draws(
    qtbot: QtBot, theme: Theme, drawn: Path, name: str
) -> None:
    if not (drawn / name).exists():
        draw(drawn)
    ours = QImage(str(resource("sample_library") / name)).scaled(64, 32)
    again = QImage(str(drawn / name)).scaled(64, 32)
    # Another system's rasteriser may set an edge otherwise by a shade.
    differing = sum(
        ours.pixel(x, y) != again.pixel(x, y) for x in range(64) for y in range(32)
    )  # fmt: skip
    assert differing < 64 * 32 // 10


def test_the_chart_has_the_numbers_of_its_caption() -> None:
    # The caption tells of 54 questions put and 31 answered.
    assert [sum(row[column] for row in SUBJECTS) for column in (1, 2)] == [54, 31]
