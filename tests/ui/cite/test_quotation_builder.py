"""The sheet that leaves words out, marks [sic] and emphasis, and copies what it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.settings import CITATION_STYLE, Settings
from ui.cite.quotation_builder import QuotationBuilder
from ui.session import Session
from ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def sheet(
    theme: Theme, reading: Session, settings: Settings, document: str, parent: QWidget
) -> QuotationBuilder:
    settings.set(CITATION_STYLE, "apa")
    text = reading.library.open_document(document).text
    assert text is not None
    block = next(each for each in text.blocks if each.paragraph == 1)
    end = text.canonical.index(" ", block.start + 80)
    exact = text.canonical[block.start : end]
    made = QuotationBuilder(theme, reading, settings, (document, block.start, end), exact, parent)
    made.open()
    return made


def select(sheet: QuotationBuilder, start: int, end: int) -> str:
    """Select a range of the passage that has no sign beyond the basic plane; its words."""
    cursor = sheet.words.edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    sheet.words.edit.setTextCursor(cursor)
    return cursor.selectedText()


def shown(sheet: QuotationBuilder, qtbot: QtBot) -> str:
    qtbot.waitUntil(
        lambda: not sheet._asking.isActive() and sheet._copy.isEnabled(), timeout=15_000
    )
    return sheet.preview.mime().text()


def test_changes_are_shown_as_the_style_wants_them_and_copied(
    sheet: QuotationBuilder, qtbot: QtBot
) -> None:
    whole = shown(sheet, qtbot)
    first = sheet.words.text().split()[0]
    second_from = len(first) + 1
    gone = select(sheet, second_from, sheet.words.text().index(" ", second_from))
    sheet.leave_out()
    select(sheet, 0, len(first))
    sheet.mark_sic()
    sheet.speaker.set_text("Amaq")
    text = shown(sheet, qtbot)
    assert text.startswith(f"“{first} [sic] . . . ")
    assert f" {gone} " in whole
    assert "Amaq, as cited in" in text
    assert "equals its source" in sheet._told.text()
    sheet.copy()
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == text
    assert "[<em>sic</em>]" in clipboard.html() or "italic" in clipboard.html()


def test_a_change_made_twice_is_taken_back(sheet: QuotationBuilder, qtbot: QtBot) -> None:
    whole = shown(sheet, qtbot)
    end = sheet.words.text().index(" ", 4) + 1  # a mouse takes the space along
    select(sheet, 0, end)
    sheet.emphasise()
    words = sheet.words.text()[:end].strip()
    assert shown(sheet, qtbot).startswith(f"“{words} [emphasis added] ")
    sheet.emphasise()
    assert shown(sheet, qtbot) == whole
