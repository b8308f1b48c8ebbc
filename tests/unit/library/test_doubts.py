"""Fields that want a look: where they came from decides, and a person settles them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.errors import InputError
from app.library import Library, create_library
from app.library.doubts import questions_of
from app.library.overview import Scope
from app.model import BlockKind, Document, DocumentId, DocumentKind
from app.text import Draft, compose

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


def test_each_question_has_its_value_and_the_words_it_was_read_from(
    library: Library, tmp_path: Path
) -> None:
    document = imported(library, tmp_path, PAGE)
    [one] = library.doubtful()
    assert one.document.id == document
    told = {each.field: (each.value, each.words) for each in one.questions}
    assert told["author"] == ([{"family": "Reyle", "given": "Dana"}], "By Dana Reyle")
    assert told["issued"] == ({"date-parts": [[2021, 3, 4]]}, "2021-03-04")
    assert told["container-title"][0] == "Some Site"


def test_without_a_record_the_text_itself_is_asked() -> None:
    blocks = [
        Draft(BlockKind.PARAGRAPH, "The harbour was quiet."),
        Draft(BlockKind.PARAGRAPH, "This was written down by Dana Reyle when she was there."),
    ]
    document = Document(
        DocumentId("a"),
        DocumentKind.REPORT,
        "k",
        {"type": "report", "title": "T", "author": [{"family": "Reyle", "given": "Dana"}]},
        "2020-01-01T00:00:00Z",
        provenance={"fields": {"author": "page one", "title": "the file's name"}},
    )
    told = {each.field: each.words for each in questions_of(document, compose(blocks, "x 1"))}
    assert told == {
        "author": "This was written down by Dana Reyle when she was there.",
        "title": "",
    }


def test_fields_are_settled_in_one_act_some_as_they_are_and_some_changed(
    library: Library, tmp_path: Path
) -> None:
    document = imported(library, tmp_path, PAGE)
    library.settle_fields(document, ["issued"], {"author": "Reyle, Dana M."})
    assert fields(library, document) == ["container-title"]
    assert library.document(document).reference["author"] == [
        {"family": "Reyle", "given": "Dana M."}
    ]
    assert library.undo().value == "check fields"
    assert fields(library, document) == ["author", "issued", "container-title"]
    assert library.document(document).reference["author"][0]["given"] == "Dana"


def test_what_cannot_be_read_settles_nothing(library: Library, tmp_path: Path) -> None:
    document = imported(library, tmp_path, PAGE)
    with pytest.raises(InputError):
        library.settle_fields(document, ["author"], {"issued": "some day"})
    assert fields(library, document) == ["author", "issued", "container-title"]


def test_documents_with_open_doubts_are_counted_listed_and_asked_for(
    library: Library, tmp_path: Path
) -> None:
    document = imported(library, tmp_path, PAGE)
    made = library.add_reference({"type": "book", "title": "A book"}).value
    assert library.overview().doubted == 1
    assert library.order(Scope.doubted()) == (document,)
    assert [each.id for each in library.documents("has:doubts")] == [document]
    assert [each.id for each in library.documents("-has:doubts")] == [made.id]
    library.trash(document)
    assert library.overview().doubted == 0
    assert library.doubtful() == []
    library.restore_document(document)
    library.confirm_fields(document, ["author", "issued", "container-title"])
    assert library.overview().doubted == 0
    library.undo()
    assert library.overview().doubted == 1


def test_doubts_are_listed_and_confirmed_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "other"
    with create_library(folder) as library:
        document = imported(library, tmp_path, PAGE)

    def run(*words: str) -> dict[str, Any]:
        assert main([*words, "--library", str(folder), "--json"]) == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    [one] = run("doubts")["documents"]
    assert one["id"] == document
    assert [each["field"] for each in one["fields"]] == ["author", "issued", "container-title"]
    assert one["fields"][0]["words"] == "By Dana Reyle"
    assert [each["field"] for each in run("show", document)["doubts"]] == [
        "author", "issued", "container-title",
    ]  # fmt: skip
    told = run("confirm", document, "site")
    assert (told["confirmed"], told["left"]) == (["container-title"], ["author", "issued"])
    assert run("confirm", document)["left"] == []
    assert run("doubts", document)["documents"] == []
