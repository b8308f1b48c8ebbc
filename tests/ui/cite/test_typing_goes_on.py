"""A preview never blocks typing: not even when the program that makes it has stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from ui.cite.editor import ReferenceEditor
from ui.session import Session
from ui.theme import Theme

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="children are found through /proc"
)


def citing_children() -> list[int]:
    """The running citation processors of this process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue
        if told["PPid"] == str(os.getpid()) and told["Name"] == "pandoc":
            found.append(int(told["Pid"]))
    return found


@pytest.fixture
def stopped_children() -> Iterator[list[int]]:
    """What a test has stopped goes on after it."""
    stopped: list[int] = []
    yield stopped
    for child in stopped:
        os.kill(child, signal.SIGCONT)


def test_typing_goes_on_while_the_citation_processor_stands_still(
    theme: Theme, session: Session, settings: Settings, qtbot: QtBot, stopped_children: list[int]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    before = set(citing_children())
    editor = ReferenceEditor(theme, session, settings, None, parent, lambda _id: None)
    editor.open()
    qtbot.waitExposed(editor)
    title = editor.field("title")
    shown = editor.preview.bibliography
    qtbot.keyClicks(title.edit, "Lists")
    qtbot.waitUntil(lambda: "Lists" in shown.mime().text(), timeout=20_000)

    stopped_children += set(citing_children()) - before
    assert stopped_children
    for child in stopped_children:
        os.kill(child, signal.SIGSTOP)
    qtbot.keyClicks(title.edit, " of claims")
    qtbot.wait(400)  # longer than the preview waits after the last key
    qtbot.keyClicks(title.edit, " and of maps")
    assert title.text() == "Lists of claims and of maps"
    assert "claims" not in shown.mime().text()

    for child in stopped_children:
        os.kill(child, signal.SIGCONT)
    qtbot.waitUntil(lambda: "Lists of claims and of maps" in shown.mime().text(), timeout=20_000)
