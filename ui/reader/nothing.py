"""What the reader shows while no document is open: how to go on from here."""

from __future__ import annotations

from app.library import Library
from ui.actions import Actions
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.states import EmptyState

_NONE_OPEN = ("Choose a document to read", "Or drop a saved page, a PDF or a .bib file here.")
_NOTHING_YET = (
    "What you add is read here",
    "Drop a saved page, a PDF or a .bib file anywhere in this window, or press Ctrl+O.",
)
_TRASHED = ("This document is in the trash", "Bring it back to read, mark and cite it.")
_GONE = ("This document is gone", "It was deleted for good.")


class NothingOpen(EmptyState):
    """Says what to do: choose, add, or bring back what was chosen in the trash."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        icon = "arrow-counter-clockwise"
        restore = Button(theme, "Restore", icon=icon, name="restore-to-read")
        super().__init__(theme, "article", *_NONE_OPEN, restore)
        self._restore = restore
        self._action = actions["restore-documents"]
        self._restore.clicked.connect(self._action.trigger)
        self._restore.hide()
        self.absent: str | None = None
        """The document that was chosen although it is in the trash or gone."""

    def show_way_on(self, library: Library) -> None:
        """Choose a document; or, where there is none, add one."""
        self.absent = None
        self._restore.hide()
        self.set_words(*(_NONE_OPEN if library.order() else _NOTHING_YET), "article")

    def show_absent(self, library: Library, id_: str) -> None:
        """A document in the trash was chosen, or one that is gone for good."""
        self.absent = id_
        trashed = any(each.id == id_ for each in library.trashed())
        self.set_words(*(_TRASHED if trashed else _GONE), "trash")
        self._restore.setVisible(trashed and self._action.isEnabled())
