"""The window's lists: their order, rows, counts and filter, and where one reads."""

from typing import Any

import pytest

from app.changes import Change, Subject
from app.errors import ReadOnlyError
from app.library import Library
from app.library.overview import Scope, Sort
from app.model import DocumentId, DocumentKind
from app.store.listing import people_of, site_of, year_of
from app.store.sorting import title_key
from tests.unit.library.conftest import World


def add(library: Library, title: str, *authors: str, year: int | None = None, **more: Any) -> str:
    reference: dict[str, Any] = {"type": "book", "title": title, **more}
    if authors:
        reference["author"] = [{"family": name, "given": "A."} for name in authors]
    if year:
        reference["issued"] = {"date-parts": [[year]]}
    return library.add_reference(reference).value.id


def listed(library: Library, sort: Sort, *, descending: bool) -> list[str]:
    return [row.title for row in library.rows(library.order(Scope(), sort, descending))]


@pytest.fixture
def shelf(world: World) -> Library:
    """Beside the article (Ellingsen, 2024) and the book (Some Institute, no date), four more."""
    library = world.library
    add(library, "The Zebra", "Österlund", year=1999)
    add(library, "A Quiet Archive", "Adams", year=2011)
    add(library, "Émile’s names", year=2011)
    add(library, "أسماء", "Baker", year=1987)
    return library


def test_a_list_is_in_the_order_of_adding_the_newest_first(shelf: Library) -> None:
    assert listed(shelf, Sort.ADDED, descending=True)[:2] == ["أسماء", "Émile’s names"]
    assert listed(shelf, Sort.ADDED, descending=False)[0] == "Reading a claim twice"


def test_titles_go_without_article_and_accents_and_arabic_comes_after_latin(
    shelf: Library,
) -> None:
    expected = [
        "Émile’s names",
        "A printed book",
        "A Quiet Archive",
        "Reading a claim twice",
        "The Zebra",
        "أسماء",
    ]
    assert listed(shelf, Sort.TITLE, descending=False) == expected
    assert listed(shelf, Sort.TITLE, descending=True) == expected[::-1]


def test_who_has_no_author_comes_last_in_both_directions(shelf: Library) -> None:
    people = ["A Quiet Archive", "أسماء", "Reading a claim twice", "The Zebra", "A printed book"]
    assert listed(shelf, Sort.AUTHOR, descending=False) == [*people, "Émile’s names"]
    assert listed(shelf, Sort.AUTHOR, descending=True)[-1] == "Émile’s names"


def test_what_has_no_date_comes_last_in_both_directions(shelf: Library) -> None:
    for descending in (True, False):
        assert listed(shelf, Sort.YEAR, descending=descending)[-1] == "A printed book"
    assert listed(shelf, Sort.YEAR, descending=False)[:2] == ["أسماء", "The Zebra"]


def test_an_edit_moves_a_document_and_undo_moves_it_back(world: World) -> None:
    def first() -> str:
        return world.library.order(Scope(), Sort.TITLE, descending=False)[0]

    assert first() == world.reference
    world.library.set_fields(world.document, {"title": "Aardvarks"})
    assert first() == world.document
    world.library.undo()
    assert first() == world.reference


def test_a_row_says_what_the_list_shows(world: World) -> None:
    [article, book] = world.library.rows([DocumentId(world.document), DocumentId(world.reference)])
    assert (article.kind, article.title) == (DocumentKind.ANALYST_ARTICLE, "Reading a claim twice")
    assert (article.people, article.year) == ("Ellingsen", "2024")
    assert (article.marks, article.notes, article.unread, article.has_text) == (1, 2, True, True)
    assert (book.people, book.year) == ("Some Institute", None)
    assert (book.marks, book.notes, book.unread, book.has_text) == (0, 0, False, False)


def test_rows_come_in_the_order_asked_for_without_unknown_ids(world: World) -> None:
    wanted = [world.reference, "nothing", world.document]
    rows = world.library.rows([DocumentId(id_) for id_ in wanted])
    assert [row.id for row in rows] == [world.reference, world.document]


