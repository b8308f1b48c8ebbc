"""Panes fold at the widths of the design, and later where the text is larger."""

from __future__ import annotations

import pytest

from ui.shell.folding import Panes, fitting


@pytest.mark.parametrize(
    ("width", "inspector", "expected"),
    [
        # The design's own widths at a text size of 16: sidebar below 1440, list below 1240.
        (1920, True, Panes(sidebar=True, list=True)),
        (1440, True, Panes(sidebar=True, list=True)),
        (1400, True, Panes(sidebar=False, list=True)),
        (1280, True, Panes(sidebar=False, list=True)),
        (1200, True, Panes(sidebar=False, list=False)),
        # Without the panel the text needs 296 pixels less.
        (1280, False, Panes(sidebar=True, list=True)),
        (1000, False, Panes(sidebar=False, list=True)),
        (640, False, Panes(sidebar=False, list=False)),
    ],
)
def test_what_fits(width: int, inspector: bool, expected: Panes) -> None:
    assert fitting(width, sidebar=200, list_=340, inspector=inspector) == expected


def test_a_larger_text_moves_the_widths_by_the_growth_of_its_measure() -> None:
    # 66 characters take 497 pixels at 16 and 622 at 20.
    def first_width(measure: float) -> int:
        return next(
            width
            for width in range(900, 2000)
            if fitting(width, sidebar=200, list_=340, inspector=True, measure=measure).sidebar
        )

    assert first_width(622) - first_width(497) == 125
