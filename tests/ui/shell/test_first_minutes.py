"""What somebody meets first: the first screen, an empty library, the bar above a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.ui.windows import Opener
from ui.cite.styles_sheet import StylesSheet
from ui.library.first_run import FirstRun
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme
from ui.widgets.buttons import RING


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    create_library(tmp_path / "library").close()
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(50)
    yield made
    made.close()


def left_of(widget: QWidget, top: QWidget) -> int:
    return widget.mapTo(top, QPoint(0, 0)).x()


def words_of(window: MainWindow) -> str:
    shown = [each for each in window.reader.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


def test_what_one_sees_of_the_first_buttons_begins_where_the_words_begin(
    theme: Theme, qtbot: QtBot
) -> None:
    first = FirstRun(theme)
    qtbot.addWidget(first)
    first.resize(1280, 800)
    with qtbot.waitExposed(first):
        first.show()
    labels = {each.text(): each for each in first.findChildren(QLabel)}
    buttons = {each.text(): each for each in first.findChildren(QAbstractButton)}
    for title, button in (
        ("Start my library", "Start my library"),
        ("Look around the sample", "Look around"),
    ):
        assert left_of(labels[title], first) == left_of(buttons[button], first) + RING
    first.setFocus()
    assert first.window().focusWidget() is buttons["Start my library"]


def test_an_empty_library_says_how_to_begin_and_offers_no_way_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert "Drop a saved page" in words_of(window)
    assert "Choose a document" not in words_of(window)
    assert not window.actions_["back"].isEnabled()
    assert not window.actions_["forward"].isEnabled()
    window.session.change(lambda library: library.add_reference({"type": "book", "title": "A"}))
    qtbot.waitUntil(lambda: "Choose a document to read" in words_of(window))


def test_the_sidebar_folds_for_the_inspector_only_once_there_is_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.sidebar.isVisible()
    assert not window.findChild(QAbstractButton, "button-sidebar").isVisible()
    window.session.change(lambda library: library.add_reference({"type": "book", "title": "A"}))
    qtbot.waitUntil(lambda: len(window.list.model.ids) == 1)
    window.open_document(window.list.model.ids[0])
    assert not window.sidebar.isVisible()
    assert window.findChild(QAbstractButton, "button-sidebar").isVisible()


def test_the_place_stands_right_behind_a_short_title_and_a_long_one_gives_way(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.reader.bar
    section, place = (
        each for each in bar.findChildren(QLabel) if each.parentWidget() is bar
    )  # as they were made
    bar.show_place("Names", "para. 1 of 5")
    QApplication.processEvents()
    assert section.text() == "Names"
    words_end = section.x() + section.fontMetrics().horizontalAdvance("Names")
    assert abs(place.x() - words_end - 12) <= 2
    bar.show_place("A very long title of a chapter " * 20, "para. 1 of 5")
    QApplication.processEvents()
    assert section.text().endswith("…")
    assert section.fontMetrics().horizontalAdvance(section.text()) <= section.width()
    assert place.width() >= place.fontMetrics().horizontalAdvance("para. 1 of 5")
    bar.show_place("Names", "para. 2 of 5")
    QApplication.processEvents()
    assert section.text() == "Names"


def test_a_click_on_a_tab_leaves_no_ring_and_the_keyboard_does(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.change(lambda library: library.add_reference({"type": "book", "title": "A"}))
    qtbot.waitUntil(lambda: len(window.list.model.ids) == 1)
    window.open_document(window.list.model.ids[0])
    tab = window.findChild(QAbstractButton, "inspector-tabs-source")
    assert isinstance(tab, QAbstractButton)
    qtbot.waitUntil(lambda: tab.isVisible() and window.isActiveWindow())
    tab.setFocus(Qt.FocusReason.MouseFocusReason)
    assert tab.hasFocus()
    assert not tab.ringed  # type: ignore[attr-defined]
    tab.clearFocus()
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.ringed  # type: ignore[attr-defined]


def test_tab_comes_to_the_bar_before_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    order, at = [], window.reader.bar.button("inspector")
    widget: QWidget = at
    for _ in range(400):
        widget = widget.nextInFocusChain()
        if widget is at:
            break
        order.append(widget.objectName())
    assert order.index("reader-more") < order.index("page") < order.index("inspector-tabs-notes")
    assert order.index("inspector-tabs-notes") < order.index("inspector-tabs-source")


def test_in_an_empty_library_the_keyboard_is_on_adding_files(window: MainWindow) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    assert held.objectName() == "empty-add"


def test_the_style_that_is_taken_is_told(window: MainWindow, qtbot: QtBot) -> None:
    from app.settings import CITATION_STYLE

    window.actions_["choose-style"].trigger()
    (sheet,) = window.findChildren(StylesSheet)
    sheet.search.setText("oscola")
    sheet.take()
    assert window.settings.get(CITATION_STYLE) == "oscola"
    assert window.toast.isVisible()
    assert "OSCOLA" in window.toast.accessibleName() + " ".join(
        each.text() for each in window.toast.findChildren(QLabel)
    )
