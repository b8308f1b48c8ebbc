"""Input built to hang, break or trick a parser; read through the child, as the program does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.errors import InputError, LimitError
from app.intake import Reading

Make = Callable[[str, bytes], Reading]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<div>" * 50_000 + b"text", "too-nested"),
        (b"<div></span>" * 50_000 + b"text", "too-nested"),
        (b"<font>" * 50_000 + b"text", "too-nested"),
        (b"<table><tr><td>" * 20_000 + b"text", "too-nested"),
        (b"<p>" + b"&" * 2_000_000, "too-tangled"),
        (b"<p>" + b"&" * 400_000, "too-tangled"),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">text", "too-tangled"),
        (b"<p>a" + "\u0301\u0323".encode() * 100_000, "too-tangled"),
        (b"<p>a" + b"&#769;&#803;" * 20_000, "too-tangled"),
    ],
    ids=["divs", "stray ends", "fonts", "tables", "2 MB &", "400 KB &", "attributes", "accents",
         "accents as entities"],
)  # fmt: skip
def test_a_page_built_to_hang_is_one_clear_error(reading: Make, content: bytes, code: str) -> None:
    with pytest.raises(LimitError) as caught:
        reading("page.html", content)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", b">" * 50_000 + b" x"),
        ("a.md", b"<div>" * 60_000),
        ("a.txt", ("Title\n\na" + "\u0301\u0323" * 200_000).encode()),
    ],
    ids=["quotations", "raw HTML", "accents"],
)
def test_other_formats_have_the_same_caps(reading: Make, name: str, content: bytes) -> None:
    with pytest.raises(LimitError):
        reading(name, content)


@pytest.mark.parametrize(
    "content",
    [
        b"<" * 100_000,
        b"<a" * 100_000,
        b"<!--" * 100_000,
        b"<script>" * 50_000,
        b"<p>" * 30_000 + b"x",
        b"<li>" * 30_000 + b"x",
        b"<title>" + b" - a | b" * 20_000 + b"</title>x",
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>x",
        b"<p>" + b" " * 1_000_000 + b"x",
        b"<!-- only a comment -->",
        b"   \n  ",
        b"<p>&#0; &#xD800; &#x110000; a\x00b, with much other text around the one byte of zero.",
        b"\xff\xfe<\x00p\x00>\x00\x00\xd8x\x00",
        b'<?xml version="1.0" encoding="utf-16"?><html><body><p>text</p></body></html>',
        b"<html><frameset><frame src=x></frameset></html>",
    ],
    ids=lambda content: repr(content[:24]),
)
def test_odd_pages_are_read_or_refused_and_the_reader_lives_on(
    reading: Make, content: bytes
) -> None:
    code = ""
    try:
        reading("page.html", content)
    except InputError as error:
        code = error.code
    assert code in ("", "empty", "binary", "too-tangled")
    assert reading("after.txt", b"Title\n\nText.").reference["title"] == "Title"


def test_yaml_that_multiplies_itself_costs_nothing(reading: Make) -> None:
    rows = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)]
    matter = b"\n".join([*rows, b"title: *a11", b"author: *a11", b"tags: *a11"])
    found = reading("a.md", b"---\n" + matter + b"\n---\n\n# Title Here\n\nText.\n")
    assert found.reference == {"type": "webpage", "title": "Title Here"}
