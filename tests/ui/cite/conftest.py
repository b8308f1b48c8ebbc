"""A library with one article in it, open in a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.paths import resource
from app.settings import Settings
from ui.actions import Actions
from ui.session import Session, open_session
from ui.theme import Theme

ARTICLE = "reading-a-claim-of-responsibility.html"


@pytest.fixture
def reading(tmp_path: Path, qapp: object) -> Iterator[Session]:
    """A session on a library that holds one saved article."""
    with create_library(tmp_path / "reading") as made:
        (line,) = made.import_paths([str(resource("sample_library") / ARTICLE)])
        assert line.document is not None
        # Without its remark that it is a teaching text it is cited like any other article.
        made.set_fields(line.document.id, {"note": ""})
    session = open_session(tmp_path / "reading")
    yield session
    session.close()


@pytest.fixture
def document(reading: Session) -> str:
    """The article's id."""
    (found,) = reading.library.documents("")
    return found.id


@pytest.fixture
def settings() -> Settings:
    """Settings that are kept nowhere."""
    return Settings(None)


@pytest.fixture
def actions(theme: Theme, qtbot: QtBot) -> Actions:
    """The actions of a window."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Actions(theme, window)
    made.window_ = window  # type: ignore[attr-defined]  # kept alive with them
    return made
