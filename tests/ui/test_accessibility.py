"""Every window, page, sheet and panel by keyboard and for a screen reader.

Whatever an action opens is found by triggering every action there is, so that a new sheet is walked
through without being named here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.library.sample import create_sample
from app.paths import resource
from app.settings import Settings
from tests.support import walking
from tests.ui.windows import Opener, open_window
from ui.actions import ACTIONS
from ui.library.passphrase import PassphraseSheet
from ui.session import open_session
from ui.shell.start import StartWindow
from ui.shell.window import MainWindow
from ui.theme import Theme

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library, with all that a library can hold."""
    folder = tmp_path_factory.mktemp("walk") / "sample"
    create_sample(folder).close()
    return folder


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> Path:
    """A copy of it: some actions change the library."""
    return Path(shutil.copytree(made, tmp_path / "sample"))


@pytest.fixture
def window(
    theme: Theme, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window on the sample with a document open that has marks and notes."""
    for asks, nothing in (
        ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, asks, lambda *_a, nothing=nothing, **_m: nothing)
    made = open_window(theme, sample, qtbot)
    rows = made.session.library.rows(made.list.model.ids)
    made.open_document(max(rows, key=lambda row: row.notes).id)
    qtbot.waitUntil(lambda: made.reader.page.isVisible() and bool(made.reader.margin.cards))
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until everything asked of the library is answered.

    An answer may show, hide or enable buttons, or take the keyboard, in the middle of a walk. What
    is asked is answered in order, so the answers to two more questions come after it: the first
    lets timers that were started by answers run, and what these ask comes before the second.
    """
    for pause in (150, 20):
        answered: list[int] = []
        qtbot.wait(pause)
        window.session.work(lambda _library: 1, answered.append)
        window.session.ask(lambda _library: 1, answered.append)
        qtbot.waitUntil(lambda answered=answered: answered == [1, 1], timeout=30_000)


def walk(top: QWidget, qtbot: QtBot) -> None:
    """Fail for whatever somebody without a mouse or without eyes would miss."""
    qtbot.wait(50)
    found = walking.interactive(top)
    assert walking.nameless(found) == []
    assert walking.doubled(found) == []
    reached = walking.tabbed_through(top)
    missed = [
        walking.called(each)
        for each in found
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each not in reached
        and not walking.beside(each, reached)
    ]
    assert missed == [], [walking.called(each) for each in reached]
    mouse_only = [
        walking.called(each)
        for each in found
        if not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not walking.beside(each, reached)
        # A list without a focus of its own is gone through from the field above it.
        and not isinstance(each, QAbstractItemView)
    ]
    assert mouse_only == []
    if len(reached) > 1:
        assert walking.unseen(reached) == []


def test_the_first_screen_and_its_passphrase_sheet(theme: Theme, qtbot: QtBot) -> None:
    start = StartWindow(theme)
    qtbot.addWidget(start)
    start.resize(1280, 800)
    with qtbot.waitExposed(start):
        start.show()
    walk(start, qtbot)
    sheet = PassphraseSheet(theme, start)
    sheet.open()
    walk(sheet, qtbot)
    sheet.reject()


def test_the_page_that_asks_for_a_passphrase(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    start = StartWindow(theme)
    qtbot.addWidget(start)
    start.resize(1280, 800)
    with qtbot.waitExposed(start):
        start.show()
    start.ask_passphrase(tmp_path / "thesis")
    walk(start, qtbot)


def test_the_window_with_a_document(window: MainWindow, qtbot: QtBot) -> None:
    walk(window, qtbot)


def test_an_empty_library(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    from app.library import create_library

    create_library(tmp_path / "new").close()
    made = MainWindow(theme, open_session(tmp_path / "new"), Settings(None), Opener())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    walk(made, qtbot)
    made.close()


PAGES: dict[str, Callable[[MainWindow], object]] = {
    "marks": lambda window: window.actions_["show-marks"].trigger(),
    "notes": lambda window: window.actions_["show-notes"].trigger(),
    "search": lambda window: window.search("Amaq"),
    "nothing found": lambda window: window.search("zzzzzz"),
    "find in text": lambda window: window.actions_["find-in-text"].trigger(),
    "only the text": lambda window: window.actions_["focus"].trigger(),
    "adding": lambda window: window.add_files(
        [str(resource("sample_library") / "missing.html"), str(resource("sample_library"))]
    ),
    "filtered to nothing": lambda window: window.list.findChild(
        QWidget, "search-field"
    ).setText("zzzzzz"),  # type: ignore[attr-defined]
    "a narrow window": lambda window: window.resize(900, 640),
    "a toast": lambda window: window.say("Mark deleted", undoable=True),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page(window: MainWindow, qtbot: QtBot, name: str) -> None:
    PAGES[name](window)
    qtbot.wait(400)
    page = window.workspace.page
    if page is not None and hasattr(page, "working"):
        qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    walk(window, qtbot)


@pytest.mark.parametrize("place", ["show-marks", "show-notes"])
def test_the_keyboard_follows_to_a_page_and_back(
    window: MainWindow, qtbot: QtBot, place: str
) -> None:
    window.reader.setFocus()
    assert window.reader.page.hasFocus()
    window.actions_[place].trigger()
    page = window.workspace.page
    assert page is not None
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))
    window.actions_["show-documents"].trigger()
    shown = (window.reader, window.list)
    qtbot.waitUntil(lambda: any(each.isAncestorOf(QApplication.focusWidget()) for each in shown))


SILENT = {"quit", "add-files", "add-version"}
"""Actions that leave the window, or open a dialogue of the system."""


def opened_by(window: MainWindow, id_: str, qtbot: QtBot) -> list[QWidget]:
    """The windows that an action opens; the palette lies in the window itself."""
    before = set(QApplication.topLevelWidgets())

    def opened() -> list[QWidget]:
        palette = window.findChildren(QWidget, "palette")
        others = [each for each in QApplication.topLevelWidgets() if each not in before]
        return [each for each in (*palette, *others) if each.isVisible() and each is not window]

    window.actions_[id_].trigger()
    settled(window, qtbot)
    if id_ in OPENING - SAYING.keys():
        # Some read pictures or a page of help first.
        qtbot.waitUntil(lambda: bool(opened()), timeout=20_000)
    return opened()


OPENING = {each.id for each in ACTIONS if each.text.endswith("…")} | {
    "palette", "type-settings", "help", "shortcuts", "about", "contents",
}  # fmt: skip
"""What opens something: what asks for more is called so. One that opens nothing fails."""
SAYING = {
    "add-quotation": "Open a reference without text",
    "empty-trash": "The trash is empty",
    "text-versions": "This text has one version only",
}
"""What opens nothing here, with what it says instead; tests of sheets open them."""


@pytest.mark.parametrize("id_", [each.id for each in ACTIONS if each.id not in SILENT])
def test_whatever_an_action_opens(window: MainWindow, qtbot: QtBot, id_: str) -> None:
    window.list.setFocus()
    marks = window.reader.page.marks
    window.reader.page.setFocus()
    window.reader.page.set_current_mark(marks[0].id)
    opened = opened_by(window, id_, qtbot)
    assert bool(opened) is (id_ in OPENING - SAYING.keys())
    assert SAYING.get(id_, "") in window.toast.text
    for each in opened:
        if isinstance(each, QMenu):
            assert [a for a in each.actions() if not a.isSeparator() and not a.text()] == []
            assert each.objectName()
        else:
            settled(window, qtbot)
            walk(each, qtbot)
        each.close()


def test_a_bug_and_an_error_in_detail(window: MainWindow, qtbot: QtBot) -> None:
    window.report_bug(RuntimeError("of a test"))
    (sheet,) = window.findChildren(QDialog, "bug")
    walk(sheet, qtbot)
    sheet.close()


def test_the_bar_under_a_selection_and_a_card_written_in(window: MainWindow, qtbot: QtBot) -> None:
    window.reader.page.select(10, 40)
    window.reader.page.selected_by_mouse.emit()
    assert window.reader.mark_bar.isVisible()
    walk(window, qtbot)
    # With the notes chosen, the cards have the margin; under the citation most are folded.
    window.reader.panel.show_tab("notes")
    card = window.reader.margin.cards[0]
    qtbot.waitUntil(card.isVisible)
    card.begin_editing()
    qtbot.waitUntil(lambda: card.isAncestorOf(QApplication.focusWidget()))
    found = walking.interactive(window)
    assert walking.nameless(found) == []
    assert walking.doubled(found) == []
    # Leaving the card ends the writing: Tab must lead on, and afterwards back to the card.
    written = QApplication.focusWidget()
    QTest.keyClick(written, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not written
    card.finish()
    walk(window, qtbot)


@pytest.mark.parametrize("name", ["page", "reader-more", "sort"])
def test_menus_have_words(window: MainWindow, qtbot: QtBot, name: str) -> None:
    widget = window.findChild(QWidget, name)
    assert widget is not None
    before = set(QApplication.topLevelWidgets())
    if name == "page":
        window.reader.page.select(10, 40)
        from PySide6.QtGui import QContextMenuEvent

        at = QPoint(200, 200)
        QApplication.sendEvent(
            widget.viewport(),  # type: ignore[attr-defined]
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at)),
        )
    else:
        widget.click()  # type: ignore[attr-defined]
    menus = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMenu) and each.isVisible() and each not in before
    ]
    assert menus
    for menu in menus:
        assert menu.objectName()
        assert [a for a in menu.actions() if not a.isSeparator() and not a.text()] == []
        menu.close()


def test_the_walk_sees_what_is_wrong(theme: Theme, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    bad = QWidget()
    qtbot.addWidget(bad)
    column = QVBoxLayout(bad)
    buttons = [QPushButton("") for _ in range(3)]
    for button in buttons:
        column.addWidget(button)
    buttons[0].setObjectName("twice")
    buttons[1].setObjectName("twice")
    buttons[1].setFocusPolicy(Qt.FocusPolicy.NoFocus)
    buttons[2].setStyleSheet("QPushButton { border: none; outline: none }")
    with qtbot.waitExposed(bad):
        bad.show()
    found = walking.interactive(bad)
    assert len(walking.nameless(found)) == 3
    assert walking.doubled(found) == ["QWidget/twice"]
    assert buttons[1] not in walking.tabbed_through(bad)
    assert walking.called(buttons[2]) in walking.unseen([buttons[2]])
    assert QAccessible.queryAccessibleInterface(bad) is not None