@pytest.mark.parametrize(
    ("reference", "people"),
    [
        ({"author": [{"family": "Okafor"}, {"family": "Lindqvist"}]}, "Okafor and Lindqvist"),
        ({"author": [{"family": "Haddad"}, {"family": "B"}, {"family": "C"}]}, "Haddad et al."),
        ({"author": [{"literal": "War and Peace Office"}]}, "War and Peace Office"),
        ({"author": [{"family": "Gogh", "non-dropping-particle": "van"}]}, "van Gogh"),
        ({"author": [{"family": "Rashidi", "non-dropping-particle": "al-"}]}, "al-Rashidi"),
        ({"author": [{"family": "Artois", "non-dropping-particle": "d’"}]}, "d’Artois"),
        ({"author": [], "editor": [{"family": "Ed"}]}, "Ed"),
        ({"author": [{"given": "Plato"}]}, "Plato"),
        ({}, ""),
        ({"author": "nonsense"}, ""),
    ],
)
def test_people_are_named_as_a_list_names_them(reference: dict[str, Any], people: str) -> None:
    assert people_of(reference) == people


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2014, 5]]}, "2014"),
        ({"date-parts": [["2014"]]}, "2014"),
        ({"date-parts": [[2014], [2016]]}, "2014–2016"),
        ({"date-parts": [[2014, 1], [2014, 3]]}, "2014"),
        ({"date-parts": [[-44]]}, "44 BC"),
        ({"raw": "c. 1450?"}, "1450"),
        ({"literal": "no date"}, None),
        ({"date-parts": [[]]}, None),
        (None, None),
    ],
)
def test_a_year_is_read_from_any_form_of_date(issued: Any, year: str | None) -> None:
    assert year_of({"issued": issued}) == year


def test_a_site_is_the_container_the_publisher_or_the_host() -> None:
    address = {"URL": "https://www.example.org/a"}
    assert site_of({"container-title": "A Site", "publisher": "P", **address}) == "A Site"
    assert site_of({"publisher": "P", **address}) == "P"
    assert site_of(address) == "example.org"
    assert site_of({"URL": "http://[broken"}) == ""


def test_an_article_is_one_of_the_titles_own_language() -> None:
    assert title_key({"title": "Die Quelle", "language": "de-AT"}) == "quelle"
    assert title_key({"title": "Die Hard"}) == "die hard"
    assert title_key({"title": "A"}) == "a"


def test_the_counts_leave_out_what_is_in_the_trash(world: World) -> None:
    world.library.add_note("on nothing")
    world.library.tag(world.document, ["intro"])
    found = world.library.overview()
    assert (found.documents, found.unread, found.trash) == (2, 1, 0)
    assert (found.marks, found.notes) == (1, 3)
    assert [(tag.name, tag.count) for tag in found.tags] == [("intro", 1)]
    world.library.trash(world.document)
    found = world.library.overview()
    assert (found.documents, found.unread, found.trash) == (1, 0, 1)
    assert (found.marks, found.notes, found.tags) == (0, 1, ())
    assert [collection.count for collection in found.collections] == [0]


def test_a_collection_counts_and_shows_what_is_inside_it_once(world: World) -> None:
    inner = world.library.add_collection("Inner", parent=world.collection).value.id
    world.library.collect(inner, [world.document, world.reference])
    counts = {one.name: (one.count, one.parent) for one in world.library.overview().collections}
    assert counts == {"Claims": (2, None), "Inner": (2, world.collection)}
    scope = Scope.collection(world.collection)
    assert set(world.library.order(scope)) == {world.document, world.reference}
    world.library.uncollect(inner, [world.reference])
    assert world.library.order(scope) == (world.document,)


def test_each_scope_shows_its_own(world: World) -> None:
    library = world.library
    library.tag(world.reference, ["later"])
    assert library.order(Scope.tag("later")) == (world.reference,)
    assert library.order(Scope.unread()) == (world.document,)
    assert library.order(Scope.of([DocumentId(world.reference)])) == (world.reference,)
    assert library.order(Scope.trash()) == ()
    library.trash(world.reference)
    assert library.order(Scope.trash()) == (world.reference,)
    assert library.order(Scope.tag("later")) == ()
    assert library.order(Scope.collection("no such")) == ()


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("claim", 1),
        ("CLAI twi", 1),
        ("ellingsen mara", 1),
        ("institu", 1),
        ("ámāq", 1),
        ("furqan", 1),
        ("reading zebra", 0),
        ("", 2),
        (" – ", 2),
    ],
)
def test_the_filter_finds_parts_of_words_in_any_spelling(
    world: World, typed: str, count: int
) -> None:
    world.library.tag(world.reference, ["A’maq", "al-Furqān"])
    assert len(world.library.filtered(typed)) == count


