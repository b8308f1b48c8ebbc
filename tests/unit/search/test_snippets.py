from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.snippets import WIDTH, Snippet, cut_snippet
from app.search.words import parse_words

FILLER = "some other words that fill the paragraph "


def cut(text: str, query: str, *, exact: bool = False) -> Snippet:
    return cut_snippet(text, parse_words(query, typing=False).wanted, exact=exact)


def matched(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.matches]


def test_a_short_text_is_shown_whole() -> None:
    assert cut("The Amaq agency.", "amaq") == Snippet("The Amaq agency.", ((4, 8),), ())


def test_a_long_text_is_cut_at_word_ends_around_the_first_match() -> None:
    text = FILLER * 5 + "then Amaq said so " + FILLER * 5
    snippet = cut(text, "amaq")
    assert matched(snippet) == ["Amaq"]
    assert snippet.text[0] == snippet.text[-1] == "…"
    inside = snippet.text[1:-1]
    assert 110 <= len(inside) <= WIDTH
    assert f" {inside} " in text


def test_the_beginning_and_the_end_are_cut_on_one_side_only() -> None:
    first = cut("Amaq said so. " + FILLER * 6, "amaq")
    assert (first.text[:4], first.text[-1], first.matches) == ("Amaq", "…", ((0, 4),))
    last = cut(FILLER * 6 + "so said Amaq", "amaq")
    assert last.text.startswith("…")
    assert last.text.endswith("so said Amaq")
    assert matched(last) == ["Amaq"]


def test_every_match_within_is_given_and_overlaps_are_one() -> None:
    snippet = cut("al-Qaeda and Qaeda, as al Qaeda", "al-qaeda qaeda")
    assert matched(snippet) == ["al-Qaeda", "Qaeda", "al Qaeda"]


@pytest.mark.parametrize(
    ("text", "query", "match"),
    [
        ("قالت وكالة أَعْمَاقُ الإخبارية", "اعماق", "أَعْمَاقُ"),
        ("🙂👩‍👩‍👧 Amaq 🙂", "amaq", "Amaq"),
        ("e\u0301te\u0301 a\u0304ma\u0304q ok", "amaq", "a\u0304ma\u0304q"),
        ("the ﬁle", "file", "ﬁle"),
        ("«ʿAmāq»", "amaq", "Amāq"),
        ("‘Amaq’", "amaq", "Amaq"),
        ("在東京都", "東京", "東京"),
    ],
)
def test_matches_are_code_points_in_any_script(text: str, query: str, match: str) -> None:
    assert matched(cut(text, query)) == [match]
    far = cut(FILLER * 8 + text + " " + FILLER * 8, query)
    assert matched(far) == [match]


def test_a_snippet_is_one_line() -> None:
    snippet = cut("Founder\tRayan\nAgency\tAmaq", "amaq")
    assert snippet.text == "Founder Rayan Agency Amaq"
    assert matched(snippet) == ["Amaq"]


def test_text_without_spaces_is_cut_between_letters_with_their_accents() -> None:
    text = "e\u0301" * 400 + "東" + "e\u0301" * 400
    snippet = cut(text, "東")
    assert matched(snippet) == ["東"]
    assert not unicodedata.combining(snippet.text[1])
    assert snippet.text[-2] == "\u0301"


def test_a_letter_under_a_heap_of_accents_still_shows_the_match() -> None:
    assert matched(cut("a" + "\u0301" * 3000 + " amaq", "amaq")) == ["amaq"]


def test_a_match_longer_than_the_snippet_is_cut_with_it() -> None:
    snippet = cut("xx " + "y" * 500 + " zz", "y" * 500)
    assert len(snippet.text) <= WIDTH + 2
    [(start, end)] = snippet.matches
    assert set(snippet.text[start:end]) == {"y"}


def test_exact_spelling_marks_only_the_exact_places() -> None:
    assert matched(cut("A’maq and Amaq", "amaq", exact=True)) == ["Amaq"]


def test_spellings_other_than_typed_are_told_in_the_order_typed() -> None:
    assert cut("A’maq in Baġdād", "bagdad amaq").spellings == ("Baġdād", "A’maq")
    assert cut("A’maq or Amaq", "amaq").spellings == ()


@given(
    st.text(alphabet="ab c\u0301’-ʿ🙂\u200d\n漢ا ل", max_size=600),
    st.sampled_from(["a", "ab", "ab c", "漢", "ال", "c’s"]),
)
def test_a_snippet_is_short_and_part_of_the_text(text: str, query: str) -> None:
    snippet = cut(text, query)
    assert len(snippet.text) <= WIDTH + 2
    inside = snippet.text.removeprefix("…").removesuffix("…")
    assert inside in text.replace("\n", " ")
    last = 0
    for start, end in snippet.matches:
        assert last <= start < end <= len(snippet.text)
        last = end
