"""The Citation tab: what it shows is what a style prints and what it copies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.cite.styles import find_style
from app.settings import CITATION_STYLE, LOCATOR_FORM, Settings
from ui.actions import Actions
from ui.cite.answer import place_words
from ui.cite.citation import CitationTab
from ui.cite.preview import Preview
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import IconButton


@pytest.fixture
def tab(
    theme: Theme, reading: Session, actions: Actions, settings: Settings, qtbot: QtBot
) -> CitationTab:
    made = CitationTab(theme, reading, actions, settings)
    qtbot.addWidget(made)
    made.resize(280, 480)
    made.show()
    return made


def shown(tab: CitationTab, document: str, locator: str | None, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        tab.show_place(document, locator)


def button(tab: CitationTab, name: str) -> IconButton:
    found = tab.findChild(IconButton, name)
    assert found is not None
    return found


def test_the_place_is_cited_as_the_style_prints_it(
    tab: CitationTab, document: str, qtbot: QtBot
) -> None:
    shown(tab, document, "para 2", qtbot)
    assert tab.in_text.mime().text() == "(Ellingsen, 2024, para. 2)"
    assert tab.key.text() == "ellingsen2024reading"
    # Cite Them Right, 12th ed.: the title of a web page is set in italics.
    assert "<em>Reading a Claim of Responsibility</em>" in tab.bibliography.mime().html()


def test_another_style_is_shown_and_remembered(
    tab: CitationTab, document: str, settings: Settings, qtbot: QtBot
) -> None:
    shown(tab, document, None, qtbot)
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        tab.style_.set_value("mhra")
        tab.style_.chosen.emit("mhra")
    assert settings.get(CITATION_STYLE) == "mhra"
    assert tab.in_text.mime().text().startswith("Mara Ellingsen, ")


def test_what_is_copied_is_what_is_shown_with_its_place(
    tab: CitationTab, document: str, qtbot: QtBot
) -> None:
    shown(tab, document, "para 2", qtbot)
    said: list[str] = []
    tab.said.connect(lambda text, _undoable: said.append(text))
    qtbot.mouseClick(button(tab, "tab-copy-citation"), Qt.MouseButton.LeftButton)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "(Ellingsen, 2024, para. 2)"
    qtbot.mouseClick(button(tab, "tab-copy-bibliography-entry"), Qt.MouseButton.LeftButton)
    assert clipboard.mimeData().html().startswith("<p>Ellingsen, M. (2024) <em>Reading")
    qtbot.mouseClick(button(tab, "tab-copy-bibtex-key"), Qt.MouseButton.LeftButton)
    assert clipboard.text() == "ellingsen2024reading"
    assert said == ["Citation copied", "Bibliography entry copied", "Key copied"]


def test_nothing_is_copied_before_there_is_an_answer(tab: CitationTab, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("mine")
    for name in ("tab-copy-citation", "tab-copy-bibliography-entry", "tab-copy-bibtex-key"):
        qtbot.mouseClick(button(tab, name), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_missing_date_is_warned_of_and_the_warning_goes_with_it(
    tab: CitationTab, reading: Session, document: str, qtbot: QtBot
) -> None:
    shown(tab, document, None, qtbot)
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        reading.change(lambda library: library.set_fields(document, {"issued": ""}))
    assert "No date: the citation says “no date”." in tab.warnings.lines
    assert tab.warnings.isVisible()
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        reading.change(
            lambda library: library.set_fields(
                document, {"issued": "2024", "accessed": "2024-04-02"}
            )
        )
    assert tab.warnings.lines == []
    assert not tab.warnings.isVisible()


def test_a_second_work_of_author_and_year_is_warned_of_and_the_warning_goes_with_it(
    tab: CitationTab, reading: Session, document: str, qtbot: QtBot
) -> None:
    shown(tab, document, None, qtbot)
    assert not any("2024a" in line for line in tab.warnings.lines)
    ids: list[str] = []
    twin = {**reading.library.document(document).reference, "title": "Naming"}
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        reading.change(
            lambda library: library.add_reference(twin), lambda made: ids.append(made.id)
        )
    assert tab.warnings.lines[-1] == (
        "Two works of Ellingsen from 2024: cited together they are 2024a and 2024b – "
        "the bibliography gives the letters."
    )
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        reading.change(lambda library: library.trash(ids[0]))
    assert not any("2024a" in line for line in tab.warnings.lines)


def test_an_entry_that_a_style_leaves_out_is_said(
    tab: CitationTab, reading: Session, document: str, settings: Settings, qtbot: QtBot
) -> None:
    # Both MHRA and Chicago print social media posts in notes only.
    settings.set(CITATION_STYLE, "mhra")
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        reading.change(lambda library: library.set_fields(document, {"kind": "social-post"}))
        tab.show_place(document, None)
    assert any("not in the bibliography" in line for line in tab.warnings.lines)
    assert tab.bibliography.mime().text() == ""


def test_a_place_is_shown_in_the_form_that_quotations_use(
    tab: CitationTab, reading: Session, document: str, settings: Settings, qtbot: QtBot
) -> None:
    text = reading.library.open_document(document).text
    assert text is not None
    block = next(each for each in text.blocks if each.paragraph == 2)
    for style in ("harvard", "apa", "chicago-author-date-18", "mhra"):
        for form in ("style", "paragraph", "section"):
            settings.set(CITATION_STYLE, style)
            settings.set(LOCATOR_FORM, form)
            with qtbot.waitSignal(tab.grown, timeout=15_000):
                tab.show_place(document, None if tab._locator else "para 2")
                tab.show_place(document, "para 2")
            quoted = reading.library.quote_passage(
                document, block.start, block.end, style=style,
                locator_form=None if form == "style" else form,  # type: ignore[arg-type]
            )  # fmt: skip
            assert tab.in_text.mime().text() == quoted.citation, (style, form)


def test_a_paragraph_that_is_not_there_is_cited_as_asked(reading: Session, document: str) -> None:
    text = reading.library.open_document(document).text
    assert text is not None
    assert place_words(text, "para 999", find_style("apa"), None) == "para 999"


def test_the_form_of_places_can_be_chosen_in_the_menu(tab: CitationTab, settings: Settings) -> None:
    menu = QMenu()
    tab.fill_forms(menu)
    marked = [action.text() for action in menu.actions() if action.isChecked()]
    assert marked == ["As the style asks"]
    next(action for action in menu.actions() if action.text() == "By section").trigger()
    assert settings.get(LOCATOR_FORM) == "section"


def test_hostile_markup_in_an_entry_stays_text(theme: Theme, qtbot: QtBot) -> None:
    preview = Preview(theme, "Bibliography", hanging=True)
    qtbot.addWidget(preview)
    preview.show_entries(["x"], ['<i>Fine</i> <img src="file:///etc/passwd"> <a href="x">y</a>'])
    assert "<img" not in preview.text()
    assert "<a " not in preview.text()
    assert "<i>Fine</i>" in preview.text()


def test_a_long_address_may_break_on_screen_but_is_copied_whole(theme: Theme, qtbot: QtBot) -> None:
    preview = Preview(theme, "Bibliography")
    qtbot.addWidget(preview)
    address = "https://example.org/one/two?three=four"
    preview.show_entries([address], [address])
    assert "\u200b" in preview.text()
    assert preview.mime().text() == address
    assert preview.mime().html() == f"<p>{address}</p>"


def test_signs_around_an_address_are_shown_as_signs(theme: Theme, qtbot: QtBot) -> None:
    # MHRA sets addresses in angle brackets; as HTML these are entities, which must not be broken.
    preview = Preview(theme, "In text")
    qtbot.addWidget(preview)
    address = "https://example.org/a?b=c&amp;d"
    preview.show_entries(["x"], [f"Title &lt;{address}&gt;."])
    shown = QTextDocument()
    shown.setHtml(preview.text())
    assert shown.toPlainText().replace("\u200b", "") == "Title <https://example.org/a?b=c&d>."


def test_a_half_ring_is_lent_on_screen_and_copied_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    # The reading font draws U+02BF half an em wide; the next family draws it close.
    preview = Preview(theme, "In text")
    qtbot.addWidget(preview)
    preview.show_entries(["Aʿmāq"], ["<i>Aʿmāq</i>"])
    shown = QTextDocument()
    shown.setHtml(preview.text())
    families = {}
    at = shown.begin().begin()
    while not at.atEnd():
        fragment = at.fragment()
        families[fragment.text()] = (fragment.charFormat().fontFamilies() or [""])[0]
        at += 1
    assert families["ʿ"] == "Noto Serif"
    assert families["A"] != "Noto Serif"
    assert preview.mime().html() == "<p><i>Aʿmāq</i></p>"
