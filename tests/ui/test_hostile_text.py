"""Nothing that came from a source is ever shown as rich text, whatever a title calls itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.library import create_library
from tests.ui.test_accessibility import OPENING
from tests.ui.windows import open_window
from ui.shell.window import MainWindow
from ui.theme import Theme

TAGS = "<u>x</u><img src=file:///etc/passwd>"
HOSTILE = {
    "markup": TAGS,
    "bidi": f"\u202e{TAGS}\u2066",
    "long": TAGS + "m" * 5000,
}
PAGE = """<html><head><title>{escaped}</title></head><body><article><h1>{escaped}</h1>
<p>The first paragraph says that {escaped} was published, and it goes on for a while.</p>
<p>The second paragraph says it again, so that there is a text to read and to mark.</p>
</article></body></html>"""

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=HOSTILE)
def window(
    request: pytest.FixtureRequest,
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """A window on a library in which every word is hostile; nobody answers the system's dialogs."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_m: ([], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_m: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_m: "")
    words = HOSTILE[request.param]
    file = tmp_path / "<b>x<b> & <img src=x>.html"
    escaped = words.replace("<", "&lt;")
    file.write_text(PAGE.format(escaped=escaped), encoding="utf-8")
    with create_library(tmp_path / "library") as library:
        list(library.import_paths([str(file)]))
        (id_,) = library.filtered("")
        library.set_fields(id_, {"title": words, "publisher": words})
        library.tag(id_, [words[:100]])
        mark = library.highlight_passage(id_, 0, 30).value
        library.add_note(words, on=mark.id)
        library.add_note(words, on=id_)
    made = open_window(theme, tmp_path / "library", qtbot)
    made.open_document(id_)
    qtbot.waitUntil(lambda: made.reader.page.isVisible())
    yield made
    made.close()


def rendered(top: QWidget) -> list[str]:
    """Where hostile words are shown, or would be, as what they say they are."""
    found = []
    for each in [top, *top.findChildren(QWidget)]:
        named = each.objectName() or type(each).__name__
        if RichText.mightBeRichText(each.toolTip()) and "<u>x" in each.toolTip():
            found.append(f"tooltip of {named}")
        if isinstance(each, QLabel) and "<u>x" in each.text():
            plain = each.textFormat() is Qt.TextFormat.PlainText
            found += [] if plain else [f"label {named}"]
        if isinstance(each, QTextEdit | QPlainTextEdit) and loads(each.document()):
            found.append(f"text of {named}")
    return found


def loads(document: QTextDocument) -> bool:
    """Whether a text holds a picture, which only markup could have brought."""
    return "passwd" in document.toPlainText() and '<img src="file:' in document.toHtml()


def test_no_screen_shows_a_sources_words_as_markup(window: MainWindow, qtbot: QtBot) -> None:
    assert rendered(window) == []
    for id_ in ("show-marks", "show-notes", "find-in-text", "focus", "focus"):
        window.actions_[id_].trigger()
        qtbot.wait(60)
        assert rendered(window) == []
    window.search("paragraph")
    qtbot.wait(400)
    assert rendered(window) == []
    window.add_files([str(Path(window.session.folder).parent / "<i>no such file</i>.html")])
    qtbot.wait(400)
    assert rendered(window) == []


def test_no_sheet_shows_them_either(window: MainWindow, qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    for id_ in sorted(OPENING):
        window.reader.page.setFocus()
        marks = window.reader.page.marks
        window.reader.page.set_current_mark(marks[0].id)
        window.actions_[id_].trigger()
        qtbot.wait(80)
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and each not in before:
                assert rendered(each) == [], id_
                each.close()
    assert window.findChildren(QAbstractButton)


def test_the_look_for_markup_sees_it(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label, text = QLabel(TAGS, top), QTextEdit(top)
    label.setObjectName("title")
    label.setToolTip(TAGS)
    text.setObjectName("note")
    text.document().setHtml('passwd <img src="file:///nowhere.png">')
    assert rendered(top) == ["tooltip of title", "label title", "text of note"]
