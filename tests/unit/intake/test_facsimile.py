"""Pages drawn in a child process: what they show, and what a page may do to it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.errors import InputError, LimitError
from app.intake.facsimile import Entry, Facsimile, FacsimileLimits, Sheet
from tests.unit.intake.pdf_files import Word, build, drawing

_RED_LOWER_LEFT = "1 0 0 rg 0 0 100 50 re f"
_USUAL = FacsimileLimits()
_RED, _WHITE = [0, 0, 255], [255, 255, 255]
# Strokes across the whole page: some seconds for every ten thousand at this size.
_SLOW = "\n".join(f"{n % 97} 0 m {200 - n % 89} 100 l S" for n in range(300_000))


@contextmanager
def showing(content: bytes, limits: FacsimileLimits = _USUAL) -> Iterator[Facsimile]:
    made = Facsimile(lambda: content, limits)
    try:
        yield made
    finally:
        made.close()


def test_a_page_is_drawn_with_its_lower_left_at_the_lower_left() -> None:
    with showing(drawing([_RED_LOWER_LEFT])) as pages:
        assert pages.open().pages == (Sheet("1", 200, 100),)
        drawn = pages.draw(0, 400)
    assert (drawn.width, drawn.height) == (400, 200)

    def pixel(x: int, y: int) -> list[int]:
        at = y * drawn.stride + 4 * x
        return list(drawn.rows[at : at + 3])

    assert pixel(50, 150) == _RED
    assert pixel(50, 50) == _WHITE
    assert pixel(350, 150) == _WHITE


def test_a_page_never_has_more_pixels_than_the_limit() -> None:
    # 200 × 100 points: 100 × 50 pixels are the largest of that shape within 5,000.
    with showing(drawing([_RED_LOWER_LEFT]), FacsimileLimits(pixels=5_000)) as pages:
        pages.open()
        drawn = pages.draw(0, 16_000)
    assert (drawn.width, drawn.height) == (100, 50)


def test_a_turned_page_is_told_and_drawn_as_it_is_shown() -> None:
    # Turned by a quarter clockwise, what was at the lower left stands at the upper left.
    with showing(drawing([_RED_LOWER_LEFT], more="/Rotate 90")) as pages:
        assert pages.open().pages == (Sheet("1", 100, 200),)
        drawn = pages.draw(0, 100)
    assert (drawn.width, drawn.height) == (100, 200)
    assert list(drawn.rows[4 * 10 : 4 * 10 + 3]) == _RED
    assert list(drawn.rows[-4:-1]) == _WHITE


def test_labels_are_those_that_the_file_gives_its_pages() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"
    with showing(drawing(["", "", "", ""], catalog=labels)) as pages:
        assert [sheet.label for sheet in pages.open().pages] == ["i", "ii", "1", "2"]


def test_the_files_own_contents_are_told_with_their_pages() -> None:
    # Objects 1 to 6 are the catalog, the list of pages, and two pages with their contents.
    outline = (
        "/Outlines << /First 9 0 R /Last 9 0 R >>",
        "<< /Title (Findings) /Dest [5 0 R /Fit] /First 10 0 R /Last 10 0 R /Parent 8 0 R >>",
        "<< /Title (A  closer\nlook) /Dest [3 0 R /Fit] /Parent 9 0 R >>",
    )
    content = drawing(["", ""], catalog=outline[0], added=["<< >>", *outline[1:]])
    with showing(content) as pages:
        assert pages.open().outline == (Entry("Findings", 0, 1), Entry("A closer look", 1, 0))


def test_every_character_is_told_with_its_place() -> None:
    # Each is half an em, so 5 points wide at size 10; the page is 595 × 842 points.
    with showing(build([[Word(100, 742, "ab", 10)]])) as pages:
        pages.open()
        letters = pages.letters(0)
    assert letters.text.rstrip() == "ab"
    first, second = letters.box(0), letters.box(1)
    assert first is not None
    assert second is not None
    assert first.left == pytest.approx(100 / 595, abs=0.002)
    assert second.left == pytest.approx(105 / 595, abs=0.002)
    # They stand on a line 100 points below the upper edge.
    assert first.top < 100 / 842 < first.bottom + 0.002


def test_a_page_that_takes_too_long_is_an_error_of_that_page_alone() -> None:
    read = []

    def content() -> bytes:
        read.append(True)
        return drawing([_RED_LOWER_LEFT, _SLOW])

    pages = Facsimile(content, FacsimileLimits(seconds=4, processor_seconds=2))
    try:
        pages.open()
        with pytest.raises(LimitError) as stopped:
            pages.draw(1, 1_500)
        assert stopped.value.hint
        assert pages.draw(0, 200).width == 200
        assert len(read) == 2  # once for each child
        with pytest.raises(LimitError):
            pages.draw(1, 1_500)
        assert len(read) == 2  # what broke one child isn't given to another
    finally:
        pages.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended otherwise there")
def test_a_child_that_was_killed_is_replaced() -> None:
    with showing(drawing([_RED_LOWER_LEFT, ""])) as pages:
        pages.open()
        child = pages._child
        assert child is not None
        os.kill(child._process.pid, signal.SIGKILL)
        child._process.wait()
        assert pages.draw(0, 200).height == 100


def test_a_page_that_is_not_there_is_an_error() -> None:
    with showing(drawing([""])) as pages:
        pages.open()
        with pytest.raises(InputError):
            pages.draw(1, 200)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", drawing([""])[:150]])
def test_what_is_no_sound_pdf_is_an_error(content: bytes) -> None:
    with showing(content) as pages, pytest.raises(InputError):
        pages.open()


def test_no_more_pages_are_shown_than_the_limit() -> None:
    with showing(drawing([""] * 5), FacsimileLimits(pages=3)) as pages:
        sheets = pages.open()
    assert (len(sheets.pages), sheets.more) == (3, 2)
