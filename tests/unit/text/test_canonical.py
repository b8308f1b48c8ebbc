"""The canonical form: DESIGN's rules, checked against Unicode's own data and by hand."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.text.canonical import canonical_code, canonical_line


def test_a_run_of_white_space_is_one_space() -> None:
    assert canonical_line("  a \t\r\n  b\u2028c ") == "a b c"


def test_composes_but_keeps_compatibility_forms() -> None:
    # U+FB01 is a ligature NFKC would split; e + U+0301 is what NFC joins.
    assert canonical_line("e\u0301 \ufb01 x\u00b2") == "\u00e9 \ufb01 x\u00b2"


def test_zero_width_soft_hyphen_and_bidi_controls_go() -> None:
    dirty = "A\u200bm\u200c\u200da\u2060q\ufeff \u202egpj\u202c \u2066x\u2069 co\u00adop"
    assert canonical_line(dirty) == "Amaq gpj x coop"


def test_letters_that_a_removed_mark_held_apart_are_composed() -> None:
    assert canonical_line("e\u200b\u0301") == "\u00e9"


def test_one_no_break_space_stays_a_run_of_them_is_layout() -> None:
    assert canonical_line("10\u00a0%") == "10\u00a0%"
    assert canonical_line("a\u00a0\u00a0 b") == "a b"


def test_arabic_with_vowels_is_untouched() -> None:
    text = "أَعْمَاق وكالة"
    assert canonical_line(text) == unicodedata.normalize("NFC", text)


def test_lone_surrogates_become_the_replacement_character() -> None:
    assert canonical_line("a\ud800b") == "a\ufffdb"


def test_code_keeps_lines_and_indentation() -> None:
    assert canonical_code("\r\nif x:\r\n    y\n\n\nz  \n") == "if x:\n    y\n \n \nz"


@given(st.text())
def test_a_line_is_stable_and_single(text: str) -> None:
    line = canonical_line(text)
    assert canonical_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert "\n" not in line
    assert "  " not in line
    line.encode()


@given(st.text())
def test_code_is_stable_and_never_holds_a_block_separator(text: str) -> None:
    code = canonical_code(text)
    assert canonical_code(code) == code
    assert "\n\n" not in code
