"""Real saved pages, where the shared corpus lies beside the checkout.

The expected articles and metadata come with the corpus. Bodies are scored by words as a bag
(F1); of metadata it is asked that what was found agrees with what is expected.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from .conftest import Outcome, read

PAGES = Path(__file__).parents[3].parent / "shared" / "corpus" / "webpages"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the shared corpus is not beside the checkout"),
]


@pytest.fixture(scope="module")
def found() -> list[tuple[Outcome, str, dict[str, Any]]]:
    return [
        (
            read((folder / "source.html").read_bytes(), "source.html"),
            (folder / "expected.html").read_text(encoding="utf-8"),
            json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8")),
        )
        for folder in sorted(PAGES.iterdir())
    ]


def bag(text: str) -> Counter[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return Counter(
        piece
        for word in words
        for piece in (list(word) if re.search("[\u3040-\u9fff]", word) else [word])
    )


def f1(ours: str, theirs: str) -> float:
    left, right = bag(ours), bag(theirs)
    shared = sum((left & right).values())
    total = sum(left.values()) + sum(right.values())
    return 2 * shared / total if total else 1.0


def plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").lower()).strip()


def test_bodies_agree(found: list[tuple[Outcome, str, dict[str, Any]]]) -> None:
    scores = [
        f1(page.text.canonical, " ".join(lxml.html.fromstring(f"<div>{body}</div>").itertext()))
        for page, body, _ in found
    ]
    assert sum(scores) / len(scores) >= 0.95


def test_titles_agree(found: list[tuple[Outcome, str, dict[str, Any]]]) -> None:
    pairs = [(plain(page.reference.get("title")), plain(said["title"])) for page, _, said in found]
    agreed = sum(ours in theirs or theirs in ours for ours, theirs in pairs)
    assert agreed / len(pairs) >= 0.9


def test_bylines_agree(found: list[tuple[Outcome, str, dict[str, Any]]]) -> None:
    named = [(page, said["byline"]) for page, _, said in found if said["byline"]]
    agreed = 0
    for page, byline in named:
        words = set(plain(byline).split())
        authors = [set(plain(" ".join(name.values())).split())
                   for name in page.reference.get("author", [])]  # fmt: skip
        agreed += any(author and author <= words for author in authors)
    assert agreed / len(named) >= 0.75


def test_dates_agree(found: list[tuple[Outcome, str, dict[str, Any]]]) -> None:
    dated = [
        (page, said["publishedTime"])
        for page, _, said in found
        if said["publishedTime"] and page.kind != "encyclopedia-entry"  # those have a revision's
    ]
    agreed = 0
    for page, when in dated:
        parts = page.reference.get("issued", {}).get("date-parts", [[0]])[0]
        agreed += "-".join(f"{part:02d}" for part in parts) == when[:10]
    assert agreed / len(dated) >= 0.85
