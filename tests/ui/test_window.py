"""The window on a real library: what a student does in the first minutes, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.library import create_library, open_library
from app.paths import resource
from app.settings import TEXT_SIZE, THEME, Settings
from tests.ui.windows import open_window
from ui.shell.window import MainWindow
from ui.theme import Theme

ARTICLE = "reading-a-claim-of-responsibility.html"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with create_library(folder) as made:
        list(made.import_paths([str(resource("sample_library") / ARTICLE)]))
    return folder


def opened(theme: Theme, folder: Path, file: Path, qtbot: QtBot) -> MainWindow:
    return open_window(theme, folder, qtbot, Settings(file))


@pytest.fixture
def window(theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = opened(theme, library, tmp_path / "settings.json", qtbot)
    made.open_document(made.list.model.ids[0])
    qtbot.waitUntil(lambda: made.reader.page.isVisible())
    yield made
    made.close()


def mark(window: MainWindow, qtbot: QtBot, start: int, end: int, key: Qt.Key) -> None:
    before = len(window.reader.page.marks)
    window.reader.page.select(start, end)
    window.reader.page.setFocus()
    window.actions_[f"mark-{key - Qt.Key.Key_0}"].trigger()
    qtbot.waitUntil(lambda: len(window.reader.page.marks) == before + 1)


def test_three_overlapping_marks_a_note_a_quotation_and_everything_undone(
    window: MainWindow, library: Path, qtbot: QtBot
) -> None:
    opened_now = window.reader.opened
    assert opened_now is not None
    assert opened_now.text is not None
    block = next(each for each in opened_now.text.blocks if each.paragraph == 2)
    for number, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4)):
        mark(window, qtbot, block.start + 10 * number, block.start + 60 + 10 * number, key)
    marks = window.reader.page.marks
    assert [each.meaning.value for each in marks] == ["yellow", "green", "pink"]
    assert [each.lane for each in marks] == [0, 1, 2]
    window.reader.page.set_current_mark(marks[0].id)
    window.actions_["write-note"].trigger()
    qtbot.waitUntil(lambda: any(card.editing for card in window.reader.margin.cards))
    (card,) = window.reader.margin.cards
    editor = card.findChild(QPlainTextEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Check the date")
    card.finish()
    library_now = window.session.library
    qtbot.waitUntil(lambda: [n.text for n in library_now.notes()] == ["Check the date"])
    window.reader.page.set_current_mark(marks[0].id)
    QGuiApplication.clipboard().clear()
    window.actions_["copy-quotation"].trigger()
    exact = opened_now.text.canonical[marks[0].start : marks[0].end]
    qtbot.waitUntil(lambda: exact in QGuiApplication.clipboard().text(), timeout=15_000)
    assert "(Ellingsen, 2024, para. 2)" in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    for _ in range(12):
        if library_now.next_undo() in (None, "import"):
            break
        label = library_now.next_undo()
        window.actions_["undo"].trigger()
        qtbot.wait(60)
        assert label
    assert window.reader.page.marks == []
    assert library_now.notes() == ()


def test_the_citation_follows_the_current_mark_without_scrolling(
    window: MainWindow, qtbot: QtBot
) -> None:
    opened_now = window.reader.opened
    assert opened_now is not None
    assert opened_now.text is not None
    for number in (2, 1):
        block = next(each for each in opened_now.text.blocks if each.paragraph == number)
        mark(window, qtbot, block.start, block.start + 20, Qt.Key.Key_1)
        made = next(each for each in window.reader.page.marks if each.start == block.start)
        window.reader.page.set_current_mark(made.id)
        assert window.citation.place == (opened_now.document.id, f"para {number}")


def test_a_restart_brings_back_document_and_marks(
    theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first = opened(theme, library, tmp_path / "s.json", qtbot)
    first.open_document(first.list.model.ids[0])
    mark(first, qtbot, 300, 360, Qt.Key.Key_3)
    first.close()
    second = opened(theme, library, tmp_path / "s.json", qtbot)
    qtbot.waitUntil(lambda: second.reader.current_document == second.list.model.ids[0])
    assert [(each.start, each.end) for each in second.reader.page.marks] == [(300, 360)]
    second.close()


def test_files_come_in_with_a_reason_for_each_that_fails(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty.html").write_text("")
    good = resource("sample_library") / "circular-reporting.html"
    window.add_files([str(tmp_path / "empty.html"), str(good)])
    qtbot.waitUntil(lambda: len(window.list.model.ids) == 2, timeout=20_000)
    page = window.workspace.page
    assert page is not None
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)  # type: ignore[attr-defined]
    said = [each.accessibleName() for each in page.findChildren(QWidget)]
    assert any("empty.html" in each and "Not added" in each for each in said)


def test_a_second_window_reads_and_says_so(
    window: MainWindow, theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second = opened(theme, library, tmp_path / "other.json", qtbot)
    assert not second.session.writable
    assert not second.actions_["mark-1"].isEnabled()
    banner = second.workspace.findChild(QWidget, "banner")
    assert banner is not None
    assert banner.isVisible()
    second.close()


def test_the_palette_finds_a_document_by_a_few_letters(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["palette"].trigger()
    field = window.findChild(QLineEdit, "palette-field")
    assert field is not None
    qtbot.keyClicks(field, "theme")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.settings.get(THEME) == "sepia"


def test_every_action_does_something(window: MainWindow) -> None:
    off = {action.id for action, made in window.actions_ if not made.isEnabled()}
    # Off for want of a selection, of images, of something to take back, of a place to go, of a
    # passphrase, or of a PDF.
    waiting = {"redo", "back", "forward", "restore-documents", "edit-tags", "set-kind",
               "edit-collections", "toggle-read", "delete-documents", "reset-sample",
               "toggle-images", "lock-now", "link-copies", "view-text", "view-pages", "view-both",
               "pages-fit-width", "pages-fit-page", "pages-dark"}  # fmt: skip
    assert off - waiting == set()


def test_every_interactive_widget_has_a_name(window: MainWindow) -> None:
    for place in ("show-marks", "show-notes", "show-documents"):
        window.actions_[place].trigger()
    window.search("claim")
    nameless = [
        f"{type(each).__name__} in {each.parentWidget()}"
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for each in window.findChildren(kind)
        # Qt's own parts, such as the menu bar's overflow button, are named by Qt.
        if not each.objectName().startswith("qt_")
        and (not each.accessibleName() or not each.objectName())
    ]
    assert nameless == []


def test_models_keep_qts_rules(window: MainWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(window.list.model)
    qtmodeltester.check(window.sidebar.model)


def test_focus_leaves_only_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["focus"].trigger()
    qtbot.waitUntil(lambda: not window.sidebar.isVisible())
    assert not window.list.isVisible()
    assert window.reader.page.isVisible()
    window.actions_["focus"].trigger()
    qtbot.waitUntil(lambda: window.list.isVisible())


@pytest.mark.parametrize("size", [(640, 400), (1280, 800), (1920, 1080)])
def test_panes_lie_inside_the_window_at_every_size(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    QApplication.processEvents()
    for pane in (window.sidebar, window.list, window.reader):
        if pane.isVisible():
            assert window.workspace.rect().contains(pane.geometry())


class _Shown(QObject):
    """Names of the windows that came onto the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note what is a window and is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


