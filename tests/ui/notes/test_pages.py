"""All marks and all notes of a real library: filters, copying, writing, deleting, undoing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.model import Meaning
from app.settings import Settings
from ui.actions import Actions
from ui.notes.marks_page import MarksPage
from ui.notes.notes_page import NotesPage
from ui.session import Session, open_session
from ui.theme import Theme
from ui.widgets.passages import Passage

PAGE = """<html><head><title>Archive notes</title></head><body><article><h1>Archive notes</h1>
<p>What the archive keeps and what it drops is told here in a paragraph of some length.</p>
<p>Another paragraph says who decided that, and on which day it was decided, and why.</p>
</article></body></html>"""


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """One document with a key point, a claim with a private note, and a shared note of its own."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    library = create_library(tmp_path / "library")
    (added,) = library.import_paths([str(tmp_path / "a.html")])
    assert added.document is not None
    text = library.open_document(added.document.id).text
    assert text is not None
    for words, meaning, note in (
        ("What the archive keeps", "yellow", ""),
        ("who decided that", "pink", "Says who? No figure."),
    ):
        start = text.canonical.index(words)
        mark = library.highlight_passage(
            added.document.id, start, start + len(words), meaning=meaning
        ).value
        if note:
            library.add_note(note, on=mark.id)
    library.add_note("Plan of the essay", shared=True)
    library.close()
    session = open_session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QMainWindow]:
    window = QMainWindow()
    qtbot.addWidget(window)
    yield window
    window.close()


@pytest.fixture
def marks(
    session: Session, theme: Theme, tmp_path: Path, window: QMainWindow, qtbot: QtBot
) -> MarksPage:
    page = MarksPage(theme, session, Actions(theme, window), Settings(tmp_path / "settings.toml"))
    window.setCentralWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page._count.text() != "")
    return page


@pytest.fixture
def notes(
    session: Session, theme: Theme, tmp_path: Path, window: QMainWindow, qtbot: QtBot
) -> NotesPage:
    page = NotesPage(theme, session, Actions(theme, window), Settings(tmp_path / "settings.toml"))
    window.setCentralWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page._count.text() != "")
    # As in the window, where a page that is seen is told of every change.
    session.changed.connect(lambda _changes: page.refresh())
    return page


def rows(page: MarksPage | NotesPage) -> list[Passage]:
    return [passage for passage in page._list.passages if not passage.head]


def words(page: MarksPage | NotesPage) -> list[str]:
    return [passage.words for passage in rows(page)]


def press(page: MarksPage | NotesPage, text: str) -> None:
    found = (row for row, passage in enumerate(page._list.passages) if passage.words == text)
    page._list.choose(next(found))


def stored(session: Session) -> set[tuple[str, str]]:
    return {(note.text, note.visibility.value) for note in session.library.notes()}


BOTH = {("Says who? No figure.", "private"), ("Plan of the essay", "shared")}


def test_marks_stand_in_reading_order_with_their_notes(marks: MarksPage) -> None:
    assert words(marks) == ["What the archive keeps", "who decided that"]
    assert rows(marks)[1].below == "Says who? No figure."
    assert rows(marks)[1].where.startswith("para. 2")
    assert [each.title for each in marks._list.passages if each.head] == ["Archive notes"]
    assert marks._count.text() == "2 in 1 document"


def test_meanings_and_notes_filter_the_marks(marks: MarksPage) -> None:
    marks.findChild(type(marks._noted), "marks-pink").setChecked(True)
    assert words(marks) == ["who decided that"]
    marks._noted.setChecked(True)
    assert words(marks) == ["who decided that"]
    marks.findChild(type(marks._noted), "marks-pink").setChecked(False)
    marks.findChild(type(marks._noted), "marks-yellow").setChecked(True)
    assert marks._stack.currentIndex() == 1
    assert marks._empty._title.text() == "No mark fits"
    assert not marks._copy.isEnabled()


