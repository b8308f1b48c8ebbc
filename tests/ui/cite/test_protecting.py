"""Words that keep their capitals, as one edits a title; what CSL and BibTeX have of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library import create_library
from ui.cite.people import PersonDraft
from ui.cite.protecting import Protected, protected
from ui.cite.transliterated import likely_name, likely_title

N, E = '<span class="nocase">', "</span>"


def test_a_title_shows_its_words_and_keeps_its_markup() -> None:
    title = f"The {N}iPhone{E} in <i>{N}NATO{E} states</i>"
    now = protected(title)
    assert now.text == "The iPhone in <i>NATO states</i>"
    assert now.words == ("iPhone", "NATO")
    assert now.title == title


@pytest.mark.parametrize(
    "title",
    ["Plain", f"An {N}open one", f"A closed one{E}", f"{N}{E}", "a < b", "<i>x</i>", ""],
)
def test_no_title_changes_by_being_looked_at(title: str) -> None:
    # An empty run says nothing and is the only thing that may go.
    assert protected(title).title == title.replace(N + E, "")


def test_other_spans_stay() -> None:
    caps = '<span style="font-variant:small-caps;">'
    title = f"{caps}bc{E} and {N}UN{E}"
    now = protected(title)
    assert now.text == f"{caps}bc{E} and UN"
    assert now.words == ("UN",)
    assert now.title == title


def test_the_selection_or_the_word_at_the_cursor_is_protected() -> None:
    now = Protected("Why Boko Haram matters")
    #               0123456789
    assert now.protect(4, 14).words == ("Boko Haram",)
    assert now.protect(3, 15).words == ("Boko Haram",)
    assert now.protect(6, 6).words == ("Boko",)
    assert now.protect(8, 8).words == ("Boko",)
    assert now.protect(3, 4) == now
    assert now.protect(4, 8).protect(6, 14).words == ("Boko Haram",)
    assert now.protect(9, 14).protect(4, 8).words == ("Boko", "Haram")


def test_no_run_cuts_through_markup() -> None:
    now = Protected("On <i>Dabiq and Rumiyah</i>")
    assert now.protect(0, 11) == now
    assert now.protect(4, 11) == now
    assert now.protect(3, 27).title == f"On {N}<i>Dabiq and Rumiyah</i>{E}"
    assert now.protect(6, 11).title == f"On <i>{N}Dabiq{E} and Rumiyah</i>"
    # A tag is no word.
    assert now.protect(4, 4) == now


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Why the UN acts", f"Why the {N}UN{E} acts"),
        ("Why UN!", f"Why {N}UN{E}!"),
        ("Why U.N acts", f"Why {N}U.N{E} acts"),
        ("Why acts", "Why acts"),
        ("Why X acts", f"Why {N}X{E} acts"),
        ("WhyN acts", f"Why{N}N{E} acts"),
        ("Why Usual", f"Why {N}U{E}sual"),
        ("", ""),
    ],
)
def test_typing_moves_what_is_protected_along(typed: str, title: str) -> None:
    # What is typed over a whole run is what is protected then.
    now = protected(f"Why {N}UN{E} acts").typed(typed)
    assert now.title == title
    assert now.text == typed


def test_sentence_case_leaves_protected_words() -> None:
    now = protected(f"The {N}Second Reading{E} Of A Claim In The Press")
    assert now.fits_sentence_case(None)
    assert now.in_sentence_case().title == f"The {N}Second Reading{E} of a claim in the press"
    assert not now.in_sentence_case().fits_sentence_case(None)


words = st.text(st.sampled_from("ab <i>/ÄΩ𝔸"), max_size=12)


@given(words, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))), words)
def test_what_is_protected_reads_back_and_lies_in_the_text(
    text: str, ranges: list[tuple[int, int]], later: str
) -> None:
    now = Protected(text)
    for start, end in ranges:
        now = now.protect(min(start, len(text)), min(end, len(text)))
    assert protected(now.title) == now
    now = now.typed(later)
    assert now.text == later
    assert all(0 <= start < end <= len(later) for start, end in now.runs)
    assert list(now.runs) == sorted(now.runs)


def test_protected_words_are_braces_in_bibtex_and_come_back(tmp_path: Path) -> None:
    # Capitals in a title like this are protected in any case; small letters only when told.
    title = Protected("On de facto states").protect(3, 11).title
    assert title == f"On {N}de facto{E} states"
    with create_library(tmp_path / "library") as library:
        library.add_reference({"type": "book", "title": title})
        file = tmp_path / "out.bib"
        file.write_bytes(library.export("biblatex").content)
        assert "{{de facto}}" in file.read_text()
    with create_library(tmp_path / "other") as other:
        (line,) = other.import_paths([str(file)])
        assert line.document is not None
        assert line.document.reference["title"] == title


@pytest.mark.parametrize(
    ("parts", "likely"),
    [
        (("al-Zawahiri", "Ayman"), True),
        (("Zawāhirī", "Ayman"), True),
        (("ash-Shaykh", ""), True),
        (("bin Laden", "Osama"), True),
        (("Khaldun", "Ibn"), True),
        (("Hoffman", "Bruce"), False),
        (("Binney", "Abdulla"), False),
        (("García-Márquez", "José"), False),
        (("Müller", "Jürgen"), False),
        (("Dvořák", "Antonín"), False),
        (("Royal-Dawson", "Ann"), False),
        (("", ""), False),
    ],
)
def test_a_romanised_name_is_told(parts: tuple[str, str], likely: bool) -> None:
    assert likely_name(*parts) is likely


def test_a_particle_counts_and_a_title_by_its_letters_or_language() -> None:
    assert PersonDraft(family="Zawahiri", particle="al-").transliterated
    assert PersonDraft(family="Khaldun", particle="ibn").transliterated
    assert not PersonDraft(family="Gogh", given="Vincent", particle="van").transliterated
    assert likely_title("Fursān taḥta rāyat al-nabī")
    assert likely_title("Rayat al-tawhid", "ar-Latn")
    assert not likely_title("The al-Qaeda reader", "en")
    # It stands in its own script already.
    assert not likely_title("فرسان تحت راية النبي", "ar")
