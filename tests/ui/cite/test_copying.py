"""What C and its kin put on the clipboard: words, marks, italics, place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QTextDocument
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import CITATION_STYLE, LOCATOR_FORM, Settings
from ui.cite.copying import Copying
from ui.cite.quoted_in import QuotedInSheet
from ui.session import Session, open_session
from ui.theme import Theme

LONG = " ".join(f"word{number}" for number in range(60))
ARTICLE = f"""---
title: Names and claims
author: Mara Ellingsen
date: 2024-03-14
kind: blog-post
---

He called it “a text ‘before’ it is a fact” in print.

The agency أعماق said so.

{LONG}

Second part of it.
"""


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> object:
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, encoding="utf-8")
    with create_library(tmp_path / "library") as library:
        list(library.import_paths([str(file)]))
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def copied(session: Session, settings: Settings, qtbot: QtBot) -> Callable[..., str]:
    holder = QObject()
    copying = Copying(session, settings, holder)

    def copy(words: str, style: str) -> str:
        settings.set(CITATION_STYLE, style)
        (document,) = session.library.documents("")
        text = session.library.open_document(document.id).text
        assert text is not None
        start = text.canonical.index(words)
        with qtbot.waitSignal(copying.said, timeout=15_000) as said:
            copying.quotation(document.id, start, start + len(words))
        copy.said = said.args[0]  # type: ignore[attr-defined]
        return QGuiApplication.clipboard().text()

    copy.copying = copying  # type: ignore[attr-defined]
    copy.holder = holder  # type: ignore[attr-defined]
    return copy


def rich() -> str:
    return QGuiApplication.clipboard().mimeData().html()


@pytest.mark.parametrize(
    ("style", "text"),
    [
        # Double within single within double, by the style's outer marks (MHRA 4th ed.; APA 8.31).
        ("apa", "“a text ‘before’ it” (Ellingsen, 2024, para. 1)"),
        ("harvard", "‘a text “before” it’ (Ellingsen, 2024, para. 1)"),
    ],
)
def test_marks_are_nested_as_the_style_has_them(
    copied: Callable[..., str], style: str, text: str
) -> None:
    assert copied("a text ‘before’ it", style) == text


def test_sixty_words_are_a_block_in_apa_and_none_in_chicago(copied: Callable[..., str]) -> None:
    assert copied(LONG, "apa") == f"{LONG} (Ellingsen, 2024, para. 3)"
    assert rich().startswith("<blockquote><p>word0 ")
    assert copied.said.startswith("Block quotation")  # type: ignore[attr-defined]
    assert copied(LONG, "chicago-author-date-18").startswith(f"“{LONG}”")
    assert "<blockquote>" not in rich()


def test_italics_are_real_and_survive_pasting_into_rich_text(copied: Callable[..., str]) -> None:
    copied("before", "mhra")  # its CSL sets the title of a post in italics
    pasted = QTextDocument()
    pasted.setHtml(rich())
    assert pasted.toPlainText() == QGuiApplication.clipboard().text()
    title = pasted.find("Names and Claims")
    assert title.charFormat().fontItalic()
    assert not pasted.find("Ellingsen").charFormat().fontItalic()


def test_arabic_and_passages_across_paragraphs_come_whole(copied: Callable[..., str]) -> None:
    assert copied("The agency أعماق said so.", "apa") == (
        "“The agency أعماق said so.” (Ellingsen, 2024, para. 2)"
    )
    both = copied("in print.\n\nThe agency", "apa")
    assert both == "“in print. The agency” (Ellingsen, 2024, paras 1–2)"


def test_first_and_later_notes_only_where_there_are_notes(
    copied: Callable[..., str], session: Session, settings: Settings, qtbot: QtBot
) -> None:
    copying: Copying = copied.copying  # type: ignore[attr-defined]
    (document,) = session.library.documents("")
    settings.set(CITATION_STYLE, "mhra")
    with qtbot.waitSignal(copying.said, timeout=15_000) as said:
        copying.note(document.id, "para 2", later=True)
    assert said.args[0] == "Later note copied"
    assert QGuiApplication.clipboard().text() == "Ellingsen, Names and Claims, para. 2."
    assert "<em>Names and Claims</em>" in rich()
    settings.set(CITATION_STYLE, "apa")
    with qtbot.waitSignal(copying.said, timeout=15_000) as said:
        copying.note(document.id, None, later=True)
    assert "no notes" in said.args[0]


def test_pointers_carry_the_place_in_the_form_chosen(
    copied: Callable[..., str], session: Session, settings: Settings, qtbot: QtBot
) -> None:
    copying: Copying = copied.copying  # type: ignore[attr-defined]
    (document,) = session.library.documents("")
    settings.set(CITATION_STYLE, "mla")  # never counts paragraphs of its own accord
    for form, text in (
        ("style", f"[@{document.key}]"),
        ("paragraph", f"[@{document.key}, par. 1]"),
    ):
        settings.set(LOCATOR_FORM, form)
        with qtbot.waitSignal(copying.said, timeout=15_000):
            copying.pointer(document.id, "pandoc", (0, 5), None)
        assert QGuiApplication.clipboard().text() == text


def test_an_original_is_cited_as_quoted_in(
    theme: Theme, session: Session, settings: Settings, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    settings.set(CITATION_STYLE, "apa")
    (document,) = session.library.documents("")
    sheet = QuotedInSheet(theme, session, settings, document.id, "para 2", parent)
    sheet.open()
    sheet.original.set_text("Amaq News Agency, 2016")
    qtbot.waitUntil(sheet._copy.isEnabled, timeout=15_000)
    sheet.copy()
    assert QGuiApplication.clipboard().text() == (
        "(Amaq News Agency, 2016, as cited in Ellingsen, 2024, para. 2)"
    )
