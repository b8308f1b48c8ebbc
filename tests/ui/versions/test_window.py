"""A newer copy in the window: what changed, the marks to look at, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.model import How
from tests.support.versions import as_read_before, imported, page
from tests.ui.windows import open_window
from ui.shell.window import MainWindow
from ui.theme import Theme
from ui.versions.sheet import TextVersionsSheet

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FIRST = "The agency was founded in Aleppo by a small group of men in the year 2014."
CHANGED = "The agency was founded in Aleppo by a group of seven men in the year 2014."
SECOND = "Its first app was published in the spring, and nobody outside noticed it then."
OPENING = "An opening that <b>only</b> the newer copy has."
DISTANT = "Its earliest app was shown in spring and hardly anybody noticed."


@dataclass
class Desk:
    """A window on a document with two versions, the newer one shown."""

    window: MainWindow
    document: str
    qtbot: QtBot

    def press(self, name: str) -> None:
        [button] = [
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.objectName().startswith(name) and each.isVisibleTo(self.window)
        ]
        button.click()

    @property
    def looks(self) -> list[tuple[str, bool]]:
        return [(row.words, row.orphan) for row in self.window.reader.notes_tab.tray.rows]

    def version_label(self) -> str:
        button = self.window.reader.bar.findChild(QAbstractButton, "reader-version")
        assert isinstance(button, QAbstractButton)
        return button.text() if not button.isHidden() else ""


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with create_library(tmp_path / "L") as library:
        id_ = imported(library, page(tmp_path, "a.md", [FIRST, SECOND]))
        library.highlight_quotation(id_, FIRST)
        library.highlight_quotation(id_, SECOND)
        library.add_version(
            id_, page(tmp_path, "b.md", [OPENING.replace("<", "&lt;"), CHANGED, DISTANT])
        )
    window = open_window(theme, tmp_path / "L", qtbot)
    window.open_document(id_)
    qtbot.waitUntil(lambda: window.reader.current_document == id_)
    window.reader.panel.show_tab("notes")
    yield Desk(window, id_, qtbot)
    window.close()


def test_a_text_with_one_version_says_nothing_of_it(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    with create_library(tmp_path / "L") as library:
        id_ = imported(library, page(tmp_path, "a.md", [FIRST]))
    window = open_window(theme, tmp_path / "L", qtbot)
    window.open_document(id_)
    made = Desk(window, id_, qtbot)
    assert made.version_label() == ""
    assert made.looks == []
    window.actions_["text-versions"].trigger()
    told = [label.text() for label in window.toast.findChildren(QLabel)]
    assert "This text has one version only" in told
    assert window.actions_["reread"].isEnabled()
    window.close()


def test_the_bar_names_the_version_and_opens_the_difference(desk: Desk) -> None:
    assert desk.version_label().startswith("Version of ")
    assert desk.version_label().endswith(" · current")
    desk.press("reader-version")
    [sheet] = [w for w in QApplication.topLevelWidgets() if isinstance(w, TextVersionsSheet)]
    desk.qtbot.waitUntil(lambda: "seven" in sheet.difference.toPlainText())
    shown = sheet.difference.toPlainText()
    # A source's markup is shown as it is written.
    assert OPENING in shown
    assert "Of your 2 marks, 1 has other words, 1 is gone." in sheet.facts.text()
    assert "para. 1 is now para. 2: the words changed, check the place" in sheet.marks.text()
    cursor = sheet.difference.document().find("group of seven")
    assert cursor.charFormat().fontUnderline()
    cursor = sheet.difference.document().find("small")
    assert cursor.charFormat().fontStrikeOut()
    assert isinstance(cursor, QTextCursor)
    sheet.close()


def test_another_version_is_read_and_undone(desk: Desk) -> None:
    desk.press("reader-version")
    [sheet] = [w for w in QApplication.topLevelWidgets() if isinstance(w, TextVersionsSheet)]
    assert not sheet.use.isEnabled()
    sheet.newer.set_value(1)
    sheet.newer.chosen.emit(1)
    sheet.use.click()
    reader = desk.window.reader
    desk.qtbot.waitUntil(lambda: SECOND in reader.page.toPlainText())
    desk.qtbot.waitUntil(lambda: desk.looks == [])
    assert len(reader.page.marks) == 2
    desk.window.session.undo()
    desk.qtbot.waitUntil(lambda: len(desk.looks) == 2)


def test_a_place_is_confirmed(desk: Desk) -> None:
    assert desk.looks == [(SECOND, True), (FIRST, False)]
    desk.press("look-confirm")
    desk.qtbot.waitUntil(lambda: desk.looks == [(SECOND, True)])
    opened = desk.window.reader.opened
    assert opened is not None
    assert [mark.exact for mark in opened.highlights] == [CHANGED, SECOND]


def test_an_orphan_is_found_again_and_attached_to_the_selection(desk: Desk) -> None:
    page_view = desk.window.reader.page
    desk.press("look-find")
    desk.qtbot.waitUntil(lambda: page_view.selection() is not None)
    selected = page_view.textCursor().selectedText()
    assert selected.startswith("Its earliest app")
    # The one for the orphan stands first.
    mark = desk.window.reader.notes_tab.tray.rows[0].mark
    desk.press(f"look-attach-{mark}")
    desk.qtbot.waitUntil(lambda: desk.looks == [(FIRST, False)])
    opened = desk.window.reader.opened
    assert opened is not None
    attached = next(each for each in opened.highlights if each.id == mark)
    assert attached.placing is not None
    assert attached.placing.how is How.HAND


def test_attaching_without_a_selection_asks_for_one(desk: Desk) -> None:
    mark = desk.window.reader.notes_tab.tray.rows[0].mark
    desk.press(f"look-attach-{mark}")
    told = [label.text() for label in desk.window.toast.findChildren(QLabel)]
    assert any("Select the passage first" in text for text in told)
    assert len(desk.looks) == 2


def test_an_orphan_is_kept_as_a_note(desk: Desk) -> None:
    desk.press("look-note")
    desk.qtbot.waitUntil(lambda: desk.looks == [(FIRST, False)])
    [card] = desk.window.reader.notes.cards
    assert card is not None
    assert desk.window.session.library.notes(desk.document)[0].text == f"> {SECOND}"


def test_the_text_is_read_again_from_the_menu(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    with create_library(tmp_path / "L") as library:
        id_ = imported(library, page(tmp_path, "a.md", ["A first paragraph.", FIRST]))
        as_read_before(library, id_, [FIRST])
        library.highlight_quotation(id_, FIRST)
    window = open_window(theme, tmp_path / "L", qtbot)
    window.open_document(id_)
    window.actions_["reread"].trigger()
    qtbot.waitUntil(lambda: "A first paragraph." in window.reader.page.toPlainText(), timeout=20000)
    made = Desk(window, id_, qtbot)
    qtbot.waitUntil(lambda: made.version_label().endswith("current"))
    assert made.looks == []
    [mark] = window.reader.page.marks
    assert mark.start == len("A first paragraph.\n\n")
    window.close()
