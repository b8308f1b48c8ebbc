"""Which panes fit beside the text: the text's measure is never squeezed, panes fold instead."""

from __future__ import annotations

from dataclasses import dataclass

TEXT_AT_16 = 497
"""Pixels of 66 characters of the reading text at 16 pixels."""

_AROUND_TEXT = 56 + 51 + 20
_MARGIN = 280 + 16
COLUMN_FROM = 1744
"""From this width on the inspector is a column of its own, at a text size of 16."""


@dataclass(frozen=True, slots=True)
class Panes:
    """Which panes stand beside the reader; a pane that is wanted and doesn't fit is folded."""

    sidebar: bool
    list: bool


def fitting(
    width: int, *, sidebar: int, list_: int, inspector: bool, measure: float = TEXT_AT_16
) -> Panes:
    """What fits into a window ``width`` pixels wide, with panes of the widths given.

    At the usual sizes the sidebar folds below 1440 with the inspector open and the list below
    1240, as the design says; a larger text moves both by the growth of its measure.
    """
    reader = round(measure) + _AROUND_TEXT + (_MARGIN if inspector else 0)
    return Panes(width >= sidebar + list_ + reader - 20, width >= list_ + reader - 20)
