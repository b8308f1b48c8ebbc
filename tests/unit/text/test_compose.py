"""Blocks, offsets and the counting rule; expected numbers are DESIGN's rule applied by hand."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from app.model import BlockKind
from app.text import Draft, compose

P, H, Q, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.LIST_ITEM


def numbers(drafts: list[Draft]) -> list[tuple[int | None, int | None]]:
    text = compose(drafts, "test 1")
    return [(block.paragraph, block.section_paragraph) for block in text.blocks]


def test_paragraphs_and_quotation_paragraphs_count() -> None:
    assert numbers([Draft(P, "a"), Draft(Q, "b"), Draft(Q, "c"), Draft(P, "d")]) == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
    ]


def test_all_items_of_one_list_share_a_number_nested_ones_too() -> None:
    drafts = [
        Draft(P, "a"),
        Draft(L, "one", level=1, list_number=1),
        Draft(L, "one and a half", level=2, list_number=1),
        Draft(Q, "quoted inside the list", list_number=1),
        Draft(L, "two", level=1, list_number=1),
        Draft(P, "between"),
        Draft(L, "another list", level=1, list_number=2),
    ]
    assert [number for number, _ in numbers(drafts)] == [1, 2, 2, 2, 2, 3, 4]


def test_what_is_not_counted_never_shifts_the_count() -> None:
    silent = [
        BlockKind.CAPTION,
        BlockKind.INFOBOX_ROW,
        BlockKind.TABLE,
        BlockKind.AUTHOR_NOTE,
        BlockKind.FOOTNOTE,
        BlockKind.CODE,
    ]
    drafts = [Draft(P, "a"), *(Draft(kind, "x") for kind in silent), Draft(P, "b")]
    assert numbers(drafts) == [(1, 1), *[(None, None)] * len(silent), (2, 2)]


def test_numbers_start_again_after_every_heading() -> None:
    drafts = [
        Draft(P, "lead"),
        Draft(H, "History", level=2),
        Draft(P, "a"),
        Draft(P, "b"),
        Draft(H, "Early", level=3),
        Draft(P, "c"),
        Draft(H, "Character", level=2),
        Draft(P, "d"),
    ]
    text = compose(drafts, "test 1")
    assert [(b.paragraph, b.section_paragraph, b.section) for b in text.blocks] == [
        (1, 1, ()),
        (None, None, ("History",)),
        (2, 1, ("History",)),
        (3, 2, ("History",)),
        (None, None, ("History", "Early")),
        (4, 1, ("History", "Early")),
        (None, None, ("Character",)),
        (5, 1, ("Character",)),
    ]


def test_a_heading_of_a_skipped_level_is_below_the_one_above() -> None:
    text = compose([Draft(H, "A", level=2), Draft(H, "B", level=5), Draft(P, "x")], "test 1")
    assert text.blocks[-1].section == ("A", "B")


def test_table_cells_are_joined_by_tab_and_rows_by_line_feed() -> None:
    table = Draft(BlockKind.TABLE, rows=(("a ", " b\nc"), ("", ""), ("d", "")))
    assert compose([table], "test 1").canonical == "a\tb c\nd\t"


def test_empty_drafts_are_dropped() -> None:
    text = compose(
        [Draft(P, " \u200b "), Draft(P, "a"), Draft(BlockKind.TABLE, rows=(("",),))], "t"
    )
    assert [block.paragraph for block in text.blocks] == [1]


def test_the_digest_is_sha256_of_the_canonical_string() -> None:
    text = compose([Draft(P, "أعماق"), Draft(P, "b")], "test 1")
    assert text.canonical == "أعماق\n\nb"
    assert text.sha256 == hashlib.sha256("أعماق\n\nb".encode()).hexdigest()


@given(st.lists(st.tuples(st.sampled_from([P, H, Q, BlockKind.CODE]), st.text())))
def test_offsets_slice_the_canonical_string(parts: list[tuple[BlockKind, str]]) -> None:
    text = compose([Draft(kind, content) for kind, content in parts], "test 1")
    end = -2
    for block in text.blocks:
        assert block.start == end + 2
        assert text.canonical[block.start - 2 : block.start] in ("", "\n\n")
        assert "\n\n" not in text.text_of(block)
        end = block.end
    assert not text.blocks or end == len(text.canonical)
