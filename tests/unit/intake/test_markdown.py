"""Markdown; expected blocks by the CommonMark specification, 0.31."""

from __future__ import annotations

import pytest

from .conftest import read

TEXT = """---
title: How Outlets Count
author:
  - name: Mara Lindqvist
  - {family: Hadidi, non-dropping-particle: al-, given: Yusuf}
date: 2019-03-04
site: Invented Review
url: https://example.org/count
tags: [media, claims]
kind: report
---
# How Outlets Count

First *paragraph* with a [link](https://example.org), `code` and a note.[^1] It's "typed" so.

Setext
------

- one
  - inner
- two

> Said once.
>
> Said twice.

![The counter](a.png "Title of it")

| Year | Claims |
|------|--------|
| 2015 | 12     |

```python
if a:

    b
```

<div><p>Raw <b>HTML</b></p><script>SECRET</script></div>

[^1]: The note.
"""


def test_every_kind_of_block() -> None:
    found = read(TEXT, "a.md")
    assert found.blocks == [
        ("paragraph", 'First paragraph with a link, code and a note. It\'s "typed" so.'),
        ("heading", "Setext"),
        ("list-item", "one"),
        ("list-item", "inner"),
        ("list-item", "two"),
        ("quotation", "Said once."),
        ("quotation", "Said twice."),
        ("caption", "Title of it"),
        ("table", "Year\tClaims\n2015\t12"),
        ("code", "if a:\n \n    b"),
        ("paragraph", "Raw HTML"),
        ("footnote", "The note."),
    ]
    assert [number for number, _ in found.numbered] == [1, 2, 2, 2, 3, 4, 5]


def test_front_matter_is_the_reference() -> None:
    found = read(TEXT, "a.md")
    assert found.kind == "report"
    assert found.reference == {
        "title": "How Outlets Count",
        "author": [
            {"family": "Lindqvist", "given": "Mara"},
            {"family": "Hadidi", "non-dropping-particle": "al-", "given": "Yusuf"},
        ],
        "issued": {"date-parts": [[2019, 3, 4]]},
        "container-title": "Invented Review",
        "URL": "https://example.org/count",
    }
    assert found.provenance["tags"] == ["media", "claims"]


def test_without_front_matter_the_first_heading_is_the_title_and_a_byline_the_author() -> None:
    found = read("# How Outlets Count\n\nBy Mara Lindqvist\n\nText of it.\n", "a.md")
    assert found.reference["title"] == "How Outlets Count"
    assert found.reference["author"] == [{"family": "Lindqvist", "given": "Mara"}]
    assert found.blocks == [("paragraph", "Text of it.")]


@pytest.mark.parametrize(
    "matter",
    [
        "a: [",
        "!!python/object/apply:os.system [id]",
        "- only\n- a list",
        "? [a]\n: b",
        "a: &a [*a]",
    ],
)
def test_front_matter_that_is_unsound_or_hostile_is_no_error(matter: str) -> None:
    found = read(f"---\n{matter}\n---\n\n# Title Here\n\nText.\n", "a.md")
    assert found.reference["title"] == "Title Here"
    assert found.blocks == [("paragraph", "Text.")]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("Text.\n\n---\n\nMore.\n", "a.md").blocks[-1] == ("paragraph", "More.")


@pytest.mark.parametrize(
    ("image", "caption"),
    [
        ('![a bar chart](x.png "Claims by year")', "Claims by year"),
        ("![a bar chart](x.png)", "a bar chart"),
        ('![](x.png "Claims by year")', "Claims by year"),
        ('[![a bar chart](x.png "Claims by year")](big.png)', "Claims by year"),
    ],
)
def test_an_images_title_is_its_caption_and_else_its_description(image: str, caption: str) -> None:
    found = read(f"# Title Here\n\nText.\n\n{image}\n\nMore.\n", "a.md")
    assert found.blocks[1:-1] == [("caption", caption)]
