"""A box to tick can be told from its ground, and ticked from not ticked, in every theme."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.fields import Check


@pytest.mark.parametrize("name", ["light", "sepia", "dark"])
def test_a_box_has_the_outline_of_fields_and_is_full_when_ticked(
    theme: Theme, qtbot: QtBot, name: str
) -> None:
    theme.choose(name)
    check = Check(theme, "Notes")
    qtbot.addWidget(check)
    with qtbot.waitExposed(check):
        check.show()

    def colours() -> set[str]:
        image = check.grab().toImage()
        middle = image.height() // 2 + 3
        return {image.pixelColor(x, middle).name() for x in range(22)}

    tokens = theme.tokens
    assert {tokens.raised.name(), tokens.ctrl.name()} <= colours()
    check.setChecked(True)
    assert tokens.accent.name() in colours()
    assert tokens.ctrl.name() not in colours()
