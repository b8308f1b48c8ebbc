"""The sample library keeps its promises: whole, marked as teaching texts, read as told."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.library import Library
from app.library.documents import Opened
from app.model import BlockKind, DocumentKind, Meaning, Visibility
from app.paths import resource
from app.text.canonical import canonical_line
from tests.support.sample_report import make

SAMPLE = resource("sample_library")
README = (SAMPLE / "README.md").read_text(encoding="utf-8")
LIBRARY: dict[str, Any] = json.loads((SAMPLE / "library.json").read_text(encoding="utf-8"))
FILES = [document["file"] for document in LIBRARY["documents"]]
PAGES = [name for name in FILES if name.endswith(".html")]
OWN_FILES = {"README.md", "library.json", "references.json"}
DRAWN = {
    "circular-reporting.html": "Figure 1. Four reports",
    "ask-the-press-office.html": "Figure 1. Questions put",
    "citing-what-moves.html": "Figure 1. Rot and drift.",
}
"""The pages that come with a picture, and how its caption begins."""
EACH = pytest.mark.parametrize("name", FILES)

# As the pages' own bylines and date lines have them.
PEOPLE_AND_DATES: dict[str, tuple[list[str], list[int] | None]] = {
    "reading-a-claim-of-responsibility.html": (["Ellingsen"], [2024, 3, 14]),
    "ask-the-press-office.html": (["Halloran"], [2022, 6, 21]),
    "what-is-a-media-unit.html": (["Armitage"], None),
    "one-name-nine-spellings.html": (
        ["Quayside Reading Room Working Group on Names"],
        [2020, 11, 30],
    ),
    "the-person-in-the-dataset.html": (["Adeyemi-Clark", "Vester"], [2025, 1, 20]),
    "bayan-statement.html": ([], [2023, 2, 6]),
    "al-mina-press-office.html": ([], [2022, 10, 17]),
    "amaq-name.html": ([], [2021, 2, 9]),
    "romanisation-of-arabic-names.html": ([], [2021, 9, 2]),
    "circular-reporting.html": (["Reyle"], [2023, 11, 2]),
    "citing-what-moves.html": (["Sorley"], [2025, 9, 15]),
    "port-serafin-file.pdf": (["Reyle", "Sorley"], [2021, 5, 4]),
}


def kinds(document: Opened) -> Counter[BlockKind]:
    assert document.text is not None
    return Counter(block.kind for block in document.text.blocks)


def words(document: Opened) -> str:
    assert document.text is not None
    return canonical_line(document.text.canonical)


def test_the_folder_holds_the_documents_of_the_manifest_and_nothing_else() -> None:
    folders = {f"{name.removesuffix('.html')}_files" for name in DRAWN}
    assert {path.name for path in SAMPLE.iterdir()} == {*FILES, *OWN_FILES, *folders}
    assert set(PEOPLE_AND_DATES) == set(FILES)


def test_the_numbers_are_as_promised(sample: Library) -> None:
    notes = sample.notes()
    private = [note for note in notes if note.visibility is Visibility.PRIVATE]
    assert (len(FILES), len(LIBRARY["highlights"]), len(notes), len(private)) == (12, 20, 10, 2)
    assert len(sample.collections()) == 3
    assert sample.check() == []


def test_five_articles_four_entries_three_reports(opened: dict[str, Opened]) -> None:
    assert Counter(item.document.kind for item in opened.values()) == {
        DocumentKind.ANALYST_ARTICLE: 5,
        DocumentKind.ENCYCLOPEDIA_ENTRY: 4,
        DocumentKind.REPORT: 3,
    }
    for entry in LIBRARY["documents"]:
        assert opened[entry["file"]].document.kind == entry["kind"]
        assert set(opened[entry["file"]].document.tags) == set(entry["tags"]) != set()


@EACH
def test_people_and_date_are_those_of_the_page(opened: dict[str, Opened], name: str) -> None:
    people, date = PEOPLE_AND_DATES[name]
    reference = opened[name].document.reference
    authors = reference.get("author", [])
    assert [author.get("family") or author["literal"] for author in authors] == people
    assert reference.get("issued") == (None if date is None else {"date-parts": [date]})


@pytest.mark.parametrize("name", PAGES)
def test_a_title_is_the_pages_own(opened: dict[str, Opened], name: str) -> None:
    title = opened[name].document.title
    raw = (SAMPLE / name).read_text(encoding="utf-8")
    assert re.search(rf"<h1[^>]*>(?:<span[^>]*>)?{re.escape(title)}<", raw)


@EACH
def test_a_text_has_sections_and_no_furniture(opened: dict[str, Opened], name: str) -> None:
    found = kinds(opened[name])
    assert found[BlockKind.HEADING] >= 4
    assert found[BlockKind.PARAGRAPH] >= 9
    text = words(opened[name])
    for stray in (
        "Skip to content",
        "cookie",
        "[edit]",
        "Permanent link",
        "Share",
        "[1]",
        "_files",
    ):
        assert stray not in text.replace("cookie notice", "")


@EACH
def test_a_text_says_near_its_beginning_that_it_is_a_teaching_text(
    opened: dict[str, Opened], name: str
) -> None:
    opening = words(opened[name])[:1500]
    assert "teaching text written for Sourcebook" in opening
    assert "invented" in opening


@EACH
def test_three_texts_come_with_a_drawing_that_stands_above_its_caption(
    sample: Library, opened: dict[str, Opened], name: str
) -> None:
    document = opened[name]
    assert len(document.images) == (name in DRAWN)
    for image in document.images:
        assert document.text is not None
        assert image.caption == image.before
        assert document.text.text_of(document.text.blocks[image.before]).startswith(DRAWN[name])
        assert image.alt
        assert sample.image(image.sha256).startswith(b"\x89PNG")


@EACH
def test_a_text_has_a_caption_with_a_picture_or_without(
    opened: dict[str, Opened], name: str
) -> None:
    # The entry on bayān is about a word and has nothing to picture.
    assert bool(kinds(opened[name])[BlockKind.CAPTION]) == (name != "bayan-statement.html")


def test_entries_have_an_infobox_with_a_native_name(opened: dict[str, Opened]) -> None:
    entries = [item for item in opened.values() if item.document.kind == "encyclopedia-entry"]
    for entry in entries:
        assert entry.text is not None
        rows = [
            entry.text.text_of(block)
            for block in entry.text.blocks
            if block.kind is BlockKind.INFOBOX_ROW
        ]
        assert len(rows) >= 7
        assert re.match(r"Native name: [\u0600-\u06ff ]+$", rows[0])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("reading-a-claim-of-responsibility.html", 1),
        ("the-person-in-the-dataset.html", 1),
        ("al-mina-press-office.html", 7),
        ("amaq-name.html", 3),
        ("romanisation-of-arabic-names.html", 2),
        ("citing-what-moves.html", 2),
        ("port-serafin-file.pdf", 3),
    ],
)
def test_footnotes_are_footnotes(opened: dict[str, Opened], name: str, number: int) -> None:
    assert kinds(opened[name])[BlockKind.FOOTNOTE] == number


def test_block_quotations_hold_quotations(opened: dict[str, Opened]) -> None:
    nested = [
        text.text_of(block)
        for text in (item.text for item in opened.values())
        if text is not None
        for block in text.blocks
        if block.kind is BlockKind.QUOTATION and "“" in text.text_of(block)
    ]
    assert len(nested) >= 6
    assert any(re.search(r"“[^”]*‘[^’]+’", quotation) for quotation in nested)


def test_one_text_is_long_and_has_its_contents(opened: dict[str, Opened]) -> None:
    long = opened["citing-what-moves.html"]
    assert len(words(long).split()) >= 3_700
    assert long.text is not None
    headings = [block for block in long.text.blocks if block.kind is BlockKind.HEADING]
    assert sum(block.level == 2 for block in headings) >= 8
    assert any(block.level == 3 for block in headings)


def test_the_pdf_has_pages_with_labels_and_no_running_heads(opened: dict[str, Opened]) -> None:
    file = opened["port-serafin-file.pdf"]
    assert file.text is not None
    labels = list(dict.fromkeys(block.page for block in file.text.blocks))
    assert labels == ["i", "ii", "1", "2", "3", "4", "5"]
    # The title is printed at the head of every page and is part of no sentence.
    assert "The Port Serafin File" not in words(file)


def test_the_pdf_is_what_its_script_makes(opened: dict[str, Opened], tmp_path: Path) -> None:
    from app.intake.limits import Limits
    from app.intake.pdf.reader import read_pdf

    make(tmp_path / "again.pdf")
    read = read_pdf((tmp_path / "again.pdf").read_bytes(), Limits())
    text = opened["port-serafin-file.pdf"].text
    assert text is not None
    blocks = [text.text_of(block) for block in text.blocks]
    assert [canonical_line(draft.text) for draft in read.drafts] == blocks


@pytest.mark.parametrize("mark", LIBRARY["highlights"], ids=lambda mark: mark["quote"][:40])
def test_a_quotation_stands_once_in_its_text(
    opened: dict[str, Opened], mark: dict[str, Any]
) -> None:
    assert mark["quote"] == canonical_line(mark["quote"])
    assert words(opened[mark["file"]]).count(mark["quote"]) == 1


def test_highlights_show_every_meaning_on_most_documents() -> None:
    marks = LIBRARY["highlights"]
    assert {mark["meaning"] for mark in marks} == set(Meaning)
    assert len({mark["file"] for mark in marks}) >= 10
    for mark in marks:
        assert set(mark) <= {"file", "quote", "meaning", "tags", "note"}


def test_three_highlights_share_words_of_one_sentence(opened: dict[str, Opened]) -> None:
    marks = opened["reading-a-claim-of-responsibility.html"].highlights
    first, second, third = marks[:3]
    assert first.start is not None
    assert all(mark.end and mark.start is not None for mark in marks[:3])
    shared = max(mark.start or 0 for mark in marks[:3]), min(mark.end or 0 for mark in marks[:3])
    assert shared[0] < shared[1]
    assert len({first.meaning, second.meaning, third.meaning}) == 3


@pytest.mark.parametrize("name", PAGES)
def test_every_address_is_one_that_nobody_can_own(name: str) -> None:
    # RFC 2606 reserves .example; schema.org is the vocabulary's name and not a link.
    raw = (SAMPLE / name).read_text(encoding="utf-8")
    hosts = set(re.findall(r"(?:https?:|[\"'(])//([\w.-]+)", raw)) - {"schema.org"}
    assert all(host.endswith(".example") for host in hosts)
    assert "www." not in raw


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_noted_the_address_it_saved(opened: dict[str, Opened], name: str) -> None:
    raw = (SAMPLE / name).read_text(encoding="utf-8")
    (length, address) = re.findall(r"<!-- saved from url=\((\d{4})\)(\S+) -->", raw)[0]
    assert int(length) == len(address)
    assert opened[name].document.provenance["address"] == address


def disagreements() -> list[tuple[str, str]]:
    """What the README says that the texts say, each with its file."""
    section = README.partition("## What the texts disagree about")[2].partition("\n## ")[0]
    return re.findall(r"“([^”]+)” \(`([^`]+)`\)", section)


def test_they_disagree_about_more_than_three_days() -> None:
    assert len(disagreements()) >= 12


@pytest.mark.parametrize(("said", "name"), disagreements())
def test_what_the_readme_says_of_a_text_stands_there(
    opened: dict[str, Opened], said: str, name: str
) -> None:
    table = opened[name].text
    assert table is not None
    assert said in table.canonical.replace("\t", " ")


def test_no_text_has_the_day_of_the_text_it_contradicts(opened: dict[str, Opened]) -> None:
    assert "11 April 2011" not in words(opened["reading-a-claim-of-responsibility.html"])
    assert "9 April 2011" not in words(opened["bayan-statement.html"])
    assert "March 2011" not in words(opened["al-mina-press-office.html"])
    assert "September 2010" not in words(opened["what-is-a-media-unit.html"])


def spellings() -> list[str]:
    """The spellings of names that the README lists."""
    said = README.partition("They also **spell names differently**: ")[2].partition("\n\n")[0]
    return re.split(r"[,;]\s", said.rstrip("."))


def test_the_readme_lists_spellings() -> None:
    assert len(spellings()) >= 15


@pytest.mark.parametrize("spelling", spellings())
def test_a_name_that_the_readme_lists_is_spelt_so(opened: dict[str, Opened], spelling: str) -> None:
    assert any(spelling in words(item) for item in opened.values())


def test_one_search_finds_the_spellings_of_a_name(sample: Library) -> None:
    found = {document.title for document, _ in sample.search("Amaq").hits}
    assert {"Aʿmāq (name)", "One Name, Nine Spellings"} <= found


def test_the_readme_names_every_file() -> None:
    assert all(f"`{name}`" in README for name in {*FILES, *OWN_FILES} - {"README.md"})
