"""The pages' side of the reader: when they are shown, and how text and pages go together.

Selection, current mark and place stay the text's own, also while only the pages are seen: what acts
on them needs not know where somebody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from app.library import Opened
from app.library.documents import PDF
from app.settings import PAGES_DARK, PDF_VIEW, Setting, Settings
from ui.actions import Actions
from ui.reader.contents import ContentsPanel
from ui.reader.headings import Heading
from ui.reader.pages.pane import PagesPane
from ui.reader.pages.stack import Fit
from ui.reader.presenter import LEFT, LETTERS
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.reader.view import ReaderView

_NARROWEST = 440
"""Pixels that pages need beside the text; with less they stand in its place."""
_VIEWS = ("text", "pages", "both")


class PageSide(QObject):
    """Shows a document's pages, and keeps them and the text at one place with the same marks."""

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings, view: ReaderView
    ) -> None:
        super().__init__(view)
        self._theme, self._session, self._actions = theme, session, actions
        self._settings, self._view = settings, view
        self._opened: Opened | None = None
        self._shown: str | None = None
        self._leading = False
        self.pane = PagesPane(theme, actions)
        self.pane.hide()

    # What is shown --------------------------------------------------------------------------------

    @property
    def _is_pdf(self) -> bool:
        document = self._opened.document if self._opened else None
        return bool(document and document.original and document.media_type == PDF)

    @property
    def _has_text(self) -> bool:
        return self._opened is not None and self._opened.text is not None

    @property
    def beside(self) -> bool:
        """Whether text, or quotations, and pages stand side by side."""
        return self._chosen() == "both"

    @property
    def alone(self) -> bool:
        """Whether pages stand in place of the text."""
        return self._chosen() == "pages"

    def wants_beside(self) -> int:
        """How many pixels pages need beside the text."""
        return _NARROWEST

    def _chosen(self) -> str:
        """What is shown: the chosen view, as far as document and width allow."""
        wanted = self._settings.get(PDF_VIEW) if self._is_pdf else "text"
        return "pages" if wanted == "both" and not self._fits() else wanted

    def _fits(self) -> bool:
        page = self._view.page
        text = page.measure + page.scale * (LEFT + LETTERS)
        return self._view.width() >= text + _NARROWEST

    def show_document(self, opened: Opened | None, place: int) -> None:
        """Another document is open, or none, or another version of its text."""
        self._opened = opened
        self._view.bar.offer_views(self._is_pdf)
        self._shown = None
        self.pane.view.clear()
        self.arrange(place)

    def arrange(self, place: int | None = None) -> None:
        """Show text and pages as chosen; pages come to ``place``, or to where the text is."""
        chosen, opened, view = self._chosen(), self._opened, self._view
        pages = chosen != "text"
        held = self.pane.isAncestorOf(view.focusWidget()) if view.focusWidget() else False
        view.page.setVisible(self._has_text and chosen != "pages")
        view.quotations.setVisible(opened is not None and not self._has_text and chosen != "pages")
        self.pane.setVisible(pages)
        view.margin.places = self.pane if chosen == "pages" else view.page
        for id_ in _VIEWS:
            self._actions[f"view-{id_}"].setChecked(id_ == chosen)
            self._actions[f"view-{id_}"].setEnabled(
                self._is_pdf and (id_ != "both" or self._fits())
            )
        for id_ in ("pages-fit-width", "pages-fit-page", "pages-dark"):
            self._actions[id_].setEnabled(pages)
        if opened is not None and pages and self._shown is None:
            self._open(opened, view.page.place() if place is None else place)
        elif held and not pages:
            view.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, opened: Opened, place: int) -> None:
        self._shown = opened.document.id
        facsimile = self._session.library.facsimile(opened.document.id)
        title, post = opened.document.title, self._session.jobs.post
        self.pane.view.show_pages(facsimile, opened.text, title, place, post)
        self._show_look()

    def zoom(self, by: int) -> bool:
        """Larger or smaller pages, where these are read; False where it is the text."""
        if self.alone or (
            self.beside and self.pane.isAncestorOf(self._view.focusWidget() or self._view)
        ):
            self.pane.view.zoom(by)
            return True
        return False

    def show_contents(self) -> bool:
        """The file's own contents, where pages are read and there are any; whether they were."""
        view = self.pane.view
        if not self.alone or not view.outline:
            return False
        found = [Heading(each.title, each.depth, each.page) for each in view.outline]
        before = [number for number, each in enumerate(found) if each.start <= view.page]
        here = before[-1] if before else None
        panel = ContentsPanel(self._theme, found, here, self._view)
        panel.chosen.connect(self._to_page)
        panel.open_under(self._view.bar.button("contents"))
        return True

    def _to_page(self, page: int) -> None:
        self.pane.view.go_to_page(page)
        self.pane.view.setFocus()

    # Connecting -----------------------------------------------------------------------------------

    def connect_view(self) -> None:
        """Have text and pages hear each other, once the reader has all its parts."""
        pages, page, view, actions = self.pane.view, self._view.page, self._view, self._actions
        for id_ in _VIEWS:
            actions.on(f"view-{id_}", partial(self._choose, id_))
        actions.on("pages-fit-width", lambda: pages.set_fit(Fit.WIDTH))
        actions.on("pages-fit-page", lambda: pages.set_fit(Fit.PAGE))
        actions.on("pages-dark", self._turn_dark)
        pages.painter.inverted = self._settings.get(PAGES_DARK)
        actions["pages-dark"].setChecked(pages.painter.inverted)
        page.look_changed.connect(self._show_look)
        page.selection_changed.connect(self._on_text_selected)
        page.gone_to.connect(self._follow)
        page.place_changed.connect(self._on_text_scrolled)
        page.current_mark_changed.connect(self._on_current_mark)
        pages.place_changed.connect(self._on_pages_scrolled)
        pages.selection_changed.connect(self._on_pages_selected)
        pages.selected_by_mouse.connect(self._show_mark_bar)
        pages.clicked_at.connect(self._on_clicked)
        pages.letter_pressed.connect(self._on_letter)
        pages.note_requested.connect(page.note_requested)
        pages.menu_opened.connect(page.menu_opened)
        pages.foreign_pressed.connect(lambda told: view.said.emit(told, False))
        pages.broke.connect(self._session.broke)
        pages.scrolled.connect(self._on_scrolled)
        pages.installEventFilter(self)
        view.installEventFilter(self)
        view.find_bar.closed.connect(self._take_keyboard)
        # What had the keyboard may be hidden then.
        view.focus_changed.connect(lambda _focused: self._take_keyboard())
        self._session.closing.connect(lambda: pages.clear(wait=True))
        self.destroyed.connect(self._settings.listen(self._on_setting))

    def _choose(self, chosen: str) -> None:
        was, place = self._chosen(), self._view.page.place()
        held = self._view.focusWidget() is not None
        self._settings.set(PDF_VIEW, chosen)
        now = self._chosen()
        self.arrange(place)
        self._view.arrange()
        if was == "text" and now != "text":
            self.pane.view.show_place(place, force=True)
        elif was == "pages" and now != "pages":
            with self._lead():
                self._view.page.scroll_to(place, 16)
        if held or now != was:
            reading = self.pane.view if now == "pages" else self._view.page
            reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.hand_focus_to(self.pane.view if now == "pages" else self._view.page)

    def _turn_dark(self) -> None:
        self._settings.set(PAGES_DARK, self._actions["pages-dark"].isChecked())

    def _on_setting(self, setting: Setting[object]) -> None:
        if setting is PAGES_DARK:
            self.pane.view.painter.inverted = self._settings.get(PAGES_DARK)
            self.pane.view.redraw()

    # Text and pages -------------------------------------------------------------------------------

    @contextmanager
    def _lead(self) -> Iterator[None]:
        """What the text does meanwhile came from the pages, which need not follow it."""
        was, self._leading = self._leading, True
        try:
            yield
        finally:
            self._leading = was

    def _show_look(self) -> None:
        page, shown = self._view.page, self.pane.view.shown
        shown.marks = page.marks if self._has_text else ()
        shown.current = page.current_mark.id if page.current_mark is not None else None
        shown.hits, shown.current_hit = page.hits
        self.pane.view.viewport().update()

    def _follow(self, offset: int) -> None:
        if not self._leading and not self.pane.isHidden():
            self.pane.view.show_place(offset)

    def _on_text_scrolled(self, place: int) -> None:
        if self.beside and not self._view.page.isHidden():
            self._follow(place)

    def _on_text_selected(self) -> None:
        selected = self._view.page.selection()
        self.pane.view.select(selected)
        if selected is not None:
            self._follow(selected[0])

    def _on_current_mark(self, id_: str | None) -> None:
        mark = self._view.page.current_mark
        if mark is not None and id_ is not None:
            self._follow(mark.start)

    def _on_pages_scrolled(self, place: int) -> None:
        page = self._view.page
        if page.isHidden() or not page.is_visible(place):
            with self._lead():
                page.scroll_to(place, 16)

    def _on_pages_selected(self, selected: tuple[int, int] | None) -> None:
        page = self._view.page
        with self._lead():
            if selected is None:
                page.clear_selection()
            else:
                page.select(*selected)
        self._view.mark_bar.hide()

    def _on_clicked(self, mark: str | None) -> None:
        with self._lead():
            self._view.page.set_current_mark(mark)

    def _on_letter(self, mark: str) -> None:
        with self._lead():
            self._view.page.set_current_mark(mark)
            self._view.page.letter_pressed.emit(mark)

    def _show_mark_bar(self) -> None:
        view, pages = self._view, self.pane.view
        if self._session.writable and view.page.selection() is not None:
            origin = pages.viewport().mapTo(view, QPoint(0, 0))
            view.mark_bar.show_at(pages.selection_rect().translated(origin))

    def _on_scrolled(self) -> None:
        if not self.pane.isHidden():
            self._view.page.scrolled.emit()

    def _take_keyboard(self) -> None:
        if self.alone:
            self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wider or narrower reader may have room for both; Enter on a mark goes to its note."""
        if watched is self._view and event.type() is QEvent.Type.Resize and self._is_pdf:
            self.arrange()
        if watched is self.pane.view and isinstance(event, QKeyEvent) and (
            event.type() is QEvent.Type.KeyPress and self._on_key(event.key())
        ):  # fmt: skip
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        margin, mark = self._view.margin, self._view.page.current_mark
        if key == Qt.Key.Key_Escape and margin.unfolded is not None:
            margin.unfold(None)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mark is not None:
            return margin.go_to(mark.id)
        return False
