"""Zotero RDF: items with containers, people, notes, files and collections."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exchange.moving import Choices
from app.library import Library, create_library
from tests.support.zotero_folder import PAGE

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
 <bib:Article rdf:about="https://example.org/a">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:0378-5955"/>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Ellingsen</foaf:surname>
    <foaf:givenName>Mara</foaf:givenName></foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>Some Institute</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <dcterms:isReferencedBy rdf:resource="#item_5"/>
  <link:link rdf:resource="#item_6"/>
  <dc:subject>claims</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>names</rdf:value></z:AutomaticTag></dc:subject>
  <dc:title>On claims</dc:title>
  <dc:date>2016-03-18</dc:date>
  <bib:pages>1-20</bib:pages>
  <dc:identifier>DOI 10.1000/x</dc:identifier>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/a</rdf:value></dcterms:URI>
  </dc:identifier>
  <dcterms:dateSubmitted>2022-05-06 07:08:09</dcterms:dateSubmitted>
  <dc:description>Citation Key: ellingsen2016</dc:description>
  <z:libraryCatalog>Catalog</z:libraryCatalog>
 </bib:Article>
 <bib:Journal rdf:about="urn:issn:0378-5955">
  <prism:volume>4</prism:volume><dc:title>Journal of Reading</dc:title>
  <dc:identifier>ISSN 0378-5955</dc:identifier><prism:number>2</prism:number>
 </bib:Journal>
 <bib:Memo rdf:about="#item_5">
  <rdf:value>&lt;p&gt;a &lt;b&gt;thought&lt;/b&gt;&lt;/p&gt;</rdf:value>
 </bib:Memo>
 <z:Attachment rdf:about="#item_6"><z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/6/page.html"/><dc:title>Snapshot</dc:title>
 </z:Attachment>
 <bib:Book rdf:about="urn:isbn:9780306406157">
  <z:itemType>book</z:itemType>
  <dcterms:isPartOf><bib:Series><dc:title>Series of Books</dc:title>
   <dc:identifier>12</dc:identifier></bib:Series></dcterms:isPartOf>
  <dc:publisher><foaf:Organization><vcard:adr><vcard:Address>
   <vcard:locality>Oslo</vcard:locality></vcard:Address></vcard:adr>
   <foaf:name>Some Press</foaf:name></foaf:Organization></dc:publisher>
  <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Roe</foaf:surname>
   <foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
  <dc:title>A printed book</dc:title><dc:date>2014</dc:date>
  <dc:identifier>ISBN 9780306406157</dc:identifier><link:link rdf:resource="#item_9"/>
 </bib:Book>
 <z:Attachment rdf:about="#item_9"><z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="../secret.txt"/></z:Attachment>
 <bib:Document rdf:about="https://example.org/w">
  <z:itemType>webpage</z:itemType>
  <dcterms:isPartOf><z:Website><dc:title>Second Reading</dc:title></z:Website></dcterms:isPartOf>
  <dc:title>A page</dc:title>
 </bib:Document>
 <z:Collection rdf:about="#collection_2"><dc:title>Week 1</dc:title>
  <dcterms:hasPart rdf:resource="https://example.org/a"/></z:Collection>
 <z:Collection rdf:about="#collection_1"><dc:title>Seminar</dc:title>
  <dcterms:hasPart rdf:resource="#collection_2"/>
  <dcterms:hasPart rdf:resource="urn:isbn:9780306406157"/></z:Collection>
</rdf:RDF>
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "Exported Items"
    (folder / "files" / "6").mkdir(parents=True)
    (folder / "files" / "6" / "page.html").write_text(PAGE)
    (tmp_path / "secret.txt").write_text("Not to be read\n\nIt lies outside.\n")
    made = folder / "Exported Items.rdf"
    made.write_text(RDF)
    return made


def test_items_with_containers_people_and_identifiers(library: Library, file: Path) -> None:
    lines = list(library.import_paths([str(file)]))
    assert [line.status for line in lines] == ["added"] * 3
    article = library.document("ellingsen2016")
    assert article.reference == {
        "type": "article-journal",
        "title": "On claims",
        "author": [{"family": "Ellingsen", "given": "Mara"}, {"literal": "Some Institute"}],
        "container-title": "Journal of Reading",
        "volume": "4",
        "issue": "2",
        "page": "1-20",
        "issued": {"date-parts": [[2016, 3, 18]]},
        "accessed": {"date-parts": [[2022, 5, 6]]},
        "DOI": "10.1000/x",
        "ISSN": "0378-5955",
        "URL": "https://example.org/a",
        "source": "Catalog",
    }
    assert article.tags == ("claims", "names")
    by_title = {document.title: document.reference for document in library.documents()}
    assert by_title["A printed book"] == {
        "type": "book",
        "title": "A printed book",
        "collection-title": "Series of Books",
        "collection-number": "12",
        "publisher": "Some Press",
        "publisher-place": "Oslo",
        "editor": [{"family": "Roe", "given": "Ann"}],
        "issued": {"date-parts": [[2014]]},
        "ISBN": "9780306406157",
    }
    assert by_title["A page"]["container-title"] == "Second Reading"


def test_notes_files_and_collections(library: Library, file: Path) -> None:
    lines = list(library.import_paths([str(file)]))
    opened = library.open_document("ellingsen2016")
    assert opened.text is not None
    assert [note.text for note in opened.notes] == ["a **thought**"]
    outer, inner = library.collections()
    assert (outer.name, inner.name, inner.parent) == ("Seminar", "Week 1", outer.id)
    assert inner.documents == (opened.document.id,)
    told = [warning for line in lines for warning in line.warnings]
    assert told == ["“secret.txt” did not come: the file is missing"]


def test_a_second_import_of_a_new_export_adds_nothing(library: Library, file: Path) -> None:
    list(library.import_paths([str(file)]))
    file.write_text(RDF.replace("#item_", "#item_1"))
    lines = list(library.import_paths([str(file)]))
    assert [(line.status, line.touched) for line in lines] == [("duplicate", False)] * 3
    assert len(library.collections()) == 2
    assert len(library.notes()) == 1


def test_the_whole_exported_folder_brings_each_file_once(library: Library, file: Path) -> None:
    lines = list(library.import_paths([str(file.parent)]))
    assert [line.status for line in lines] == ["added"] * 3 + ["duplicate"]


def test_rdf_of_others_is_told_to_hold_no_reference(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "other.rdf"
    file.write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>'
    )
    [line] = library.import_paths([str(file)])
    assert line.status == "failed"


def test_nothing_of_a_note_or_path_leaves_in_an_archive(
    library: Library, file: Path, tmp_path: Path
) -> None:
    ris = tmp_path / "named.ris"
    ris.write_text(
        f"TY  - RPRT\nTI  - T\nL1  - {file.parent}/files/6/page.html\nN1  - hush\nER  - \n"
    )
    list(library.import_paths([str(file), str(ris)], choices=Choices(linked=True)))
    archived = zipfile.ZipFile(io.BytesIO(library.archive().content)).read("library.json").decode()
    assert "On claims" in archived
    for secret in ("thought", "hush", str(tmp_path), "files/6"):
        assert secret not in archived
