"""Every sheet there is, filled with what a library holds, by keyboard and for a screen reader.

The sheets are found by looking into every module: one that nobody opens here fails.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

import ui
from app.errors import SourcebookError
from app.library.sample import create_sample
from tests.ui.test_accessibility import settled, walk
from tests.ui.windows import open_window
from ui.doubting.connecting import open_sheet as open_doubts
from ui.securing.connecting import show_code
from ui.securing.recovery import RecoverySheet
from ui.shell.start import StartWindow
from ui.shell.window import MainWindow
from ui.theme import Theme
from ui.widgets.sheet import Sheet

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PAPER = {"type": "book", "title": "A book on paper", "issued": {"date-parts": [[1999]]}}
TWIN = {"type": "report", "title": "Foreign fighters", "author": [{"literal": "A Centre"}]}


def modules() -> list[str]:
    """The names of all modules of the window's code."""
    return [module.name for module in pkgutil.walk_packages(ui.__path__, "ui.")]


def classes() -> set[str]:
    """The sheets and panels that have a class of their own."""
    for name in modules():
        importlib.import_module(name)
    waiting: list[type] = [QDialog]
    found: set[str] = set()
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if each.__module__.startswith("ui.") and each is not Sheet:
                found.add(each.__name__)
    return found


def plain() -> set[str]:
    """The object names of the sheets that are made of Sheet itself, as the code gives them."""
    found = set()
    for name in modules():
        module = importlib.import_module(name)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
            if any(ast.unparse(each.func) in ("Sheet", "QDialog") for each in calls):
                (named,) = [
                    each for each in calls if ast.unparse(each.func).endswith(".setObjectName")
                ]
                found.add(str(ast.literal_eval(named.args[0])))
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with duplicates, a collection, a full trash, and a file kept up to date."""
    folder = tmp_path_factory.mktemp("sheets") / "sample"
    with create_sample(folder) as library:
        for note in ("", "Another copy"):
            library.add_reference({**TWIN, **({"note": note} if note else {})})
        library.add_reference(PAPER)
        gone = library.add_reference({"type": "book", "title": "Thrown away"}).value
        library.trash_all([gone.id])
        library.add_auto_export(folder.parent / "kept.bib")
    return folder


@pytest.fixture
def full(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "sample"))


@pytest.fixture
def window(
    theme: Theme, full: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window on it, with a document open and one of its marks the current one."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_m: ("", ""))
    made = open_window(theme, full, qtbot)
    rows = made.session.library.rows(made.list.model.ids)
    open_document(made, max(rows, key=lambda row: row.notes).id, qtbot)
    qtbot.waitUntil(lambda: bool(made.reader.page.marks))
    made.reader.page.setFocus()
    made.reader.page.set_current_mark(made.reader.page.marks[0].id)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_document(window: MainWindow, id_: str, qtbot: QtBot) -> None:
    """Open a document and wait until it is shown."""
    window.open_document(id_)
    qtbot.waitUntil(lambda: window.reader.current_document == id_)
    settled(window, qtbot)


Open = Callable[[MainWindow, QtBot], object]


def by(id_: str) -> Open:
    """Opened by an action."""
    return lambda window, _qtbot: window.actions_[id_].trigger()


def type_a_quotation(window: MainWindow, qtbot: QtBot) -> None:
    """A quotation from a book on paper."""
    rows = window.session.library.rows(window.list.model.ids)
    open_document(window, next(row.id for row in rows if row.title == PAPER["title"]), qtbot)
    window.actions_["add-quotation"].trigger()


def show_details(window: MainWindow, _qtbot: QtBot) -> None:
    """What the toast of a known error says more."""
    window.show_error(SourcebookError("Can’t be read.", hint="Save it again.", code="test"))
    button = window.toast.findChild(QAbstractButton)
    assert isinstance(button, QAbstractButton)
    button.click()


def set_a_passphrase(window: MainWindow, qtbot: QtBot) -> None:
    """On the first screen."""
    start = StartWindow(window.theme)
    start.setParent(window, Qt.WindowType.Window)
    start.show()
    button = next(
        each for each in start.findChildren(QAbstractButton) if "passphrase" in each.text()
    )
    button.click()


def check_fields(window: MainWindow, qtbot: QtBot) -> None:
    """Of every document, whether it has any to check or not."""
    open_doubts(window, [str(id_) for id_ in window.list.model.ids])


def read_another_version(window: MainWindow, qtbot: QtBot) -> None:
    """Of a text that was added in a newer copy."""
    file = window.session.folder.parent / "newer.md"
    file.write_text("# A newer copy\n\nAll of it was written anew.\n", encoding="utf-8")
    id_ = window.reader.current_document
    assert id_ is not None
    window.session.change(lambda library: library.add_version(id_, file))
    label = window.reader.bar.findChild(QAbstractButton, "reader-version")
    assert isinstance(label, QAbstractButton)
    qtbot.waitUntil(lambda: bool(label.text()), timeout=20_000)
    window.actions_["text-versions"].trigger()


OPENERS: dict[str, Open] = {
    "AboutSheet": by("about"),
    "BugSheet": lambda window, _qtbot: window.report_bug(RuntimeError("of a test")),
    "CheckSheet": by("edit-tags"),
    "CodeSheet": lambda window, _qtbot: show_code(window, "7W2KD-9QX3M-0AB7C-HT5RZ-P4N8E"),
    "ContentsPanel": by("contents"),
    "DoubtsSheet": check_fields,
    "DuplicatesSheet": by("duplicates"),
    "ErrorSheet": show_details,
    "ExportSheet": by("export"),
    "KeepingSheet": by("keep-bib"),
    "KeysSheet": by("citation-keys"),
    "MoveSheet": by("move-in"),
    "NameSheet": lambda window, _qtbot: window.sidebar.findChild(
        QAbstractButton, "new-collection"
    ).click(),  # type: ignore[attr-defined]
    "PassphraseSheet": set_a_passphrase,
    "Preferences": by("preferences"),
    "PrintSheet": by("save-pdf"),
    "QuotationBuilder": by("build-quotation"),
    "QuotationSheet": type_a_quotation,
    "QuotedInSheet": by("copy-quoted-in"),
    "RecoverySheet": lambda window, _qtbot: RecoverySheet(
        window.theme, window.session.folder, window, window.report_bug
    ).open(),
    "ReferenceEditor": by("edit-reference"),
    "SecuritySheet": by("passphrase"),
    "ShortcutSheet": by("shortcuts"),
    "StylesSheet": by("choose-style"),
    "TagSheet": by("tag-mark"),
    "TextVersionsSheet": read_another_version,
    "TypePanel": by("type-settings"),
    "VersionsSheet": by("versions"),
    "go-to-sheet": by("go-to-paragraph"),
    "sheet-empty-trash": by("empty-trash"),
    "sheet-kind": by("set-kind"),
    "sheet-reset-sample": by("reset-sample"),
}  # fmt: skip
"""How each sheet is opened: by the name of its class, or its object's where it is a plain one."""


def shown(name: str) -> QDialog | None:
    """The sheet of that name, if it is open."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            called = each.objectName() if type(each) is Sheet else type(each).__name__
            if called == name:
                return each
    return None


def test_every_sheet_there_is_is_walked_below() -> None:
    assert plain() | classes() == set(OPENERS)


@pytest.mark.parametrize("name", OPENERS)
def test_a_sheet_by_keyboard_and_screen_reader(window: MainWindow, qtbot: QtBot, name: str) -> None:
    OPENERS[name](window, qtbot)
    qtbot.waitUntil(lambda: shown(name) is not None, timeout=20_000)
    settled(window, qtbot)
    sheet = shown(name)
    assert sheet is not None
    walk(sheet, qtbot)
    sheet.close()
