"""What goes out as biblatex comes back as the same reference, and Biber has nothing to say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cite.bibtex import BibItem, Dialect, read_bibliography, write_bibliography
from app.cite.csljson import checked_reference
from app.text import canonical_line

TWENTY = Path(__file__).parents[2] / "data" / "exchange" / "twenty.json"


def references() -> dict[str, dict[str, Any]]:
    """The hand-written references by key: every kind, and every character that bites."""
    items = json.loads(TWENTY.read_text("utf-8"))
    return {item["id"]: checked_reference(item) for item in items}


def written(dialect: Dialect = Dialect.BIBLATEX) -> str:
    return write_bibliography(
        [BibItem(key, reference) for key, reference in references().items()], dialect
    )


@pytest.mark.parametrize("key", list(references()))
def test_a_reference_comes_back_from_biblatex_as_it_was(key: str) -> None:
    reference = references()[key]
    found = read_bibliography(write_bibliography([BibItem(key, reference)], Dialect.BIBLATEX))
    (entry,) = found.entries
    assert entry.reference == reference
    assert (entry.key, entry.warnings, found.broken) == (key, (), ())


def test_checking_leaves_the_hand_written_references_as_they_are() -> None:
    items = json.loads(TWENTY.read_text("utf-8"))
    assert [checked_reference(item) for item in items] == [
        {name: value for name, value in item.items() if name != "id"} for item in items
    ]


def test_what_matters_survives_classic_bibtex_too() -> None:
    found = read_bibliography(written(Dialect.BIBTEX))
    assert not found.broken
    for entry in found.entries:
        reference = references()[str(entry.key)]
        assert entry.reference.get("title") == reference["title"]
        if "author" in reference and not any("particle" in str(n) for n in reference["author"]):
            assert len(entry.reference["author"]) == len(reference["author"])


def test_tags_former_keys_and_a_remark_come_back() -> None:
    item = BibItem(
        "New", {"type": "book", "title": "T"}, ("Old", "Older"), ("b & c", "a, b", "ü"), "no source"
    )
    (entry,) = read_bibliography(write_bibliography([item], Dialect.BIBLATEX)).entries
    assert entry.former_keys == ("Old", "Older")
    assert entry.tags == ("a, b", "b & c", "ü")
    assert entry.reference["annote"] == "no source"


def test_another_program_reads_the_same_values() -> None:
    """bibtexparser with its own defaults, its braces for capitals taken off."""
    library = bibtexparser.parse_string(written())
    assert not library.failed_blocks
    entries = {entry.key: entry for entry in library.entries}
    assert list(entries) == list(references())
    for key, reference in references().items():
        fields = {field.key: field.value for field in entries[key].fields}
        if "URL" in reference and "{" not in reference["URL"]:
            assert fields["url"] == reference["URL"]
        if re.fullmatch(r"[\w ,.’:'-]+", reference["title"]):
            assert fields["title"].replace("{", "").replace("}", "") == reference["title"]
    assert {field.key: field.value for field in entries["Thesis2018"].fields} == {
        "type": "phdthesis",
        "title": "Silence as a source",
        "author": "Ní Bhriain, Orla",
        "date": "2018-09",
        "institution": "University of Example",
        "location": "Galway",
    }


def test_the_same_references_give_the_same_bytes() -> None:
    assert written() == written()
    assert written(Dialect.BIBTEX) == written(Dialect.BIBTEX)


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_biber_finds_nothing_wrong_with_the_data_model(tmp_path: Path) -> None:
    (tmp_path / "export.bib").write_text(written(), "utf-8")
    environment = {**os.environ, "HOME": str(tmp_path), "PAR_GLOBAL_TEMP": str(tmp_path)}
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file=out.bib", "export.bib"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert done.returncode == 0
    assert said == []
    assert (tmp_path / "out.bib").read_text("utf-8").count("\n@") == len(references()) - 1


# Pieces that mean something to BibTeX, LaTeX, a name list or CSL's rich text.
PIECES = st.lists(
    st.sampled_from(
        [
            *("{", "}", "\\", '"', "'", "`", "-", "~", ",", "=", "@misc{x,", "#", "%", "&", "$"),
            *("_", "^", " and ", "others", "<i>", "</i>", "<b>", "<sup>", "</sup>", "</b>", "<"),
            *(">", "é", "ʿ", "\\'e", "a", "NASA", " ", ": ", "A", "van", "al-", "Jr", "أ", "😀"),
            *("\u00a0", ".", "1"),
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)
LINES = PIECES.map(canonical_line) | st.text(
    st.characters(exclude_categories=["Cs", "Co"]), max_size=40
).map(canonical_line)
TITLES = LINES.filter(bool)


@settings(max_examples=300, deadline=None)
@given(title=TITLES, family=TITLES, given_name=LINES, literal=TITLES, publisher=LINES)
def test_any_text_survives_writing_and_reading(
    title: str, family: str, given_name: str, literal: str, publisher: str
) -> None:
    person = {"family": family, **({"given": given_name} if given_name else {})}
    reference = checked_reference(
        {
            "type": "report",
            "title": title,
            "author": [person, {"literal": literal}],
            "publisher": publisher,
            "URL": "https://example.org/" + title,
        }
    )
    text = write_bibliography([BibItem("k", reference)], Dialect.BIBLATEX)
    (entry,) = read_bibliography(text).entries
    assert entry.reference == reference


@settings(max_examples=150, deadline=None)
@given(title=TITLES, language=st.sampled_from(["", "de", "ar"]))
def test_any_title_survives_classic_bibtex(title: str, language: str) -> None:
    reference = checked_reference({"type": "book", "title": title, "language": language})
    text = write_bibliography([BibItem("k", reference)], Dialect.BIBTEX)
    (entry,) = read_bibliography(text).entries
    assert entry.reference["title"] == reference["title"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("NASA and the sea", "{{NASA}} and the sea"),
        ("The sea and the Islamic State in Iraq", "The sea and the {{Islamic State}} in {{Iraq}}"),
        ("How ISIS Runs Its News Agency", "How {{ISIS}} Runs Its News Agency"),
        ("Inside: A view of Oslo", "Inside: A view of {{Oslo}}"),
        ('Why <span class="nocase">de facto</span> rules', "Why {{de facto}} rules"),
        ('<span class="nocase">Hart</span>’s rules for Oslo', "{{Hart}}’s rules for {{Oslo}}"),
        ("On <i>Dabiq</i> today", "On {\\mkbibemph{{{Dabiq}}}} today"),
    ],
)
def test_capitals_are_protected_run_by_run(title: str, written: str) -> None:
    text = write_bibliography([BibItem("k", {"type": "book", "title": title})], Dialect.BIBLATEX)
    assert f"  title = {{{written}}},\n" in text


def test_other_languages_are_told_to_biblatex_and_braced_for_bibtex() -> None:
    item = BibItem("k", {"type": "book", "title": "Über Oslo", "language": "de-CH"})
    modern = write_bibliography([item], Dialect.BIBLATEX)
    assert "  title = {Über Oslo},\n" in modern
    assert "  langid = {german},\n" in modern
    assert '  title = {{{\\"U}ber Oslo}},\n' in write_bibliography([item], Dialect.BIBTEX)
    assert read_bibliography(modern).entries[0].reference["language"] == "de-CH"


def test_a_source_without_a_title_is_described_and_comes_back_without() -> None:
    letter = {
        "type": "personal_communication",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2020, 5, 1]]},
    }
    written = write_bibliography([BibItem("lee2020", letter, (), (), "")], Dialect.BIBLATEX)
    assert "title = {[Personal communication]}" in written
    [entry] = read_bibliography(written).entries
    assert entry.reference == letter


def test_a_date_that_goes_on_stays_open_in_both_dialects() -> None:
    (entry,) = read_bibliography("@book{k, title={T}, author={A, B}, date={2014/..}}").entries
    modern = write_bibliography([BibItem("k", entry.reference)], Dialect.BIBLATEX)
    classic = write_bibliography([BibItem("k", entry.reference)], Dialect.BIBTEX)
    assert "date = {2014/}" in modern
    assert "year = {2014--}" in classic
    assert read_bibliography(modern).entries[0].reference == entry.reference
