"""The manual's table of actions is the one that the declarations give."""

from __future__ import annotations

from tests.support.checkout import TOP
from ui.help.manual import table


def test_the_manual_lists_every_action_as_declared() -> None:
    manual = (TOP / "docs" / "manual" / "window.md").read_text(encoding="utf-8")
    assert manual.endswith("## Actions\n" + table())
