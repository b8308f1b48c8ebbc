"""A Zotero data folder moved in: what comes, as what, and what is said of the rest."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from app.exchange.moving import Choices
from app.exchange.zotero.marks import meaning_of
from app.library import Imported, Library, create_library
from app.model import Meaning, Visibility
from app.progress import Silent
from tests.support.zotero_folder import PAGE, ZoteroFolder, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[ZoteroFolder]:
    made = small_folder(tmp_path / "Zotero")
    yield made
    made.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def moved(library: Library, folder: ZoteroFolder, choices: Choices | None = None) -> list[Imported]:
    folder.save()
    return list(library.import_paths([str(folder.path)], choices=choices))


def pdf(*pages: str) -> bytes:
    """A PDF with a line on each page."""
    out = io.BytesIO()
    drawn = canvas.Canvas(out, invariant=True)
    for page in pages:
        drawn.drawString(72, 700, page)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def numbered(folder: ZoteroFolder, key: str) -> int:
    found = folder.database.execute("SELECT itemID FROM items WHERE key = ?", [key]).fetchone()
    return int(found[0])


def ways(lines: list[Imported]) -> list[str]:
    return [line.status for line in lines]


def test_sources_come_with_their_keys_and_the_trash_stays_away(
    library: Library, folder: ZoteroFolder
) -> None:
    lines = moved(library, folder)
    assert ways(lines) == ["added"] * 3
    assert {document.title for document in library.documents()} == {
        "How claims travel", "A printed book", "A film",
    }  # fmt: skip
    page, book = library.document("ellingsenClaims2021"), library.document("meer2016")
    assert page.reference == {
        "type": "post-weblog",
        "title": "How claims travel",
        "container-title": "Second Reading",
        "issued": {"date-parts": [[2021, 3]]},
        "accessed": {"date-parts": [[2022, 5, 6]]},
        "original-date": {"date-parts": [[1999]]},
        "URL": "https://example.org/claims",
        "author": [{"family": "Ellingsen", "given": "Mara"}],
        "note": "kept for the seminar",
    }
    assert page.tags == ("claims", "to read")
    assert book.reference["author"] == [
        {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."}
    ]
    assert book.reference["editor"] == [{"literal": "Some Institute"}]
    assert library.check() == []


def test_a_stored_file_is_the_documents_text_and_original(
    library: Library, folder: ZoteroFolder
) -> None:
    moved(library, folder)
    opened = library.open_document("ellingsenClaims2021")
    assert opened.text is not None
    assert opened.text.paragraphs == 3
    assert opened.document.original_name == "How claims travel.html"
    assert library._store.blobs.get(str(opened.document.original)) == PAGE.encode()


def test_an_item_without_a_title_takes_its_files_or_stays_without(
    library: Library, folder: ZoteroFolder
) -> None:
    folder.database.execute("DELETE FROM itemData WHERE fieldID = 1")
    lines = moved(library, folder)
    page, book = library.document("ellingsenClaims2021"), library.document("meer2016")
    assert (page.title, book.title) == ("How claims travel", "")
    [line] = [line for line in lines if line.document and line.document.id == page.id]
    assert "its title is the file’s: the entry has none" in line.warnings


def test_marks_stand_where_their_words_do_else_as_typed_quotations(
    library: Library, folder: ZoteroFolder
) -> None:
    moved(library, folder)
    opened = library.open_document("ellingsenClaims2021")
    placed, typed = opened.highlights
    assert (placed.exact, placed.locator.paragraph) == ("It travels by being quoted.", 2)
    assert (placed.meaning, placed.tags) == (Meaning.GREEN, ("quoting",))
    assert (typed.exact, typed.start, typed.locator.page) == ("words that are not in it", None, "7")
    [comment] = [note for note in opened.notes if note.highlight == placed.id]
    assert comment.text == "compare \\*Bayān\\*"


def test_marks_on_a_missing_file_are_typed_quotations(
    library: Library, folder: ZoteroFolder
) -> None:
    gone = numbered(folder, "GONE2222")
    folder.annotation("MARK7777", gone, text="words on paper", pageLabel="xii", comment="why?")
    folder.annotation("MARK8888", gone, kind=2, text=None, pageLabel="3", comment="no words")
    moved(library, folder)
    opened = library.open_document("meer2016")
    [typed] = opened.highlights
    assert (typed.exact, typed.text_id, typed.locator.page) == ("words on paper", None, "xii")
    assert {(note.highlight, note.text) for note in opened.notes} == {
        (typed.id, "why?"),
        (None, "p. 3: no words"),
    }
    # The file turns up: it becomes the document's, and the marks are not made twice.
    file = folder.path / "storage" / "GONE2222"
    file.mkdir(parents=True)
    (file / "lost.pdf").write_bytes(pdf("A report", "It has words on paper."))
    moved(library, folder)
    opened = library.open_document("meer2016")
    assert opened.text is not None
    assert [one.id for one in opened.highlights] == [typed.id]
    assert len(opened.notes) == 2


def test_a_pdfs_marks_find_their_page(library: Library, folder: ZoteroFolder) -> None:
    item = folder.item("report", "REPT3333", title="A report", citationKey="report1")
    words = "A reader who knows only one of the names misses the others."
    file = folder.stored("FILE7777", "a.pdf", pdf(f"One. {words}", f"Two. {words}"), item)
    folder.annotation(
        "MARK9999", file, text=words.replace("others", "oth-\ners"), pageLabel="2", comment=""
    )
    moved(library, folder)
    opened = library.open_document("report1")
    [mark] = opened.highlights
    assert opened.text is not None
    assert (mark.exact, mark.locator.page) == (words, "2")
    assert mark.start == opened.text.canonical.rindex(words)


def test_a_key_that_was_brought_along_is_kept_when_others_are_renewed(
    library: Library, folder: ZoteroFolder
) -> None:
    moved(library, folder)
    renewed = library.renew_keys(pattern='auth + "x"').value
    assert [one.renewed for one in renewed] == ["Okaforx"]
    assert library.document("meer2016").key == "meer2016"


def test_notes_are_markdown_and_private(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    opened = library.open_document("ellingsenClaims2021")
    [note] = [note for note in opened.notes if note.highlight is None]
    assert note.text == (
        "## Doubts\n\nThe **second** paragraph says \\*more\\* than it knows.\n\n"
        "- ask her\n- ask him"
    )
    assert {one.visibility for one in library.notes()} == {Visibility.PRIVATE}
    [free] = [one for one in library.notes() if one.document is None]
    assert free.text == "A thought on nothing in particular"


def test_collections_nest(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    outer, inner = library.collections()
    assert (outer.name, outer.parent) == ("Seminar", None)
    assert (inner.name, inner.parent) == ("Week 1", outer.id)
    assert [library.document(id_).title for id_ in inner.documents] == [
        "How claims travel",
        "A film",
    ]


def test_what_did_not_come_is_told_with_the_reason(library: Library, folder: ZoteroFolder) -> None:
    told = " | ".join(warning for line in moved(library, folder) for warning in line.warnings)
    assert "“lost.pdf” did not come: the file is missing in Zotero’s storage" in told
    assert "a drawn or pictured annotation on page 8 did not come" in told
    assert "1 mark was not found in the text" in told
    assert "The group library “Reading circle” (1 item) was left out" in told
    assert "trash was left out (1 item)" in told


def test_groups_come_when_they_are_chosen(library: Library, folder: ZoteroFolder) -> None:
    found = library.libraries_in(str(folder.path))
    assert [(one.id, one.name, one.items) for one in found] == [
        ("user", "My Library", 3),
        ("group-77", "Reading circle", 1),
    ]
    lines = moved(library, folder, Choices(frozenset({"Reading circle"})))
    assert ways(lines) == ["added"] * 4
    assert lines[-1].document is not None
    assert lines[-1].document.provenance["origin"]["library"] == "group-77"


def test_all_of_it_is_one_step_to_undo(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    assert library.undo().value == "import"
    assert (library.count(), library.collections(), library.notes()) == (0, (), ())
    assert library.next_undo() is None
    library.redo()
    assert library.count() == 3
    assert library.check() == []


def test_a_second_import_adds_only_what_is_new(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    state = library._store.state
    assert ways(moved(library, folder)) == ["duplicate"] * 3
    assert library._store.state == state
    film = numbered(folder, "FILM2222")
    folder.note("NOTE4444", "<p>seen twice</p>", film)
    folder.stored("FILE4444", "review.html", PAGE.replace("claims", "films").encode(), film)
    folder.item("book", "BOOK4444", title="A new book")
    lines = moved(library, folder)
    assert ways(lines) == ["duplicate", "duplicate", "duplicate", "added"]
    assert [line.touched for line in lines] == [False, False, True, False]
    [opened] = [library.open_document(d.id) for d in library.documents() if d.title == "A film"]
    assert [note.text for note in opened.notes] == ["seen twice"]
    assert opened.text is not None
    assert library.count() == 4


def test_later_edits_are_not_overwritten(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    page = library.document("ellingsenClaims2021")
    library.set_fields(page.id, {"title": "My title", "key": "mine2021"})
    library.untag(page.id, ["claims"])
    for note in library.notes(page.id):
        library.delete_note(note.id)
    for highlight in library.open_document(page.id).highlights:
        library.delete_highlight(highlight.id)
    for collection in library.collections():
        library.remove_collection(collection.id)
    moved(library, folder)
    opened = library.open_document("mine2021")
    assert opened.document.title == "My title"
    assert opened.document.tags == ("to read",)
    assert (opened.notes, opened.highlights) == ((), ())
    assert library.collections() == ()


def test_what_was_deleted_here_does_not_come_again(library: Library, folder: ZoteroFolder) -> None:
    moved(library, folder)
    library.trash("meer2016")
    lines = moved(library, folder)
    assert ways(lines) == ["duplicate"] * 3
    assert any("in the trash" in warning for line in lines for warning in line.warnings)
    assert library.count() == 2


def test_a_reference_that_is_here_already_gets_what_hangs_on_it(
    library: Library, folder: ZoteroFolder, tmp_path: Path
) -> None:
    moved(library, folder)
    exported = library.export("csl-json").content
    with create_library(tmp_path / "other") as other:
        file = tmp_path / "before.json"
        file.write_bytes(exported)
        list(other.import_paths([str(file)]))
        lines = list(other.import_paths([str(folder.path)]))
        assert ways(lines) == ["duplicate"] * 3
        assert other.count() == 3
        opened = other.open_document("ellingsenClaims2021")
        assert opened.text is not None
        assert len(opened.highlights) == 2
        assert ways(list(other.import_paths([str(folder.path)]))) == ["duplicate"] * 3
        assert len(other.open_document("ellingsenClaims2021").highlights) == 2


def test_a_further_file_is_a_document_beside_it(library: Library, folder: ZoteroFolder) -> None:
    item = folder.item("report", "REPT2222", title="A report", tags=("r",))
    folder.stored("FILE5555", "main.html", PAGE.encode() + b"<!-- 1 -->", item)
    second = folder.stored("FILE6666", "annex.html", PAGE.replace("claim", "annex").encode(), item)
    folder.annotation("MARK5555", second, text="A annex is a text", color="#2ea8e5", comment="")
    lines = moved(library, folder)
    assert ways(lines).count("added") == 5
    [report] = [d for d in library.documents() if d.title == "A report"]
    beside = [line.document for line in lines if line.document][-1]
    assert beside.original_name == "annex.html"
    assert beside.tags == ("r",)
    [mark] = library.open_document(beside.id).highlights
    assert mark.exact == "A annex is a text"
    assert library.open_document(report.id).highlights == ()
    folder.annotation("MARK6666", second, text="somebody had a reason", color="#2ea8e5", comment="")
    moved(library, folder)
    assert len(library.open_document(beside.id).highlights) == 2
    assert library.open_document(report.id).highlights == ()


def test_linked_files_come_only_when_the_user_said_so(
    library: Library, folder: ZoteroFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "linked.txt"
    outside.write_text("A linked text\n\nIt has a paragraph of its own.\n")
    book = folder.item("book", "BOOK5555", title="A linked book")
    folder.linked("LINK2222", str(outside), book)
    [line] = [
        one for one in moved(library, folder) if one.document and "linked" in one.document.title
    ]
    assert line.paragraphs == 0
    assert "which was not allowed" in line.warnings[0]
    lines = moved(library, folder, Choices(linked=True))
    [line] = [one for one in lines if one.document and one.document.title == "A linked book"]
    assert line.paragraphs == 1


@pytest.mark.parametrize("name", ["../../../secret.txt", "/etc/passwd", "sub/x.txt", "..", ""])
def test_a_stored_file_can_not_be_named_outside_the_storage(
    library: Library, folder: ZoteroFolder, tmp_path: Path, name: str
) -> None:
    (tmp_path / "secret.txt").write_text("Not to be read\n\nIt lies outside.\n")
    item = folder.item("book", "BOOK6666", title="A trap")
    folder.stored("TRAP2222", name, None, item)
    moved(library, folder)
    [trap] = [d for d in library.documents() if d.title == "A trap"]
    assert (trap.text_id, trap.original) == (None, None)


def test_a_link_out_of_the_storage_is_not_followed(
    library: Library, folder: ZoteroFolder, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("Not to be read\n\nIt lies outside.\n")
    item = folder.item("book", "BOOK6666", title="A trap")
    folder.stored("TRAP2222", "x.txt", None, item)
    (folder.path / "storage" / "TRAP2222").mkdir(parents=True)
    (folder.path / "storage" / "TRAP2222" / "x.txt").symlink_to(tmp_path / "secret.txt")
    moved(library, folder)
    [trap] = [d for d in library.documents() if d.title == "A trap"]
    assert trap.original is None


@pytest.mark.parametrize("file", ["better-bibtex.sqlite", "better-bibtex.migrated"])
@pytest.mark.parametrize("older", [False, True])
def test_keys_of_the_old_better_bibtex_database(
    library: Library, folder: ZoteroFolder, file: str, older: bool
) -> None:
    number = numbered(folder, "FILM2222")
    keys = sqlite3.connect(folder.path / file)
    if older:
        data = {
            "data": [{"itemID": number, "libraryID": 1, "citekey": "okaforFilm", "pinned": True}]
        }
        keys.execute('CREATE TABLE "better-bibtex" (name TEXT, data TEXT)')
        keys.execute(
            'INSERT INTO "better-bibtex" VALUES (?, ?)', ["better-bibtex.citekey", json.dumps(data)]
        )
    else:
        keys.execute(
            "CREATE TABLE citationkey (itemID INT, itemKey TEXT, libraryID INT, "
            "citationKey TEXT, pinned INT)"
        )
        keys.execute("INSERT INTO citationkey VALUES (?, 'FILM2222', 1, 'okaforFilm', 0)", [number])
        keys.execute("INSERT INTO citationkey VALUES (1, 'PAGE2222', 1, 'notThisOne', 0)")
    keys.commit()
    keys.close()
    moved(library, folder)
    assert library.document("okaforFilm").title == "A film"
    assert library.document("ellingsenClaims2021").title == "How claims travel"


def test_files_and_notes_that_stood_alone(library: Library, folder: ZoteroFolder) -> None:
    folder.stored("ALON2222", "alone.html", PAGE.replace("claim", "file").encode())
    folder.stored("ALON3333", "missing.html", None)
    lines = moved(library, folder)
    assert ways(lines) == ["added"] * 4 + ["failed"]
    assert lines[-1].error is not None
    assert "“missing.html” did not come" in lines[-1].error.message
    assert ways(moved(library, folder))[:4] == ["duplicate"] * 4
    assert len([note for note in library.notes() if note.document is None]) == 1


def test_the_database_file_itself_may_be_named(library: Library, folder: ZoteroFolder) -> None:
    folder.save()
    lines = list(library.import_paths([str(folder.path / "zotero.sqlite")]))
    assert ways(lines) == ["added"] * 3


def test_zoteros_folder_is_as_it_was(library: Library, folder: ZoteroFolder) -> None:
    folder.save()
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")}
    moved(library, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")} == before


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_database_is_told_and_leaves_nothing(
    library: Library, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "Broken").mkdir()
    (tmp_path / "Broken" / "zotero.sqlite").write_bytes(content)
    [line] = library.import_paths([str(tmp_path / "Broken")])
    assert line.status == "failed"
    assert library.next_undo() is None


@pytest.mark.parametrize(
    ("colour", "meaning"),
    [("#ffd400", Meaning.YELLOW), ("#ff6666", Meaning.PINK), ("#5FB236", Meaning.GREEN),
     ("#2ea8e5", Meaning.BLUE), ("#a28ae5", Meaning.PURPLE), ("#f19837", Meaning.ORANGE),
     ("#a28ae0", Meaning.PURPLE), ("nonsense", Meaning.YELLOW), (None, Meaning.YELLOW)],
)  # fmt: skip
def test_colours_have_meanings(colour: str | None, meaning: Meaning) -> None:
    assert meaning_of(colour) is meaning


def test_an_import_goes_on_after_what_it_brought_was_undone(
    library: Library, folder: ZoteroFolder
) -> None:
    lines = library.import_paths([str(folder.path)])
    assert next(lines).status == "added"
    library.undo()
    assert (library.count(), library.collections()) == (0, ())
    assert [line.status for line in lines] == ["added", "added"]
    assert library.check() == []
    library.undo()
    assert library.count() == 0
    assert ways(moved(library, folder)) == ["added"] * 3


def test_what_changes_while_a_file_is_read_stays_changed(
    library: Library, folder: ZoteroFolder
) -> None:
    moved(library, folder)
    page = numbered(folder, "PAGE2222")
    folder.stored("FILE8888", "more.html", PAGE.replace("claim", "other").encode(), page)
    folder.save()

    class Meanwhile(Silent):
        def wait(self) -> None:
            library.set_fields("ellingsenClaims2021", {"title": "Mine"})
            library.pin_key("ellingsenClaims2021", pinned=False)

    lines = list(library.import_paths([str(folder.path)], progress=Meanwhile()))
    assert ways(lines) == ["duplicate", "added", "duplicate", "duplicate"]
    document = library.document("ellingsenClaims2021")
    assert document.title == "Mine"
    assert document.provenance["pinned"] is False
