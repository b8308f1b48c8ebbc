"""The sheet of citation keys: previews, pins, and renewing only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.cite.keypatterns import parse_pattern
from app.library import create_library
from app.library.keys import KeyPreview
from app.model import DocumentId
from tests.ui.test_accessibility import walk
from ui.cite.key_rows import EXAMPLES, key_lines, key_sums, renewing_words
from ui.cite.keys_sheet import KeysSheet
from ui.session import Session, open_session
from ui.theme import Theme

HOFFMAN = {
    "type": "book",
    "title": "Inside Terrorism",
    "author": [{"family": "Hoffman", "given": "Bruce"}],
    "issued": {"date-parts": [[2017]]},
}
CRENSHAW = {
    "type": "book",
    "title": "Explaining Terrorism",
    "author": [{"family": "Crenshaw", "given": "Martha"}],
    "issued": {"date-parts": [[2011]]},
}


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    with create_library(tmp_path / "library") as library:
        library.add_reference(HOFFMAN)
        library.add_reference(CRENSHAW)
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def sheet(theme: Theme, session: Session, qtbot: QtBot) -> KeysSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    made = KeysSheet(theme, session, parent)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    qtbot.waitUntil(lambda: len(made.list.lines) == 2)
    return made


def button(sheet: KeysSheet, name: str) -> QAbstractButton:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def below(sheet: KeysSheet) -> set[str]:
    return {line.below for line in sheet.list.lines}


def keys(session: Session) -> set[str]:
    return {document.key for document in session.library.documents("")}


def preview(key: str, renewed: str, *, pinned: bool = False) -> KeyPreview:
    return KeyPreview(DocumentId(key), key, renewed, pinned)


def test_what_changes_stands_first_and_pinned_keys_say_so() -> None:
    found = [preview("a", "a"), preview("b", "b", pinned=True), preview("c", "d")]
    titles = {DocumentId("a"): "A", DocumentId("b"): "B", DocumentId("c"): "C"}
    lines = key_lines(found, titles)
    assert [(line.title, line.below, line.right) for line in lines] == [
        ("C", "c  →  d", "Would change"),
        ("A", "a", "Stays"),
        ("B", "b", "Pinned"),
    ]
    assert [line.title for line in key_lines(found, titles, changing=True)] == ["C"]
    assert key_sums(found) == "1 key of 3 would change; 1 pinned key stays."
    assert renewing_words(1).startswith("This key changes.")


def test_every_example_is_a_pattern_and_makes_what_it_says() -> None:
    reference = {
        "type": "article",
        "title": "Numbers in a Statement",
        "author": [{"family": "Okafor"}, {"family": "Lindqvist"}],
        "issued": {"date-parts": [[2019]]},
    }
    for pattern, words in EXAMPLES[1:]:
        assert parse_pattern(pattern).key(reference) == words.rpartition(": ")[2]


def test_a_pattern_is_previewed_while_it_is_typed(
    sheet: KeysSheet, session: Session, qtbot: QtBot
) -> None:
    before = keys(session)
    sheet.pattern.set_text("auth.upper + shortyear")
    qtbot.waitUntil(lambda: any("→" in each for each in below(sheet)))
    assert below(sheet) == {
        "hoffman2017inside  →  HOFFMAN17",
        "crenshaw2011explaining  →  CRENSHAW11",
    }
    assert keys(session) == before
    assert session.library.key_pattern() == ""


def test_a_pattern_that_cannot_be_read_says_what_of_it(sheet: KeysSheet, qtbot: QtBot) -> None:
    sheet.pattern.set_text("auth + nonsense")
    qtbot.waitUntil(lambda: bool(sheet.pattern.edit.property("invalid")))
    assert "nonsense" in sheet.pattern.edit.accessibleDescription()
    assert not button(sheet, "keys-use").isEnabled()
    assert not button(sheet, "keys-renew").isEnabled()


def test_a_pattern_in_use_makes_new_keys_and_leaves_old_ones(
    sheet: KeysSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.pattern.set_text("auth + year")
    qtbot.waitUntil(button(sheet, "keys-use").isEnabled)
    button(sheet, "keys-use").click()
    qtbot.waitUntil(lambda: session.library.key_pattern() == "auth + year")
    made: list[str] = []
    session.change(
        lambda library: library.add_reference({**HOFFMAN, "title": "Another Book"}),
        lambda document: made.append(document.key),
    )
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["Hoffman2017"]
    assert keys(session) == {"hoffman2017inside", "crenshaw2011explaining", "Hoffman2017"}


def test_renewing_shows_old_and_new_first_and_can_be_left(
    sheet: KeysSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.pattern.set_text("auth + year")
    qtbot.waitUntil(button(sheet, "keys-renew").isEnabled)
    button(sheet, "keys-renew").click()
    assert keys(session) == {"hoffman2017inside", "crenshaw2011explaining"}
    assert button(sheet, "keys-renew-now").text() == "Renew 2 keys"
    assert all("→" in each for each in below(sheet))
    button(sheet, "keys-close").click()
    assert sheet.isVisible()
    assert sheet.pattern.isVisible()


def test_a_pinned_key_stays_and_old_keys_stay_known(
    sheet: KeysSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.pattern.set_text("auth + year")
    qtbot.waitUntil(lambda: any("→" in each for each in below(sheet)))
    rows = [line.below for line in sheet.list.lines]
    place = next(n for n, each in enumerate(rows) if each.startswith("crenshaw"))
    sheet.list.setCurrentIndex(sheet.list.rows.index(place))
    button(sheet, "keys-pin").click()
    qtbot.waitUntil(lambda: "Pinned" in {line.right for line in sheet.list.lines})
    button(sheet, "keys-renew").click()
    said: list[str] = []
    sheet.said.connect(lambda text, _undoable: said.append(text))
    button(sheet, "keys-renew-now").click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 key renewed"]
    assert keys(session) == {"Hoffman2017", "crenshaw2011explaining"}
    assert session.library.document("hoffman2017inside").key == "Hoffman2017"
    session.undo()
    qtbot.waitUntil(lambda: "hoffman2017inside" in keys(session))


def test_by_keyboard_and_screen_reader(sheet: KeysSheet, qtbot: QtBot) -> None:
    sheet.pattern.set_text("auth + year")
    qtbot.waitUntil(button(sheet, "keys-renew").isEnabled)
    walk(sheet, qtbot)
    sheet.turn(renewing=True)
    walk(sheet, qtbot)