def test_a_chip_carries_its_meanings_badge_and_tells_its_number(marks: MarksPage) -> None:
    pink = marks.findChild(type(marks._noted), "marks-pink")
    assert pink.text() == "Claim to check"
    assert pink.accessibleName() == "Claim to check, 1"
    badge = pink.grab().toImage().pixelColor(12, pink.height() // 2)
    assert badge == marks._theme.fill(Meaning.PINK)


# Said by the offscreen platform of every menu.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_tags_filter_the_marks_with_any_of_them(
    marks: MarksPage, session: Session, qtbot: QtBot
) -> None:
    assert marks._tag.isHidden()
    ids = {row.highlight.exact: row.highlight.id for row in marks._rows}
    for words_, tag in (("What the archive keeps", "intro & more"), ("who decided that", "who")):
        with qtbot.waitSignal(session.changed):
            session.change(lambda library, words_=words_, tag=tag: library.tag(ids[words_], [tag]))
    marks.refresh()
    qtbot.waitUntil(lambda: not marks._tag.isHidden())
    marks._tag.click()
    menu = marks.findChild(QMenu, "marks-tag-menu")
    assert isinstance(menu, QMenu)
    assert [a.text() for a in menu.actions() if a.isCheckable()] == ["intro && more  1", "who  1"]
    menu.actions()[-1].trigger()
    menu.close()
    assert words(marks) == ["who decided that"]
    assert marks._tag.text() == "who"
    marks._turn_tag("intro & more")
    assert len(words(marks)) == 2
    assert marks._tag.text() == "2 tags"
    marks._any_tag()
    assert (marks._tag.text(), len(words(marks))) == ("Tag", 2)


