"""Text that was pasted: sorted by what it is, and addresses and printed references read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.exchange.citations import TO_SAVE, linked, read_citations
from app.exchange.pasted import SUFFIX, pasted_parts, sort_pasted

BIB = "@book{roy2010, title={Names {before} facts}, author={Roy, Amal}}"
RIS = "TY  - JOUR\nTI  - The war of words\nAU  - Roy, A.\nER  - "
CSL = json.dumps([{"id": "a", "type": "book", "title": "Names"}], indent=1)
APA = "Roy, A. Y. (2010). Names before facts. Harbour University Press."
PROSE = "A paragraph that somebody copied. It is no reference, and it has an end.\n\nAnother one."


def kinds(text: str) -> list[str]:
    return [part.suffix for part in sort_pasted(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (BIB, [".bib"]),
        (f"% exported\n{BIB}\n{BIB}", [".bib"]),
        (RIS, [".ris"]),
        ("TY  - JOUR\nTI  - Its end was not copied", [".ris"]),
        (CSL, [".json"]),
        (json.dumps({"items": json.loads(CSL)}), [".json"]),
        (APA, [SUFFIX]),
        ("https://example.org/a", [SUFFIX]),
        ("doi:10.5555/12345678", [SUFFIX]),
        (PROSE, []),
        ('{"name": "a program", "version": 3, "files": [1, 2]}', []),
        ("[a bracket] opens this sentence, which goes on for a while.", []),
        ("@someone {said} this", [".bib"]),
        ("", []),
    ],
)
def test_a_text_is_told_by_what_it_holds(text: str, wanted: list[str]) -> None:
    assert kinds(text) == wanted


def test_several_formats_in_one_text_are_divided() -> None:
    parts = sort_pasted(f"{BIB}\n\n{RIS}\n{CSL}\n\n{BIB}\n{APA}\nhttps://example.org/a\n")
    assert [part.suffix for part in parts] == [".bib", ".ris", ".json", SUFFIX]
    content = {part.suffix: part.content for part in parts}
    assert content[".bib"].count("@book") == 2
    assert content[".ris"].strip().endswith("ER  -")
    assert json.loads(content[".json"]) == json.loads(CSL)
    titles = [entry.reference["title"] for entry in read_citations(content[SUFFIX]).entries]
    assert titles == ["Names before facts", "example.org/a"]


def test_a_heading_beside_references_is_left_out() -> None:
    assert kinds(f"Cite this article\n\n{RIS}\n") == [".ris"]


def test_an_article_that_quotes_bibtex_is_an_article() -> None:
    article = ("This paragraph tells how references are kept. " * 12) + f"\n\n{BIB}\n\n" + PROSE
    assert kinds(article) == []


def test_a_text_is_a_text_and_a_word_is_nothing() -> None:
    assert [part.suffix for part in pasted_parts(PROSE)] == [".txt"]
    with pytest.raises(InputError) as told:
        pasted_parts("one word")
    assert told.value.hint


def only(text: str) -> dict[str, object]:
    [entry] = read_citations(text).entries
    return entry.reference


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555/12345678", "10.5555/12345678"),
        ("doi:10.5555/12345678", "10.5555/12345678"),
        ("DOI: 10.5555/12345678.", "10.5555/12345678"),
        ("https://doi.org/10.5555/abc(1)", "10.5555/abc(1)"),
        ("http://dx.doi.org/10.5555/a%3Cb", "10.5555/a<b"),
        ("urn:doi:10.5555/12345678", "10.5555/12345678"),
    ],
)
def test_a_doi_is_a_reference(text: str, doi: str) -> None:
    assert only(text)["DOI"] == doi


def test_an_address_is_a_page_to_save() -> None:
    [entry] = read_citations("https://www.example.org/a/?utm_source=x&id=2").entries
    assert entry.reference == {
        "type": "webpage",
        "title": "example.org/a?id=2",
        "URL": "https://www.example.org/a/?id=2",
    }
    assert entry.tags == (TO_SAVE,)
    assert entry.came["fields"] == {"title": "only its address is known"}


@pytest.mark.parametrize(
    "text",
    [
        "The war of words <https://example.org/a>",
        "The war of words - https://example.org/a",
        "The war of words\nhttps://example.org/a",
        linked("https://example.org/a", "The  war\nof words"),
    ],
)
def test_a_link_keeps_its_title(text: str) -> None:
    reference = only(text)
    assert reference["title"] == "The war of words"
    assert reference["URL"] == "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        # 978-0-306-40615-7 and 0-306-40615-2 are the examples of ISO 2108's descriptions.
        ("ISBN 978-0-306-40615-7", "9780306406157"),
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN-10: 0-306-40615-2", "0306406152"),
        ("urn:isbn:9780306406157", "9780306406157"),
    ],
)
def test_an_isbn_is_a_book(text: str, isbn: str) -> None:
    assert (only(text)["type"], only(text)["ISBN"]) == ("book", isbn)


@pytest.mark.parametrize("text", ["978-0-306-40615-8", "0-306-40615-3", "2014 2015 2016"])
def test_a_number_with_a_wrong_check_digit_is_no_isbn(text: str) -> None:
    assert not sort_pasted(text)


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/a"]
)
def test_other_addresses_are_not_taken(text: str) -> None:
    assert not sort_pasted(text)


def test_a_printed_reference_says_what_it_was_read_from() -> None:
    [entry] = read_citations("Roy, A. Y. (2010). Names before facts. Somebody Somewhere.").entries
    assert entry.came["pasted"] == "Roy, A. Y. (2010). Names before facts. Somebody Somewhere."
    fields = entry.came["fields"]
    assert fields["author"] == "a printed reference"
    assert fields["publisher"] == "a printed reference, unsure"
    assert not entry.tags


def test_a_line_nobody_can_read_stays_whole_beside_others() -> None:
    entries = read_citations(f"{APA}\nEuropol: what it says of itself, in its own words\n").entries
    assert [entry.reference["title"] for entry in entries] == [
        "Names before facts",
        "Europol: what it says of itself, in its own words",
    ]
    assert entries[1].warnings
    assert entries[1].came["fields"] == {"title": "a line that could not be read"}


def test_addresses_are_never_joined() -> None:
    text = "\n".join(f"https://example.org/{number}" for number in range(40))
    assert len(read_citations(text).entries) == 40
    assert kinds(text) == [SUFFIX]


PIECES = [BIB, RIS, CSL, APA, PROSE, "https://a.example", "[", "{", "@a{", "TY  - ", "\n", "“"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join) | st.text(max_size=300))
def test_no_text_breaks_the_sorting(text: str) -> None:
    for part in sort_pasted(text):
        if part.suffix == SUFFIX:
            assert read_citations(part.content).entries
        elif part.suffix == ".json":
            assert json.loads(part.content)
