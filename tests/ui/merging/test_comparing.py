"""What the sheet of duplicates says and takes, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.library import Library, create_library
from app.model import Document
from ui.merging.comparing import (
    Merger,
    breakable,
    group_lines,
    summary,
    value_words,
    why,
)

ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "Numbers in a Statement",
    "author": [{"family": "Okafor", "given": "Ada"}],
    "issued": {"date-parts": [[2019, 3]]},
    "DOI": "10.1234/jcs.2019.12",
    "volume": "12",
}
ANOTHER: dict[str, Any] = {
    "type": "article-journal",
    "title": "Numbers in a Statement: A Review",
    "author": [{"family": "Okafor", "given": "A."}],
    "issued": {"date-parts": [[2019, 3]]},
    "DOI": "10.1234/JCS.2019.12",
    "URL": "https://example.org/numbers",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


@pytest.fixture
def pair(library: Library) -> tuple[Document, Document]:
    return library.add_reference(ARTICLE).value, library.add_reference(ANOTHER).value


def merger(library: Library, pair: tuple[Document, Document]) -> Merger:
    return Merger(library.merge_view(pair[0].id, [pair[1].id]))


def test_a_suspicion_says_why(library: Library, pair: tuple[Document, Document]) -> None:
    (group,) = library.duplicates()
    (line,) = group_lines([group])
    assert line.title == "Numbers in a Statement"
    assert line.below == "Same DOI"
    assert why(group).startswith("Suspected because these two documents have the same DOI")
    assert summary([group]) == "1 suspicion"
    assert summary([]) == "None left"


def test_only_what_differs_is_asked(library: Library, pair: tuple[Document, Document]) -> None:
    made = merger(library, pair)
    asked = {row.field: row for row in made.rows(agreeing=False)}
    # Kind and date are the same; the DOIs differ in case only, which is the same DOI.
    assert set(asked) == {"title", "author", "URL", "volume"}
    assert made.agreeing == 3
    assert set(asked) < {row.field for row in made.rows(agreeing=True)}


def test_by_itself_the_kept_one_speaks_and_the_other_fills_its_gaps(
    library: Library, pair: tuple[Document, Document]
) -> None:
    made = merger(library, pair)
    assert made.chosen == {}
    assert made.reference["title"] == ARTICLE["title"]
    assert made.reference["URL"] == ANOTHER["URL"]
    assert made.reference["volume"] == "12"


def test_a_choice_is_what_the_merge_is_given(
    library: Library, pair: tuple[Document, Document]
) -> None:
    made = merger(library, pair)
    made.choose("title", 1)
    made.choose("volume", 1)
    assert made.chosen == {"title": ANOTHER["title"], "volume": None}
    assert "volume" not in made.reference
    merged = library.merge(pair[0].id, [pair[1].id], made.chosen).value
    assert merged.reference == made.reference
    made.choose("title", 0)
    assert "title" not in made.chosen


def test_one_side_gives_all_that_it_says(library: Library, pair: tuple[Document, Document]) -> None:
    made = merger(library, pair)
    made.choose_all(1)
    assert made.reference["author"] == ANOTHER["author"]
    # It says nothing of the volume, which therefore stays.
    assert made.reference["volume"] == "12"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", None, "–"),
        ("type", "article-journal", "Journal article"),
        ("author", [{"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
                    {"literal": "A Centre, Ltd"}], "al-Zawahiri, Ayman; A Centre, Ltd"),
        ("issued", {"date-parts": [[2019, 3]]}, "2019-03"),
        ("title", "A\u202etitle\nof two lines", "Atitle of two lines"),
    ],
)  # fmt: skip
def test_values_are_told_in_one_line(field: str, value: object, words: str) -> None:
    assert value_words(field, value) == words


def test_an_address_may_break_and_keeps_its_letters() -> None:
    address = "https://example.org/a/very/long/way?to=nowhere"
    assert "/\u200ba/\u200bvery" in breakable(address)
    assert breakable(address).replace("\u200b", "") == address
    assert breakable("A plain title") == "A plain title"
    assert "\u200b" in breakable("m" * 60)
