"""A window that is closed leaves a copy of what was changed in it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.library import create_library
from app.store.copies import copies
from ui.session import open_session


def test_closing_keeps_a_copy_of_what_changed_and_none_of_what_did_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    create_library(folder).close()
    session = open_session(folder)
    with qtbot.waitSignal(session.changed):
        session.change(lambda library: library.add_note("one"))
    session.close()
    assert [each.number for each in copies(folder)] == [1]
    open_session(folder).close()
    assert [each.number for each in copies(folder)] == [1]
