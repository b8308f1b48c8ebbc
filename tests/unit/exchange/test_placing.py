"""Where an annotation's words stand in a text that another program extracted in its own way."""

from __future__ import annotations

import pytest

from app.exchange.placing import Placer
from app.model import BlockKind, Text
from app.text import Draft, compose

PAGES = (
    ("1", "The outlet is called Bayān. It was quoted by three papers."),
    ("2", "A claim is an eﬀect before it is a fact, and a well-known one."),
    ("3", "It was quoted by three papers."),
)


@pytest.fixture
def text() -> Text:
    drafts = [Draft(BlockKind.PARAGRAPH, words, page=page) for page, words in PAGES]
    return compose(drafts, "test 1")


def placed(text: Text, quotation: str, page: str | None = None) -> str | None:
    place = Placer(text).place(quotation, page)
    return text.canonical[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("The outlet is called", "The outlet is called"),
        ("The out-\nlet  is called", "The outlet is called"),
        ("claim is an effect before", "claim is an eﬀect before"),
        ("a wellknown one", "a well-known one"),
        ("Theoutletiscalled", "The outlet is called"),
        ("three papers.\n\nA claim is", "three papers.\n\nA claim is"),
        ("words that are nowhere", None),
        ("o n e.", None),
        ("", None),
    ],
)
def test_white_space_hyphens_and_ligatures_do_not_count(
    text: Text, quotation: str, found: str | None
) -> None:
    assert placed(text, quotation) == found


def test_words_that_stand_twice_are_placed_by_their_page_or_not_at_all(text: Text) -> None:
    place = Placer(text).place("quoted by three papers", "3")
    assert place is not None
    assert place[0] > text.canonical.index("well-known")
    assert placed(text, "quoted by three papers") is None
    assert placed(text, "quoted by three papers", "9") is None
    # Another numbering of pages is no reason against a place that is the only one.
    assert placed(text, "The outlet is called", "xii") == "The outlet is called"
