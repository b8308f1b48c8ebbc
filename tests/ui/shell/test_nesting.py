"""Collections are put into each other by dragging and by the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListView, QMenu
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.library.overview import CollectionCount
from app.model import CollectionId
from app.settings import Settings
from tests.ui.windows import Opener
from ui.library.places import Places
from ui.library.presenter import COLLECTIONS, Place, places_for
from ui.models.sidebar import COLLECTION_MIME
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with create_library(tmp_path / "library") as library:
        for name in ("Outer", "Inner"):
            library.add_collection(name)
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def parents(window: MainWindow) -> dict[str, str | None]:
    known = window.session.library.collections()
    names = {each.id: each.name for each in known}
    return {each.name: names.get(each.parent) if each.parent else None for each in known}


def ids(window: MainWindow) -> dict[str, str]:
    return {each.name: str(each.id) for each in window.session.library.collections()}


class _FromHere(QDropEvent):
    """A drop from the list itself, as Qt makes it while something is dragged."""

    def __init__(self, view: QListView, row: int, data: QMimeData) -> None:
        at = QPointF(view.visualRect(view.model().index(row, 0)).center())
        super().__init__(
            at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self._view = view

    def source(self) -> QListView:
        return self._view


def drop(window: MainWindow, name: str, row: int) -> None:
    view = window.sidebar.findChild(Places)
    assert isinstance(view, Places)
    model = window.sidebar.model
    dragged = model.index(model.row_of(Place("collection", ids(window)[name])))
    data = model.mimeData([dragged])
    assert data.hasFormat(COLLECTION_MIME)
    view.dropEvent(_FromHere(view, row, data))


def test_a_collection_dropped_on_another_goes_into_it_and_on_the_head_out_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    model = window.sidebar.model
    drop(window, "Inner", model.row_of(Place("collection", ids(window)["Outer"])))
    qtbot.waitUntil(lambda: parents(window) == {"Outer": None, "Inner": "Outer"})
    qtbot.waitUntil(lambda: window.toast.isVisible())
    drop(window, "Inner", model.head_of(COLLECTIONS))
    qtbot.waitUntil(lambda: parents(window) == {"Outer": None, "Inner": None})
    window.session.undo()
    qtbot.waitUntil(lambda: parents(window) == {"Outer": None, "Inner": "Outer"})


def test_the_menu_offers_the_same(window: MainWindow, qtbot: QtBot) -> None:
    menu = QMenu(window)
    window.sidebar._collections.fill_menu(menu, Place("collection", ids(window)["Inner"], "Inner"))
    inside = menu.findChild(QMenu, "move-collection")
    assert isinstance(inside, QMenu)
    assert [each.text() for each in inside.actions()] == ["Outer"]
    inside.actions()[0].trigger()
    qtbot.waitUntil(lambda: parents(window) == {"Outer": None, "Inner": "Outer"})


def test_a_collection_is_offered_no_place_inside_itself_or_where_it_is() -> None:
    def made(id_: str, parent: str | None) -> CollectionCount:
        return CollectionCount(CollectionId(id_), id_, CollectionId(parent) if parent else None, 0)

    known = [made("a", None), made("b", "a"), made("c", "b"), made("d", None)]
    told = {
        id_: [place.id if place else "top" for place in places_for(known, id_)] for id_ in "abcd"
    }
    assert told == {
        "a": ["d"], "b": ["top", "d"], "c": ["top", "a", "d"], "d": ["a", "b", "c"],
    }  # fmt: skip
