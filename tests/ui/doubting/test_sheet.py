"""The sheet of fields to check, on a library with imported pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from app.errors import InputError
from ui.doubting.presenter import Asked, ended_words, place_words, told
from ui.doubting.sheet import DoubtsSheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

PROSE = "<p>" + "Words that fill the page, with commas, so that it is an article. " * 8 + "</p>"


def page(number: int) -> str:
    words = PROSE.replace("Words", f"Words of {number}")
    return f"""<html><head><title>Report {number} says it | Some Site</title>
<meta property="og:title" content="Report {number} says it"></head>
<body><article><h1>Report {number} says it</h1><p class="byline">By Dana Reyle</p>
<time datetime="2021-03-0{number}">March</time>{words}{words}</article></body></html>"""


@pytest.fixture
def ids(session: Session, tmp_path: Path) -> list[str]:
    for number in range(1, 4):
        (tmp_path / f"{number}.html").write_text(page(number), encoding="utf-8")
    paths = [str(tmp_path / f"{number}.html") for number in range(1, 4)]
    lines = list(session._writing.import_paths(paths))
    return [str(line.document.id) for line in lines if line.document]


@pytest.fixture
def sheet(session: Session, theme: Theme, qtbot: QtBot, ids: list[str]) -> Iterator[DoubtsSheet]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    made = DoubtsSheet(theme, session, ids, window)
    made.open()
    qtbot.waitUntil(lambda: made.document is not None)
    yield made
    made.close()
    window.close()


def field(sheet: DoubtsSheet, name: str) -> QLineEdit:
    found = sheet._inside.findChild(QLineEdit, f"check-{name}") if sheet._inside else None
    assert isinstance(found, QLineEdit)
    return found


def press(sheet: DoubtsSheet, name: str) -> None:
    found = sheet.findChild(Button, name)
    assert isinstance(found, Button)
    found.click()


def shown(sheet: DoubtsSheet) -> str | None:
    return str(sheet.document.id) if sheet.document else None


def left(session: Session, id_: str) -> list[str]:
    return [doubt.field for doubt in session.library.doubts(id_)]


def test_each_field_stands_with_its_value_and_the_words_it_was_read_from(
    sheet: DoubtsSheet,
) -> None:
    assert [row.asked.field for row in sheet._rows] == ["author", "issued", "container-title"]
    assert [row.typed for row in sheet._rows] == ["Reyle, Dana", "2021-03-01", "Some Site"]
    said = [label.text() for label in sheet._rows[0].findChildren(Label)]
    assert "Read from the page as one sees it." in said
    assert "By Dana Reyle" in said
    # A value that is the words themselves isn't said twice.
    assert [row.asked.words for row in sheet._rows][1:] == ["", "Report 1 says it | Some Site"]
    place = sheet.findChild(Label, "doubts-place")
    assert isinstance(place, Label)
    assert place.text() == "1 of 3 documents"
    assert field(sheet, "author").hasFocus()


def test_return_settles_a_field_and_the_others_stay(
    sheet: DoubtsSheet, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    field(sheet, "issued").setText("7 May 2020")
    qtbot.keyClick(field(sheet, "author"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(sheet._rows) == 2)
    assert left(session, ids[0]) == ["issued", "container-title"]
    assert field(sheet, "issued").text() == "7 May 2020"
    assert shown(sheet) == ids[0]


def test_all_of_a_document_are_settled_at_once_and_the_next_one_comes(
    sheet: DoubtsSheet, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    field(sheet, "issued").setText("7 May 2020")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(sheet) == ids[1])
    assert left(session, ids[0]) == []
    issued = session.library.document(ids[0]).reference["issued"]
    assert issued == {"date-parts": [[2020, 5, 7]]}
    assert session.library.next_undo() == "check fields"


def test_what_cannot_be_a_date_is_said_at_the_field_and_settles_nothing(
    sheet: DoubtsSheet, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    field(sheet, "issued").setText("some day")
    press(sheet, "doubts-all")
    assert field(sheet, "issued").property("invalid")
    assert left(session, ids[0]) == ["author", "issued", "container-title"]


def test_one_goes_through_all_documents_by_keys_and_back(
    sheet: DoubtsSheet, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(sheet, Qt.Key.Key_Right, alt)
    qtbot.waitUntil(lambda: shown(sheet) == ids[1])
    qtbot.keyClick(sheet, Qt.Key.Key_Left, alt)
    qtbot.waitUntil(lambda: shown(sheet) == ids[0])
    for following in (*ids[1:], None):
        qtbot.keyClick(sheet, Qt.Key.Key_Return, control)
        qtbot.waitUntil(lambda following=following: shown(sheet) == following)  # type: ignore[misc]
    assert session.library.overview().doubted == 0
    assert sheet._ended.isVisible()


def test_undo_in_the_sheet_asks_again(
    sheet: DoubtsSheet, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    press(sheet, "doubts-all")
    qtbot.waitUntil(lambda: shown(sheet) == ids[1])
    press(sheet, "doubts-undo")
    qtbot.waitUntil(lambda: shown(sheet) == ids[0])
    assert left(session, ids[0]) == ["author", "issued", "container-title"]
    assert session.library.next_undo() != "check fields"


def test_what_is_right_and_what_was_changed_are_told_apart() -> None:
    asked = (
        Asked("author", "Author", "Reyle, Dana", "r.", ""),
        Asked("issued", "Date", "2021-03-01", "r.", ""),
        Asked("publisher", "Publisher", "P", "r.", ""),
    )
    right, changed = told(asked, {"author": " Reyle, Dana ", "issued": "spring 2020"})
    assert right == ["author"]
    assert set(changed) == {"issued"}
    with pytest.raises(InputError):
        told(asked, {"issued": "01/02/2020"})


def test_how_many_there_are_is_said_in_words() -> None:
    assert place_words(0, 1) == ""
    assert place_words(1, 12) == "2 of 12 documents"
    assert ended_words(0)[0] == "Nothing to check"
    assert ended_words(1)[1] == "The fields of 1 document were settled."
