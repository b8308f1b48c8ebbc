"""EndNote's XML: records as references, whatever their style; and hostile XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import InputError
from app.exchange.endnote import read_endnote
from app.exchange.endnote.reader import endnote_name
from app.exchange.moving import Choices
from app.library import Library, create_library

STYLE = '<style face="normal" font="default" size="100%">'


def record(kind: str, number: int, inner: str) -> str:
    return (
        f'<record><database name="Sources.enl" path="C:\\x\\Sources.enl">Sources.enl</database>'
        f'<source-app name="EndNote" version="20.6">EndNote</source-app><rec-number>1</rec-number>'
        f'<ref-type name="{kind}">{number}</ref-type>{inner}</record>'
    )


def styled(text: str) -> str:
    return f"{STYLE}{text}</style>"


def export(*records: str) -> bytes:
    body = "".join(records)
    return f'<?xml version="1.0" encoding="UTF-8"?><xml><records>{body}</records></xml>'.encode()


ARTICLE = record(
    "Journal Article",
    17,
    f"<contributors><authors><author>{styled('van der Meer, Jan')}</author>"
    f"<author>{styled('Some Institute,')}</author></authors></contributors>"
    f"<titles><title>{styled('On ')}<style face='italic'>Bayān</style>"
    f"{styled(' and others')}</title>"
    f"<secondary-title>{styled('Journal of Reading')}</secondary-title></titles>"
    f"<periodical><full-title>{styled('Journal of Reading')}</full-title>"
    f"<abbr-1>{styled('J. Read.')}</abbr-1></periodical>"
    f"<pages>{styled('1-20')}</pages><volume>{styled('4')}</volume><number>{styled('2')}</number>"
    f"<keywords><keyword>{styled('claims')}</keyword><keyword>names&#xD;spelling</keyword></keywords>"
    f"<dates><year>{styled('2016')}</year><pub-dates><date>{styled('March 18')}</date></pub-dates>"
    f"</dates><isbn>{styled('0378-5955')}</isbn><label>meer2016</label>"
    f"<electronic-resource-num>{styled('https://doi.org/10.1000/x')}</electronic-resource-num>"
    f"<urls><related-urls><url>{styled('https://example.org/a')}</url><url>https://example.org/b"
    f"</url></related-urls></urls><notes>{styled('first line&#xD;second line')}</notes>"
    f"<research-notes>mine</research-notes><accession-num>A17</accession-num>"
    f"<custom1>cc</custom1>",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def read(content: bytes) -> Any:
    return read_endnote(content, Path("Export.xml"), Choices())


def test_an_article_with_styled_text() -> None:
    [moved] = read(export(ARTICLE)).entries
    entry = moved.entry
    assert entry.reference == {
        "type": "article-journal",
        "author": [
            {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Some Institute"},
        ],
        "title": "On <i>Bayān</i> and others",
        "container-title": "Journal of Reading",
        "container-title-short": "J. Read.",
        "page": "1-20",
        "volume": "4",
        "issue": "2",
        "issued": {"date-parts": [[2016, 3, 18]]},
        "ISSN": "0378-5955",
        "DOI": "10.1000/x",
        "URL": "https://example.org/a",
        "custom": {
            "accession-num": "A17",
            "custom1": "cc",
            "urls": "https://example.org/b",
        },
    }
    assert entry.key == "meer2016"
    assert entry.tags == ("claims", "names", "spelling")
    assert entry.notes == ("first line\nsecond line", "mine")


@pytest.mark.parametrize(
    ("kind", "number", "inner", "expected"),
    [
        ("Book Section", 5, "<titles><title>C</title><secondary-title>B</secondary-title></titles>"
         "<contributors><secondary-authors><author>Roe, Ann</author></secondary-authors>"
         "</contributors>",
         {"type": "chapter", "title": "C", "container-title": "B",
          "editor": [{"family": "Roe", "given": "Ann"}]}),
        ("Edited Book", 28, "<titles><title>B</title></titles><contributors><authors><author>Roe,"
         " Ann</author></authors></contributors>",
         {"type": "book", "title": "B", "editor": [{"family": "Roe", "given": "Ann"}]}),
        ("Book", 6, "<titles><title>B</title><secondary-title>S</secondary-title></titles>"
         "<number>7</number><isbn>978-0-306-40615-7</isbn>",
         {"type": "book", "title": "B", "collection-title": "S", "number": "7",
          "ISBN": "978-0-306-40615-7"}),
        ("Report", 27, "<titles><title>R</title></titles><publisher>I</publisher>"
         "<work-type>Brief</work-type>",
         {"type": "report", "title": "R", "publisher": "I", "genre": "Brief"}),
        ("Zeitungsartikel", 23, "<titles><title>N</title><secondary-title>P</secondary-title>"
         "</titles><section>A</section>",
         {"type": "article-newspaper", "title": "N", "container-title": "P", "section": "A"}),
        ("Web Page", 12, "<titles><title>W</title></titles><dates><year>n.d.</year></dates>",
         {"type": "webpage", "title": "W", "issued": {"literal": "n.d."}}),
    ],
)  # fmt: skip
def test_types(kind: str, number: int, inner: str, expected: dict[str, Any]) -> None:
    [moved] = read(export(record(kind, number, inner))).entries
    assert moved.entry.reference == expected


def test_names() -> None:
    assert endnote_name("World Bank,") == {"literal": "World Bank"}
    assert endnote_name("King, Martin, Jr.") == {
        "family": "King",
        "given": "Martin",
        "suffix": "Jr.",
    }
    assert endnote_name(" , ") == {}


def test_what_came_before_a_break_is_kept() -> None:
    found = read(export(ARTICLE, ARTICLE)[:-200])
    assert len(found.entries) == 1
    assert len(found.broken) == 1


def test_files_of_the_data_folder_come_and_none_from_elsewhere(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    (folder / "Sources.Data" / "PDF" / "123").mkdir(parents=True)
    text = "A paper\n\nIt has one paragraph that is its own.\n"
    (folder / "Sources.Data" / "PDF" / "123" / "a paper.txt").write_text(text)
    (tmp_path / "secret.txt").write_text("Not to be read\n\nIt lies outside.\n")
    names = (
        "internal-pdf://123/a%20paper.txt",
        "internal-pdf://../../../secret.txt",
        f"file://{tmp_path}/secret.txt",
        "../secret.txt",
    )
    links = "".join(f"<url>{name}</url>" for name in names)
    inner = (
        f"<titles><title>T</title></titles><urls><pdf-urls>{links}</pdf-urls></urls>"
        "<notes>a thought</notes><keywords><keyword>k</keyword></keywords>"
    )
    (folder / "Sources.xml").write_bytes(export(record("Report", 27, inner)))
    [line] = library.import_paths([str(folder / "Sources.xml")])
    assert (line.status, line.paragraphs) == ("added", 1)
    assert len([told for told in line.warnings if "did not come" in told]) == 3
    assert line.document is not None
    assert line.document.original_name == "a paper.txt"
    opened = library.open_document(line.document.id)
    assert ([note.text for note in opened.notes], opened.document.tags) == (["a thought"], ("k",))
    [again] = library.import_paths([str(folder / "Sources.xml")])
    assert (again.status, again.touched, library.count()) == ("duplicate", False, 1)
    assert library.check() == []


LAUGHS = '<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40)
)


@pytest.mark.parametrize(
    "content",
    [
        f"<!DOCTYPE xml [{LAUGHS}]><xml><records><record>"
        "<titles><title>&l39;</title></titles></record></records></xml>",
        '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><records><record>'
        "<titles><title>&x;</title></titles></record></records></xml>",
        '<!DOCTYPE xml SYSTEM "http://example.org/x.dtd"><xml><records><record>'
        "<titles><title>T</title></titles></record></records></xml>",
        "<xml><records>" + "<record>" * 5000,
        "<xml><records><record><titles><title>" + "x" * 11_000_000,
    ],
    ids=["laughs", "external", "dtd", "depth", "long"],
)
def test_hostile_xml_is_refused(library: Library, tmp_path: Path, content: str) -> None:
    file = tmp_path / "hostile.xml"
    file.write_text(content)
    [line] = library.import_paths([str(file)])
    assert line.status == "failed"
    assert library.count() == 0
    assert library.next_undo() is None


def test_a_file_of_50_mb_is_read_record_by_record() -> None:
    big = record(
        "Report", 27, f"<titles><title>T</title></titles><abstract>{'a ' * 500_000}</abstract>"
    )
    found = read(export(*[big] * 50))
    assert len(found.entries) == 50


def test_xml_of_another_kind_is_refused(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "other.xml"
    file.write_text("<html><body>no records</body></html>")
    [line] = library.import_paths([str(file)])
    assert line.error is not None
    assert line.error.code == "unknown-format"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "other.xml").write_text("<html/>")
    assert list(library.import_paths([str(folder)])) == []


def test_an_empty_export_is_told() -> None:
    with pytest.raises(InputError):
        read(export())
