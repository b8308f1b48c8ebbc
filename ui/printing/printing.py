"""A document printed or saved as PDF, with paragraph numbers, marks, and shared notes.

Private notes are printed only when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.library import Opened
from app.model import Block, BlockKind, Highlight, Image, Note, Visibility
from ui.reader.marks import painted_marks, segments
from ui.reader.presenter import locator_words
from ui.theme.fonts import READING_FAMILIES, font
from ui.theme.tokens import load_tokens
from ui.widgets.painting import letter_of

_PX = 11
_WIDEST, _HIGHEST = 420, 560
"""Pixels of a page at 96 to the inch that an image takes at most."""

PRINTED_SIDE = 1_600
"""Pixels of an image on paper, at most, on its longer side."""

_SHAPED = ("liga", "dlig", "calt", "clig")


def _font(families: tuple[str, ...], px: float, weight: int = 400) -> QFont:
    """A font without ligatures, whose words can be found and copied in a PDF."""
    made = font(families, px, weight)
    for feature in _SHAPED:
        made.setFeature(QFont.Tag(feature), 0)
    return made


def lay_out(
    opened: Opened,
    *,
    private: bool = False,
    sample: bool = False,
    pictures: Mapping[int, QImage] | None = None,
) -> QTextDocument:
    """The pages of a document; ``private`` prints private notes too.

    ``pictures`` are the images that are shown, by number; the others are named in their place.
    """
    document = QTextDocument()
    document.setDefaultFont(_font(READING_FAMILIES, _PX))
    cursor = QTextCursor(document)
    title = QTextCharFormat()
    title.setFont(_font(READING_FAMILIES, 20, 600))
    cursor.insertText(opened.document.title, title)
    _line(cursor, opened.document.key + ("  –  teaching text – not a source" if sample else ""))
    if opened.text is not None:
        places = enumerate(opened.images)
        waiting = next(places, None)
        for index in range(len(opened.text.blocks) + 1):
            while waiting is not None and waiting[1].before <= index:
                _image(cursor, waiting[1], (pictures or {}).get(waiting[0]))
                waiting = next(places, None)
            if index < len(opened.text.blocks):
                _block(cursor, opened, opened.text.blocks[index])
    _notes(cursor, opened, private=private)
    return document


def _line(cursor: QTextCursor, text: str, *, indent: int = 0) -> None:
    form = QTextBlockFormat()
    form.setLeftMargin(indent)
    form.setTopMargin(8 if indent else 0)
    cursor.insertBlock(form, QTextCharFormat())
    small = QTextCharFormat()
    small.setFont(_font(("Inter", "Amiri"), 9))
    small.setForeground(QColor("#6B655B"))
    cursor.insertText(text, small)


def _image(cursor: QTextCursor, image: Image, pixels: QImage | None) -> None:
    """An image that is shown, or a line in its place; its caption is text and follows."""
    if pixels is None:
        alone = image.alt if image.caption is None else ""
        _line(cursor, " ".join(filter(None, ("[image not shown]", alone))), indent=28)
        return
    form = QTextBlockFormat()
    form.setLeftMargin(28)
    form.setTopMargin(8)
    cursor.insertBlock(form, QTextCharFormat())
    ratio = min(1.0, _WIDEST / image.width, _HIGHEST / image.height)
    name = f"image:{image.sha256}"
    cursor.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, pixels)
    picture = QTextImageFormat()
    picture.setName(name)
    width = image.width * ratio
    picture.setWidth(width)
    picture.setHeight(width * pixels.height() / pixels.width())
    cursor.insertImage(picture)


def _block(cursor: QTextCursor, opened: Opened, block: Block) -> None:
    assert opened.text is not None  # noqa: S101 - told to the type checker
    form = QTextBlockFormat()
    form.setLeftMargin(48 if block.kind in (BlockKind.QUOTATION, BlockKind.LIST_ITEM) else 28)
    form.setTopMargin(8)
    form.setTextIndent(-28 if block.paragraph else 0)
    cursor.insertBlock(form, QTextCharFormat())
    if block.paragraph:
        number = QTextCharFormat()
        number.setFont(_font(("Inter",), 8))
        cursor.insertText(f"{block.paragraph}   ", number)
    plain = QTextCharFormat()
    weight = 600 if block.kind is BlockKind.HEADING else 400
    plain.setFont(_font(READING_FAMILIES, 13 if weight == 600 else _PX, weight))
    text, at = opened.text.canonical, block.start
    for part in segments(painted_marks(opened.highlights), block.start, block.end):
        cursor.insertText(text[at : part.start], plain)
        marked = QTextCharFormat(plain)
        tokens = load_tokens("light")
        marked.setBackground(tokens.fills[part.fill.meaning])
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.setUnderlineColor(tokens.strokes[part.fill.meaning])
        cursor.insertText(text[part.start : part.end], marked)
        ending = [mark for mark in part.covering if mark.end == part.end]
        if ending:
            letters = QTextCharFormat()
            letters.setFont(_font(("Inter",), 8, 600))
            told = "".join(letter_of(mark.meaning) for mark in ending)
            cursor.insertText(f" [{told}]", letters)
        at = part.end
    cursor.insertText(text[at : block.end], plain)


def printed_notes(opened: Opened, *, private: bool) -> list[tuple[Note, Highlight | None]]:
    """The notes that go on paper, those on marks in reading order first."""
    marks = {mark.id: mark for mark in opened.highlights}
    found = [
        (note, marks.get(note.highlight) if note.highlight else None)
        for note in opened.notes
        if private or note.visibility is Visibility.SHARED
    ]
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1].start or 0 if pair[1] else 0))


def _notes(cursor: QTextCursor, opened: Opened, *, private: bool) -> None:
    notes: Sequence[tuple[Note, Highlight | None]] = printed_notes(opened, private=private)
    if notes:
        _line(cursor, "")
        _line(cursor, "NOTES")
    for note, mark in notes:
        place = f"{letter_of(mark.meaning)}, {locator_words(mark.locator)}: " if mark else ""
        _line(cursor, place + note.text)


def save_pdf(
    opened: Opened,
    path: Path,
    *,
    private: bool = False,
    sample: bool = False,
    pictures: Mapping[int, QImage] | None = None,
) -> None:
    """Write the document as an A4 PDF."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setTitle(opened.document.title)
    writer.setCreator("Sourcebook")
    lay_out(opened, private=private, sample=sample, pictures=pictures).print_(writer)


