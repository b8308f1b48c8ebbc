"""A Text as a QTextDocument, built from its Blocks by cursor; never from markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from app.library import Opened
from app.model import Block, BlockKind, Text
from ui.library.delegates import is_arabic
from ui.library.presenter import KIND_WORDS
from ui.reader.offsets import DisplayMap
from ui.reader.tables import cells_of, fits, insert_table
from ui.theme import Theme
from ui.theme.fonts import LENT, READING_FAMILIES, lending_font, runs

LONGEST = 4000
"""Code points of one of Qt's blocks: longer paragraphs are laid out in parts, or typing lags."""

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u00a0][\u0590-\u08ff]+)*")
_BREAK = re.compile(r"\s(?=\S)")
KIND = QTextBlockFormat.Property.UserProperty + 1
NUMBER = QTextBlockFormat.Property.UserProperty + 2
OFFSET = QTextBlockFormat.Property.UserProperty + 3
SIZE = QTextBlockFormat.Property.UserProperty + 4
ITEM = QTextBlockFormat.Property.UserProperty + 6
"""The depth of a list item, on the block that it begins with."""
IMAGE = QTextBlockFormat.Property.UserProperty + 5
"""The number of the image that stands on a block which is no part of the Text."""

_LABEL = re.compile(r"[^:]{1,40}: (?=\S)")
_FORMAT_WORDS = {
    "text/html": "Saved web page",
    "application/pdf": "PDF",
    "application/epub+zip": "EPUB",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
}
_QUIET = {BlockKind.CAPTION, BlockKind.AUTHOR_NOTE, BlockKind.FOOTNOTE, BlockKind.INFOBOX_ROW}
_SMALL = _QUIET | {BlockKind.TABLE}
_PLAIN = {BlockKind.INFOBOX_ROW, BlockKind.TABLE}


@dataclass(frozen=True, slots=True)
class Type:
    """How the text is set: pixels, times the size, per cent."""

    px: int = 16
    characters: int = 66
    leading: float = 1.55
    letter: float = 0.0
    word: float = 0.0

    @property
    def line(self) -> int:
        """A line's height in whole pixels."""
        return round(self.px * self.leading)


