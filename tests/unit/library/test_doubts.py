"""Fields that want a look: where they came from decides, and a person settles them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Library, create_library

PROSE = "<p>" + "Words that fill the page, with commas, so that it is an article. " * 8 + "</p>"
PAGE = f"""<html><head><title>What it says | Some Site</title>
<meta property="og:title" content="What it says"></head>
<body><article><h1>What it says</h1><p class="byline">By Dana Reyle</p>
<time datetime="2021-03-04">4 March</time>{PROSE}{PROSE}</article></body></html>"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def imported(library: Library, folder: Path, content: str) -> str:
    file = folder / "page.html"
    file.write_text(content, encoding="utf-8")
    [line] = library.import_paths([str(file)])
    assert line.document is not None, line.error
    return str(line.document.id)


def fields(library: Library, document: str) -> list[str]:
    return [doubt.field for doubt in library.doubts(document)]


def test_what_was_only_seen_on_the_page_wants_a_look(library: Library, tmp_path: Path) -> None:
    document = imported(library, tmp_path, PAGE)
    assert fields(library, document) == ["author", "issued", "container-title"]
    reasons = {doubt.field: doubt.reason for doubt in library.doubts(document)}
    assert reasons["author"] == "read from the page as one sees it"


def test_what_a_person_confirms_or_writes_is_settled(library: Library, tmp_path: Path) -> None:
    document = imported(library, tmp_path, PAGE)
    library.confirm_fields(document, ["issued"])
    assert fields(library, document) == ["author", "container-title"]
    library.set_fields(document, {"author": "Reyle, Dana M."})
    assert fields(library, document) == ["container-title"]
    library.undo()
    assert fields(library, document) == ["author", "container-title"]


def test_another_field_that_is_edited_settles_nothing(library: Library, tmp_path: Path) -> None:
    document = imported(library, tmp_path, PAGE)
    library.set_fields(document, {"language": "en"})
    assert fields(library, document) == ["author", "issued", "container-title"]


def test_a_user_name_is_doubted_wherever_it_came_from(library: Library, tmp_path: Path) -> None:
    head = '<meta name="author" content="dreyle88">'
    page = f"<html><head><title>T</title>{head}</head><body><h1>T</h1>{PROSE}{PROSE}</body></html>"
    document = imported(library, tmp_path, page)
    reasons = {doubt.field: doubt.reason for doubt in library.doubts(document)}
    assert reasons["author"] == "looks like a user name"


def test_a_reference_made_by_hand_has_none(library: Library) -> None:
    made = library.add_reference({"type": "book", "title": "A book"}).value
    assert library.doubts(made.id) == ()


def test_a_title_line_that_the_heading_repeats_is_no_doubt(
    library: Library, tmp_path: Path
) -> None:
    alone = f"<html><head><title>T says it</title></head><body>{PROSE}{PROSE}</body></html>"
    assert fields(library, imported(library, tmp_path, alone)) == ["title"]
    both = alone.replace("<body>", f"<body><h1>T says it</h1><p>Another text.</p>{PROSE}")
    assert fields(library, imported(library, tmp_path, both)) == []