def test_in_a_wide_window_a_mark_stands_beside_the_list_in_its_paragraph(
    marks: MarksPage, window: QMainWindow, qtbot: QtBot
) -> None:
    window.resize(700, 700)
    window.show()
    assert not marks._place.isVisible()
    assert marks._list.clicks_choose
    window.resize(1240, 800)
    qtbot.waitUntil(marks._place.isVisible)
    row = next(n for n, each in enumerate(marks._list.passages) if each.words == "who decided that")
    asked: list[object] = []
    marks.mark_requested.connect(lambda *told: asked.append(told[2]))
    at = marks._list.visualRect(marks._list.passages_model.index(row)).center()
    qtbot.mouseClick(marks._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    whole = "Another paragraph says who decided that, and on which day it was decided, and why."
    qtbot.waitUntil(lambda: marks._place._text.accessibleName() == whole)
    assert asked == []
    qtbot.mouseClick(marks._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == [marks._list.passages[row].mark]
    marks._place._go.click()
    assert asked == [marks._list.passages[row].mark] * 2


def test_in_a_wide_window_a_notes_passage_stands_beside_the_list(
    notes: NotesPage, window: QMainWindow, qtbot: QtBot
) -> None:
    window.resize(1240, 800)
    window.show()
    qtbot.waitUntil(notes._place.isVisible)
    asked: list[tuple[object, ...]] = []
    notes.note_requested.connect(lambda *told: asked.append(told))
    row = [each.words for each in notes._list.passages].index("Says who? No figure.")
    notes._list.setCurrentIndex(notes._list.passages_model.index(row))
    whole = "Another paragraph says who decided that, and on which day it was decided, and why."
    qtbot.waitUntil(lambda: notes._place._text.accessibleName() == whole)
    notes._place._go.click()
    passage = notes._list.passages[row]
    assert asked == [(passage.document, passage.start, passage.mark)]
    notes._place._copy.click()
    qtbot.waitUntil(lambda: "who decided that" in QGuiApplication.clipboard().text())


def test_a_note_on_its_own_has_no_place_to_go_to(
    notes: NotesPage, window: QMainWindow, qtbot: QtBot
) -> None:
    window.resize(1240, 800)
    window.show()
    qtbot.waitUntil(notes._place.isVisible)
    row = [each.words for each in notes._list.passages].index("Plan of the essay")
    notes._list.setCurrentIndex(notes._list.passages_model.index(row))
    assert notes._place._title.text() == "A note on its own"
    shown = (notes._place._go, notes._place._copy, notes._place._text)
    assert [each.isVisible() for each in shown] == [False] * 3
    notes._field.setText("no note says this")
    assert not notes._place._about.isVisible()


def test_copy_all_takes_the_marks_shown_with_their_places(marks: MarksPage) -> None:
    marks.findChild(type(marks._noted), "marks-pink").setChecked(True)
    marks._copy.click()
    assert QGuiApplication.clipboard().text() == (
        "“who decided that” (Archive notes no date, para. 2)"
    )


def test_a_mark_leads_to_its_passage(marks: MarksPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(marks.mark_requested) as told:
        press(marks, "who decided that")
    document, start, mark = told.args
    opened = session.library.open_document(document)
    assert opened.text is not None
    assert opened.text.canonical[start:].startswith("who decided that")
    assert mark in {each.id for each in opened.highlights}


def test_notes_are_filtered_by_words_title_and_by_who_may_see_them(notes: NotesPage) -> None:
    assert set(words(notes)) == {"Says who? No figure.", "Plan of the essay"}
    notes._private.setChecked(True)
    assert words(notes) == ["Says who? No figure."]
    notes._shared.setChecked(True)
    assert len(words(notes)) == 2
    notes._field.setText("ARCHIVE")
    assert words(notes) == ["Says who? No figure."]
    notes._field.setText("quokka")
    assert notes._empty._title.text() == "No note fits"


def test_a_note_is_kept_as_it_is_written_and_undone_with_one_step(
    notes: NotesPage, session: Session, qtbot: QtBot
) -> None:
    press(notes, "Plan of the essay")
    notes._panel._area.set_text("Plan of two essays")
    assert notes._panel._later.isActive()
    notes._panel._later.timeout.emit()
    changed = (BOTH - {("Plan of the essay", "shared")}) | {("Plan of two essays", "shared")}
    qtbot.waitUntil(lambda: stored(session) == changed)
    session.undo()
    qtbot.waitUntil(lambda: stored(session) == BOTH)
    qtbot.waitUntil(lambda: notes._panel._area.text() == "Plan of the essay")


def test_writing_goes_on_in_the_note_that_was_begun(
    notes: NotesPage, session: Session, qtbot: QtBot
) -> None:
    notes._new.click()
    notes._panel._area.set_text("A first")
    notes._panel.keep()
    notes._panel._area.set_text("A first thought")
    press(notes, "Plan of the essay")
    qtbot.waitUntil(lambda: stored(session) == BOTH | {("A first thought", "private")})


def test_a_deleted_note_says_so_and_comes_back_by_undo(
    notes: NotesPage, session: Session, qtbot: QtBot
) -> None:
    press(notes, "Says who? No figure.")
    with qtbot.waitSignal(notes.said) as told:
        notes._panel._delete.click()
    assert told.args == ["Note deleted", True]
    assert notes._panel.isHidden()
    assert stored(session) == BOTH - {("Says who? No figure.", "private")}
    session.undo()
    qtbot.waitUntil(lambda: stored(session) == BOTH)


def test_a_note_is_shared_by_a_press_and_leads_to_its_place(
    notes: NotesPage, session: Session, qtbot: QtBot
) -> None:
    press(notes, "Says who? No figure.")
    notes._panel._shared.click()
    qtbot.waitUntil(lambda: ("Says who? No figure.", "shared") in stored(session))
    with qtbot.waitSignal(notes.note_requested) as told:
        notes._panel._place.click()
    (document,) = session.library.documents()
    assert told.args[0] == document.id
    assert isinstance(told.args[1], int)


def test_what_is_typed_is_kept_when_the_window_closes(
    notes: NotesPage, session: Session, tmp_path: Path
) -> None:
    notes._new.click()
    notes._panel._area.set_text("Typed a moment ago")
    notes.finish()
    session.close()
    again = open_session(tmp_path / "library")
    texts = {note.text for note in again.library.notes()}
    again.close()
    assert "Typed a moment ago" in texts


def test_an_emptied_note_stays_as_it_was(notes: NotesPage, session: Session, qtbot: QtBot) -> None:
    press(notes, "Plan of the essay")
    notes._panel._area.set_text("  ")
    notes.finish()
    # Changes are made one after the other: once this one is there, so would the other be.
    session.change(lambda library: library.add_note("after"))
    qtbot.waitUntil(lambda: ("after", "private") in stored(session))
    assert stored(session) == BOTH | {("after", "private")}


def test_the_marks_fit_into_the_smallest_window(marks: MarksPage) -> None:
    assert marks.minimumSizeHint().width() <= 640
    assert marks.minimumSizeHint().height() <= 400


def test_a_note_being_written_fits_into_the_smallest_window(notes: NotesPage) -> None:
    press(notes, "Plan of the essay")
    assert notes.minimumSizeHint().width() <= 640
    assert notes.minimumSizeHint().height() <= 400
