"""Images on the page: hidden until asked for, no part of the text, shown at the right size."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.library import Opened
from app.model import BlockKind, Image
from tests.support.pictures import jpeg, png
from tests.ui.reader.conftest import Show, opened_of
from ui.reader.decoding import decoded
from ui.reader.document import IMAGE, KIND
from ui.reader.images import described, shown_size, toggled
from ui.reader.page import PageView
from ui.reader.page_images import Wanted
from ui.theme import Theme
from ui.widgets.buttons import Button

WORDS = [
    (BlockKind.PARAGRAPH, "Before it, with 😀 and Aʿmāq."),
    (BlockKind.CAPTION, "Figure 1. Drawn by us."),
    (BlockKind.PARAGRAPH, "Behind it."),
]


def image(before: int, width: int = 640, height: int = 320, alt: str = "A chart") -> Image:
    content = png(width, height)
    return Image(
        before, alt, hashlib.sha256(content).hexdigest(), len(content), "image/png", width, height
    )


def with_images(*images: Image) -> Opened:
    return replace(opened_of(*WORDS), images=images)


def answering(page: PageView) -> list[Wanted]:
    """Has the page's wishes answered with grey pixels of the size wished; the wishes."""
    wishes: list[Wanted] = []

    def answer(wanted: Wanted) -> None:
        wishes.append(wanted)
        content = png(wanted.image.width, wanted.image.height, shade=80)
        page.images.deliver(wanted, decoded(content, "image/png", wanted.width, wanted.height))

    page.images.wanted.connect(answer)
    return wishes


def buttons(page: PageView) -> list[Button]:
    found = [each for each in page.viewport().findChildren(Button) if each.isVisible()]
    return sorted(found, key=lambda button: button.y())


def heights(page: PageView) -> list[float]:
    """The heights of the images' blocks, in reading order."""
    block, found = page.document().firstBlock(), []
    while block.isValid():
        if block.blockFormat().hasProperty(IMAGE):
            found.append(block.blockFormat().lineHeight())
        block = block.next()
    return found


def test_an_image_is_hidden_at_first_and_its_caption_is_text(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(1)))
    wishes = answering(page)
    qtbot.waitUntil(lambda: len(buttons(page)) == 1)
    [button] = buttons(page)
    assert (button.text(), button.accessibleName()) == ("Show", "Show image: A chart")
    assert button.objectName() == "image-1"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert heights(page) == [72]
    assert "Figure 1. Drawn by us." in page.toPlainText()
    assert wishes == []


def test_an_image_is_no_part_of_the_text_and_moves_no_offset(show: Show) -> None:
    plain, page = show(opened_of(*WORDS)), show(with_images(image(0), image(1), image(3)))
    assert page._opened is not None
    text = page._opened.text
    assert text is not None
    for offset in range(len(text.canonical)):
        page.select(offset, offset + 1)
        plain.select(offset, offset + 1)
        assert page.selection() == plain.selection()
    page.selectAll()
    assert page.createMimeDataFromSelection().text() == text.canonical


def test_an_image_stands_between_the_blocks_it_stood_between(show: Show) -> None:
    page = show(with_images(image(0), image(1), image(3)))
    block, kinds = page.document().firstBlock(), []
    while block.isValid():
        kinds.append(block.blockFormat().property(KIND))
        block = block.next()
    assert kinds == [
        "head", "head", "head", "image", "paragraph", "image", "caption", "paragraph", "image"
    ]  # fmt: skip


def test_a_button_shows_the_image_scaled_to_the_measure_and_hides_it(
    show: Show, qtbot: QtBot
) -> None:
    page = show(with_images(image(1, 2_000, 1_000)))
    wishes = answering(page)
    qtbot.waitUntil(lambda: len(buttons(page)) == 1)
    buttons(page)[0].click()
    width = round(page.column())
    qtbot.waitUntil(lambda: len(wishes) == 1)
    ratio = page.devicePixelRatioF()
    assert (wishes[0].width, wishes[0].height) == (
        round(width * ratio), round(round(page.column() / 2) * ratio)
    )  # fmt: skip
    [height] = heights(page)
    assert height == round(page.column() / 2) + 36
    [button] = buttons(page)
    assert (button.text(), button.accessibleName()) == ("Hide", "Hide image: A chart")
    grey = QColor(80, 80, 80)
    middle = page.text_left() + width // 2, button.y() - 40
    qtbot.waitUntil(lambda: page.viewport().grab().toImage().pixelColor(*middle) == grey)
    button.click()
    assert heights(page) == [72]
    qtbot.waitUntil(lambda: buttons(page)[0].text() == "Show")
    assert page.viewport().grab().toImage().pixelColor(*middle) != grey


def test_all_are_shown_and_all_hidden_by_one_action(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(0), image(1), image(3, 60, 60)))
    wishes = answering(page)
    page.images.toggle_all()
    assert page.images.shown == {0, 1, 2}
    qtbot.waitUntil(lambda: {wish.number for wish in wishes} >= {0, 1})
    page.images.toggle(1)
    assert page.images.shown == {0, 2}
    page.images.toggle_all()
    assert page.images.shown == set()
    assert heights(page) == [72, 72, 72]


