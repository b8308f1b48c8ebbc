"""The sheet of duplicates: suspicions at the left, two references and their merger at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.cite.engine import Rendered
from app.cite.styles import find_style
from app.errors import NotFoundError, SourcebookError
from app.library import Library
from app.library.duplicates import Duplicates
from app.model import Document
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, Settings
from ui.cite.preview import Preview
from ui.library.presenter import shown
from ui.merging.cells import FieldTable, columns
from ui.merging.comparing import Merger, about, group_id, group_lines, summary, why
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Check, Choice
from ui.widgets.labels import Label
from ui.widgets.linelist import LineList
from ui.widgets.sheet import Sheet
from ui.widgets.states import EmptyState

_LIST = 248
_INDENT = 3
"""What the ring around a cell takes, so that heads stand over the cells' edges."""
_PATIENCE = 400


class DuplicatesSheet(Sheet):
    """Documents that may be one source: merge two of them, or say that they are two.

    ``opened`` carries the document that was kept, for the window to show.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(theme, "Duplicates", parent)
        self.setObjectName("duplicates")
        self._session, self._settings = session, settings
        self._found: Sequence[Duplicates] = ()
        self._pair: tuple[Document, Document] | None = None
        self._merger: Merger | None = None
        self._acts = 0
        self._wanted: tuple[str, str] | None = None
        self._wanted_id = ""
        self._make()
        self._lay_out()
        self._again = QTimer(self, singleShot=True, interval=40)
        self._again.timeout.connect(self._look)
        self._printing = QTimer(self, singleShot=True, interval=120)
        self._printing.timeout.connect(self._print)
        session.changed.connect(self._on_changed)
        room = parent.window().size()
        self.resize(min(1120, room.width() - 40), min(700, room.height() - 40))
        self._look()
        QTimer.singleShot(_PATIENCE, self, self._on_waited)

    def _make(self) -> None:
        theme = self.theme_
        self.list = LineList(theme, "Suspected duplicates", name="duplicates-list")
        self.list.pointed.connect(lambda _line: self._on_pointed())
        self._count = Label(theme, "", role="meta")
        self._why = Label(theme, "", role="meta", wrap=True)
        self._why.setObjectName("duplicates-why")
        self._with = Choice(theme, "Compare with", [], name="duplicates-with", label_shown=False)
        self._with.chosen.connect(lambda _id: self._compare())
        self._heads = tuple(Label(theme, "", role="strong", wrap=True) for _ in range(3))
        self._abouts = tuple(Label(theme, "", role="meta", wrap=True) for _ in range(3))
        self._swap = Button(
            theme, "Keep the other one’s key", kind="link", name="duplicates-swap", height=24
        )
        self._swap.clicked.connect(lambda _checked=False: self._on_swap())
        self.table = FieldTable(theme)
        self.table.chosen.connect(self._on_chosen)
        for label in (*self._heads, *self._abouts):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setIndent(_INDENT)
        self._all = Check(theme, "Fields that agree", name="duplicates-all")
        self._all.toggled.connect(lambda _on: self._show_rows())
        self._style = Label(theme, "Merged", role="section")
        self.preview = Preview(theme, "Merged citation", hanging=True)
        self._said = Label(theme, "", colour="danger", wrap=True)
        self._said.setObjectName("duplicates-error")
        self._said.hide()
        self._empty = EmptyState(
            theme, "magnifying-glass", "Looking for duplicates", "Nothing is looked up elsewhere."
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self._count)
        side = self._side = QWidget()
        side.setFixedWidth(_LIST)
        side.setLayout(left)
        side.hide()
        left.setContentsMargins(0, 0, 0, 0)
        self._view = QWidget()
        right = QVBoxLayout(self._view)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._why, 1)
        top.addWidget(self._with)
        right.addLayout(top)
        self._over = [columns((QWidget(), *row)) for row in (self._heads, self._abouts)]
        for each in self._over:
            right.addLayout(each)
        right.addWidget(self._scrolled(), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._swap)
        right.addLayout(foot)
        right.addWidget(self._style)
        right.addWidget(self.preview)
        right.addWidget(self._said)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(side)
        row.addWidget(self._view, 1)
        row.addWidget(self._empty, 1)
        self._view.hide()
        self._empty.hide()
        self.body.addLayout(row, 1)
        self._add_feet()

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("merge-area")
        area.setAccessibleName("Fields")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: self._on_range(bar.sizeHint().width(), high))
        return area

    def _on_range(self, wide: int, high: int) -> None:
        """Keep the heads over their columns when a scroll bar takes room."""
        for row in self._over:
            row.setContentsMargins(0, 0, wide if high else 0, 0)

    def _add_feet(self) -> None:
        self._undo = Button(self.theme_, "Undo", kind="quiet", name="duplicates-undo")
        self._undo.clicked.connect(lambda _checked=False: self.undo())
        self._undo.hide()
        self._buttons.insertWidget(0, self._undo)
        self.add_button("Close", self.accept, kind="quiet", name="duplicates-close")
        self._apart = self.add_button(
            "Not a duplicate", self.tell_apart, name="duplicates-distinct"
        )
        self._link = self.add_button("Link as copy", self.link, name="duplicates-link")
        self._merge = self.add_button("Merge", self.merge, kind="primary", name="duplicates-merge")
        for keys, act in (
            ("Ctrl+Return", self.merge),
            ("Ctrl+Z", self.undo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # What is suspected ----------------------------------------------------------------------------

    def _look(self) -> None:
        self._session.ask(
            lambda library: library.duplicates(), self._on_found, self._failed, latest="duplicates"
        )

    def _on_changed(self, _changes: object) -> None:
        self._again.start()

    def _on_waited(self) -> None:
        """Say that it is looked where that takes long."""
        self._empty.setVisible(not self._view.isVisible())

    def _on_found(self, found: Sequence[Duplicates]) -> None:
        if not isValid(self):
            return
        now = self.list.current
        self._found = found = self._with_wanted(found)
        self.list.show_lines(group_lines(found), self._wanted_id or (now.id if now else ""))
        self._wanted_id = ""
        self._count.set_text(summary(found))
        for part in (self._side, self._view):
            part.setVisible(bool(found))
        self._empty.setVisible(not found)
        told = "What you called no duplicate is not asked again."
        self._empty.set_words("No duplicates", told, "check")
        for button in (self._merge, self._link, self._apart):
            button.setEnabled(bool(found) and self._session.writable)
        self._on_pointed()
        if self.focusWidget() is None:
            self.list.setFocus()

    def show_pair(self, first: str, second: str) -> None:
        """Compare two documents, whether they are suspected or not; the first is kept."""
        self._wanted = (first, second)
        self._look()

    def _with_wanted(self, found: Sequence[Duplicates]) -> Sequence[Duplicates]:
        """The suspicions, that of the pair to compare among them as long as both are there."""
        if self._wanted is None:
            return found
        wanted = self._wanted
        for each in found:
            if set(wanted) <= {document.id for document in each.documents}:
                self._wanted_id, self._wanted = group_id(each), None
                return found
        try:
            pair = tuple(self._session.library.document(id_) for id_ in wanted)
        except NotFoundError:
            return found
        group = Duplicates(pair, ())
        self._wanted_id = group_id(group)
        return [group, *found]

    @property
    def group(self) -> Duplicates | None:
        """The suspicion under the cursor."""
        line = self.list.current
        found = (each for each in self._found if line and group_id(each) == line.id)
        return next(found, None)

    def _on_pointed(self) -> None:
        group = self.group
        if group is None:
            self._pair = self._merger = None
            return
        self._why.set_text(why(group))
        first, *others = group.documents
        self._with.set_options([(each.id, _called(each)) for each in others])
        self._with.setVisible(len(others) > 1)
        self._kept: str = first.id
        self._compare()

    # Side by side ---------------------------------------------------------------------------------

    def _compare(self) -> None:
        group, other = self.group, self._with.value()
        if group is None:
            return
        by_id = {str(each.id): each for each in group.documents}
        if other == self._kept:
            other = str(group.documents[0].id)
        self._pair = (by_id[self._kept], by_id[str(other)])
        first, second = self._pair
        view = self._session.library.merge_view(first.id, [second.id])
        self._merger = Merger(view)
        rows = {row.id: row for row in self._session.library.rows([first.id, second.id])}
        heads = (
            (f"This one, kept as {first.key}", about(first, rows.get(first.id))),
            (f"That one, {second.key}", about(second, rows.get(second.id))),
            ("Merged", "marks, notes, tags and collections of both"),
        )
        for label, below, (head, told) in zip(self._heads, self._abouts, heads, strict=True):
            label.set_text(head)
            below.set_text(told)
        self._said.hide()
        self._show_rows()

    def _on_swap(self) -> None:
        """Keep the other one: its key stays, and its own values come first."""
        if self._pair is not None:
            first, second = self._pair
            self._kept = second.id
            self._with.set_value(first.id)
            self._compare()

    def _show_rows(self) -> None:
        if self._merger is None:
            return
        agreeing = self._merger.agreeing
        self._all.setText(f"Also the {agreeing} in which they agree")
        self._all.setAccessibleName(self._all.text())
        self._all.setVisible(bool(agreeing))
        self.table.show_rows(self._merger.rows(agreeing=self._all.isChecked()))
        self._print()

    def _on_chosen(self, field: str, place: int) -> None:
        if self._merger is not None:
            self._merger.choose(field, place)
            self.table.update_rows(self._merger.rows(agreeing=True))
            self._printing.start()

    def _print(self) -> None:
        if self._merger is None:
            return
        reference = self._merger.reference
        style, language = (self._settings.get(each) for each in (CITATION_STYLE, CITATION_LANGUAGE))
        self.preview.wait()
        self._session.ask(
            lambda library: library.cite_reference(reference, style=style, locale=language),
            lambda rendered: self._show(rendered, style), self._not_shown, latest="merged",
        )  # fmt: skip

    def _show(self, rendered: Rendered, style: str) -> None:
        if isValid(self):
            self._style.set_text(f"Merged, as {find_style(style).title} prints it")
            if rendered.bibliography:
                self.preview.show_entries(rendered.bibliography, rendered.bibliography_html)
            else:
                self.preview.show_entries([rendered.citation], [rendered.citation_html])

    def _not_shown(self, error: SourcebookError) -> None:
        if isValid(self):
            self.preview.show_remark(" ".join(filter(None, (error.message, error.hint))))

    # What is done ---------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make the two documents one, with the fields chosen; one undo takes it back."""
        if self._pair is None or self._merger is None or not self._merge.isEnabled():
            return
        (first, second), chosen = self._pair, self._merger.chosen

        def act(library: Library) -> object:
            return library.merge(first.id, [second.id], chosen)

        self._merge.setEnabled(False)
        self._session.change(act, self._merged, self._failed)  # type: ignore[arg-type]

    def _merged(self, document: Document) -> None:
        self.opened.emit(document.id)
        self._acted("Undo merge")

    def link(self) -> None:
        """Keep both documents, the second as a copy of the first."""
        if self._pair is None:
            return
        first, second = self._pair
        self._session.change(
            lambda library: library.link_copy(second.id, first.id),
            lambda _document: self._acted("Undo “link as copy”"), self._failed,
        )  # fmt: skip

    def tell_apart(self) -> None:
        """Remember that the documents of this suspicion are not one source."""
        group = self.group
        if group is None:
            return
        ids = [
            each.id for each in (self._pair if len(group.documents) > 2 else group.documents) or ()
        ]
        self._session.change(
            lambda library: library.distinct(ids),
            lambda _pairs: self._acted("Undo “not a duplicate”"), self._failed,
        )  # fmt: skip

    def undo(self) -> None:
        """Take back what was done in this sheet last."""
        if self._acts:
            self._acts -= 1
            self._session.change(
                lambda library: library.undo(), lambda _label: self._undone(), self._failed
            )

    def _undone(self) -> None:
        if isValid(self):
            self._undo.setVisible(self._acts > 0)
            self._undo.setText("Undo")
            self._again.start()
            self.list.setFocus()

    def _acted(self, told: str) -> None:
        if isValid(self):
            self._acts += 1
            self._undo.setText(told)
            self._undo.setAccessibleName(told)
            self._undo.updateGeometry()
            self._undo.show()
            self._again.start()
            self.list.setFocus()

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._said.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._said.show()
            self._merge.setEnabled(self._pair is not None and self._session.writable)


def _called(document: Document) -> str:
    return f"{document.key}: {shown(document.title)[:60]}"
