"""What goes on paper: numbers, letters, shared notes; private ones only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.library import Opened, create_library
from app.paths import resource
from app.settings import EXPORT_FOLDER, Settings
from ui.printing.options import PrintOptions, left_out_words, right_to_left
from ui.printing.pages import Pages, PdfFile
from ui.printing.sheet import PrintSheet
from ui.session import Session, open_session
from ui.theme import Theme

ARABIC = """---
title: ما هو البيان
---

البيان نص قبل أن يكون حقيقة.

كتبه شخص ما.
"""


@pytest.fixture
def session(theme: Theme, tmp_path: Path) -> Iterator[Session]:
    with create_library(tmp_path / "library") as library:
        source = resource("sample_library") / "reading-a-claim-of-responsibility.html"
        (line,) = library.import_paths([str(source)])
        assert line.document is not None
        id_ = line.document.id
        mark = library.highlight_passage(id_, 300, 340, meaning="green").value
        library.highlight_passage(id_, 320, 360, meaning="yellow")
        library.add_note("Shared *remark*", on=mark.id, shared=True)
        library.add_note("Secret remark", on=mark.id)
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def marked(session: Session) -> Opened:
    (document,) = session.library.documents("")
    return session.library.open_document(document.id)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(opened: Opened, options: PrintOptions, *, sample: bool = False) -> list[str]:
    """The words of each page of the PDF as another program reads them, in one line each.

    On a page with little text that program breaks lines within words; so white space is left out.
    """
    pages = Pages(opened, options, sample=sample)
    assert list(pages.steps())
    file = PdfFile(opened.document.title)
    assert len(list(pages.paint_all(file.device))) == pages.count
    pdf = pypdfium2.PdfDocument(file.content())
    try:
        return [squeezed(page.get_textpage().get_text_range()) for page in pdf]
    finally:
        pdf.close()


def test_numbers_letters_legend_and_shared_notes_are_printed(marked: Opened) -> None:
    pages = printed(marked, PrintOptions())
    words = "\n".join(pages)
    assert squeezed("Shared remark") in words
    assert squeezed("Evidence") in words
    assert squeezed("Key point") in words
    assert squeezed("Question") not in words  # no such mark: not in the legend
    assert squeezed("20") in words  # the number of its last paragraph
    assert squeezed("Secret remark") not in words
    assert squeezed("1 private note is not printed.") in words
    assert squeezed("teaching text – not a source") not in words


def test_every_page_has_its_number_and_all_but_the_first_the_title(marked: Opened) -> None:
    pages = printed(marked, PrintOptions())
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"{number}of{len(pages)}" in page
    title = squeezed(marked.document.title)
    # On later pages that program mixes the letters of two lines.
    assert title in pages[1]
    assert pages[0].count(title) == 1


def test_every_page_of_the_sample_says_what_it_is(marked: Opened) -> None:
    for page in printed(marked, PrintOptions(), sample=True):
        assert squeezed("teaching text – not a source") in page


def test_private_notes_are_printed_and_called_so_when_asked_for(marked: Opened) -> None:
    words = "\n".join(printed(marked, PrintOptions(private=True)))
    assert squeezed("Secret remark") in words
    assert squeezed("private") in words
    assert squeezed("not printed") not in words


def test_what_is_turned_off_is_not_printed(marked: Opened) -> None:
    words = "\n".join(printed(marked, PrintOptions(numbers=False, marks=False, notes=False)))
    assert squeezed("Evidence") not in words
    assert squeezed("Shared") not in words
    assert squeezed("2 notes are not printed.") in words
    pages = Pages(marked, PrintOptions(numbers=False, marks=False))
    list(pages.steps())
    assert pages.composition.asides == []


def test_each_mark_has_a_letter_where_it_begins_and_each_paragraph_its_number_once(
    marked: Opened,
) -> None:
    pages = Pages(marked, PrintOptions())
    list(pages.steps())
    letters = [each.text for each in pages.composition.asides if each.meaning is not None]
    assert letters == ["E", "K"]
    numbers = [each.text for each in pages.composition.asides if each.meaning is None]
    assert marked.text is not None
    assert numbers == [str(number) for number in range(1, marked.text.paragraphs + 1)]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(tmp_path: Path, theme: Theme) -> None:
    parts = [f"## Heading {n}\n\n{'Some words of a paragraph. ' * (5 + n % 7)}" for n in range(60)]
    file = tmp_path / "long.md"
    file.write_text("# Long\n\n" + "\n\n".join(parts), encoding="utf-8")
    with create_library(tmp_path / "long") as library:
        (line,) = library.import_paths([str(file)])
        assert line.document is not None
        opened = library.open_document(line.document.id)
    pages = Pages(opened, PrintOptions())
    list(pages.steps())
    document, high = pages.composition.document, pages.paper.column.height()
    layout, block = document.documentLayout(), document.begin()
    seen = 0
    while block.isValid():
        if block.text().startswith("Heading "):
            top = layout.blockBoundingRect(block).top()
            following = layout.blockBoundingRect(block.next()).top()
            assert int(top // high) == int(following // high), block.text()
            seen += 1
        block = block.next()
    assert seen == 60


def test_arabic_is_set_from_the_right_with_its_numbers_there(tmp_path: Path, theme: Theme) -> None:
    file = tmp_path / "bayan.md"
    file.write_text(ARABIC, encoding="utf-8")
    with create_library(tmp_path / "arabic") as library:
        (line,) = library.import_paths([str(file)])
        assert line.document is not None
        opened = library.open_document(line.document.id)
    pages = Pages(opened, PrintOptions())
    list(pages.steps())
    picture = pages.image(0, 794)
    column = pages.paper.column
    first = pages.composition.asides[0]
    block = pages.composition.document.findBlock(first.position)
    line_ = block.layout().lineAt(0)
    ink_ends = column.left() + line_.x() + line_.naturalTextRect().right()
    assert ink_ends > column.right() - 4  # the text stands at the right edge
    top = column.top() + pages.composition.document.documentLayout().blockBoundingRect(block).top()
    beside = range(round(column.right()) + 8, round(column.right()) + 36)
    dark = [
        (x, y)
        for x in beside
        for y in range(round(top), round(top) + 24)
        if picture.pixelColor(x, y).lightness() < 200
    ]
    assert dark  # its number stands beside it on the right


@pytest.fixture
def pictured(tmp_path: Path, theme: Theme) -> Opened:
    with create_library(tmp_path / "pictured") as library:
        source = resource("sample_library") / "circular-reporting.html"
        (line,) = library.import_paths([str(source)])
        assert line.document is not None
        return library.open_document(line.document.id)


def test_a_hidden_image_is_named_above_its_caption(pictured: Opened) -> None:
    pages = Pages(pictured, PrintOptions())
    list(pages.steps())
    lines = pages.composition.document.toPlainText().split("\n")
    at = lines.index("[image not shown]")
    assert lines[at + 1].startswith("Figure 1. Four reports")
    assert images_of(pages) == 0


def test_a_shown_image_is_printed(pictured: Opened) -> None:
    pixels = QImage(1_280, 640, QImage.Format.Format_RGB32)
    pixels.fill(QColor("teal"))
    pages = Pages(pictured, PrintOptions(), pictures={0: pixels})
    list(pages.steps())
    assert "[image not shown]" not in pages.composition.document.toPlainText()
    assert images_of(pages) >= 1
    # It is seen once, also where its paragraph lies on the border of two pages.
    teal = [page for page in range(pages.count) if is_on(pages.image(page, 400), "teal")]
    assert len(teal) == 1


def test_a_hidden_image_without_a_caption_is_named_by_its_words(pictured: Opened) -> None:
    [image] = pictured.images
    bare = replace(pictured, images=(replace(image, caption=None, alt="A diagram"),))
    pages = Pages(bare, PrintOptions())
    list(pages.steps())
    assert "[image not shown] A diagram" in pages.composition.document.toPlainText()


def is_on(picture: QImage, colour: str) -> bool:
    wanted = QColor(colour)
    return any(
        picture.pixelColor(x, y) == wanted
        for x in range(60, picture.width() - 60, 8)
        for y in range(0, picture.height(), 4)
    )


def images_of(pages: Pages) -> int:
    file = PdfFile("x")
    list(pages.paint_all(file.device))
    pdf = pypdfium2.PdfDocument(file.content())
    try:
        kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        return sum(1 for page in pdf for _ in page.get_objects(filter=[kind]))
    finally:
        pdf.close()


def test_the_script_of_a_text_is_told_by_its_first_letter() -> None:
    assert right_to_left("12. البيان is a word")
    assert not right_to_left("The word البيان")
    assert not right_to_left("1234")


def test_what_is_left_out_is_said(marked: Opened) -> None:
    assert left_out_words(marked, PrintOptions()) == "1 private note is not printed."
    assert left_out_words(marked, PrintOptions(private=True)) == ""
    assert left_out_words(marked, PrintOptions(notes=False)) == "2 notes are not printed."


@pytest.fixture
def sheet(theme: Theme, session: Session, marked: Opened, qtbot: QtBot) -> PrintSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    made = PrintSheet(theme, session, Settings(None), marked, parent, pdf=True)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    qtbot.waitUntil(lambda: made.ready)
    return made


def test_the_sheet_shows_the_pages_and_private_notes_are_off(
    sheet: PrintSheet, qtbot: QtBot
) -> None:
    assert not sheet.private.isChecked()
    assert sheet._left_out.text() == "1 private note is not printed."
    assert sheet._count.text() == f"Page 1 of {sheet.pages.count}"
    sheet.next.click()
    assert sheet._count.text() == f"Page 2 of {sheet.pages.count}"
    assert sheet.before.isEnabled()
    sheet.notes.setChecked(False)
    qtbot.waitUntil(lambda: sheet.ready)
    assert not sheet.private.isEnabled()
    assert sheet._left_out.text() == "2 notes are not printed."


def test_the_pdf_is_saved_as_it_was_shown(sheet: PrintSheet, tmp_path: Path, qtbot: QtBot) -> None:
    count = sheet.pages.count
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.save(tmp_path / "out")
    pdf = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(pdf) == count
    pdf.close()
    assert sheet._settings.get(EXPORT_FOLDER) == str(tmp_path)


def test_a_folder_that_is_not_there_is_said_in_the_sheet(
    sheet: PrintSheet, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.save(tmp_path / "missing" / "out.pdf")
    qtbot.waitUntil(sheet._error.isVisible, timeout=10_000)
    assert "out.pdf can't be written" in sheet._error.text()
    assert sheet._to_pdf.isEnabled()