class Builder:
    """Fills a QTextDocument with a Text, some Blocks at a time."""

    def __init__(
        self,
        theme: Theme,
        type_: Type,
        opened: Opened,
        people: str,
        height: Callable[[int], float] | None = None,
    ) -> None:
        """``height`` gives the pixels that the image of a number takes; without it none stands."""
        self._theme, self._type, self._opened = theme, type_, opened
        self._height = height
        self.images: dict[int, int] = {}
        """The number of Qt's block that each image stands on, by the image's own."""
        self.map = DisplayMap()
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabs([])
        self.document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self.document)
        self._first = True
        self._before: BlockKind | None = None
        self._number: int | None = None
        self._blocks = enumerate(opened.text.blocks if opened.text else ())
        self._head(people)

    def add(self, characters: int) -> bool:
        """Add Blocks of about so many characters; whether that was the last of them."""
        text = self._opened.text
        added = 0
        self._cursor.beginEditBlock()
        try:
            while added < characters:
                index, block = next(self._blocks, (None, None))
                self._images_before(index)
                if block is None or text is None:
                    return True
                self._block(text, block)
                added += block.end - block.start
        finally:
            self._cursor.endEditBlock()
        return False

    # The head -------------------------------------------------------------------------------------

    def _head(self, people: str) -> None:
        document = self._opened.document
        scale = self._type.px / 16
        over = self._theme.ui_font(11 * scale, 600)
        over.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
        words = [KIND_WORDS[document.kind], _FORMAT_WORDS.get(document.media_type or "", "")]
        kind = "  ·  ".join(filter(None, words)).upper()
        self._line(kind, over, "muted", round(18 * scale))
        title = document.title or "Untitled"
        if is_arabic(title):
            font = self._theme.arabic_font(26 * scale, 600)
        else:
            font = self._theme.serif_font(29 * scale, 600)
        self._line(title, font, "text", round(40 * scale), above=8)
        minutes = max(1, round(len(self._opened.text.canonical.split()) / 220)) if (
            self._opened.text
        ) else 0  # fmt: skip
        parts = [part for part in (people, f"{minutes} min" if minutes else "") if part]
        self._line(
            "  ·  ".join(parts), self._theme.ui_font(13 * scale), "muted", round(20 * scale),
            above=8, below=24,
        )  # fmt: skip

    def _line(
        self, text: str, font: QFont, colour: str, height: int, *, above: int = 0, below: int = 0
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(below)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setProperty(KIND, "head")
        letters = QTextCharFormat()
        letters.setFont(font)
        letters.setForeground(getattr(self._theme.tokens, colour))
        self._start(form)
        self._insert_latin(text.replace("\n", " "), letters)

    # Blocks ---------------------------------------------------------------------------------------

    def _start(self, form: QTextBlockFormat) -> None:
        if self._first:
            self._first = False
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _block(self, text: Text, block: Block) -> None:
        content = text.text_of(block)
        rows = cells_of(content) if block.kind is BlockKind.TABLE else []
        if rows and fits(rows):
            self._table(block, rows)
        else:
            self._paragraph(block, content)
        self._before = block.kind

    def _images_before(self, index: int | None) -> None:
        """The images that stand before a Block, or all that are left."""
        if self._height is None:
            return
        for number in range(len(self.images), len(self._opened.images)):
            if index is not None and self._opened.images[number].before > index:
                return
            form = QTextBlockFormat()
            form.setTopMargin(16 * self._type.px / 16)
            form.setBottomMargin(12 * self._type.px / 16)
            form.setLineHeight(
                self._height(number), QTextBlockFormat.LineHeightTypes.FixedHeight.value
            )
            form.setProperty(KIND, "image")
            form.setProperty(IMAGE, number)
            self._start(form)
            self.images[number] = self._cursor.blockNumber()
            self._before = None

    def _table(self, block: Block, rows: list[list[str]]) -> None:
        def write(at: int, cell: str, form: QTextBlockFormat) -> None:
            form.setLineHeight(
                round(20 * self._type.px / 16), QTextBlockFormat.LineHeightTypes.FixedHeight.value
            )
            self._tell(form, block, at)
            if is_arabic(cell):
                form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._cursor.setBlockFormat(form)
            self.map.add(at, self._cursor.position(), cell)
            self._write(cell, block)

        scale = self._type.px / 16
        insert_table(self._cursor, rows, block.start, self._theme, scale, write)
        # Qt puts an empty block behind a table; what follows is written into it.
        self._first = True

    def _tell(self, form: QTextBlockFormat, block: Block, at: int) -> None:
        """Note in a block's format what the painting asks for."""
        form.setProperty(KIND, block.kind.value)
        form.setProperty(SIZE, float(self._look(block)[0].pixelSize()))
        form.setProperty(OFFSET, at)

    def _paragraph(self, block: Block, content: str) -> None:
        at = block.start
        parts = _parts(content)
        for number, part in enumerate(parts):
            form = self._form(block, first=number == 0, last=number == len(parts) - 1)
            if is_arabic(content):
                form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._tell(form, block, at)
            self._start(form)
            self.map.add(at, self._cursor.position(), part)
            self._write(part, block)
            at += len(part)

    def _write(self, part: str, block: Block) -> None:
        shown = part.replace("\n", "\u2028")
        font, colour = self._look(block)
        label = _LABEL.match(shown) if block.kind is BlockKind.INFOBOX_ROW else None
        done = 0
        if label is not None:
            # The blank behind the colon is shown as a tab, letter for letter, so offsets hold.
            self._insert(shown[: label.end() - 1] + "\t", font, "muted")
            done = label.end()
        self._insert(shown[done:], font, colour)

    @cached_property
    def _label_width(self) -> float:
        """The pixels of an infobox's left column: the widest label that isn't too wide."""
        scale, text = self._type.px / 16, self._opened.text
        widest = 0.0
        if text is not None:
            for block in text.blocks:
                row = block.kind is BlockKind.INFOBOX_ROW
                label = _LABEL.match(text.text_of(block)) if row else None
                if label is not None:
                    measure = QFontMetricsF(self._look(block)[0])
                    widest = max(widest, measure.horizontalAdvance(label.group()) + 8 * scale)
        return max(120 * scale, min(widest, 220 * scale))

    def _insert(self, shown: str, font: QFont, colour: str) -> None:
        """Write in one colour, Arabic runs in their own font."""
        plain = QTextCharFormat()
        plain.setFont(font)
        plain.setForeground(getattr(self._theme.tokens, colour))
        arabic = QTextCharFormat(plain)
        heavy = font.isVariableAxisSet(QFont.Tag("wght"))
        arabic.setFont(self._theme.arabic_font(font.pixelSize(), 600 if heavy else 400))
        done = 0
        for run in _ARABIC.finditer(shown):
            self._insert_latin(shown[done : run.start()], plain)
            self._cursor.insertText(run.group(), arabic)
            done = run.end()
        self._insert_latin(shown[done:], plain)

    def _insert_latin(self, shown: str, plain: QTextCharFormat) -> None:
        """Write words, some letters of transliterations in the font that has them right."""
        if plain.font().families()[:1] != [READING_FAMILIES[0]] or not LENT.search(shown):
            self._cursor.insertText(shown, plain)
            return
        lent = QTextCharFormat(plain)
        lent.setFont(lending_font(plain.font()))
        for part, is_lent in runs(shown):
            self._cursor.insertText(part, lent if is_lent else plain)

    def _look(self, block: Block) -> tuple[QFont, str]:
        px = self._type.px
        if block.kind is BlockKind.HEADING:
            larger = 1.25 if (block.level or 2) <= 2 else 1.1
            return self._spaced(self._theme.serif_font(px * larger, 600)), "text"
        if block.kind in _SMALL:
            colour = "text" if block.kind in _PLAIN else "muted"
            return self._spaced(self._theme.ui_font(px * 13 / 16)), colour
        if block.kind is BlockKind.CODE:
            font = QFont("monospace")
            font.setStyleHint(QFont.StyleHint.Monospace)
            font.setPixelSize(round(px * 0.85))
            return font, "text"
        colour = "text2" if block.kind is BlockKind.QUOTATION else "text"
        return self._spaced(self._theme.serif_font(px)), colour

    def _spaced(self, font: QFont) -> QFont:
        if self._type.letter:
            font.setLetterSpacing(
                QFont.SpacingType.AbsoluteSpacing, self._type.px * self._type.letter / 100
            )
        if self._type.word:
            font.setWordSpacing(self._type.px * self._type.word / 100)
        return font

    def _form(self, block: Block, *, first: bool, last: bool) -> QTextBlockFormat:
        scale, line = self._type.px / 16, self._type.line
        form = QTextBlockFormat()
        above, below = 0.0, 9 * scale
        if block.kind is BlockKind.HEADING:
            above, below, line = 20 * scale, 6 * scale, round(self._type.px * 1.25 * 1.3)
        elif block.kind is BlockKind.QUOTATION:
            form.setLeftMargin(24 * scale)
        elif block.kind is BlockKind.LIST_ITEM:
            form.setLeftMargin(24 * scale * (block.level or 1))
            if first:
                form.setProperty(ITEM, block.level or 1)
        elif block.kind is BlockKind.INFOBOX_ROW:
            line, below = round(24 * scale), 0
            above = 0 if self._before is BlockKind.INFOBOX_ROW else 18 * scale
            wide = self._label_width
            form.setLeftMargin(16 * scale + wide)
            form.setTextIndent(-wide)
            form.setRightMargin(16 * scale)
            # A stop is counted from where the line begins, which the indent has moved.
            form.setTabPositions([QTextOption.Tab(wide, QTextOption.TabType.LeftTab)])
        elif block.kind is BlockKind.TABLE:
            form.setTabPositions(
                [QTextOption.Tab(n * 120 * scale, QTextOption.TabType.LeftTab) for n in range(1, 9)]
            )
        elif block.kind in _QUIET:
            line, above = round(20 * scale), 4 * scale
        if self._before is BlockKind.INFOBOX_ROW is not block.kind:
            above = max(above, 26 * scale)
        form.setTopMargin(above if first else 0)
        form.setBottomMargin(below if last else 0)
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        # All items of one list share a number, which stands at the first.
        if first and block.paragraph not in (None, self._number):
            self._number = block.paragraph
            form.setProperty(NUMBER, block.paragraph)
        return form


def _parts(content: str) -> list[str]:
    """A block's text in pieces that Qt lays out quickly, cut between words."""
    parts = []
    while len(content) > LONGEST:
        cut = next((m.start() + 1 for m in _BREAK.finditer(content, LONGEST - 200)), LONGEST)
        cut = min(cut, LONGEST)
        parts.append(content[:cut])
        content = content[cut:]
    return [*parts, content]


def meta_words(opened: Opened, row_meta: str) -> str:
    """The line below the title: who, where, when."""
    site = str(opened.document.reference.get("container-title") or "")
    who, _, year = row_meta.rpartition(" · ")
    return "  ·  ".join(part for part in (who, site if site != who else "", year) if part)
