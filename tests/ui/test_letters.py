"""Every letter that the window, its help and the sample show is in a font that comes with it."""

from __future__ import annotations

import ast
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.library.sample import create_sample
from app.paths import resource
from tests.support.checkout import TOP
from tests.ui.test_theme import has
from ui.theme import READING_FAMILIES, Theme

UI_FAMILIES = ("Inter", "Noto Serif", "Amiri")
"""Of those the window asks for, the ones that come with the program; Noto Serif steps in, being
registered too, where the system has no Noto Sans."""


def written(file: Path) -> Iterator[str]:
    """Every text in a module's code."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A pattern's class of letters is nothing that is shown.
            yield "" if node.value.startswith("[") and "-" in node.value else node.value


def strings(value: Any) -> Iterator[str]:
    """Every text in what JSON gave."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def letters(texts: Iterator[str]) -> set[str]:
    """The characters that have to be drawn: neither spaces, controls nor icons."""
    return {
        letter
        for text in texts
        for letter in text
        if unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cs")
    }


def lacking(wanted: set[str], families: tuple[str, ...]) -> list[str]:
    """Those that none of the families draws, each with its code point."""
    return sorted(
        f"{letter} U+{ord(letter):04X}"
        for letter in wanted
        if not any(has(family, letter) for family in families)
    )


def test_the_window_draws_every_letter_of_its_own_words(theme: Theme) -> None:
    said = letters(text for file in (TOP / "ui").rglob("*.py") for text in written(file))
    assert {"…", "’", "–"} <= said
    assert lacking(said, UI_FAMILIES) == []


def test_the_help_can_be_read(theme: Theme) -> None:
    pages = list(resource("resources", "help").glob("*.md"))
    assert len(pages) > 5
    told = letters(page.read_text(encoding="utf-8") for page in pages)
    assert lacking(told, UI_FAMILIES) == []
    assert lacking(told, READING_FAMILIES) == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The letters of the sample's texts as they are read, its references, marks and notes."""
    with create_sample(tmp_path_factory.mktemp("letters") / "sample") as library:
        ids = library.filtered("")
        opened = [library.open_document(id_) for id_ in ids]
        texts = [each.text.canonical for each in opened if each.text is not None]
        assert len(texts) == 12
    records = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in resource("sample_library").glob("*.json")
    ]
    assert len(records) == 2
    return letters(iter(texts)) | letters(strings(records))


@pytest.mark.parametrize("families", [READING_FAMILIES, UI_FAMILIES], ids=["reader", "window"])
def test_the_sample_is_drawn_in_the_reader_and_in_lists(
    theme: Theme, sample: set[str], families: tuple[str, ...]
) -> None:
    assert {"ʿ", "ā", "ق"} <= sample
    assert lacking(sample, families) == []


MARKS = "'’‘`´ʹʻʼʽʾʿ′"
"""What fills the place of ʿayn and hamza (the marks of the folding rules, in the fonts' reach)."""
LATIN = "āīūĀĪŪḍḥṣṭẓḌḤṢṬẒġḫṯḏǧẖẕḳḵĠḪṮḎǦẔḲḴ"
ARABIC = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىٱکیـ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟"
    + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
)


@pytest.mark.parametrize("families", [READING_FAMILIES, UI_FAMILIES], ids=["reader", "window"])
@pytest.mark.parametrize("wanted", [MARKS, LATIN, ARABIC], ids=["marks", "latin", "arabic"])
def test_names_in_every_transliteration_and_in_arabic_are_drawn(
    theme: Theme, wanted: str, families: tuple[str, ...]
) -> None:
    assert lacking(set(wanted), families) == []


def test_a_letter_that_no_font_has_is_told(qapp: QApplication, theme: Theme) -> None:
    # A cuneiform sign, which none of the packaged fonts draws.
    assert lacking({"a", "\U00012000"}, READING_FAMILIES) == ["\U00012000 U+12000"]
