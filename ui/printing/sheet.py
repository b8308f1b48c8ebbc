"""The sheet before printing: what goes on paper, page by page as it will be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.library import Opened
from app.model import Visibility
from app.settings import EXPORT_FOLDER, Settings
from ui.printing.options import PrintOptions, left_out_words
from ui.printing.pages import Pages, PdfFile
from ui.printing.stepping import Steps
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.fields import Check, Choice
from ui.widgets.labels import Label
from ui.widgets.painting import draw_shadow
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SIZES = ((13, "Small"), (15, "Normal"), (18, "Large"), (22, "Very large"))


class PrintSheet(Sheet):
    """Options at the left, the pages at the right; a PDF or a printer below.

    Private notes are off until they are asked for, and said to be left out.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        opened: Opened,
        parent: QWidget,
        *,
        pdf: bool,
        pictures: Mapping[int, QImage] = MappingProxyType({}),
    ) -> None:
        super().__init__(theme, "Save as PDF" if pdf else "Print", parent)
        self.setObjectName("print")
        self._session, self._settings, self._opened = session, settings, opened
        self._pictures = pictures
        self._steps: Steps | None = None
        self._page = 0
        self._ready = False
        self._make()
        self._lay_out(pdf=pdf)
        room = parent.window().size()
        self.resize(min(760, room.width() - 32), min(720, room.height() - 32))
        self._compose()

    @property
    def options(self) -> PrintOptions:
        """What is asked for now."""
        return PrintOptions(
            numbers=self.numbers.isChecked(),
            marks=self.marks.isChecked(),
            notes=self.notes.isChecked(),
            private=self.private.isEnabled() and self.private.isChecked(),
            px=int(self._size.value()),
        )

    @property
    def pages(self) -> Pages:
        """The pages as they are set with the options of now."""
        return self._pages

    @property
    def ready(self) -> bool:
        """Whether all pages are set."""
        return self._ready

    def _make(self) -> None:
        theme = self.theme_
        self.numbers = Check(theme, "Paragraph numbers", name="print-numbers")
        self.marks = Check(theme, "Marks with letters and legend", name="print-marks")
        self.notes = Check(theme, "Notes", name="print-notes")
        self.private = Check(theme, "Private notes too", name="print-private")
        for check in (self.numbers, self.marks, self.notes):
            check.setChecked(True)
        held = any(note.visibility is Visibility.PRIVATE for note in self._opened.notes)
        self.private.setVisible(held)
        self._size = Choice(theme, "Text size", _SIZES, name="print-size")
        self._size.set_value(15)
        for check in (self.numbers, self.marks, self.notes, self.private):
            check.toggled.connect(lambda _on: self._compose())
        self._size.chosen.connect(lambda _size: self._compose())
        self._left_out = Label(theme, "", role="meta", wrap=True)
        self._left_out.setObjectName("print-left-out")
        self._error = Label(theme, "", colour="danger", wrap=True)
        self._error.hide()
        self.view = PageView(theme)
        self._count = Label(theme, "", role="meta")
        self.before = IconButton(theme, "caret-left", "Page before", name="print-before", size=28)
        self.next = IconButton(theme, "caret-right", "Next page", name="print-next", size=28)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))

    def _lay_out(self, *, pdf: bool) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (self.numbers, self.marks, self.notes, self.private, self._size):
            left.addWidget(widget)
        left.addWidget(self._left_out)
        if self._session.sample:
            told = "Every page says “teaching text – not a source”."
            left.addWidget(Label(self.theme_, told, role="meta", wrap=True))
        left.addWidget(self._error)
        left.addStretch(1)
        turning = QHBoxLayout()
        turning.addStretch(1)
        for part in (self.before, self._count, self.next):
            turning.addWidget(part)
        turning.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.view, 1)
        right.addLayout(turning)
        inside = QWidget()
        inside.setLayout(left)
        left.setContentsMargins(0, 0, 8, 0)
        area = QScrollArea()
        area.setObjectName("print-options")
        area.setAccessibleName("Options")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(area, 2)
        both.addLayout(right, 3)
        self.body.addLayout(both, 1)
        self.add_button("Cancel", self.reject, kind="quiet", name="print-cancel")
        kinds = ("secondary", "primary") if pdf else ("primary", "secondary")
        self._to_printer = self.add_button("Print…", self._print, kind=kinds[0], name="print-print")
        self._to_pdf = self.add_button("Save as PDF…", self._ask, kind=kinds[1], name="print-pdf")

    # Setting the pages ----------------------------------------------------------------------------

    def _compose(self) -> None:
        if self._steps is not None:
            self._steps.stop()
        self.private.setEnabled(self.notes.isChecked())
        self._left_out.set_text(left_out_words(self._opened, self.options))
        self._ready = False
        self._enable()
        self._pages = Pages(
            self._opened, self.options, sample=self._session.sample, pictures=self._pictures
        )
        self._steps = Steps(self._pages.steps(), self)
        self._steps.stepped.connect(lambda count: self._count.set_text(f"{count} pages…"))
        self._steps.finished.connect(self._composed)

    def _composed(self) -> None:
        self._steps, self._ready = None, True
        self._enable()
        self._turn(0)

    def _enable(self) -> None:
        for button in (self._to_printer, self._to_pdf):
            button.setEnabled(self._ready)

    def _turn(self, by: int) -> None:
        if not self._ready:
            return
        count = self._pages.count
        self._page = max(0, min(count - 1, self._page + by))
        self.before.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < count - 1)
        self._count.set_text(f"Page {self._page + 1} of {count}")
        self.view.show_page(self._pages, self._page)

    # Paper and files ------------------------------------------------------------------------------

    def _ask(self) -> None:
        folder = self._settings.get(EXPORT_FOLDER) or str(Path.home())
        proposed = str(Path(folder) / f"{self._opened.document.key}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as PDF", proposed, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the PDF to ``path``, whole or not at all; the sheet closes when it is there."""
        path = path if path.suffix else path.with_suffix(".pdf")
        file = PdfFile(self._opened.document.title)

        def painted() -> None:
            content = file.content()
            self._session.ask(lambda library: library.write_file(path, content), done, self._failed)

        def done(_none: None) -> None:
            self._settings.set(EXPORT_FOLDER, str(path.parent))
            self.said.emit(f"Saved as {path.name}", False)
            if isValid(self):
                self.accept()

        self._run(self._pages.paint_all(file.device), painted)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self._opened.document.title)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print every page; the sheet closes when the printer has them."""

        def painted() -> None:
            self.said.emit("Sent to the printer", False)
            self.accept()

        self._run(self._pages.paint_all(printer), painted)

    def _run(self, steps: Iterator[int], finished: Callable[[], object]) -> None:
        for button in (self._to_printer, self._to_pdf):
            button.setEnabled(False)
        self._error.hide()
        self._steps = Steps(steps, self)
        self._steps.stepped.connect(
            lambda page: self._count.set_text(f"Page {page + 1} of {self._pages.count}…")
        )
        self._steps.finished.connect(finished)

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._error.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._error.show()
            self._enable()

    def done(self, result: int) -> None:
        """Close, and set no more pages."""
        if self._steps is not None:
            self._steps.stop()
            self._steps = None
        super().done(result)


class PageView(QWidget):
    """One page as it will be, on white paper, as large as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("print-page")
        self.setAccessibleName("Page")
        self._theme = theme
        self._shown: tuple[Pages, int] | None = None
        self.setMinimumSize(120, 160)

    def sizeHint(self) -> QSize:
        """A4, small."""
        return QSize(380, 540)

    def show_page(self, pages: Pages, page: int) -> None:
        """Show a page of a composition that is whole."""
        self._shown = (pages, page)
        self.setAccessibleName(f"Page {page + 1} of {pages.count}")
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it in the new size."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with a shadow."""
        if self._shown is None:
            return
        pages, page = self._shown
        paper = pages.paper
        scale = min((self.width() - 16) / paper.width, (self.height() - 16) / paper.height)
        wide, high = paper.width * scale, paper.height * scale
        rect = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_shadow(painter, rect, self._theme.tokens.shadow, 2, 8)
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        pages.paint(painter, page)
        painter.end()
