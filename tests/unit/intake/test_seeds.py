"""The three documents the program exists for, where the shared corpus lies beside the checkout.

Expected values were read off the documents by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.intake import IntakeReader

SEEDS = Path(__file__).parents[3].parent / "shared" / "corpus" / "seeds"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared corpus is not beside the checkout"),
]


def test_the_analyst_article(reader: IntakeReader) -> None:
    found = reader.read(SEEDS / "analyst_article.txt")
    assert found.kind.value == "analyst-article"
    assert found.reference == {
        "type": "webpage",
        "title": "The Rise of an ISIS Affiliated Media Unit: A’maq",
        "author": [{"family": "Kassirer", "given": "Alex"}],
    }
    assert found.text is not None
    kinds = [block.kind.value for block in found.text.blocks]
    assert found.text.paragraphs == kinds.count("paragraph") == 13
    assert kinds.count("caption") == 4
    captions = [found.text.text_of(b) for b in found.text.blocks if b.kind.value == "caption"]
    assert len(set(captions)) == 4
    assert kinds[-1] == "author-note"
    assert "Our team weighs in" not in found.text.canonical
    assert "Blog > Terrorism" not in found.text.canonical


def test_the_encyclopedia_entry(reader: IntakeReader) -> None:
    found = reader.read(SEEDS / "encyclopedia_entry.txt")
    assert found.kind.value == "encyclopedia-entry"
    assert found.reference["title"] == "Amaq News Agency"
    assert found.text is not None
    blocks = found.text.blocks
    assert found.text.paragraphs == 16
    assert max(b.section_paragraph or 0 for b in blocks if b.section == ("History",)) == 8
    assert [b.kind.value for b in blocks].count("infobox-row") == 6
    assert [found.text.text_of(b) for b in blocks if b.kind.value == "heading"] == [
        "History", "Character", "Reliability", "Online presence"
    ]  # fmt: skip
    app = next(
        b for b in blocks if "launched an official mobile app in 2015" in found.text.text_of(b)
    )
    assert (app.paragraph, app.section, app.section_paragraph) == (4, ("History",), 3)


def test_the_blog_post(reader: IntakeReader) -> None:
    path = SEEDS / "personal_blog_post.txt"
    found = reader.read(path)
    assert found.kind.value == "blog-post"
    first_line = path.read_text(encoding="utf-8").split("\n")[0].strip()
    assert found.reference == {"type": "post-weblog", "title": first_line}
    assert found.text is not None
    assert "Previously published" not in found.text.canonical
    assert found.provenance["published_before"].startswith("Previously published in Dutch")
