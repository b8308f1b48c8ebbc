"""The window's tests run on Qt's offscreen platform, with the real widgets."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

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


_COLLECTED_EVERY = 10
_tests = count(1)


@pytest.fixture(autouse=True)
def collected_on_this_thread() -> Iterator[None]:
    """Circles of widgets are freed here, between tests: freed in a worker's thread, Qt warns."""
    gc.disable()
    yield
    if next(_tests) % _COLLECTED_EVERY == 0:
        gc.collect()
