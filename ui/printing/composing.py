"""A document set for paper: laid out a few blocks at a time, so that the window stays alive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextOption,
)

from app.library import Opened
from app.model import Block, BlockKind, Meaning
from ui.printing.options import (
    SAMPLE,
    PrintOptions,
    left_out_words,
    legend,
    meta_line,
    printed_notes,
    right_to_left,
    typed_quotations,
)
from ui.reader.marks import PaintedMark, Segment, painted_marks, segments
from ui.theme.fonts import ARABIC_SCALE, READING_FAMILIES, font, lending_font, runs
from ui.theme.tokens import load_tokens
from ui.widgets.painting import letter_of

PRINTED_SIDE = 1_600
"""Pixels of an image on paper, at most, on its longer side."""

_SHAPED = ("liga", "dlig", "calt", "clig")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u00a0][\u0590-\u08ff]+)*")
_STRESS = re.compile(
    r"\*\*(?P<strong>[^*\s][^*]*)\*\*|\*(?P<stressed>[^*\s][^*]*)\*|(?P<plain>[^*]+|\*)"
)
_BULLET = "•\u2002"
_UI = ("Inter", "Amiri")
_QUIET = {BlockKind.CAPTION, BlockKind.AUTHOR_NOTE, BlockKind.FOOTNOTE, BlockKind.INFOBOX_ROW}
_LEADING = 1.45
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def printed_font(families: tuple[str, ...], px: float, weight: int = 400) -> QFont:
    """A font without ligatures, whose words can be found and copied in a PDF."""
    made = font(families, px, weight)
    for feature in _SHAPED:
        made.setFeature(QFont.Tag(feature), 0)
    return made


@dataclass(frozen=True, slots=True)
class Aside:
    """Something beside the text at a position of the document: a number, or a mark's letter."""

    position: int
    text: str
    meaning: Meaning | None = None


