"""Which documents are proposed as one source, and which are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.library import Library, create_library
from app.library.comparing import Agreement, compared

AUTHOR = [{"family": "Ellingsen", "given": "Mara"}]
BOOK: dict[str, Any] = {
    "type": "book",
    "title": "How claims travel",
    "author": AUTHOR,
    "issued": {"date-parts": [[2016]]},
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def proposed(library: Library, *references: dict[str, Any]) -> list[str]:
    for reference in references:
        library.add_reference(reference)
    return [" ".join(group.reasons) for group in library.duplicates()]


def test_a_doi_is_one_however_it_is_written(library: Library) -> None:
    one = {"type": "article-journal", "title": "T", "DOI": "10.1000/ABC"}
    other = {"type": "article-journal", "title": "t", "DOI": "https://doi.org/10.1000/abc"}
    assert proposed(library, one, other) == ["doi"]


def test_chapters_that_carry_their_books_doi_stay_apart(library: Library) -> None:
    one = {"type": "chapter", "title": "Names and claims", "DOI": "10.1000/b"}
    other = {"type": "chapter", "title": "What a source is", "DOI": "10.1000/b"}
    assert proposed(library, one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("http://www.example.org/a/", "https://example.org/a?utm_source=x#top", True),
        ("https://example.org/a?oldid=1", "https://example.org/a?oldid=2", False),
        ("https://example.org/a", "https://example.org/b", False),
    ],
)
def test_an_address_is_one_however_it_is_written(
    library: Library, one: str, other: str, alike: bool
) -> None:
    made = proposed(
        library,
        {"type": "webpage", "title": "A page of news", "URL": one},
        {"type": "post-weblog", "title": "A page of news | Example", "URL": other},
    )
    assert made == (["address"] if alike else [])


def test_title_year_and_author(library: Library) -> None:
    assert proposed(library, BOOK, {**BOOK, "title": "HOW  CLAIMS TRAVEL", "publisher": "P"}) == [
        "title"
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"issued": {"date-parts": [[2017]]}},
        {"author": [{"family": "Roe", "given": "Ann"}]},
        {"edition": "2"},
        {"title": "How claims travel far"},
        {"type": "thesis"},
    ],
)
def test_what_differs_in_one_of_them_is_another(library: Library, change: dict[str, Any]) -> None:
    assert proposed(library, {**BOOK, "edition": "1"}, {**BOOK, **change}) == []


def test_a_post_and_a_report_of_one_title_stay_two(library: Library) -> None:
    post = {**BOOK, "type": "post-weblog", "URL": "https://example.org/a"}
    report = {**BOOK, "type": "report", "URL": "https://example.org/a"}
    assert proposed(library, post, report) == []


def test_a_title_without_year_and_author_has_to_say_much(library: Library) -> None:
    assert (
        proposed(
            library, {"type": "book", "title": "Introduction"}, BOOK | {"title": "Introduction"}
        )
        == []
    )
    long = "How claims travel from mouth to mouth"
    assert proposed(library, {"type": "book", "title": long}, BOOK | {"title": long}) == ["title"]


def test_texts_of_nearly_the_same_wording(library: Library, tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Title of {name}\n\n{words} end{name}.\n")
    list(library.import_paths([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]))
    [group] = library.duplicates()
    assert group.reasons == ("text",)
    for document, host in zip(group.documents, ("one", "two"), strict=True):
        library.set_fields(document.id, {"URL": f"https://{host}.example.org/a"})
    [mirrored] = library.duplicates()
    assert mirrored.reasons == ("text",)
    for document, number in zip(group.documents, ("11", "12"), strict=True):
        library.set_fields(document.id, {"version": number})
    assert library.duplicates() == []


def test_three_are_one_group_in_the_order_they_came(library: Library) -> None:
    ids = [library.add_reference(BOOK).value.id for _ in range(3)]
    [group] = library.duplicates()
    assert [document.id for document in group.documents] == ids


def test_no_duplicate_is_remembered_and_undone(library: Library) -> None:
    ids = [library.add_reference(BOOK).value.id for _ in range(2)]
    assert library.distinct(ids).value == 1
    assert library.duplicates() == []
    assert library.distinct(reversed(ids)).value == 0
    assert library.undo().value == "not a duplicate"
    assert len(library.duplicates()) == 1
    library.redo()
    assert library.duplicates() == []
    assert library.distinct(ids, forget=True).value == 1
    assert len(library.duplicates()) == 1


def test_one_that_is_distinct_from_another_is_in_no_group_with_it(library: Library) -> None:
    first, second, third = (library.add_reference(BOOK).value.id for _ in range(3))
    library.distinct([first, third])
    [group] = library.duplicates()
    assert [document.id for document in group.documents] == [first, second]


def test_references_side_by_side(library: Library) -> None:
    one = library.add_reference({**BOOK, "publisher": "Press", "custom": {"a": "x"}}).value
    other = library.add_reference(
        {**BOOK, "title": "how claims travel.", "issued": {"date-parts": [[2017]]}, "page": "4"}
    ).value
    view = compared([one, other])
    told = {field.field: (field.agreement, field.merged) for field in view.fields}
    assert told == {
        "type": (Agreement.SAME, "book"),
        "title": (Agreement.SAME, "How claims travel"),
        "author": (Agreement.SAME, AUTHOR),
        "issued": (Agreement.DIFFERS, {"date-parts": [[2016]]}),
        "publisher": (Agreement.ONLY_ONE, "Press"),
        "page": (Agreement.ONLY_ONE, "4"),
        "custom.a": (Agreement.ONLY_ONE, "x"),
    }
    assert [field.field for field in view.undecided] == ["issued"]
    assert view.undecided[0].values == ({"date-parts": [[2016]]}, {"date-parts": [[2017]]})
