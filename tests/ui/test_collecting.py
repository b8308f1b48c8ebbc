"""Rubbish is collected on the GUI thread, never in a worker's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collecting import Collector


class Circle(QObject):
    """An object that only a collection frees, and which notes where that happens."""

    freed: ClassVar[list[int]] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        Circle.freed.append(threading.get_ident())


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    Circle.freed.clear()
    made = Collector()
    yield made
    made.stop()


KEPT: list[list[int]] = []


def busy() -> None:
    """Make far more objects than Python lets pass without collecting."""
    KEPT.extend([number] for number in range(50_000))


def test_a_worker_that_makes_many_objects_frees_no_widget(
    collector: Collector, qtbot: QtBot
) -> None:
    for _ in range(3):
        Circle()
    worker = threading.Thread(target=busy)
    worker.start()
    worker.join()
    assert Circle.freed == []
    qtbot.waitUntil(lambda: len(Circle.freed) == 3)
    assert set(Circle.freed) == {threading.get_ident()}
    KEPT.clear()


def test_afterwards_python_collects_again(qapp: object) -> None:
    collector = Collector()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
