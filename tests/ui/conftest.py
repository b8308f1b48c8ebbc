"""The window's tests run on Qt's offscreen platform, with the real widgets."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.library import create_library
from app.settings import Settings
from ui.application import Application
from ui.session import Session, open_session
from ui.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """An empty clipboard in the end: Qt's offscreen platform crashes over a full one as it goes."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> Theme:
    """The one theme object of the test session, applied to the application."""
    qapp.setStyle("Fusion")
    theme = Theme("light")
    theme.apply()
    return theme


@pytest.fixture
def theme(themed: Theme) -> Iterator[Theme]:
    """The theme, in its light form before and after each test."""
    themed.choose("light")
    yield themed
    themed.choose("light")


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    """A session on an empty library."""
    create_library(tmp_path / "library").close()
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def application(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Application]:
    """The application, which knows no library but those of the test's folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    monkeypatch.delenv("SOURCEBOOK_LIBRARY", raising=False)
    qapp.setQuitOnLastWindowClosed(False)
    made = Application(qapp, Settings(tmp_path / "settings.json"))
    yield made
    if made.window is not None:
        made.window.close()
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_COLLECTED_EVERY = 10
_tests = count(1)


@pytest.fixture(autouse=True)
def collected_on_this_thread() -> Iterator[None]:
    """Circles of widgets are freed here, between tests: freed in a worker's thread, Qt warns."""
    gc.disable()
    yield
    if next(_tests) % _COLLECTED_EVERY == 0:
        gc.collect()
