"""The Source tab: what the reference says, how the document came, and nothing that opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.paths import resource
from tests.ui.cite.conftest import ARTICLE
from ui.actions import Actions
from ui.cite.checks import Checks
from ui.cite.flow import FlowLayout
from ui.cite.source import SourceTab
from ui.cite.source_rows import (
    SourceRow,
    origin_rows,
    reference_rows,
    safe_address,
    shown,
)
from ui.library.presenter import Place
from ui.session import Session, open_session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip, IconButton
from ui.widgets.labels import Label


@pytest.fixture
def tab(theme: Theme, reading: Session, actions: Actions, qtbot: QtBot) -> SourceTab:
    made = SourceTab(theme, reading, actions)
    qtbot.addWidget(made)
    made.resize(280, 600)
    return made


def values(tab: SourceTab) -> list[str]:
    return [each.accessibleName() for each in tab.findChildren(Label) if each.isVisibleTo(tab)]


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/x.html?y=1.2", "hxxps://a[.]example/x.html?y=1.2"),
        ("http://a.b.example", "hxxp://a[.]b[.]example"),
        ("a.example/x", "a[.]example/x"),
    ],
)
def test_an_address_is_made_so_that_no_program_opens_it(address: str, safe: str) -> None:
    assert safe_address(address) == safe


def test_dates_and_names_are_told_in_words() -> None:
    assert shown({"date-parts": [[2024, 3, 14]]}) == "14 March 2024"
    assert shown({"date-parts": [[2024, 3]]}) == "March 2024"
    assert shown({"date-parts": [[2014], [2016]]}) == "2014 – 2016"
    assert shown({"literal": "spring 2020"}) == "spring 2020"
    people = [
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
        {"literal": "A Centre"},
    ]
    assert shown(people) == "van den Berg, Anna; A Centre"


def test_the_digest_is_the_files_and_is_copied_whole(
    tab: SourceTab, reading: Session, document: str, qtbot: QtBot
) -> None:
    digest = hashlib.sha256((resource("sample_library") / ARTICLE).read_bytes()).hexdigest()
    rows = {row.label: row for row in origin_rows(reading.library.document(document))}
    assert rows["SHA-256"] == SourceRow("SHA-256", f"{digest[:12]}…", digest)
    assert rows["Came as"].value == "Saved web page"
    assert rows["File"].value == ARTICLE
    tab.show_document(document)
    tab.show()
    button = tab.findChild(IconButton, "source-copy-sha-256")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == digest


def test_an_address_is_shown_and_copied_safe_only(
    tab: SourceTab, reading: Session, document: str, qtbot: QtBot
) -> None:
    tab.show_document(document)
    tab.show()
    safe = "hxxps://notes-on-method[.]example/claims/"
    assert f"Address: {safe}" in values(tab)
    button = tab.findChild(IconButton, "source-copy-address")
    assert button is not None
    with qtbot.waitSignal(tab.said) as said:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.args == ["Address copied so that it can’t be opened", False]
    assert QGuiApplication.clipboard().text() == safe


def test_the_whole_source_is_plain_text(tab: SourceTab, reading: Session, document: str) -> None:
    # CSL's own <b> and <i> are no part of the words; anything else is.
    hostile = '<u>under</u> <img src="file:///etc/passwd">'
    reading._writing.set_fields(document, {"title": hostile})
    tab.show_document(document)
    assert f"Title: {hostile}" in values(tab)
    formats = {each.textFormat() for each in tab.findChildren(Label)}
    assert formats == {Qt.TextFormat.PlainText}


def test_an_arabic_value_stands_at_the_right(reading: Session, document: str) -> None:
    made = reading.library.document(document)
    arabic = replace(made, reference={**made.reference, "title": "أسماء ومصادر (names)"})
    rows = {row.label: row.right_to_left for row in reference_rows(arabic)}
    assert rows["Title"]
    assert not rows["Kind"]
    assert not SourceRow("x", "2024").right_to_left


def test_an_edit_and_a_collection_show_at_once(
    tab: SourceTab, reading: Session, document: str, qtbot: QtBot
) -> None:
    tab.show_document(document)
    reading.change(lambda library: library.set_fields(document, {"publisher": "A Press"}))
    qtbot.waitUntil(lambda: "Publisher: A Press" in values(tab))
    reading.change(lambda library: library.collect("Week 4", [document], make=True))
    qtbot.waitUntil(
        lambda: "Week 4" in [chip.text() for chip in tab.findChildren(Chip) if chip.isEnabled()]
    )
    chip = next(each for each in tab.findChildren(Chip) if each.text() == "Week 4")
    with qtbot.waitSignal(tab.place_requested) as asked:
        chip.click()
    (place,) = asked.args
    assert isinstance(place, Place)
    assert (place.kind, place.title) == ("collection", "Week 4")


def test_a_document_that_is_gone_leaves_the_tab_empty(tab: SourceTab) -> None:
    tab.show_document("aaaaaaaaaaaa")
    assert values(tab) == []


def test_what_does_not_fit_goes_on_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(60, 20)
        flow.addWidget(box)
    # Two of 60 with 4 between are 124; the third starts a line 20 + 4 lower.
    assert flow.heightForWidth(124) == 44
    assert flow.heightForWidth(400) == 20
    flow.setGeometry(QRect(0, 0, 124, 44))
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (64, 0), (0, 24)]


PAGE = """<html><head><title>What it says</title>
<meta property="og:title" content="What it says"></head><body><article><h1>What it says</h1>
<p class="byline">By Dana Reyle</p><time datetime="2021-03-04">4 March</time>{prose}{prose}
</article></body></html>"""


@pytest.fixture
def doubtful(tmp_path: Path, qapp: object) -> Iterator[Session]:
    """A session on a library with a page whose author and date were only seen on it."""
    prose = "<p>" + "Words that fill the page, with commas, so that it reads. " * 8 + "</p>"
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(prose=prose), encoding="utf-8")
    with create_library(tmp_path / "doubtful") as made:
        (line,) = made.import_paths([str(file)])
        assert line.document is not None
    session = open_session(tmp_path / "doubtful")
    yield session
    session.close()


def test_fields_to_check_are_named_with_their_reason_and_go_when_confirmed(
    theme: Theme, doubtful: Session, actions: Actions, qtbot: QtBot
) -> None:
    tab = SourceTab(theme, doubtful, actions)
    qtbot.addWidget(tab)
    counts: list[int] = []
    tab.doubted.connect(counts.append)
    [document] = doubtful.library.documents()
    tab.show_document(document.id)
    checks = tab.findChild(Checks)
    assert checks is not None
    assert checks.accessibleName() == "2 fields to check"
    told = [label.text() for label in checks.findChildren(Label)]
    assert "Author: read from the page as one sees it" in told
    [right] = [
        b for b in checks.findChildren(IconButton) if b.accessibleName() == "Author is right"
    ]
    right.click()
    qtbot.waitUntil(lambda: counts[-1] == 1)


def test_copies_are_shown_and_lead_to_each_other(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    one, other = (
        session._writing.add_reference(
            {"type": "webpage", "title": title, "container-title": f"Site {title}"}, key=title
        ).value
        for title in ("a", "b")
    )
    window = QMainWindow()
    source = SourceTab(theme, session, Actions(theme, window))
    window.setCentralWidget(source)
    qtbot.addWidget(window)
    source.show_document(one.id)
    assert source.findChild(QWidget, "source-copies") is None
    session.change(lambda library: library.link_copy(other.id, one.id))
    qtbot.waitUntil(lambda: source.findChild(QWidget, "source-copies") is not None)
    link = source.findChild(Button, "source-copy")
    assert isinstance(link, Button)
    assert link.text() == "b"
    assert "Site b" in [label._whole for label in source.findChildren(Label)]
    with qtbot.waitSignal(source.document_requested) as told:
        link.click()
    assert told.args == [other.id]
    unlink = source.findChild(IconButton, "source-unlink")
    assert isinstance(unlink, IconButton)
    unlink.click()
    qtbot.waitUntil(lambda: session.library.copies(one.id).linked == ())
