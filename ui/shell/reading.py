"""The text's side of the window: the reader, and the inspector's tabs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.settings import LAST_DOCUMENTS
from ui.actions import Where
from ui.cite.citation import CitationTab
from ui.cite.source import SourceTab
from ui.doubting.connecting import open_merging, open_sheet
from ui.reader.view import ReaderView

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class Reading(QObject):
    """Reader, citation and source of one window, connected with each other and with it.

    The window makes it after its first paint, or when somebody asks for the reader before: sidebar
    and list stand on the screen sooner for not waiting for it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        theme, session, actions = window.theme, window.session, window.actions_
        self._window = window
        self.reader = ReaderView(theme, session, actions, window.settings)
        self.citation = CitationTab(theme, session, actions, window.settings)
        self.source = SourceTab(theme, session, actions)
        self.reader.set_inspector_tabs(self.citation, self.source)

    def connect_panes(self) -> None:
        """Put the reader into its place in the window and have both hear each other."""
        window, reader, workspace = self._window, self.reader, self._window.workspace
        self.citation.grown.connect(lambda: QTimer.singleShot(0, reader.arrange))
        reader.document_opened.connect(self._on_document_opened)
        reader.document_closed.connect(self._on_document_closed)
        reader.return_requested.connect(window.leave_page)
        reader.focus_changed.connect(workspace.set_focused)
        reader.place_changed.connect(self._on_place_changed)
        reader.page.current_mark_changed.connect(lambda _mark: self._on_mark_changed())
        for pane in (reader, self.citation, self.source):
            pane.said.connect(window.say)
        self.source.doubted.connect(lambda many: reader.panel.tabs.set_count("source", many))
        self.source.document_requested.connect(window.open_document)
        self.source.review_requested.connect(lambda ids: open_sheet(window, ids))
        self.source.merge_requested.connect(lambda one, other: open_merging(window, one, other))
        self.source.place_requested.connect(window.show_in_sidebar)
        workspace.folded_changed.connect(reader.bar.show_panes_button)
        reader.bar.show_panes_button(workspace.folded)
        reader.measure_changed.connect(workspace.set_measure)
        workspace.set_measure(reader.grown_measure)
        workspace.set_reader(reader)
        window.actions_.hear(Where.READER, reader)

    def _on_place_changed(self, id_: str, place: int) -> None:
        """Cite the current mark's place, else the paragraph at the top."""
        opened, mark = self.reader.opened, self.reader.page.current_mark
        if opened is not None and opened.text is not None:
            at = mark.start if mark else place
            number = next(
                (each.paragraph for each in opened.text.blocks if each.end > at and each.paragraph),
                None,
            )
            self.citation.show_place(id_, f"para {number}" if number else None)

    def _on_document_closed(self) -> None:
        self.citation.show_place(None, None)
        self.source.show_document(None)

    def _on_mark_changed(self) -> None:
        opened, page = self.reader.opened, self.reader.page
        if opened is not None:
            self._on_place_changed(opened.document.id, page.place())

    def _on_document_opened(self, id_: str) -> None:
        window = self._window
        window.workspace.set_reading(True)
        if window.workspace.page is None:
            window.list.select(id_)
        self.citation.show_place(id_, None)
        self.source.show_document(id_)
        here = str(window.session.folder)
        window.settings.change(LAST_DOCUMENTS, lambda now: {**now, here: id_})
