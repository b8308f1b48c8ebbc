"""The marks of the open document, one line each, under the inspector's Notes tab."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.library import Opened
from app.model import MEANING_LABELS, Highlight, How
from ui.models.passages import PASSAGE, Passage, PassagesModel
from ui.reader.presenter import in_order, locator_words
from ui.theme import Theme
from ui.widgets.painting import draw_badge, draw_card, draw_focus_ring, draw_reading
from ui.widgets.ringed import RingedButton

_ROW, _FOLD, _LONGEST = 46, 32, 240


def marks_of(opened: Opened) -> list[Passage]:
    """A document's marks in reading order, typed quotations by their pages."""
    noted = {note.highlight for note in opened.notes}
    return [
        Passage(
            document=mark.document,
            start=mark.start,
            title=_called(mark),
            aside="",
            where=locator_words(mark.locator),
            words=" ".join(mark.exact[:_LONGEST].split()),
            icon="note" if mark.id in noted else "",
            meaning=mark.meaning,
            mark=mark.id,
            key=mark.id,
        )
        for mark in in_order(opened.highlights)
    ]


def _called(mark: Highlight) -> str:
    """What a mark means, after what is to be checked of it in this version of the text."""
    label, placing = MEANING_LABELS[mark.meaning], mark.placing
    if placing is None or placing.how not in (How.APPROXIMATE, How.ORPHAN):
        return label
    if placing.how is How.ORPHAN:
        return f"Not in this version  ·  {label}"
    return label if placing.confirmed else f"Check place  ·  {label}"


class DocumentMarks(QWidget):
    """A line that unfolds to the marks; ``chosen`` carries where a mark begins, and its id.

    ``grown`` when it needs another height.
    """

    chosen = Signal(object, str)
    grown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("document-marks")
        self._turned: bool | None = None
        self._roomy = False
        self._fold = _Fold(theme)
        self._fold.clicked.connect(self._on_turned)
        self.list = _MarkList(theme)
        self.list.chosen.connect(self.chosen)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(self._fold)
        column.addWidget(self.list)
        self._fit()

    def show_marks(self, opened: Opened | None) -> None:
        """Show a document's marks as they are now."""
        self.list.show_marks(marks_of(opened) if opened is not None else [])
        self._fit()

    def show_current(self, mark: str | None) -> None:
        """Have the row of the current mark stand out."""
        self.list.show_current(mark)

    def set_roomy(self, roomy: bool) -> None:
        """Unfold by itself where there is room, unless it was folded by hand."""
        if roomy is not self._roomy:
            self._roomy = roomy
            self._fit()

    def set_scale(self, scale: float) -> None:
        """Show the marks larger, as the text is."""
        self.list.set_scale(scale)
        self._fit()

    def _on_turned(self) -> None:
        self._turned = self._fold.isChecked()
        self._fit()

    def _fit(self) -> None:
        count = len(self.list.passages_model.passages)
        unfolded = self._roomy if self._turned is None else self._turned
        self._fold.show_state(count, unfolded=unfolded)
        self.list.setVisible(unfolded and count > 0)
        self.list.setFixedHeight(count * self.list.row_height)
        self.setVisible(count > 0)
        self.updateGeometry()
        self.grown.emit()


