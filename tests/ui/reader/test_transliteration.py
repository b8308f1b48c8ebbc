"""Letters of transliterations stand close to their neighbours and are there at all."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextBlock

from tests.ui.reader.conftest import Show, opened_of, paragraphs
from ui.reader.page import PageView
from ui.theme import Theme
from ui.theme.fonts import runs
from ui.widgets.labels import Label

WORDS = ("Aʿmāq says so.", "Maʾrib says so.", "Maʻrib says so.", "Plain says so.")


def lines(page: PageView) -> list[QTextBlock]:
    blocks, block = [], page.document().begin()
    while block.isValid():
        if block.text() in WORDS:
            blocks.append(block)
        block = block.next()
    return blocks


@pytest.mark.parametrize("letter", "ʿʾʻ")
def test_a_modifier_letter_is_seen_and_leaves_no_gap(show: Show, letter: str) -> None:
    page = show(opened_of(*paragraphs(*WORDS)))
    block = next(each for each in lines(page) if letter in each.text())
    line, at = block.layout().lineAt(0), block.text().index(letter)
    before, after = line.cursorToX(at)[0], line.cursorToX(at + 1)[0]
    # At 16 pixels an apostrophe of the reading font is 3.4 wide; half an em would be 8.
    assert 2 <= after - before <= 5


def test_a_line_with_lent_letters_stands_as_high_as_any_other(show: Show) -> None:
    page = show(opened_of(*paragraphs(*WORDS)))
    found = [each.layout().lineAt(0) for each in lines(page)]
    assert len(found) == len(WORDS)
    assert len({(line.height(), line.ascent()) for line in found}) == 1


def test_a_citation_takes_them_from_the_same_font(theme: Theme) -> None:
    label = Label(theme, role="citation")
    label.set_fragment("Aʿmāq <i>Bayān</i>")
    plain = Label(theme, role="citation")
    plain.set_fragment("Amāq <i>Bayān</i>")
    assert 1 <= label.sizeHint().width() - plain.sizeHint().width() <= 5
    assert "Aʿmāq" not in label.text()  # the letter stands in a span of its own
    assert label.accessibleName() == "Aʿmāq Bayān"


def test_nothing_is_lost_where_letters_are_lent() -> None:
    for text in ("", "ʿ", "Aʿmāq", "ʿʾ", "aʿb", "none"):
        assert "".join(part for part, _lent in runs(text)) == text
