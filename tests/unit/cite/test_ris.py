from __future__ import annotations

import rispy

from app.cite.ris import read_ris, write_ris

RECORD = {
    "type": "article-journal",
    "title": "A <i>title</i>",
    "author": [
        {"family": "Zawi", "given": "Ayman", "non-dropping-particle": "al-"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"literal": "Institute for Still Waters"},
    ],
    "editor": [{"family": "Roe", "given": "Jane"}],
    "container-title": "Journal of Slow Reading",
    "volume": "12",
    "issue": "3",
    "page": "45-67",
    "issued": {"date-parts": [[2016, 7, 1]]},
    "accessed": {"date-parts": [[2024, 5, 1]]},
    "URL": "https://example.org/?a=1;b=2%20c",
    "DOI": "10.5555/x",
    "ISSN": "0378-5955",
    "abstract": "One line.",
    "language": "de",
}


def test_a_reference_comes_back_as_it_was_but_for_emphasis() -> None:
    found = read_ris(write_ris([("K1", RECORD, ("b", "a"))], remark="no source"))
    (entry,) = found.entries
    assert entry.reference == {**RECORD, "title": "A title"}
    assert (entry.key, entry.tags, entry.notes) == ("K1", ("a", "b"), ("no source",))
    assert (entry.warnings, entry.line, found.broken) == ((), 1, ())


def test_another_program_reads_the_same_values() -> None:
    (record,) = rispy.loads(write_ris([("K1", {**RECORD, "URL": "https://example.org"}, ("t",))]))
    assert record["type_of_reference"] == "JOUR"
    assert record["title"] == "A title"
    assert record["authors"][:2] == ["al-Zawi, Ayman", "King, Martin, Jr."]
    assert (record["year"], record["date"]) == ("2016", "2016/07/01/")
    assert (record["start_page"], record["end_page"]) == ("45", "67")
    assert record["urls"] == ["https://example.org"]
    assert record["keywords"] == ["t"]


def test_lines_end_as_the_specification_asks() -> None:
    text = write_ris([("K1", {"type": "book", "title": "T"}, ())])
    assert text == "TY  - BOOK\r\nID  - K1\r\nTI  - T\r\nER  - \r\n\r\n"


def test_bom_bare_line_feeds_and_continued_lines_are_read() -> None:
    found = read_ris(
        "\ufeffTY  - RPRT\nT1  - A long\n title\nA1  - UN\nPY  - 2014///\nKW  - a\nER  -"
    )
    (entry,) = found.entries
    assert entry.reference == {
        "type": "report",
        "title": "A long title",
        "author": [{"literal": "UN"}],
        "issued": {"date-parts": [[2014]]},
    }
    assert entry.tags == ("a",)


def test_a_record_without_end_is_kept_and_reported() -> None:
    found = read_ris("TY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\n")
    assert [entry.reference["title"] for entry in found.entries] == ["One", "Two"]
    assert all(entry.warnings for entry in found.entries)


def test_lines_outside_records_and_empty_records_are_reported() -> None:
    found = read_ris("TI  - Lost\nAU  - X\n\nTY  - BOOK\nER  - \nTY  - BOOK\nTI  - Kept\nER  - \n")
    assert [entry.reference["title"] for entry in found.entries] == ["Kept"]
    assert [(part.line, part.excerpt) for part in found.broken] == [(1, "TI - Lost"), (4, "TY")]


def test_further_values_and_unknown_tags_are_kept_and_file_paths_are_not() -> None:
    text = (
        "TY  - JOUR\nTI  - T\nUR  - https://a\nUR  - https://b\nAD  - Oslo\nL1  - C:\\x.pdf\nER  - "
    )
    (entry,) = read_ris(text).entries
    assert entry.reference["URL"] == "https://a"
    assert entry.reference["custom"] == {"UR": "https://b", "AD": "Oslo"}


def test_an_unknown_record_type_is_a_document_with_a_word_on_it() -> None:
    (entry,) = read_ris("TY  - XYZ\nTI  - T\nER  - ").entries
    assert entry.reference["type"] == "document"
    assert entry.warnings == ("The record type “XYZ” is not known.",)


def test_a_name_that_only_ends_in_a_comma_is_an_institution_as_endnote_writes_it() -> None:
    (entry,) = read_ris("TY  - RPRT\nTI  - T\nAU  - Institute for War and Peace,\nER  - ").entries
    assert entry.reference["author"] == [{"literal": "Institute for War and Peace"}]


def test_the_full_name_of_a_journal_is_told_from_its_abbreviation() -> None:
    both = "JO  - Terr. Viol.\nJF  - Terror and Violence"
    (entry,) = read_ris(f"TY  - JOUR\nTI  - T\n{both}\nER  - ").entries
    assert entry.reference["container-title"] == "Terror and Violence"
    assert entry.reference["container-title-short"] == "Terr. Viol."
    (alone,) = read_ris("TY  - JOUR\nTI  - T\nJO  - Terror and Violence\nER  - ").entries
    assert alone.reference["container-title"] == "Terror and Violence"
    assert "container-title-short" not in alone.reference