def test_nothing_is_shown_after_reopening_and_a_late_answer_is_dropped(
    show: Show, qtbot: QtBot
) -> None:
    opened = with_images(image(1))
    page = show(opened)
    wishes: list[Wanted] = []
    page.images.wanted.connect(wishes.append)
    page.images.toggle_all()
    qtbot.waitUntil(lambda: len(wishes) == 1)
    with qtbot.waitSignal(page.text_completed):
        page.show_text(opened, "")
    page.images.deliver(wishes[0], QImage(10, 10, QImage.Format.Format_RGB32))
    assert page.images.shown == set()
    assert heights(page) == [72]


def test_another_type_and_another_theme_keep_what_is_shown(
    show: Show, qtbot: QtBot, theme: Theme
) -> None:
    page = show(with_images(image(1, 2_000, 1_000)))
    wishes = answering(page)
    page.images.toggle_all()
    qtbot.waitUntil(lambda: len(wishes) == 1)
    page.set_type(replace(page._type, px=20))
    qtbot.waitUntil(lambda: len(wishes) == 2)
    assert heights(page) == [round(page.column() / 2) + 36 * 20 / 16]
    theme.choose("dark")
    qtbot.waitUntil(lambda: len(wishes) == 3)
    assert page.images.shown == {0}


def test_an_image_that_cannot_be_read_says_so_in_its_place(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(1)))
    page.images.wanted.connect(lambda wanted: page.images.deliver(wanted, None))
    page.images.toggle_all()
    qtbot.waitUntil(lambda: heights(page) == [72])
    assert page.images.shown == {0}


def test_what_stands_beside_the_text_is_told_that_it_moved(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(1)))
    with qtbot.waitSignal(page.layout_changed):
        page.images.toggle(0)


def test_the_place_stays_when_images_above_it_are_shown(show: Show, qtbot: QtBot) -> None:
    many = [(BlockKind.PARAGRAPH, f"Paragraph {number}. " + "word " * 60) for number in range(60)]
    opened = opened_of(*many)
    page = show(replace(opened, images=tuple(image(number) for number in range(60))))
    assert opened.text is not None
    page.scroll_to(opened.text.blocks[40].start, 16)
    before = page.place()
    page.images.toggle_all()
    qtbot.waitUntil(lambda: page.images.shown == set(range(60)) and not page.images._waiting)
    assert page.place() == before
    # All that room went where it should: 60 images of 640 × 320, scaled to the measure.
    assert set(heights(page)) == {round(page.column() / 2) + 36}


def test_the_place_is_kept_amid_an_image_that_fills_the_page(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(2, 500, 4_000)))
    page.images.toggle_all()
    assert page._opened is not None
    assert page._opened.text is not None
    bar = page.verticalScrollBar()
    bar.setValue(1_500)
    assert [seen.block.blockFormat().hasProperty(IMAGE) for seen in
            page._seen(page.viewport().rect())] == [True]  # fmt: skip
    # It stands before "Behind it.", where reading goes on.
    assert page.place() == page._opened.text.blocks[2].start


def test_enter_on_an_image_shows_it(show: Show, qtbot: QtBot) -> None:
    page = show(with_images(image(1)))
    cursor = page.textCursor()
    cursor.setPosition(page.document().findBlockByNumber(page.images._blocks[0]).position())
    page.setTextCursor(cursor)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.images.shown == {0}
    assert page.images.told(0) == "Image shown: A chart, 640 × 320, in the file"


def test_a_text_without_images_has_no_button(show: Show) -> None:
    assert buttons(show(opened_of(*WORDS))) == []


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(994, 500, (497, 250)), (100, 40, (100, 40)), (497, 1, (497, 1)), (100, 8_000, (50, 4_000))],
    ids=["wider", "narrower", "as wide", "very high"],
)
def test_an_image_is_never_wider_than_the_measure(
    width: int, height: int, shown: tuple[int, int]
) -> None:
    assert shown_size(image(0, width, height), 497) == shown


def test_words_for_an_image() -> None:
    assert described(image(0)) == ("A chart", ", 640 × 320, in the file")
    assert described(image(0, alt="")) == ("", "640 × 320, in the file")
    assert toggled(set(), 3) == {0, 1, 2}
    assert toggled({1}, 3) == set()


def saved(form: str) -> bytes:
    picture = QImage(120, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, form)
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    ("form", "media_type"), [("PNG", "image/png"), ("JPG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_the_kinds_that_are_kept_are_decoded(form: str, media_type: str) -> None:
    pixels = decoded(saved(form), media_type, 60, 60)
    assert pixels is not None
    assert (pixels.width(), pixels.height()) == (60, 30)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>1</script></svg>'


@pytest.mark.qt_log_ignore("Bogus marker length")
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (SVG, "image/png"),
        (SVG, "image/svg+xml"),
        (png(60, 60, says=(50_000, 50_000)), "image/png"),
        (png(60, 60)[:30], "image/png"),
        (jpeg(60, 60), "image/jpeg"),
        (b"", "image/png"),
        (png(60, 60), "image/gif"),
    ],
    ids=["svg as png", "svg", "bomb", "cut", "header only", "nothing", "other kind"],
)
def test_what_cannot_be_shown_is_none(content: bytes, media_type: str) -> None:
    assert decoded(content, media_type, 400, 400) is None


def test_a_header_that_promises_more_than_there_is_does_no_harm() -> None:
    # Sixty rows where 7,000 were promised: libpng gives up or leaves the rest empty.
    pixels = decoded(png(60, 60, says=(7_000, 7_000)), "image/png", 400, 400)
    assert pixels is None or pixels.width() <= 400
