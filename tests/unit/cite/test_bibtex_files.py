"""Which files an entry names, in the ways in which other programs write it."""

from __future__ import annotations

import pytest

from app.cite.bibtex import read_bibliography
from app.cite.bibtex.files import named_files

WRITTEN = [
    ("papers/smith2001.pdf", ["papers/smith2001.pdf"]),
    # JabRef: description, link, type; several with a semicolon.
    (":smith2001.pdf:PDF", ["smith2001.pdf"]),
    ("Full text:a/b.pdf:PDF;Notes:a/c.html:URL", ["a/b.pdf", "a/c.html"]),
    (r":a\;b\:c.pdf:PDF", ["a;b:c.pdf"]),
    (r":C\:/Papers/x.pdf:PDF", ["C:/Papers/x.pdf"]),
    (r":C\:\\Papers\\x.pdf:PDF", [r"C:\Papers\x.pdf"]),
    # Zotero's own BibTeX names the media type.
    ("Full Text PDF:files/12/Roe - 2014.pdf:application/pdf", ["files/12/Roe - 2014.pdf"]),
    (r"Snapshot:C\:\\Users\\roe\\Zotero\\storage\\A\\x.html:text/html",
     [r"C:\Users\roe\Zotero\storage\A\x.html"]),
    # Better BibTeX without descriptions.
    ("files/1/a.pdf;files/2/b.pdf", ["files/1/a.pdf", "files/2/b.pdf"]),
    # Mendeley leaves out the first slash and escapes for LaTeX.
    (":home/roe/a{\\_}b.pdf:pdf", ["/home/roe/a_b.pdf"]),
    (":C$\\backslash$:/Papers/R{\\&}D.pdf:pdf", ["C:/Papers/R&D.pdf"]),
    # By hand.
    ("C:\\Papers\\x.pdf", ["C:\\Papers\\x.pdf"]),
    ("/srv/x.pdf", ["/srv/x.pdf"]),
    ("x.pdf:PDF", ["x.pdf"]),
    ("Title: a subtitle.pdf:PDF", ["a subtitle.pdf"]),
    ("https://example.org/x.pdf", ["https://example.org/x.pdf"]),
    (":https\\://example.org/x.pdf:PDF", ["https://example.org/x.pdf"]),
    ("a.pdf;a.pdf", ["a.pdf"]),
    ("", []),
    (" ; :: ", []),
]  # fmt: skip


@pytest.mark.parametrize(("value", "paths"), WRITTEN)
def test_the_paths_are_found_however_they_are_written(value: str, paths: list[str]) -> None:
    assert list(named_files(value)) == paths


def test_an_entry_names_files_in_several_fields_and_inherits_none() -> None:
    text = (
        "@book{whole, title={Whole}, file={:whole.pdf:PDF}}\n"
        "@inbook{part, title={Part}, crossref={whole}, pdf={part.pdf}, localfile={part.txt}}\n"
    )
    files = {entry.key: entry.files for entry in read_bibliography(text).entries}
    assert files == {"whole": ("whole.pdf",), "part": ("part.pdf", "part.txt")}