def ask_pdf(
    opened: Opened,
    parent: QWidget,
    *,
    sample: bool,
    pictures: Mapping[int, QImage] | None = None,
) -> bool:
    """Ask where, and whether private notes go along; whether a file was written."""
    proposed = str(Path.home() / f"{opened.document.key}.pdf")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save as PDF", proposed, "PDF (*.pdf)")
    if not chosen:
        return False
    private = _ask_private(opened, parent)
    save_pdf(opened, Path(chosen), private=private, sample=sample, pictures=pictures)
    return True


def print_document(
    opened: Opened,
    parent: QWidget,
    *,
    sample: bool,
    pictures: Mapping[int, QImage] | None = None,
) -> None:
    """Ask for a printer and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter()
    if QPrintDialog(printer, parent).exec():
        private = _ask_private(opened, parent)
        made = lay_out(opened, private=private, sample=sample, pictures=pictures)
        made.print_(printer)


def _ask_private(opened: Opened, parent: QWidget) -> bool:
    """Whether private notes go on paper; asked only where there are some, No at first."""
    if all(note.visibility is Visibility.SHARED for note in opened.notes):
        return False
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        parent, "Private notes", "Print your private notes too?", buttons.Yes | buttons.No,
        buttons.No,
    )  # fmt: skip
    return answer == buttons.Yes