class _Fold(RingedButton):
    """The line above the marks: how many there are, and whether they are shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._count = theme, 0
        self.setObjectName("document-marks-fold")
        self.setCheckable(True)
        self.setFixedHeight(_FOLD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def show_state(self, count: int, *, unfolded: bool) -> None:
        """Say how many there are."""
        self._count = count
        self.setChecked(unfolded)
        self.setAccessibleName(f"Marks of this document, {count}")
        self.setToolTip("Hide the marks" if unfolded else "Show the marks")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ink = tokens.text if self.underMouse() else tokens.muted
        caret = "caret-down" if self.isChecked() else "caret-right"
        self._theme.draw_icon(painter, caret, QRectF(8, rect.center().y() - 6, 12, 12), ink)
        font = self._theme.ui_font(11, 600)
        font.setLetterSpacing(font.SpacingType.PercentageSpacing, 103)
        painter.setFont(font)
        painter.setPen(ink)
        base = rect.center().y() + QFontMetricsF(font).capHeight() / 2
        painter.drawText(QPointF(26, base), "MARKS")
        x = 26 + QFontMetricsF(font).horizontalAdvance("MARKS") + 6
        painter.setFont(self._theme.ui_font(12))
        painter.drawText(QPointF(x, base), f"{self._count:,}")
        if self.ringed:
            draw_focus_ring(painter, rect.adjusted(1, 1, -1, -1), self._theme, 6)
        painter.end()


class _MarkList(QListView):
    """As high as its rows: what it stands in scrolls."""

    chosen = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("document-marks-list")
        self.setAccessibleName("Marks of this document")
        self.passages_model = PassagesModel(self)
        self.setModel(self.passages_model)
        self._delegate = _MarkDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    @property
    def row_height(self) -> int:
        """Pixels of a row."""
        return round(_ROW * self._delegate.scale)

    def show_marks(self, passages: list[Passage]) -> None:
        """Show these rows."""
        self.passages_model.show(passages)

    def show_current(self, mark: str | None) -> None:
        """Make a mark's row the current one."""
        keys = [each.key for each in self.passages_model.passages]
        row = keys.index(mark) if mark in keys else -1
        self.setCurrentIndex(self.passages_model.index(row) if row >= 0 else QModelIndex())
        if row < 0:
            self.clearSelection()

    def set_scale(self, scale: float) -> None:
        """Show the rows larger."""
        self._delegate.scale = scale
        self.scheduleDelayedItemsLayout()

    def _on_clicked(self, index: QModelIndex) -> None:
        passage = index.data(PASSAGE)
        if passage is not None:
            self.chosen.emit(passage.start, passage.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the mark."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard finds a row to stand on."""
        if not self.currentIndex().isValid() and self.passages_model.rowCount():
            self.setCurrentIndex(self.passages_model.index(0))
        super().focusInEvent(event)


class _MarkDelegate(QStyledItemDelegate):
    """Badge and words, below them the place and the meaning, at the right whether it has a note."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.scale = 1.0

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All the same."""
        return QSize(100, round(_ROW * self.scale))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, badge, words, place."""
        passage: Passage | None = index.data(PASSAGE)
        if passage is None or passage.meaning is None:
            return
        tokens, state, scale = self._theme.tokens, option.state, self.scale
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = rect.adjusted(0, 1, 0, -1)
        flags = QStyle.StateFlag
        chosen = bool(state & flags.State_Selected)
        if chosen:
            draw_card(painter, ground, tokens.tint, None, 6)
        elif state & flags.State_MouseOver:
            draw_card(painter, ground, tokens.hover_pane, None, 6)
        if state & flags.State_HasFocus and state & flags.State_Active:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        badge = 16 * scale
        draw_badge(
            painter, QRectF(rect.left() + 8, rect.top() + 7 * scale, badge, badge), self._theme,
            passage.meaning,
        )  # fmt: skip
        left, right = rect.left() + 16 + badge, rect.right() - 8
        quoted, plain = self._theme.serif_font(14 * scale), self._theme.ui_font(12 * scale)
        painter.setFont(quoted)
        painter.setPen(tokens.text)
        words = _cut(quoted, passage.words, right - left)
        draw_reading(painter, QPointF(left, rect.top() + 20 * scale), quoted, words)
        painter.setFont(plain)
        painter.setPen(tokens.text2 if chosen else tokens.muted)
        told = "  ·  ".join(filter(None, (passage.where, passage.title)))
        room = right - left - (20 * scale if passage.icon else 0)
        painter.drawText(QPointF(left, rect.top() + 37 * scale), _cut(plain, told, room))
        if passage.icon:
            icon = QRectF(right - 14 * scale, rect.top() + 26 * scale, 14 * scale, 14 * scale)
            self._theme.draw_icon(painter, passage.icon, icon)
        painter.restore()


def _cut(font: QFont, words: str, room: float) -> str:
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
