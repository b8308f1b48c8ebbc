"""Images of the open document from the library to the page, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.errors import SourcebookError
from app.library import Library
from app.model import Image
from ui.actions import Actions
from ui.reader.decoding import decoded
from ui.reader.page import PageView
from ui.reader.page_images import Wanted
from ui.session import Session

ACTION = "toggle-images"


class Imaging(QObject):
    """Answers what a page asks for, and keeps the action that shows or hides all."""

    def __init__(self, session: Session, actions: Actions, page: PageView) -> None:
        super().__init__(page)
        self._session, self._action, self._images = session, actions[ACTION], page.images
        actions.on(ACTION, page.images.toggle_all)
        page.images.wanted.connect(self._on_wanted)
        page.images.changed.connect(self._on_changed)
        self._on_changed()

    def _on_wanted(self, wanted: Wanted) -> None:
        self._session.ask(
            lambda library: _decoded(library, wanted.image, wanted.width, wanted.height),
            lambda pixels: self._images.deliver(wanted, pixels),
            lambda _error: self._images.deliver(wanted, None),
        )

    def _on_changed(self) -> None:
        self._action.setEnabled(self._images.count > 0)


def _decoded(library: Library, image: Image, width: int, height: int) -> QImage | None:
    return decoded(library.image(image.sha256), image.media_type, width, height)


def pictures(
    session: Session,
    page: PageView,
    side: int,
    done: Callable[[Mapping[int, QImage]], object],
) -> None:
    """Have ``done`` told the images shown, by number, each at most ``side`` pixels a side.

    One that can't be read or decoded is left out.
    """
    shown = {number: page.images.image(number) for number in sorted(page.images.shown)}

    def read(library: Library) -> dict[int, QImage]:
        found = {}
        for number, image in shown.items():
            try:
                pixels = _decoded(library, image, side, side)
            except SourcebookError:
                continue
            if pixels is not None:
                found[number] = pixels
        return found

    if shown:
        session.ask(read, done)
    else:
        done({})
