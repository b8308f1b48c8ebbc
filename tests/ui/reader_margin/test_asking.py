"""Finding in the text, contents, going to a place, tags: by keyboard, errors in place."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget

from tests.ui.reader_margin.conftest import Desk
from ui.reader.contents import ContentsPanel
from ui.reader.headings import Heading
from ui.reader.tagging import TagSheet
from ui.theme import Theme

Dialog = TypeVar("Dialog", bound=QDialog)

# The offscreen platform says of every popup that it can't do what a popup needs.
popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def field(desk: Desk) -> QLineEdit:
    found = desk.reader.find_bar.findChild(QLineEdit, "find-field")
    assert found is not None
    return found


def count(desk: Desk) -> str:
    return desk.reader.find_bar._count.text()


def look_for(desk: Desk, words: str, told: str) -> None:
    desk.actions["find-in-text"].trigger()
    field(desk).setText(words)
    desk.qtbot.waitUntil(lambda: count(desk) == told)


def selected(desk: Desk) -> tuple[int, str]:
    opened, found = desk.reader.opened, desk.reader.page.selection()
    assert opened is not None
    assert opened.text is not None
    assert found is not None
    return found[0], opened.text.canonical[slice(*found)]


def dialog(desk: Desk, kind: type[Dialog]) -> Dialog:
    def shown() -> list[Dialog]:
        return [each for each in desk.reader.findChildren(kind) if each.isVisible()]

    desk.qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def test_finding_counts_goes_on_and_says_where_it_wraps(desk: Desk) -> None:
    look_for(desk, "WHAT", "1 of 4")
    first = selected(desk)
    desk.key(field(desk), Qt.Key.Key_Return)
    assert count(desk) == "2 of 4"
    for _ in range(3):
        desk.actions["find-next"].trigger()
    assert count(desk) == "1 of 4, from the top"
    assert selected(desk) == first
    desk.qtbot.keyClick(field(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count(desk) == "4 of 4, from the end"


def test_nothing_found_is_said_in_the_bar_and_gone_with_other_words(desk: Desk) -> None:
    look_for(desk, "quokka", "Nothing found")
    assert field(desk).property("invalid") is True
    look_for(desk, "letters", "1 of 1")
    assert field(desk).property("invalid") is False
    field(desk).clear()
    desk.qtbot.waitUntil(lambda: count(desk) == "")


def test_a_selection_becomes_what_is_looked_for(desk: Desk) -> None:
    desk.select("paragraph")
    desk.actions["find-in-text"].trigger()
    assert field(desk).text() == "paragraph"
    desk.qtbot.waitUntil(lambda: count(desk) == "1 of 3")
    assert selected(desk)[1] == "paragraph"


def test_esc_closes_the_bar_and_the_keyboard_is_in_the_text(desk: Desk) -> None:
    look_for(desk, "letters", "1 of 1")
    desk.key(field(desk), Qt.Key.Key_Escape)
    assert desk.reader.find_bar.isHidden()
    assert desk.reader.page.hasFocus()
    assert desk.reader.page._hits == []


def test_f3_opens_the_bar_again_with_the_words_looked_for_last(desk: Desk) -> None:
    look_for(desk, "letters", "1 of 1")
    desk.reader.find_bar.close_bar()
    desk.reader.page.clear_selection()
    desk.actions["find-next"].trigger()
    assert desk.reader.find_bar.isVisible()
    assert field(desk).text() == "letters"


@popup
def test_the_contents_mark_where_one_is_and_go_by_keys(desk: Desk) -> None:
    opened = desk.reader.opened
    assert opened is not None
    assert opened.text is not None
    desk.window.resize(960, 260)
    desk.reader.page.scroll_to(opened.text.canonical.index("Another paragraph"), 0)
    desk.actions["contents"].trigger()
    panel = dialog(desk, ContentsPanel)
    found = panel.findChild(QListWidget)
    assert found is not None
    titles = [found.item(row).text() for row in range(found.count())]
    assert titles[-2:] == ["What is kept", "What is dropped"]
    here = found.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert here == "What is kept, level 1, where you are reading"
    desk.key(found, Qt.Key.Key_Down)
    with desk.qtbot.waitSignal(panel.chosen) as told:
        desk.key(found, Qt.Key.Key_Return)
    assert told.args == [opened.text.canonical.index("What is dropped")]


@popup
def test_many_headings_can_be_filtered_and_few_need_no_field(theme: Theme, desk: Desk) -> None:
    many = [Heading(f"Part {number}", number % 3, number) for number in range(13)]
    panel = ContentsPanel(theme, many, 4, desk.window)
    panel.open_under(desk.reader.bar)
    edit, found = panel.findChild(QLineEdit), panel.findChild(QListWidget)
    assert edit is not None
    assert found is not None
    assert edit.isVisible()
    assert found.currentRow() == 4
    edit.setText("part 12")
    assert [found.item(row).text() for row in range(found.count())] == ["Part 12"]
    with desk.qtbot.waitSignal(panel.chosen) as told:
        desk.key(edit, Qt.Key.Key_Return)
    assert told.args == [12]
    few = ContentsPanel(theme, many[:12], None, desk.window)
    few.open_under(desk.reader.bar)
    assert not few.findChild(QLineEdit).isVisible()  # type: ignore[union-attr]
    few.close()


def test_a_number_that_leads_nowhere_is_told_at_its_field(desk: Desk) -> None:
    desk.actions["go-to-paragraph"].trigger()
    sheet = dialog(desk, QDialog)
    edit = sheet.findChild(QLineEdit, "go-to")
    assert edit is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Paragraphs 1 to 3" in said
    edit.setText("para 4")
    desk.key(edit, Qt.Key.Key_Return)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert "There is no paragraph 4: they go from 1 to 3." in said
    assert sheet.isVisible()
    edit.setText("para 3")
    desk.key(edit, Qt.Key.Key_Return)
    assert not sheet.isVisible()


@popup
def test_tags_of_a_mark_are_set_in_one_step_with_known_ones_offered(desk: Desk) -> None:
    mark = desk.mark("who decided that")
    desk.session.change(lambda library: library.tag(desk.article, ["intro", "method"]))
    desk.session.change(lambda library: library.tag(mark, ["old"]))
    desk.settled()
    desk.reader.page.clear_selection()
    desk.reader.page.set_current_mark(mark)
    desk.actions["tag-mark"].trigger()
    sheet = dialog(desk, TagSheet)
    edit = sheet.findChild(QLineEdit, "mark-tags")
    assert edit is not None
    assert edit.text() == "old, "
    edit.clear()
    desk.qtbot.keyClicks(edit, "new, int")
    offered = sheet._completer.completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["intro"]
    sheet._completer.activated.emit("intro")
    assert edit.text() == "new, intro, "
    told: list[tuple[str, bool]] = []
    desk.reader.said.connect(lambda *said: told.append(said))
    sheet._save()
    desk.settled()
    (found,) = desk.session.library.open_document(desk.article).highlights
    assert set(found.tags) == {"new", "intro"}
    assert told == [("Tagged new, intro", True)]
    desk.session.undo()
    desk.settled()
    (found,) = desk.session.library.open_document(desk.article).highlights
    assert set(found.tags) == {"old"}
