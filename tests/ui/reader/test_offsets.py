"""Code points of a Text and positions of Qt, both ways, whatever the letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from app.library import Opened
from app.model import BlockKind
from tests.ui.reader.conftest import opened_of
from ui.reader.document import LONGEST, Builder, Type
from ui.reader.offsets import DisplayMap
from ui.theme import Theme

_LETTERS = st.one_of(
    st.sampled_from("abc ,.:"),
    st.sampled_from("بيانأعماق"),
    st.sampled_from("😀🏴𝔸𐎀"),
    st.sampled_from("e\u0301a\u0304h\u0331"),
    # No text holds U+FEFF: canonical text leaves it out, and Qt drops it where a block begins.
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"),
)
_WORDS = st.text(_LETTERS, min_size=1, max_size=40)
_KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE])
_TABLE = st.lists(st.lists(_WORDS, min_size=2, max_size=4), min_size=1, max_size=4).map(
    lambda rows: (BlockKind.TABLE, "\n".join("\t".join(row) for row in rows))
)
_BLOCKS = st.lists(st.one_of(st.tuples(_KINDS, _WORDS), _TABLE), min_size=1, max_size=6)


def built(theme: Theme, opened: Opened) -> tuple[QTextDocument, DisplayMap]:
    builder = Builder(theme, Type(), opened, "")
    while not builder.add(1000):
        pass
    return builder.document, builder.map


@given(contents=_BLOCKS)
def test_every_code_point_comes_back_from_where_it_is_shown(
    themed: Theme, contents: list[tuple[BlockKind, str]]
) -> None:
    opened = opened_of(*contents)
    assert opened.text is not None
    _document, places = built(themed, opened)
    for block in opened.text.blocks:
        text = opened.text.text_of(block)
        for offset in range(block.start, block.end):
            # A separator of cells is no place of its own in a real table.
            if block.kind is BlockKind.TABLE and text[offset - block.start] in "\t\n":
                continue
            assert places.offset_of(places.position_of(offset)) == offset


@given(contents=_BLOCKS)
def test_the_letter_shown_is_the_letter_of_the_text(
    themed: Theme, contents: list[tuple[BlockKind, str]]
) -> None:
    opened = opened_of(*contents)
    assert opened.text is not None
    document, places = built(themed, opened)
    raw = document.toRawText().encode("utf-16-le", "surrogatepass")
    for block in opened.text.blocks:
        for offset in range(block.start, block.end):
            letter = opened.text.canonical[offset]
            if letter in "\t\n ":
                continue
            at = 2 * places.position_of(offset)
            wide = 4 if letter > "\uffff" else 2
            assert raw[at : at + wide].decode("utf-16-le", "surrogatepass") == letter


def test_a_long_paragraph_in_parts_keeps_every_offset(themed: Theme) -> None:
    words = "A claim 😀 of بيان. " * 600
    opened = opened_of((BlockKind.PARAGRAPH, words.strip()), (BlockKind.PARAGRAPH, "The end"))
    assert opened.text is not None
    document, places = built(themed, opened)
    # The head's three lines, the parts, and the last paragraph.
    assert document.blockCount() == 3 + -(-len(words) // LONGEST) + 1
    for offset in range(0, len(opened.text.canonical) - 9, 7):
        assert places.offset_of(places.position_of(offset)) == offset


def test_a_place_inside_a_surrogate_pair_is_that_of_its_letter() -> None:
    places = DisplayMap()
    places.add(10, 100, "a😀b")
    assert [places.offset_of(each) for each in (100, 101, 102, 103, 104)] == [10, 11, 11, 12, 13]
    assert [places.position_of(each) for each in (10, 11, 12, 13)] == [100, 101, 103, 104]


def test_what_lies_between_stretches_is_the_end_of_the_one_before() -> None:
    places = DisplayMap()
    places.add(0, 20, "one")
    places.add(5, 24, "two")
    assert places.position_of(4) == 23
    assert places.offset_of(0) == 0
    assert places.offset_of(23) == 3
    assert places.end == 8
