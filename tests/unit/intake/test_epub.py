"""Books: spine, contents, notes, pages, and what the package says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.errors import InputError
from app.intake import Reading
from app.intake.epub.metadata import is_isbn
from tests.support.pictures import png
from tests.unit.intake.conftest import read
from tests.unit.intake.packages import epub, epub_parts, zipped

METADATA = """
<dc:title id="t">Counting Claims</dc:title><meta refines="#t" property="title-type">main</meta>
<dc:title id="s">A Method</dc:title><meta refines="#s" property="title-type">subtitle</meta>
<dc:creator id="c">Jane Q. Roe</dc:creator><meta refines="#c" property="file-as">Roe, Jane Q.</meta>
<dc:creator opf:role="edt" opf:file-as="Doe, John">John Doe</dc:creator>
<dc:contributor opf:role="trl">Ahmad al-Rashid</dc:contributor>
<dc:contributor opf:role="bkp">Some Tool 5.0</dc:contributor>
<dc:publisher>Harbour Press</dc:publisher><dc:language>en-GB</dc:language>
<dc:date>2016-03-05</dc:date><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>
<dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:subject>Claims</dc:subject>
"""
NAV = """<nav epub:type="toc"><ol><li><a href="text/two.xhtml">Second Part</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="text/one.xhtml#p7">7</a></li>
<li><a href="text/two.xhtml#p9">9</a></li></ol></nav>"""
ONE = """<section epub:type="chapter"><h1>First Part</h1>
<p>On the first page.</p>
<p>A sentence<a epub:type="noteref" href="#n1">1</a> goes over <span id="p7"/>the page.</p>
<p>Next<sup><a href="notes.xhtml#n2" id="r2">2</a></sup> one.</p>
<div epub:type="pagebreak" title="8"/>
<blockquote><p>What they said.</p><p>And more.</p></blockquote>
<ul><li>first<ul><li>inside</li></ul></li><li>second</li></ul>
<figure><img src="a.png" alt="x"/><figcaption aria-hidden="true">A valley</figcaption></figure>
<table><caption>Claims</caption><tr><th>Year</th><th>Claims</th></tr><tr><td>2015</td><td>12</td></tr>
</table><aside epub:type="footnote" id="n1"><p>1. Note one.</p></aside></section>"""
TWO = '<p id="p9">Without a heading.</p>'
NOTES = """<h1>Notes</h1><ol><li id="n2"><p>Note two. <a href="one.xhtml#r2">↩</a></p>
<p>Its end.</p></li></ol>"""


def test_a_book_becomes_blocks_in_the_order_of_its_spine() -> None:
    chapters = {"two": TWO, "notes": NOTES, "one": ONE}
    found = read(epub(chapters, metadata=METADATA, nav=NAV, spine="one two notes"), "a.epub")
    assert [(b.kind.value, found.text.text_of(b), b.page) for b in found.text.blocks] == [
        ("heading", "First Part", None),
        ("paragraph", "On the first page.", None),
        # A paragraph stands on the page on which it begins.
        ("paragraph", "A sentence goes over the page.", None),
        ("paragraph", "Next one.", "7"),
        ("quotation", "What they said.", "8"),
        ("quotation", "And more.", "8"),
        ("list-item", "first", "8"),
        ("list-item", "inside", "8"),
        ("list-item", "second", "8"),
        ("caption", "A valley", "8"),
        ("caption", "Claims", "8"),
        ("table", "Year\tClaims\n2015\t12", "8"),
        ("heading", "Second Part", "8"),  # as the contents call it
        ("paragraph", "Without a heading.", "9"),
        ("footnote", "Note one.", None),
        ("footnote", "Note two.", None),
        ("footnote", "Its end.", None),
    ]
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4, 5, 6, 6, 6, 7]


def test_the_package_says_what_is_cited() -> None:
    found = read(epub({"one": "<p>Body.</p>"}, metadata=METADATA), "a.epub")
    assert found.reference == {
        "title": "Counting Claims: A Method",
        "author": [{"family": "Roe", "given": "Jane Q."}],
        "editor": [{"family": "Doe", "given": "John"}],
        "translator": [{"family": "Rashid", "non-dropping-particle": "al-", "given": "Ahmad"}],
        "publisher": "Harbour Press",
        "issued": {"date-parts": [[2016, 3, 5]]},
        "language": "en-GB",
        "ISBN": "9780306406157",
    }
    assert set(found.finding.sources.values()) == {"EPUB metadata"}
    assert found.kind == "book"
    assert found.provenance == {"tags": ["Claims"]}


def test_the_older_package_has_its_dates_and_identifiers_too() -> None:
    metadata = (
        "<dc:title>T of it</dc:title><dc:date opf:event='modification'>2019</dc:date>"
        "<dc:date opf:event='publication'>2011-05</dc:date>"
        "<dc:identifier opf:scheme='ISBN'>0-306-40615-2</dc:identifier>"
    )
    found = read(epub({"one": "<p>Body.</p>"}, metadata=metadata), "a.epub")
    assert found.reference["issued"] == {"date-parts": [[2011, 5]]}
    assert found.reference["ISBN"] == "0-306-40615-2"


def test_an_isbn_is_known_by_its_check_digit() -> None:
    # The standard's own examples (ISO 2108), and each with a wrong last digit.
    assert is_isbn("978-0-306-40615-7")
    assert is_isbn("0-306-40615-2")
    assert not is_isbn("978-0-306-40615-8")
    assert not is_isbn("0-306-40615-3")


def test_a_books_images_stand_where_they_stand_in_it(
    reading: Callable[[str, bytes], Reading],
) -> None:
    picture = png(120, 90)
    chapters = {
        "one": '<p>First.</p><img src="../img/a.png" alt="A valley"/><p>Second.</p>',
        "two": '<p>Third.</p><img src="../../../outside.png"/><img src="one_files/a.png"/>'
        '<img src="http://192.0.2.1/a.png"/><p><img src="../img/a.png" alt="Again"/></p>',
    }
    parts: dict[str, str | bytes] = {**epub_parts(chapters), "OPS/img/a.png": picture}
    found = reading("a.epub", zipped(parts))
    assert [(kept.image.before, kept.image.alt) for kept in found.images] == [
        (1, "A valley"), (3, "Again"),
    ]  # fmt: skip
    assert {kept.content for kept in found.images} == {picture}


def test_a_note_loses_its_own_mark_and_no_word() -> None:
    chapter = (
        '<p>One<sup><a href="#a">1</a></sup> two<sup><a href="#b">b</a></sup>.</p>'
        '<p id="a">A note of 1 word.</p><p id="b">b) I said so.</p>'
    )
    assert read(epub({"one": chapter}), "a.epub").blocks == [
        ("paragraph", "One two."),
        ("footnote", "A note of 1 word."),
        ("footnote", "I said so."),
    ]


def test_a_title_page_is_no_text() -> None:
    page = '<section epub:type="titlepage"><h1>Counting Claims</h1><p>Jane Roe</p></section>'
    found = read(epub({"title": page, "one": "<p>Body.</p>"}), "a.epub")
    assert found.blocks == [("paragraph", "Body.")]


def test_a_link_that_is_no_mark_takes_nothing_away() -> None:
    contents = '<p><a href="#c1">1</a> <a href="#c1">One</a></p><div id="c1"><p>Kept.</p></div>'
    assert read(epub({"one": contents}), "a.epub").numbered == [(1, "1 One"), (2, "Kept.")]


def test_names_of_letters_in_older_books_are_read() -> None:
    parts = epub_parts({"one": "<p>Caf&eacute;&nbsp;au lait &amp; more.</p>"})
    assert read(zipped(parts), "a.epub").blocks == [("paragraph", "Café\u00a0au lait & more.")]


def test_a_broken_chapter_is_left_out_with_a_warning() -> None:
    parts: dict[str, str | bytes] = {**epub_parts({"one": "<p>Kept.</p>", "two": "<p>x</p>"})}
    parts["OPS/text/two.xhtml"] = bytes(range(32)) * 9
    found = read(zipped(parts), "a.epub")
    assert found.blocks == [("paragraph", "Kept.")]
    assert found.finding.warnings == ["A part of the book is damaged and was left out."]


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
    'Algorithm="{}"/></e:EncryptedData></encryption>'
)


def test_scrambled_fonts_do_not_matter() -> None:
    said = ENCRYPTED.format("http://www.idpf.org/2008/embedding")
    parts = {**epub_parts({"one": "<p>Body.</p>"}), "META-INF/encryption.xml": said}
    assert read(zipped(parts), "a.epub").blocks == [("paragraph", "Body.")]


OUTSIDE = "<container><rootfile full-path='../../etc/passwd'/></container>"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"META-INF/encryption.xml": ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")},
         "password"),
        ({"META-INF/container.xml": "<container/>"}, "damaged"),
        ({"OPS/package.opf": "<package><metadata/></package>"}, "damaged"),
        ({"OPS/package.opf": "<package><meta"}, "damaged"),
        ({"META-INF/container.xml": OUTSIDE},
         "damaged"),
        ({"OPS/text/one.xhtml": "<html><body>" + "<div>" * 600}, "too-nested"),
        ({"OPS/text/one.xhtml": "<html><body><p> </p></body></html>"}, "empty"),
    ],
    ids=["encrypted", "no package", "no spine", "broken XML", "path outside", "nested", "empty"],
)  # fmt: skip
def test_a_broken_book_is_one_clear_error(changed: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(zipped({**epub_parts({"one": "<p>Body.</p>"}), **changed}), "a.epub")
    assert caught.value.code == code
