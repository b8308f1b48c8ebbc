"""Annotations of other programs in a library."""

from __future__ import annotations

import json
from typing import Any

from app.library import Library
from app.model import Meaning, Visibility
from tests.unit.library.conftest import World


def made(source: str, exact: str, remark: str = "", **more: str) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": exact, **more}
    return {
        "id": f"http://example.org/{abs(hash((exact, remark)))}",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": remark, "purpose": "commenting"}],
        "target": {"source": source, "selector": selector},
    }


def page(*items: dict[str, Any]) -> bytes:
    record = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage"}
    return json.dumps({**record, "id": "http://example.org/p", "items": list(items)}).encode()


def marked(library: Library, document: str) -> list[tuple[str, Meaning]]:
    opened = library.open_document(document)
    return [(each.exact, each.meaning) for each in opened.highlights]


def test_a_passage_is_placed_by_its_words_on_the_document_with_the_address(world: World) -> None:
    world.library.set_fields(world.document, {"url": "https://www.example.org/claim/"})
    data = page(made("http://example.org/claim?utm_source=mail", "Somebody wrote it", "Says who?"))
    done = world.library.import_annotations(data)
    assert (done.value.placed, done.value.kept, done.value.strange) == (1, 0, [])
    assert ("Somebody wrote it", Meaning.YELLOW) in marked(world.library, world.document)
    [note] = [n for n in world.library.notes(world.document) if n.text == "Says who?"]
    assert note.visibility is Visibility.PRIVATE


def test_words_that_are_not_there_are_kept_as_a_note_and_nothing_is_misplaced(world: World) -> None:
    before = marked(world.library, world.document)
    data = page(made("x:y", "Nobody ever wrote anything of this kind here", "Lost?"))
    done = world.library.import_annotations(data, world.document)
    assert (done.value.placed, done.value.kept) == (0, 1)
    assert marked(world.library, world.document) == before
    texts = [note.text for note in world.library.notes(world.document)]
    assert "> Nobody ever wrote anything of this kind here\n\nLost?" in texts


def test_a_second_time_brings_nothing_new(world: World) -> None:
    data = page(
        made("x:y", "Somebody wrote it", "Says who?"), made("x:y", "no such words at all", "Why?")
    )
    world.library.import_annotations(data, world.document)
    before = (marked(world.library, world.document), world.library.notes())
    done = world.library.import_annotations(data, world.document)
    assert (done.value.placed, done.value.kept, done.value.known) == (0, 0, 2)
    assert (marked(world.library, world.document), world.library.notes()) == before


def test_what_is_exported_comes_back_as_it_was(world: World) -> None:
    world.library.highlight_quotation(world.document, "Somebody wrote it", meaning="Evidence")
    exported = world.library.export("w3c").content
    before = sorted(marked(world.library, world.document))
    opened = world.library.open_document(world.document)
    for each in opened.highlights:
        world.library.delete_highlight(each.id)
    data = exported.encode() if isinstance(exported, str) else exported
    world.library.import_annotations(data)
    assert sorted(marked(world.library, world.document)) == before


def test_on_a_document_without_text_a_passage_is_a_typed_quotation(world: World) -> None:
    done = world.library.import_annotations(page(made("x:y", "From paper")), world.reference)
    assert done.value.placed == 1
    assert marked(world.library, world.reference) == [("From paper", Meaning.YELLOW)]


def test_addresses_that_no_document_has_are_named(world: World) -> None:
    done = world.library.import_annotations(page(made("http://elsewhere.org/", "words")))
    assert done.value.strange == ["http://elsewhere.org/"]
    assert done.value.placed == 0
