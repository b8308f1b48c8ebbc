"""Quotations: marks, nesting and blocks, by hand from the guides' rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.quotation import build_quotation, equals_source
from app.cite.styles import find_style


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("exact", "american", "british"),
    [
        ("plain words", "“plain words”", "‘plain words’"),
        ("the “big fish” within", "“the ‘big fish’ within”", "‘the “big fish” within’"),
        ("the ‘big fish’ within", "“the ‘big fish’ within”", "‘the “big fish” within’"),
        ('the "big fish" within', "“the ‘big fish’ within”", "‘the “big fish” within’"),
        ("a “b ‘c’ d” e", "“a ‘b “c” d’ e”", "‘a “b ‘c’ d” e’"),
        ("A’maq’s users’ mentions", "“A’maq’s users’ mentions”", "‘A’maq’s users’ mentions’"),
        ("the U.S.’s share", "“the U.S.’s share”", "‘the U.S.’s share’"),
        ("in the ’90s and '90s", "“in the ’90s and '90s”", "‘in the ’90s and '90s’"),
        ("A'maq and A‘maq", "“A'maq and A‘maq”", "‘A'maq and A‘maq’"),
        ("‘Amaq, of users’ making", "“‘Amaq, of users’ making”", "‘‘Amaq, of users’ making’"),
        ("the truth” about “it", "“the truth” about “it”", "‘the truth” about “it’"),
        ("«guillemets» stay", "“«guillemets» stay”", "‘«guillemets» stay’"),
        ("“all of it.”", "“‘all of it.’”", "‘“all of it.”’"),
    ],
)
def test_inner_marks_alternate_and_apostrophes_stay(
    exact: str, american: str, british: str
) -> None:
    assert build_quotation(exact, "(X)", find_style("apa")).quotation == american
    assert build_quotation(exact, "(X)", find_style("harvard")).quotation == british


@pytest.mark.parametrize(
    ("style", "first_block"),
    [
        ("apa", 40),  # 40 words or more
        ("chicago-17", 100),  # a hundred words or more
        ("chicago-author-date-18", 100),
        ("turabian", 100),
        ("mhra", 41),  # more than forty words
        ("harvard", 46),  # more than three lines of about 15 words
        ("oscola", 46),
        ("ieee", 40),
    ],
)
def test_a_quotation_is_a_block_from_the_styles_length_on(style: str, first_block: int) -> None:
    found = find_style(style)
    assert not build_quotation(words(first_block - 1), "(X)", found).block
    assert build_quotation(words(first_block), "(X)", found).block


def test_a_dash_between_spaces_is_not_a_word() -> None:
    assert not build_quotation(words(20) + " – " + words(19), "(X)", find_style("apa")).block


def test_a_block_keeps_its_marks_and_paragraphs() -> None:
    exact = f"{words(30)} “inner”\n\nSecond\tparagraph\n{words(20)}"
    made = build_quotation(exact, "(X, para. 4)", find_style("oscola"))
    assert made.block
    assert made.quotation == f"{words(30)} “inner”\n\nSecond paragraph {words(20)}"
    assert made.text == f"{made.quotation} (X, para. 4)"


def test_a_short_quotation_stands_on_one_line() -> None:
    made = build_quotation(" one\n\ntwo\tthree\nfour ", "(X)", find_style("apa"))
    assert made.quotation == "“one two three four”"
    assert made.text == "“one two three four” (X)"
    assert made.citation == "(X)"


@given(st.text(alphabet="ab s“”‘’\"'.", max_size=30))
def test_only_quotation_marks_ever_change(exact: str) -> None:
    made = build_quotation(exact, "", find_style("harvard")).quotation[1:-1]
    plain = str.maketrans(dict.fromkeys("“”‘’\"'", "|"))
    assert made.translate(plain) == " ".join(exact.split()).translate(plain)


def test_rich_text_is_a_paragraph_or_a_block_with_its_paragraphs() -> None:
    style = find_style("apa")
    made = build_quotation("A < B & C", "(X & Y)", style, "(<em>X</em> &amp; Y)")
    assert made.html == "<p>“A &lt; B &amp; C” (<em>X</em> &amp; Y)</p>"
    assert build_quotation("A", "(X & Y)", style).html == "<p>“A” (X &amp; Y)</p>"
    block = build_quotation(f"One.\n\n{words(40)}", "(X)", style)
    assert block.html == f"<blockquote><p>One.</p><p>{words(40)} (X)</p></blockquote>"


@pytest.mark.parametrize(
    ("locale", "quotation"),
    [
        # The marks of CSL's locale files for each language.
        ("de-DE", "„He said ‚no‘ twice“"),
        ("es-ES", "«He said “no” twice»"),
        ("fr-FR", "«\u202fHe said “no” twice\u202f»"),
        ("nl-NL", "“He said ‘no’ twice”"),
    ],
)
def test_marks_are_those_of_the_language(locale: str, quotation: str) -> None:
    style = replace(find_style("apa"), locale=locale)
    made = build_quotation("He said “no” twice", "", style)
    assert made.quotation == quotation
    assert equals_source("He said “no” twice", made.quotation)