def test_the_filter_sees_every_change_and_its_undoing(world: World) -> None:
    with world.library.another() as reader:
        assert reader.filtered("okapi") == ()
        world.library.tag(world.document, ["okapi"])
        assert reader.filtered("okapi") == (world.document,)
        world.library.set_fields(world.reference, {"title": "An okapi"})
        assert len(reader.filtered("okapi")) == 2
        assert reader.filtered("okapi", Scope.tag("okapi")) == (world.document,)
        world.library.undo()
        world.library.untag(world.document, ["okapi"])
        assert reader.filtered("okapi") == ()


def test_the_filter_keeps_the_order_of_the_list(shelf: Library) -> None:
    for descending in (True, False):
        order = shelf.order(Scope(), Sort.TITLE, descending)
        found = shelf.filtered("a", Scope(), Sort.TITLE, descending)
        assert len(found) > 2
        assert list(found) == [id_ for id_ in order if id_ in found]


def test_every_mark_comes_with_its_document_and_notes(world: World) -> None:
    typed = world.library.highlight_quotation(world.reference, "As it says", page="4").value
    [new, old] = world.library.all_marks()
    assert (new.highlight, new.document.title, new.notes) == (typed, "A printed book", ())
    assert (old.highlight.id, old.document.people) == (world.highlight, "Ellingsen")
    assert [note.text for note in old.notes] == ["private thought"]
    world.library.trash(world.document)
    assert [mark.highlight for mark in world.library.all_marks()] == [typed]


def test_every_note_comes_with_what_it_is_on(world: World) -> None:
    world.library.add_note("on nothing")
    found = {row.note.text: row for row in world.library.all_notes()}
    assert found["on nothing"].document is None
    thought = found["private thought"]
    assert thought.highlight is not None
    assert (thought.highlight.id, thought.document and thought.document.year) == (
        world.highlight,
        "2024",
    )
    assert found["on the document"].highlight is None


def test_a_document_is_read_from_when_its_place_is_first_kept(world: World) -> None:
    library, id_ = world.library, world.document
    assert library.reading_place(id_) is None
    first = library.keep_reading_place(id_, 30)
    assert first.changes == {Change(Subject.DOCUMENT, id_)}
    assert library.keep_reading_place(id_, 40).changes == frozenset()
    place = library.reading_place(id_)
    assert place is not None
    assert (place.start, place.read) == (40, True)
    assert place.text_id == library.document(id_).text_id
    assert library.order(Scope.unread()) == ()
    assert library.mark_unread([id_]).changes == {Change(Subject.DOCUMENT, id_)}
    assert library.order(Scope.unread()) == (id_,)
    kept = library.reading_place(id_)
    assert kept is not None
    assert kept.start == 40
    library.mark_read([id_])
    assert library.overview().unread == 0


def test_reading_is_no_change_of_the_library(world: World) -> None:
    state, label = world.library._store.state, world.library.next_undo()
    world.library.keep_reading_place(world.document, 30)
    world.library.mark_unread([world.document])
    assert (world.library._store.state, world.library.next_undo()) == (state, label)


def test_a_place_survives_that_its_document_goes_and_comes_back(world: World) -> None:
    [line] = world.library.import_paths([str(world.spare)])
    assert line.document is not None
    world.library.keep_reading_place(line.document.id, 7)
    world.library.undo()
    assert world.library.overview().unread == 1
    assert world.library.check() == []
    world.library.redo()
    place = world.library.reading_place(line.document.id)
    assert place is not None
    assert place.start == 7


def test_a_reading_handle_keeps_no_place(world: World) -> None:
    with world.library.another() as reader, pytest.raises(ReadOnlyError):
        reader.keep_reading_place(world.document, 3)
