"""Every public method of the façade does what its mark says: reading, undoable, or declared not."""

import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.errors import NotFoundError
from app.intake.inbox import InboxFile, Stamp
from app.library import Library, open_library
from app.store.journal import KEYS
from tests.support.versions import as_read_before
from tests.unit.library.conftest import ARTICLE, World

ANNOTATION = json.dumps(
    {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/a",
        "type": "Annotation",
        "bodyValue": "Says who?",
        "target": {
            "source": "http://example.org/",
            "selector": {"type": "TextQuoteSelector", "exact": "Somebody wrote it"},
        },
    }
).encode()


def _one_version_only(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.library.compare_versions(world.document)


def _with_newer_copy(world: World, words: str) -> None:
    file = world.folder.parent / "newer.md"
    file.write_text(ARTICLE.replace("three papers", words), encoding="utf-8")
    world.library.add_version(world.document, file)


def _no_pages(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.library.facsimile(world.document)


def _unknown_image(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.image("0" * 64)


def _offered(w: World) -> InboxFile:
    return InboxFile(w.spare, Stamp(w.spare.stat().st_size, w.spare.stat().st_mtime_ns), "0" * 64)


MUTATIONS: dict[str, Callable[[World], Any]] = {
    "add_collection": lambda w: w.library.add_collection("Method", parent=w.collection),
    "add_note": lambda w: w.library.add_note("a thought", on=w.highlight, shared=True),
    "add_reference": lambda w: w.library.add_reference({"type": "report", "title": "A report"}),
    "collect": lambda w: w.library.collect(w.collection, [w.reference]),
    "confirm_fields": lambda w: w.library.confirm_fields(w.document, ["title"]),
    "delete_highlight": lambda w: w.library.delete_highlight(w.highlight),
    "delete_note": lambda w: w.library.delete_note(w.note),
    "add_version": lambda w: w.library.add_version(w.document, w.spare),
    "attach": lambda w: w.library.attach(w.highlight, 0, 8),
    "attach_quotation": lambda w: w.library.attach_quotation(w.highlight, "wholly"),
    "confirm_place": lambda w: w.library.confirm_place(w.highlight),
    "keep_as_note": lambda w: w.library.keep_as_note(w.highlight),
    "reread": lambda w: w.library.reread(w.document),
    "reread_all": lambda w: list(w.library.reread_all()),
    "use_version": lambda w: w.library.use_version(w.document, 1),
    "edit_note": lambda w: w.library.edit_note(w.note, text="other words", shared=True),
    "highlight_passage": lambda w: w.library.highlight_passage(w.document, 2, 7, meaning="blue"),
    "highlight_quotation": lambda w: w.library.highlight_quotation(
        w.document, "Somebody wrote it.", meaning="Evidence", note="n", tags=["t"]
    ),
    "import_annotations": lambda w: w.library.import_annotations(ANNOTATION, w.document),
    "import_paths": lambda w: list(w.library.import_paths([str(w.spare)])),
    "keep_from_inbox": lambda w: list(w.library.keep_from_inbox([_offered(w)])),
    "replace_reference": lambda w: w.library.replace_reference(
        w.document, {"type": "report", "title": "Another", "publisher": "An Institute"}
    ),
    "restore_all": lambda w: w.library.restore_all([w.document]),
    "move_collection": lambda w: w.library.move_collection(w.collection, "Outer"),
    "remove_collection": lambda w: w.library.remove_collection(w.collection),
    "link_copy": lambda w: w.library.link_copy(w.document, w.reference),
    "unlink_copy": lambda w: w.library.unlink_copy(w.document),
    "settle_fields": lambda w: w.library.settle_fields(
        w.document, ["issued"], {"author": "Ellingsen, M."}
    ),
    "distinct": lambda w: w.library.distinct([w.document, w.reference]),
    "merge": lambda w: w.library.merge(w.reference, [w.document]),
    "remove_auto_export": lambda w: w.library.remove_auto_export(w.library.auto_exports()[0].id),
    "take_in_auto_export": lambda w: w.library.take_in_auto_export(w.library.auto_exports()[0].id),
    "add_auto_export": lambda w: w.library.add_auto_export(w.folder.parent / "kept.bib"),
    "pin_key": lambda w: w.library.pin_key(w.document),
    "renew_keys": lambda w: w.library.renew_keys(pattern="auth + year"),
    "set_key_pattern": lambda w: w.library.set_key_pattern("auth + year"),
    "rename_collection": lambda w: w.library.rename_collection(w.collection, "Other"),
    "restore_document": lambda w: w.library.restore_document(w.document),
    "set_fields": lambda w: w.library.set_fields(
        w.document, {"title": "Other", "kind": "report", "key": "other2024"}
    ),
    "set_highlight_range": lambda w: w.library.set_highlight_range(w.highlight, 2, 7),
    "set_kind_all": lambda w: w.library.set_kind_all([w.document, w.reference], "report"),
    "set_meaning": lambda w: w.library.set_meaning(w.highlight, "pink"),
    "tag": lambda w: w.library.tag(w.document, ["intro", "أعماق"]),
    "set_tags": lambda w: w.library.set_tags(w.highlight, ["intro", "check again"]),
    "tag_all": lambda w: w.library.tag_all([w.document, w.reference], ["many"]),
    "trash_all": lambda w: w.library.trash_all([w.document, w.reference]),
    "trash": lambda w: w.library.trash(w.document),
    "uncollect": lambda w: w.library.uncollect(w.collection, [w.document]),
    "untag_all": lambda w: w.library.untag_all([w.document], ["seen"]),
    "untag": lambda w: w.library.untag(w.highlight, ["check"]),
}

READINGS: dict[str, Callable[[World], Any]] = {
    "all_marks": lambda w: w.library.all_marks(),
    "all_styles": lambda w: w.library.all_styles(),
    "bibliography": lambda w: w.library.bibliography(style="apa", form="html", annotated=True),
    "compare_versions": lambda w: _one_version_only(w),
    "find_again": lambda w: w.library.find_again(w.highlight),
    "made_highlight": lambda w: w.library.made_highlight(w.highlight),
    "orphans": lambda w: w.library.orphans(),
    "present_text": lambda w: w.library.present_text(w.highlight),
    "text_versions": lambda w: w.library.text_versions(w.document),
    "version_marks": lambda w: w.library.version_marks(w.document, 1),
    "version_text": lambda w: w.library.version_text(w.document, 1),
    "cite_notes": lambda w: w.library.cite_notes(w.document, style="mhra", locator="para 1"),
    "cite_reference": lambda w: w.library.cite_reference(
        {"type": "book", "title": "T"}, style="apa"
    ),
    "draft": lambda w: w.library.draft(w.document),
    "known_values": lambda w: w.library.known_values(),
    "point": lambda w: w.library.point(w.document, "typst", style="apa", passage=(2, 20)),
    "reference_warnings": lambda w: w.library.reference_warnings({"type": "book"}, style="apa"),
    "all_notes": lambda w: w.library.all_notes(),
    "archive": lambda w: w.library.archive(),
    "changed_quotations": lambda w: w.library.changed_quotations(w.document),
    "check": lambda w: w.library.check(),
    "check_references": lambda w: w.library.check_references(),
    "cite": lambda w: w.library.cite([w.document], style="apa", locator="para 1"),
    "collections": lambda w: w.library.collections(),
    "count": lambda w: w.library.count(),
    "document": lambda w: w.library.document(w.document),
    "documents": lambda w: w.library.documents("claim"),
    "copies": lambda w: w.library.copies(w.document),
    "doubtful": lambda w: w.library.doubtful(),
    "doubts": lambda w: w.library.doubts(w.document),
    "duplicates": lambda w: w.library.duplicates(),
    "merge_view": lambda w: w.library.merge_view(w.document, [w.reference]),
    "export": lambda w: w.library.export("biblatex"),
    "facsimile": lambda w: _no_pages(w),
    "filtered": lambda w: w.library.filtered("claim"),
    "formats": lambda w: w.library.formats(),
    "highlight": lambda w: w.library.highlight(w.highlight),
    "image": lambda w: _unknown_image(w.library),
    "inbox": lambda w: w.library.inbox(),
    "inbox_folder": lambda w: w.library.inbox_folder(),
    "identify": lambda w: w.library.identify("claims"),
    "latest_read": lambda w: w.library.latest_read(5),
    "libraries_in": lambda w: w.library.libraries_in(str(w.folder)),
    "next_redo": lambda w: w.library.next_redo(),
    "next_undo": lambda w: w.library.next_undo(),
    "auto_exports": lambda w: w.library.auto_exports(),
    "key_pattern": lambda w: w.library.key_pattern(),
    "preview_keys": lambda w: w.library.preview_keys("auth + year"),
    "notes": lambda w: w.library.notes(w.document),
    "open_document": lambda w: w.library.open_document(w.document),
    "order": lambda w: w.library.order(),
    "overview": lambda w: w.library.overview(),
    "quote": lambda w: w.library.quote(w.highlight, style="apa"),
    "quote_passage": lambda w: w.library.quote_passage(w.document, 2, 20, style="apa"),
    "reading_place": lambda w: w.library.reading_place(w.document),
    "rows": lambda w: w.library.rows([w.library.document(w.document).id]),
    "search": lambda w: w.library.search("bayan"),
    "styles": lambda w: w.library.styles(),
    "trashed": lambda w: w.library.trashed(),
    "versions": lambda w: w.library.versions(),
    "warnings": lambda w: w.library.warnings(w.reference, style="apa"),
}


def marks() -> dict[str, str]:
    methods = inspect.getmembers(Library, inspect.isfunction)
    return {
        name: method.__dict__.get("sourcebook", "unmarked")
        for name, method in methods
        if not name.startswith("_")
    }


def snapshot(library: Library) -> dict[str, list[str]]:
    """Every row a user's edits live in; the state token is new after each change by design."""
    database = library._store.database
    return {
        table: sorted(
            json.dumps(dict(row), sort_keys=True)
            for row in database.execute(f"SELECT * FROM {table}").fetchall()
            if dict(row).get("name") != "state"
        )
        for table in KEYS
    }


def reopened(world: World) -> World:
    world.library.close()
    return replace(world, library=open_library(world.folder))


def test_every_method_carries_a_mark() -> None:
    assert [name for name, mark in marks().items() if mark == "unmarked"] == []


def test_every_irreversible_method_says_why() -> None:
    reasons = [mark for mark in marks().values() if mark.startswith("irreversible")]
    assert all(len(reason.removeprefix("irreversible: ")) > 10 for reason in reasons)


def test_every_mutation_and_reading_is_tried_below() -> None:
    assert {name for name, mark in marks().items() if mark == "mutation"} == set(MUTATIONS)
    assert {name for name, mark in marks().items() if mark == "reading"} == set(READINGS)


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_mutation_is_undone_and_redone_across_restarts(world: World, name: str) -> None:
    if name in ("restore_document", "restore_all"):
        world.library.trash(world.document)
    if name == "move_collection":
        world.library.add_collection("Outer")
    if name == "untag_all":
        world.library.tag(world.document, ["seen"])
    if name in ("remove_auto_export", "take_in_auto_export"):
        file = world.folder.parent / "kept.bib"
        world.library.add_auto_export(file)
        world.library.run_auto_exports()
        file.write_text("@book{foreign, title={From elsewhere}}\n")
    if name == "unlink_copy":
        world.library.link_copy(world.document, world.reference)
    if name in ("reread", "reread_all"):
        as_read_before(world.library, world.document, ["It was quoted by three papers."])
    if name in ("attach", "attach_quotation", "keep_as_note", "use_version"):
        _with_newer_copy(world, "nobody, wholly without any echo")
    if name == "confirm_place":
        _with_newer_copy(world, "three papters")
    before = snapshot(world.library)
    MUTATIONS[name](world)
    after = snapshot(world.library)
    assert after != before

    world = reopened(world)
    undone = world.library.undo()
    assert undone.value
    assert undone.changes
    assert snapshot(world.library) == before

    world = reopened(world)
    assert world.library.redo().value == undone.value
    assert snapshot(world.library) == after
    world.library.close()


@pytest.mark.parametrize("name", sorted(READINGS))
def test_a_reading_changes_nothing(world: World, name: str) -> None:
    before = snapshot(world.library)
    READINGS[name](world)
    assert snapshot(world.library) == before