def test_nothing_but_the_window_comes_onto_the_screen(
    theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    # A part that is shown before it has its place would be a window of its own for a moment.
    shown, qt = _Shown(), QApplication.instance()
    assert qt is not None
    qt.installEventFilter(shown)
    window = opened(theme, library, tmp_path / "s.json", qtbot)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "reader") is not None)
    qt.removeEventFilter(shown)
    assert shown.names == ["window"]
    assert window.isActiveWindow()
    window.close()


def test_the_library_is_closed_with_the_window(
    theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(theme, library, tmp_path / "s.json", qtbot)
    window.close()
    with open_library(library) as after:
        assert after.writable


@pytest.mark.parametrize(("size", "beside"), [(16, True), (22, False)])
def test_larger_text_folds_the_list_before_the_margin_goes(
    theme: Theme, library: Path, tmp_path: Path, qtbot: QtBot, size: int, beside: bool
) -> None:
    # 66 characters are 497 pixels at 16 and 684 at 22: 340 + 900 fits into 1250, more doesn't.
    settings = tmp_path / "settings.json"
    Settings(settings).set(TEXT_SIZE, size)
    window = opened(theme, library, settings, qtbot)
    window.resize(1250, 800)
    window.open_document(window.list.model.ids[0])
    qtbot.waitUntil(lambda: window.reader.panel.isVisible())
    assert window.list.isVisible() is beside
    assert window.reader.panel.geometry().left() >= window.reader.page.text_right()
    window.close()
