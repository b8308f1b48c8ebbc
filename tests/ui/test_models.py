"""Every model of the window keeps Qt's rules, with what a library really fills it with."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import ui
from app.library.sample import create_sample
from app.paths import resource
from app.settings import Settings
from tests.ui.windows import Opener
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


def declared() -> set[str]:
    """The models that the window's code has, found by looking into every module."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    waiting, found = [QAbstractItemModel], set()
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if each.__module__.startswith("ui."):
                found.add(f"{each.__module__}.{each.__name__}")
    return found


# Said by the offscreen platform of every popup.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_model_keeps_qts_rules(
    theme: Theme, tmp_path: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    create_sample(tmp_path / "sample").close()
    window = MainWindow(theme, open_session(tmp_path / "sample"), Settings(None), Opener())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_document(window.list.model.ids[0])
    window.add_files([str(resource("sample_library") / "missing.html")])
    for id_ in (
        "show-marks", "show-notes", "show-documents", "citation-keys", "choose-style", "palette",
    ):  # fmt: skip
        window.actions_[id_].trigger()
        qtbot.wait(150)
    window.search("claim")
    qtbot.wait(400)
    models = [
        each
        for each in window.findChildren(QAbstractItemModel)
        if type(each).__module__.startswith("ui.")
    ]
    assert {f"{type(each).__module__}.{type(each).__name__}" for each in models} == declared()
    assert all(each.rowCount() for each in models if type(each).__name__ == "DocumentsModel")
    for each in models:
        qtmodeltester.check(each)
    window.close()
