"""Pages beside the text: the same marks, selection and place in both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.intake.facsimile import Facsimile, FacsimileLimits
from app.settings import TEXT_SIZE
from tests.ui.reader.pages.conftest import HEAD, Start, at, pages_of, ready, sentence
from tests.unit.intake.pdf_files import drawing
from ui.reader.pages.selecting import NO_TEXT
from ui.reader.pages.stack import FULL, Fit
from ui.shell.window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    """Drag from one point of the pages to another."""
    viewport = pages_of(window).viewport()
    QTest.mousePress(viewport, _LEFT, pos=start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, pos=end)


def selected_words(window: MainWindow) -> str:
    opened, selected = window.reader.opened, window.reader.page.selection()
    assert opened is not None
    assert opened.text is not None
    return opened.text.canonical[slice(*selected)] if selected else ""


def marks(window: MainWindow) -> list[str]:
    document = window.reader.current_document
    assert document is not None
    return [mark.exact for mark in window.session.library.open_document(document).highlights]


def test_the_pages_stand_in_place_of_the_text(start: Start, qtbot: QtBot) -> None:
    window = start("pages")
    ready(qtbot, pages_of(window))
    assert window.reader.page.isHidden()
    assert pages_of(window).isVisible()
    assert [sheet.label for sheet in pages_of(window).sheets] == ["i", "ii", "1", "2", "3"]
    assert window.reader.pages.pane.bar.field.text() == "i"


def test_words_dragged_over_are_selected_in_the_text(start: Start, qtbot: QtBot) -> None:
    window = start()
    ready(qtbot, pages_of(window))
    words = "number 3 was sold"
    drag(window, at(window, words, 0), at(window, words, 0, end=True))
    assert selected_words(window) == words
    assert window.reader.mark_bar.isVisible()


def test_what_is_selected_over_lines_is_one_passage(start: Start, qtbot: QtBot) -> None:
    window = start()
    ready(qtbot, pages_of(window))
    first, last = sentence(0, 2), sentence(0, 4)
    drag(window, at(window, first, 0), at(window, last, 0, end=True))
    assert selected_words(window) == " ".join(sentence(0, row) for row in (2, 3, 4))


def test_a_key_marks_what_is_selected_on_a_page(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    words = "with stone for the"
    place = at(window, words, 0)
    before = view.viewport().grab().toImage().pixelColor(place - QPoint(0, 5))
    drag(window, place, at(window, words, 0, end=True))
    view.setFocus()
    qtbot.keyClick(view, "2")
    qtbot.waitUntil(lambda: marks(window) == [words])
    qtbot.waitUntil(lambda: len(view.shown.marks) == 1)
    after = view.viewport().grab().toImage().pixelColor(place - QPoint(0, 5))
    assert before.name() == "#ffffff"
    # Green on white paper is the fill itself.
    assert after == window.theme.fill(window.reader.page.marks[0].meaning)


def test_a_mark_made_in_the_text_has_its_letter_beside_the_page(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    document, opened = window.reader.current_document, window.reader.opened
    assert document is not None
    assert opened is not None
    assert opened.text is not None
    begin = opened.text.canonical.index("number 5 was")
    made: list[str] = []
    window.session.change(
        lambda library: library.highlight_passage(document, begin, begin + 12, meaning="pink"),
        lambda mark: made.append(mark.id),
    )
    qtbot.waitUntil(lambda: bool(made) and len(view.shown.marks) == 1)
    found = view.map_of(0)
    assert found is not None
    ((mark, rect),) = view.painter.badges(view.rect_of(0), found, view.shown.marks)
    QTest.mouseClick(view.viewport(), _LEFT, pos=rect.center().toPoint())
    assert mark.id == made[0]
    assert window.reader.current_mark is not None
    assert window.reader.current_mark.id == made[0]


def test_a_running_head_says_that_it_is_not_in_the_text(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    opened = window.reader.opened
    assert opened is not None
    assert opened.text is not None
    assert HEAD not in opened.text.canonical
    rect = view.rect_of(0)
    # The head stands 42 points below the upper edge, in letters half of 9 points wide.
    point = QPoint(
        round(rect.left() + 90 / 595 * rect.width()), round(rect.top() + 40 * view.scale)
    )
    with qtbot.waitSignal(window.reader.said) as said:
        QTest.mouseClick(view.viewport(), _LEFT, pos=point)
    assert said.args is not None
    assert said.args[0] == NO_TEXT
    assert selected_words(window) == ""


@pytest.mark.parametrize("page", [1, 4])
def test_the_place_stays_from_pages_to_text_and_back(start: Start, qtbot: QtBot, page: int) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    view.go_to_page(page)
    ready(qtbot, view, page)
    opened = window.reader.opened
    assert opened is not None
    assert opened.text is not None
    extent = view.map_of(page).extent  # type: ignore[union-attr]
    assert extent is not None
    qtbot.waitUntil(lambda: extent[0] <= view.place() < extent[1])
    window.actions_["view-text"].trigger()
    assert window.reader.page.isVisible()
    there = window.reader.page.first_visible()
    label = next(block.page for block in opened.text.blocks if block.end > there)
    # The last lines of a text can't stand at the top, so the page before may be seen above them.
    assert label in {sheet.label for sheet in view.sheets[page - 1 : page + 1]}
    window.actions_["view-pages"].trigger()
    qtbot.waitUntil(lambda: view.page in (page, page - 1))


def test_a_place_found_in_the_text_is_brought_into_view_on_its_page(
    start: Start, qtbot: QtBot
) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    opened = window.reader.opened
    assert opened is not None
    assert opened.text is not None
    window.reader.show_passage(opened.text.canonical.index(sentence(3, 6)))
    qtbot.waitUntil(lambda: 3 in view.seen() and view.map_of(3) is not None, timeout=20_000)
    where = at(window, sentence(3, 6), 3)
    assert 0 < where.y() < view.viewport().height()


def test_zoom_is_the_pages_where_these_are_read(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    size = window.settings.get(TEXT_SIZE)
    window.actions_["text-reset"].trigger()
    assert view.scale == pytest.approx(FULL)
    window.actions_["text-larger"].trigger()
    assert view.scale == pytest.approx(FULL * 1.1)
    assert window.settings.get(TEXT_SIZE) == size
    assert view.fit is Fit.NONE
    window.actions_["pages-fit-page"].trigger()
    assert view.rect_of(0).height() <= view.viewport().height()
    window.actions_["view-text"].trigger()
    window.actions_["text-larger"].trigger()
    assert window.settings.get(TEXT_SIZE) == size + 1


def test_zooming_keeps_the_page_that_is_read(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    view.go_to_page(3)
    for _ in range(4):
        view.zoom(1)
        assert view.page == 3


def test_a_label_typed_into_the_field_goes_to_its_page(start: Start, qtbot: QtBot) -> None:
    window = start()
    view, field = pages_of(window), window.reader.pages.pane.bar.field
    ready(qtbot, view)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view.page == 3
    assert field.text() == "2"


def test_keys_scroll_and_turn_pages(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 4
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > view.viewport().height() / 2


def test_a_narrow_window_has_no_room_for_both(start: Start, qtbot: QtBot) -> None:
    window = start("both")
    window.resize(1280, 800)
    ready(qtbot, pages_of(window))
    assert window.reader.page.isHidden()
    assert not window.actions_["view-both"].isEnabled()
    window.resize(1920, 1080)
    qtbot.waitUntil(window.reader.page.isVisible)
    assert pages_of(window).isVisible()
    assert window.actions_["view-both"].isChecked()


def test_a_document_without_a_pdf_offers_no_pages(start: Start, qtbot: QtBot) -> None:
    window = start()
    ready(qtbot, pages_of(window))
    made: list[str] = []
    window.session.change(
        lambda library: library.add_reference({"type": "book", "title": "On paper"}),
        lambda document: made.append(document.id),
    )
    qtbot.waitUntil(lambda: bool(made))
    window.open_document(made[0])
    assert not pages_of(window).isVisible()
    assert window.reader.quotations.isVisible()
    assert not window.actions_["view-pages"].isEnabled()
    assert not window.reader.bar.button("view-pages").isVisible()


def test_a_pdf_of_pictures_is_shown_although_it_has_no_text(start: Start, qtbot: QtBot) -> None:
    window = start("pages", drawing(["1 0 0 rg 0 0 100 50 re f"], size=(595, 842)))
    view = pages_of(window)
    qtbot.waitUntil(lambda: view.picture(0) is not None, timeout=20_000)
    assert view.isVisible()
    window.actions_["view-text"].trigger()
    assert window.reader.quotations.isVisible()


def test_a_page_that_breaks_the_reader_tells_so_and_the_others_are_drawn(
    start: Start, qtbot: QtBot
) -> None:
    window = start("text")
    slow = "\n".join(f"{n % 97} 0 m {600 - n % 89} 800 l S" for n in range(300_000))
    limits = FacsimileLimits(seconds=4, processor_seconds=2)
    window.actions_["view-pages"].trigger()
    view = pages_of(window)
    content = drawing([slow, "0 0 9 9 re f"], size=(595, 842))
    view.show_pages(Facsimile(lambda: content, limits), None, "Slow", 0, window.session.jobs.post)
    qtbot.waitUntil(lambda: 0 in view._errors, timeout=30_000)
    view.go_to_page(1)
    qtbot.waitUntil(lambda: view.picture(1) is not None, timeout=20_000)
    assert view._errors[0].message


def test_the_process_that_draws_ends_with_the_window(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    assert view._renderer is not None
    child = view._renderer._facsimile._child
    assert child is not None
    window.close()
    window.session.close()
    assert not child.alive


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_contents_are_the_files_own_where_it_has_some(start: Start, qtbot: QtBot) -> None:
    outline = "/Outlines << /First 9 0 R /Last 9 0 R >>"
    entry = "<< /Title (Findings) /Dest [5 0 R /Fit] /Parent 8 0 R >>"
    content = drawing(["", ""], size=(595, 842), catalog=outline, added=["<< >>", entry])
    window = start("pages", content)
    view = pages_of(window)
    qtbot.waitUntil(lambda: view.ready, timeout=20_000)
    window.actions_["contents"].trigger()
    from ui.reader.contents import ContentsPanel

    (panel,) = window.reader.findChildren(ContentsPanel)
    panel.chosen.emit(1)
    panel.close()
    assert view.page == 1


def test_the_page_that_is_read_is_told_to_a_screen_reader(start: Start, qtbot: QtBot) -> None:
    window = start()
    view = pages_of(window)
    ready(qtbot, view)
    view.go_to_page(2)
    ready(qtbot, view, 2)
    told = view.accessibleDescription()
    assert told.startswith("Page 1 of 5.")
    assert sentence(2, 0) in told
