"""Word, OpenDocument and EPUB files built part by part, so that a test says all that is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {
    "Title": "Title", "Subtitle": "Subtitle", "Author": "Author", "Date": "Date",
    "Heading1": "heading 1", "Heading2": "heading 2", "Quote": "Quote", "Caption": "caption",
    "TOC1": "toc 1", "SourceCode": "Source Code", "ListParagraph": "List Paragraph",
}  # fmt: skip
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "meta": "meta", "fo": "xsl-fo-compatible", "manifest": "manifest",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            # A format's own name stands first, as it is, so that it can be told by its first bytes.
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, content, stored)
    return out.getvalue()


def run(text: str) -> str:
    """A run of text in a Word paragraph."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, style: str = "", extra: str = "") -> str:
    """A Word paragraph; plain text is put into a run."""
    inner = content if content.startswith("<") else run(content)
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}{extra}</w:pPr>{inner}</w:p>"


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """An item of a Word list."""
    where = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return par(text, "ListParagraph", where)


def docx_parts(body: str, *, core: str = "", notes: str = "", comments: str = "") -> dict[str, str]:
    """The parts of a Word document."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
            for id_, name in _STYLES.items()
        )
        + "</w:styles>",
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
        + "".join(
            f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
            for n in range(3)
        )
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
        "word/comments.xml": f'<w:comments xmlns:w="{_W}">{comments}</w:comments>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
            for n, kind in enumerate(("styles", "numbering", "footnotes", "comments"))
        )
        + "</Relationships>",
    }
    if core:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return parts


def docx(body: str, *, core: str = "", notes: str = "", comments: str = "") -> bytes:
    """A Word document."""
    return zipped(docx_parts(body, core=core, notes=notes, comments=comments))


def odt_parts(body: str, *, meta: str = "", styles: str = "", manifest: str = "") -> dict[str, str]:
    """The parts of an OpenDocument text; ``styles`` are its automatic ones."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content {_ODF} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles/></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>",
    }


def odt(body: str, *, meta: str = "", styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text."""
    return zipped(odt_parts(body, meta=meta, styles=styles, manifest=manifest))


def xhtml(body: str) -> str:
    """A document of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body>{body}</body></html>"
    )


def epub_parts(
    chapters: Mapping[str, str], *, metadata: str = "", nav: str = "", spine: str = ""
) -> dict[str, str]:
    """The parts of a book: chapters by name, in the order of the spine unless that is given."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in chapters
    )
    order = spine.split() or list(chapters)
    refs = "".join(f'<itemref idref="{name}"/>' for name in order)
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container version="1.0" '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "OPS/package.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        '<manifest><item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/>{items}</manifest><spine>{refs}</spine></package>',
        "OPS/nav.xhtml": xhtml(nav),
        **{f"OPS/text/{name}.xhtml": xhtml(body) for name, body in chapters.items()},
    }


def epub(
    chapters: Mapping[str, str], *, metadata: str = "", nav: str = "", spine: str = ""
) -> bytes:
    """A book."""
    return zipped(epub_parts(chapters, metadata=metadata, nav=nav, spine=spine))