class Composition:
    """The document of one printing, growing by :meth:`steps`; sizes at 96 pixels an inch."""

    def __init__(
        self,
        opened: Opened,
        options: PrintOptions,
        page: QSizeF,
        *,
        sample: bool,
        pictures: Mapping[int, QImage],
    ) -> None:
        self._pictures, self._waiting = pictures, list(enumerate(opened.images))
        self._opened, self._options, self._sample = opened, options, sample
        self.asides: list[Aside] = []
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(printed_font(READING_FAMILIES, options.px))
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(wrap)
        self.document.setPageSize(page)
        self._page = page
        self._cursor = QTextCursor(self.document)
        self._tokens = load_tokens("light")
        self._marks: list[PaintedMark] = painted_marks(opened.highlights) if options.marks else []
        self._heading: QTextBlock | None = None
        self._number: int | None = None

    def steps(self, characters: int = 6000) -> Iterator[int]:
        """Set the document; after each step the number of pages that are there for good."""
        self._head()
        text, added = self._opened.text, 0
        for index, block in enumerate(text.blocks if text is not None else ()):
            self._images(index)
            self._block(block, text.canonical if text is not None else "")
            added += block.end - block.start
            if added >= characters:
                added = 0
                yield max(0, self._pages() - 1)
        self._images(None)
        self._typed()
        self._legend()
        self._notes()
        yield self._pages()

    def _pages(self) -> int:
        return self.document.pageCount()

    # Head and foot ------------------------------------------------------------------------------

    def _head(self) -> None:
        px = self._options.px
        title = self._opened.document.title or "Untitled"
        self._start(round(px * 2.2), first=True)
        self._insert(title, printed_font(READING_FAMILIES, px * 1.7, 600), self._tokens.text)
        self._small(meta_line(self._opened), above=6)
        if self._sample:
            self._small(SAMPLE[0].upper() + SAMPLE[1:], above=2)
        self._small("", above=4)

    def _typed(self) -> None:
        for mark in typed_quotations(self._opened):
            self._start(self._line, above=10, left=18)
            position = self._cursor.position()
            self._insert(mark.exact, self._reading(), self._tokens.text)
            if self._options.marks:
                self.asides.append(Aside(position, letter_of(mark.meaning), mark.meaning))
            if mark.locator.page:
                self._small(f"p. {mark.locator.page}", above=2, left=18)

    def _legend(self) -> None:
        found = legend(self._opened, self._options)
        if found:
            self._section("Marks")
        for meaning, label in found:
            self._start(self._line, above=2)
            self._insert(f" {letter_of(meaning)} ", self._letters(600), self._tokens.text,
                         ground=self._tokens.fills[meaning])  # fmt: skip
            self._insert(f"  {label}", self._ui(12), self._tokens.text)

    def _notes(self) -> None:
        found = printed_notes(self._opened, self._options)
        left = left_out_words(self._opened, self._options)
        if found or left:
            self._section("Notes")
        for note in found:
            about = [note.letter, note.place, f"“{note.quotation}”" if note.quotation else ""]
            about.append("private" if note.private else "")
            told = "  ·  ".join(part for part in about if part)
            if told:
                self._small(told, above=8)
            for number, line in enumerate(note.text.split("\n")):
                self._start(self._line, above=0 if number or told else 8)
                self._marked_up(line)
        if left:
            self._small(left, above=8)

    def _marked_up(self, line: str) -> None:
        """A line of a note, its *stressed* and **strong** words set so."""
        for found in _STRESS.finditer(line):
            made = self._reading(heading=bool(found["strong"]))
            made.setItalic(bool(found["stressed"]))
            words = found["strong"] or found["stressed"] or found["plain"]
            self._insert(words, made, self._tokens.text)

    # Blocks -------------------------------------------------------------------------------------

    def _block(self, block: Block, text: str) -> None:
        content = text[block.start : block.end]
        left = 18 if block.kind is BlockKind.QUOTATION else 0
        left += 18 * (block.level or 1) if block.kind is BlockKind.LIST_ITEM else 0
        heading = block.kind is BlockKind.HEADING
        quiet = block.kind in _QUIET
        px = self._options.px * (1.2 if heading else 0.85 if quiet else 1)
        fonts = self._mono() if block.kind is BlockKind.CODE else self._reading(px, heading)
        item = block.kind is BlockKind.LIST_ITEM
        # The bullet hangs, so that every line of an item begins where the first one's words do.
        hangs = QFontMetricsF(fonts).horizontalAdvance(_BULLET) if item else 0
        self._start(
            round(px * _LEADING), above=16 if heading else 8, left=left, words=content, hangs=hangs
        )
        begins = self._cursor.position()
        if block.paragraph and block.paragraph != self._number and self._options.numbers:
            self.asides.append(Aside(begins, str(block.paragraph)))
        # The items of a list share a number, which stands beside the first.
        self._number = block.paragraph or self._number
        ink = self._tokens.muted if quiet else self._tokens.text
        if item:
            self._insert(_BULLET, fonts, self._tokens.muted)
        at = block.start
        for part in segments(self._marks, block.start, block.end):
            self._insert(text[at : part.start], fonts, ink)
            self._tell_letters(part, begins_at=block.start)
            self._insert(
                text[part.start : part.end], fonts, ink,
                ground=self._tokens.fills[part.fill.meaning],
                line=self._tokens.strokes[part.fill.meaning],
            )  # fmt: skip
            at = part.end
        self._insert(text[at : block.end], fonts, ink)
        self._keep_with_next(heading)

    def _images(self, index: int | None) -> None:
        """The images that stand before a block, or all that are left; captions are text."""
        while self._waiting and (index is None or self._waiting[0][1].before <= index):
            number, image = self._waiting.pop(0)
            pixels = self._pictures.get(number)
            if pixels is None:
                alone = image.alt if image.caption is None else ""
                self._small(" ".join(filter(None, ("[image not shown]", alone))), above=8)
            else:
                self._image(f"image:{image.sha256}", pixels, image.width, image.height)

    def _image(self, name: str, pixels: QImage, width: int, height: int) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(8)
        self._cursor.insertBlock(form, QTextCharFormat())
        widest, highest = self._page.width(), self._page.height() * 0.6
        ratio = min(1.0, widest / width, highest / height)
        self.document.addResource(QTextDocument.ResourceType.ImageResource.value, name, pixels)
        picture = QTextImageFormat()
        picture.setName(name)
        picture.setWidth(width * ratio)
        picture.setHeight(width * ratio * pixels.height() / pixels.width())
        self._cursor.insertImage(picture)

    def _tell_letters(self, part: Segment, *, begins_at: int) -> None:
        """A letter beside the line where a mark begins, or where it goes on after a break."""
        for mark in part.covering:
            if mark.start == part.start or (mark.start < begins_at == part.start):
                if mark.start < begins_at and mark.start < part.start:
                    continue  # it was told where it began
                position = self._cursor.position()
                self.asides.append(Aside(position, letter_of(mark.meaning), mark.meaning))

    def _keep_with_next(self, heading: bool) -> None:
        """A heading that would stand at the foot of a page goes over with its text."""
        before, self._heading = self._heading, self._cursor.block() if heading else None
        if before is None or heading:
            return
        layout, high = self.document.documentLayout(), self._page.height()
        first = layout.blockBoundingRect(before).top() // high
        then = layout.blockBoundingRect(self._cursor.block())
        if (then.top() + self._line) // high > first:
            form = before.blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(before).setBlockFormat(form)

    # Lines --------------------------------------------------------------------------------------

    @property
    def _line(self) -> int:
        return round(self._options.px * _LEADING)

    def _start(
        self, height: int, *, above: float = 0, left: float = 0, words: str = "",
        first: bool = False, hangs: float = 0,
    ) -> None:  # fmt: skip
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setLeftMargin(left)
        form.setTextIndent(-hangs)
        form.setLineHeight(height, _FIXED)
        if right_to_left(words):
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _section(self, title: str) -> None:
        self._start(round(self._options.px * 1.8), above=24)
        self._insert(title, printed_font(READING_FAMILIES, self._options.px * 1.2, 600),
                     self._tokens.text)  # fmt: skip

    def _small(self, text: str, *, above: float = 0, left: float = 0) -> None:
        self._start(18, above=above, left=left, words=text)
        self._insert(text, self._ui(12), self._tokens.muted)

    def _reading(self, px: float = 0, heading: bool = False) -> QFont:
        return printed_font(READING_FAMILIES, px or self._options.px, 600 if heading else 400)

    def _ui(self, px: float) -> QFont:
        return printed_font(_UI, px)

    def _letters(self, weight: int) -> QFont:
        return printed_font(_UI, 11, weight)

    def _mono(self) -> QFont:
        made = font(("DejaVu Sans Mono", "Consolas", "Menlo"), self._options.px * 0.85)
        made.setFixedPitch(True)
        return made

    def _insert(
        self, text: str, fonts: QFont, ink: QColor, *, ground: QColor | None = None,
        line: QColor | None = None,
    ) -> None:  # fmt: skip
        """Insert words as they are, Arabic runs in Amiri, at the size that looks alike."""
        if not text:
            return
        plain = QTextCharFormat()
        plain.setFont(fonts)
        plain.setForeground(ink)
        if ground is not None:
            plain.setBackground(ground)
        if line is not None:
            plain.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            plain.setUnderlineColor(line)
        arabic = QTextCharFormat(plain)
        arabic.setFont(printed_font(("Amiri",), fonts.pixelSize() * ARABIC_SCALE))
        shown, at = text.replace("\n", "\u2028"), 0
        for run in _ARABIC.finditer(shown):
            self._insert_latin(shown[at : run.start()], plain)
            self._cursor.insertText(run.group(), arabic)
            at = run.end()
        self._insert_latin(shown[at:], plain)

    def _insert_latin(self, shown: str, plain: QTextCharFormat) -> None:
        lent = QTextCharFormat(plain)
        lent.setFont(lending_font(plain.font()))
        for part, is_lent in runs(shown):
            self._cursor.insertText(part, lent if is_lent else plain)
