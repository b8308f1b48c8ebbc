"""Inputs built to do harm, for every format: each names a canary that nothing may read or show."""

# ruff: noqa: E501 — data, an input or two a line
from __future__ import annotations

import gzip
import plistlib
import zipfile
import zlib
from collections.abc import Iterator

from tests.unit.intake.archives import archive, encrypted, lying, overlapping, with_link
from tests.unit.intake.packages import (
    docx,
    docx_parts,
    epub,
    epub_parts,
    odt,
    odt_parts,
    par,
    xhtml,
    zipped,
)

CANARY = "canary-4711.txt"
"""The name of a file outside that inputs point at."""

SECRET = "SECRETWORDS"
"""What stands in it."""

HIDDEN = "HIDDENCODE"
"""What stands only where no reader of a page would see it."""

Input = tuple[str, str, bytes]
"""A name for the test, a file name, and its bytes."""

_P = "<p>Visible words of the page, enough of them to be a paragraph of the text.</p>"

# What must leave no trace in the text: code, and what a browser would load or run.
_UNSEEN = (
    "<script>{x}()</script>", "<ScRiPt>{x}</sCrIpT>", "<script/x>{x}</script>",
    "<script\n>{x}</script\n>", "<style>{x}{{}}</style>", "<style>@import '{u}{x}';</style>",
    "<svg><script>{x}</script></svg>", "<svg onload={x}()>", "<svg><a xlink:href='javascript:{x}'>"
    "</a></svg>", "<svg><style>{x}</style></svg>", "<svg><foreignObject><p onclick={x}></p>"
    "</foreignObject></svg>", "<math href='javascript:{x}'></math>", "<img src=x onerror={x}()>",
    "<img src='javascript:{x}()'>", "<img src=//192.0.2.1/{x}.png>", "<img src='file://{c}'>",
    "<img src='\\\\192.0.2.1\\{x}\\a.png'>", "<img src='../{c}'>", "<img src='page_files/../{c}'>",
    "<img src='page_files/%2e%2e/{c}'>", "<img srcset='//192.0.2.1/{x} 2x'>",
    "<img src='data:image/svg+xml,<svg onload={x}()>'>", "<img src='data:text/html,{x}'>",
    "<iframe src='{u}{x}'></iframe>", "<iframe srcdoc='<script>{x}</script>'></iframe>",
    "<iframe src='file://{c}'></iframe>", "<object data='{u}{x}'></object>",
    "<object data='file://{c}'></object>", "<embed src='{u}{x}'>", "<applet code={x}></applet>",
    "<video src='{u}{x}'></video>", "<audio src='{u}{x}'></audio>",
    "<video><source onerror={x}()></video>", "<link rel=stylesheet href='{u}{x}'>",
    "<link rel=import href='file://{c}'>", "<link rel=preload href='{u}{x}' as=script>",
    "<meta http-equiv=refresh content='0;url={u}{x}'>", "<base href='javascript:{x}//'>",
    "<form action='{u}{x}'><input name={x} value={x}></form>", "<input autofocus onfocus={x}()>",
    "<button onclick={x}()></button>", "<textarea>{x}</textarea>", "<select><option>{x}</select>",
    "<template><p>{x}</p></template>", "<noscript><p>{x}</p></noscript>",
    "<a href='javascript:{x}()'></a>", "<a href='jav&#x09;ascript:{x}()'></a>",
    "<a href='java\x00script:{x}()'></a>", "<a href=' javascript:{x}()'></a>",
    "<a href='vbscript:{x}'></a>", "<a href='data:text/html;base64,{x}'></a>",
    "<p onclick={x}()></p>", "<p style='background:url(javascript:{x})'></p>",
    "<p style='display:none'>{x}</p>", "<p hidden>{x}</p>", "<div aria-hidden=true>{x}</div>",
    "<details ontoggle={x}() open></details>", "<marquee onstart={x}()></marquee>",
    "<body onload={x}()>", "<body background='{u}{x}'>", "<table background='javascript:{x}'></table>",
    "<!-- {x} -->", "<!--[if IE]><script>{x}</script><![endif]-->", "<?php {x} ?>", "<?xml-stylesheet "
    "href='{u}{x}'?>", "<!DOCTYPE x SYSTEM 'file://{c}'>", "<!ENTITY x SYSTEM 'file://{c}'>",
    "<blockquote cite='javascript:{x}'></blockquote>", "<q cite='{u}{x}'></q>",
    "<canvas>{x}</canvas>", "<map name=a><area href='javascript:{x}'></map>",
    "<dialog open>{x}</dialog>", "<x onclick={x}()></x>", "<p class='{x}' id='{x}'></p>",
    "<frameset><frame src='file://{c}'></frameset>", "<bgsound src='{u}{x}'>",
    "<isindex action=javascript:{x}>", "<xml><i>a</i></xml><script>{x}</script>",
)  # fmt: skip
# What may be read as text or not at all, but must end soon and in one way or the other.
_ODD_PAGES = {
    "noscript trick": "<noscript><p title='</noscript><img src=x onerror=a()>'>",
    "style trick": "<style><!--</style><img src=x onerror=a()>--></style>",
    "math trick": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img src=1>'>",
    "svg title trick": "<svg></p><style><a id='</style><img src=1 onerror=a()>'>",
    "form nesting": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=a()>",
    "unclosed attribute": "<p title='never closed>text",
    "unclosed comment": "text<!-- never closed",
    "unclosed tag": "text <a href='x",
    "plaintext": "<plaintext>text</plaintext><p>more",
    "CDATA": "<![CDATA[<script>a</script>]]>text",
    "null bytes": "<p>te\x00xt</p>",
    "surrogates": "<p>&#xD800;&#xDFFF;text</p>",
    "large entity": "<p>&#99999999999999;text</p>",
    "bidi title": "<title>\u202eevil\u202c title</title><p>text",
    "deep lists": "<ul><li>" * 300 + "text",
    "deep tables": "<table><tr><td>" * 150 + "text",
    "deep quotations": "<blockquote>" * 400 + "text",
    "wide table": "<table><tr>" + "<td>a</td><td>b" * 5_000 + "</table>",
    "many lists": "<ul><li>a</ul>" * 5_000,
    "JSON-LD of arrays": "<script type=application/ld+json>" + "[" * 5_000 + "</script><p>text",
    "JSON-LD of lies": '<script type="application/ld+json">{"@type":"Article","headline":{"a":[]},'
    '"author":[[["x"]]],"datePublished":99999999999}</script><p>text',
    "address of code": "<!-- saved from url=(0011)javascript:a() --><p>text",
    "canonical of code": "<link rel=canonical href='javascript:a()'><p>text",
    "og of code": "<meta property='og:url' content='data:text/html,x'><p>text",
    "long title": "<title>" + "a" * 500_000 + "</title><p>text",
    "many headings": "<h1>a</h1>" * 20_000,
    "tabs and breaks": "<p>a" + "\t\r\n" * 100_000,
    "nested emphasis": "<b><i>" * 250 + "text",
}
_ODD_TEXT = {
    "zeros": b"\0" * 5_000,
    "UTF-16 cut": b"\xff\xfea",
    "UTF-32": "Title\n\nText.".encode("utf-32"),
    "UTF-7": b"+ADw-script+AD4-",
    "overlong": b"Title\n\n\xc0\xaf\xe0\x80\xaf text of it",
    "lone continuation": b"Title\n\n" + b"\x80" * 2_000,
    "surrogates": "Title\n\n\ud800 text".encode("utf-8", "surrogatepass"),
    "bidi": "\u202eTitle\u202c\n\n\u2066text\u2069".encode(),
    "zero width": ("Ti\u200btle\n\n" + "\u200b\u200c\u200d\ufeff" * 5_000).encode(),
    "one long line": b"a" * 3_000_000,
    "only breaks": b"\n" * 1_000_000,
    "escapes": b"Title\n\n\x1b[31mred\x1b]0;title\x07",
    "Windows-1256": "قالت وكالة أعماق إن الخبر صحيح\n\nنص آخر من الكلمات".encode("cp1256"),
    "equals signs": b"=" * 50_000,
    "brackets": b"[" * 4_000,
    "pipes": b"|" * 20_000,
}


def pages(canary: str) -> Iterator[Input]:
    """Pages in which ``HIDDEN`` and the file at ``canary`` are named where nobody looks."""
    for number, vector in enumerate(_UNSEEN):
        bad = vector.format(x=HIDDEN, u="http://192.0.2.1/", c=canary)
        page = f"<html><head><title>A Title Here</title></head><body>{_P}{bad}{_P}</body></html>"
        yield f"page {number}: {vector[:24]}", "page.html", page.encode()
    for name, page in _ODD_PAGES.items():
        yield f"page: {name}", "page.html", page.encode("utf-8", "surrogatepass")


def texts() -> Iterator[Input]:
    """Bytes that are hardly text, as text, Markdown and wikitext."""
    for name, data in _ODD_TEXT.items():
        for suffix in ("txt", "md", "wiki"):
            yield f"{suffix}: {name}", f"a.{suffix}", data


def wikitexts(canary: str) -> Iterator[Input]:
    """Wikitext that nests, never closes, or names a file."""
    for name, text in {
        "templates": "{{a|" * 600, "closed templates": "{{a|" * 400 + "}}" * 400,
        "parameters": "{{a|" + "b=c|" * 50_000 + "}}", "links": "[[" * 2_000,
        "references": "<ref>" * 2_000, "named references": "<ref name=a/>" * 50_000,
        "lists": "*" * 500 + " a", "tables": "{|\n|\n" * 200, "files": "[[File:a|" * 20_000,
        "galleries": "<gallery>" * 3_000, "quotes": "'" * 100_000, "headings": "=" * 2_000 + "a",
        "include": "{{:file://" + canary + "}} [[File:" + canary + "]] {{#include:" + canary + "}}",
        "nowiki": "<nowiki>" * 400, "comments": "<!--" * 50_000, "math": "<math>" * 300,
    }.items():  # fmt: skip
        yield f"wiki: {name}", "a.wiki", text.encode()


def rich_texts(canary: str) -> Iterator[Input]:
    """RTF that nests, lies about lengths, or names a file."""
    for name, text in {
        "groups": "{\\rtf1 " + "{" * 5_000 + "a" + "}" * 5_000 + "}",
        "unbalanced": "{\\rtf1 a}}}}}} b", "never closed": "{\\rtf1 " + "{\\b " * 300 + "a}",
        "binary": "{\\rtf1 {\\pict\\bin999999999 }a}", "negative binary": "{\\rtf1 \\bin-5 a}",
        "large numbers": "{\\rtf1 \\u99999999 \\li999999999 \\f-1 \\uc999 a\\par}",
        "include": f'{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDETEXT "{canary}"}}{{\\fldrslt a}}}}}}',
        "object": "{\\rtf1 {\\object\\objautlink{\\*\\objdata 0105}}a\\par}",
        "template": f"{{\\rtf1 {{\\*\\template {canary}}}a\\par}}",
        "escapes": "{\\rtf1 " + "\\'c3" * 50_000 + "\\par}",
        "half a pair": "{\\rtf1 \\u-10179? a\\u-8704?\\par}",
        "many fonts": "{\\rtf1{\\fonttbl" + "{\\f1\\fcharset178 A;}" * 5_000 + "}a\\par}",
        "many cells": "{\\rtf1 \\trowd" + "\\cellx1" * 2_000 + "\\intbl a\\cell\\row}",
        "notes in notes": "{\\rtf1 a" + "{\\footnote b" * 100 + "}" * 100 + "\\par}",
        "only a backslash": "{\\rtf1 \\}", "no version": "{\\rtf}",
    }.items():  # fmt: skip
        yield f"rtf: {name}", "a.rtf", text.encode("latin-1")


def word_documents(canary: str) -> Iterator[Input]:
    """Word documents with entities, outside parts, deep nesting and missing pieces."""
    base = docx_parts(par("Visible words."))
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
    )
    body = base["word/document.xml"]
    changes: dict[str, dict[str, str]] = {
        "entity bomb": {"word/document.xml": _bomb("a")},
        "outside entity": {"word/document.xml": _outside(canary)},
        "parameter entity": {"word/document.xml": f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{canary}">%b;]><a/>'},
        "document type": {"word/document.xml": f'<!DOCTYPE a SYSTEM "file://{canary}">{body}'},
        "entity in styles": {"word/styles.xml": _outside(canary)},
        "entity in core": {"docProps/core.xml": _outside(canary)},
        "template outside": {"word/_rels/document.xml.rels": outside.format("attachedTemplate", f"file://{canary}")},
        "frame outside": {"word/_rels/document.xml.rels": outside.format("frame", "http://192.0.2.1/x")},
        "styles outside": {"word/_rels/document.xml.rels": outside.format("styles", f"../../../{canary}")},
        "body outside": {"_rels/.rels": outside.format("officeDocument", f"../../{canary}")},
        "notes outside": {"word/_rels/document.xml.rels": outside.format("footnotes", f"/{canary}")},
        "deep": {"word/document.xml": "<w:p>" * 5_000},
        "no content": {"word/document.xml": ""}, "other XML": {"word/document.xml": "<html/>"},
        "UTF-16 lie": {"word/document.xml": '<?xml version="1.0" encoding="utf-16"?>' + body},
        "UTF-7": {"word/document.xml": '<?xml version="1.0" encoding="utf-7"?><a>+ADw-</a>'},
        "wide": {"word/document.xml": body.replace("<w:p>", "<w:p>" + "<w:r/>" * 20_000, 1)},
        "note of itself": {"word/footnotes.xml": base["word/footnotes.xml"].replace(
            "</w:footnotes>", '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r>'
            "</w:p></w:footnote></w:footnotes>"), "word/document.xml": body.replace(
            "<w:t", '<w:footnoteReference w:id="2"/><w:t', 1)},
        "style of itself": {"word/styles.xml": base["word/styles.xml"].replace(
            '<w:name w:val="Title"/>', '<w:name w:val="Title"/><w:basedOn w:val="Title"/>')},
    }  # fmt: skip
    for name, changed in changes.items():
        yield f"docx: {name}", "a.docx", zipped({**base, **changed})
    whole = docx(par("Visible words."))
    for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        yield f"docx: cut at {share}", "a.docx", whole[: int(len(whole) * share)]
    for number in range(10):
        at = (number + 1) * len(whole) // 11
        yield f"docx: byte {at}", "a.docx", whole[:at] + b"\xff\xff\xff" + whole[at + 3 :]


def open_documents(canary: str) -> Iterator[Input]:
    """OpenDocument texts with entities, outside parts, deep nesting and missing pieces."""
    base = odt_parts("<text:p>Visible words.</text:p>")
    body = base["content.xml"]
    link = f'<text:section><text:section-source xlink:href="file://{canary}" xmlns:xlink="x"/></text:section>'
    changes = {
        "entity bomb": {"content.xml": _bomb("a")}, "outside entity": {"content.xml": _outside(canary)},
        "entity in styles": {"styles.xml": _outside(canary)}, "entity in meta": {"meta.xml": _outside(canary)},
        "entity in manifest": {"META-INF/manifest.xml": _outside(canary)},
        "section outside": {"content.xml": body.replace("<text:p>", link + "<text:p>")},
        "deep": {"content.xml": "<a>" * 5_000}, "no content": {"content.xml": ""},
        "deep lists": {"content.xml": body.replace("<text:p>", "<text:list><text:list-item>" * 13 + "<text:p>")
                       .replace("</text:p>", "</text:p>" + "</text:list-item></text:list>" * 13)},
        "style of itself": {"content.xml": body.replace("<office:automatic-styles>",
            '<office:automatic-styles><style:style style:name="P" style:parent-style-name="P"/>')
            .replace("<text:p>", '<text:p text:style-name="P">')},
        "macro": {"Basic/script.xml": f"<x>{HIDDEN}</x>"},
        "spaces": {"content.xml": body.replace("Visible", '<text:s text:c="2000000000"/>')},
        "repeated columns": {"content.xml": body.replace("<text:p>", "<table:table><table:table-column "
            'table:number-columns-repeated="2000000000"/></table:table><text:p>')},
    }  # fmt: skip
    for name, changed in changes.items():
        yield f"odt: {name}", "a.odt", zipped({**base, **changed})
    whole = odt("<text:p>Visible words.</text:p>")
    for share in (0.2, 0.5, 0.8):
        yield f"odt: cut at {share}", "a.odt", whole[: int(len(whole) * share)]


def books(canary: str) -> Iterator[Input]:
    """EPUBs with scripts, entities, paths that lead outside, and loops."""
    chapter = "<p>Visible words.</p>"
    base = epub_parts({"one": chapter})
    package = base["OPS/package.opf"]
    changes = {
        "script": {"OPS/text/one.xhtml": xhtml(f"<script>{HIDDEN}</script>{chapter}")},
        "entity bomb": {"OPS/package.opf": _bomb("a")}, "outside entity": {"OPS/package.opf": _outside(canary)},
        "entity in container": {"META-INF/container.xml": _outside(canary)},
        "entity in chapter": {"OPS/text/one.xhtml": _outside(canary)},
        "entity in nav": {"OPS/nav.xhtml": _outside(canary)},
        "spine outside": {"OPS/package.opf": package.replace("text/one.xhtml", f"../../../{canary}")},
        "absolute": {"OPS/package.opf": package.replace("text/one.xhtml", f"file://{canary}")},
        "package outside": {"META-INF/container.xml": base["META-INF/container.xml"].replace("OPS/package.opf", f"../{canary}")},
        "chapter twice": {"OPS/package.opf": package.replace("<spine>", "<spine>" + '<itemref idref="one"/>' * 3_000)},
        "deep": {"OPS/text/one.xhtml": xhtml("<div>" * 600 + "a")},
        "deep inside": {"OPS/text/one.xhtml": xhtml("<section>" * 300 + chapter + "</section>" * 300)},
        "note of itself": {"OPS/text/one.xhtml": xhtml('<p id="a">x<sup><a href="#a">1</a></sup></p>' + chapter)},
        "notes in a ring": {"OPS/text/one.xhtml": xhtml(
            '<p id="a">x<sup><a href="#b">1</a></sup></p><p id="b">y<sup><a href="#a">2</a></sup></p>')},
        "everything a note": {"OPS/text/one.xhtml": xhtml('<sup><a href="#b">1</a></sup><div id="b">' + chapter + "</div>")},
        "page marks": {"OPS/text/one.xhtml": xhtml('<span epub:type="pagebreak" title="1"/>' * 5_000 + chapter)},
        "no chapter": {"OPS/text/one.xhtml": ""}, "image outside": {"OPS/text/one.xhtml": xhtml(f'<img src="file://{canary}"/>' + chapter)},
    }  # fmt: skip
    for name, changed in changes.items():
        yield f"epub: {name}", "a.epub", zipped({**base, **changed})
    whole = epub({"one": chapter})
    for share in (0.2, 0.5, 0.8):
        yield f"epub: cut at {share}", "a.epub", whole[: int(len(whole) * share)]


def archives(canary: str) -> Iterator[Input]:
    """Harmful archives under the names of documents."""
    part = ("word/document.xml", b"<a/>")
    for name, data in {
        "parent": archive([("../" + canary, b"x"), part]), "absolute": archive([("/" + canary, b"x"), part]),
        "backslash": archive([("..\\a", b"x"), part]), "drive": archive([("C:a", b"x"), part]),
        "device": archive([("word/con.xml", b"x"), part]), "override": archive([("a\u202ecod.xml", b"x"), part]),
        "control": archive([("a\x1b.xml", b"x"), part]), "double": archive([part, part]),
        "other case": archive([part, ("WORD/document.xml", b"x")]), "link": with_link("word/document.xml", canary),
        "link beside": with_link("word/styles.xml", canary, part), "encrypted": encrypted(*part),
        "overlap": overlapping(["word/document.xml", "word/styles.xml"], 1_000_000),
        "many overlap": overlapping([f"{n}.xml" for n in range(500)], 1_000_000),
        "bomb": archive([("word/document.xml", b"\0" * 40_000_000)]),
        "bomb beside": archive([part, ("x.bin", b"\0" * 40_000_000)]),
        "short lie": lying(part[0], b"<a/>" * 1_000, 4), "long lie": lying(part[0], b"<a/>", 4_000),
        "huge lie": lying(part[0], b"<a/>", 4_000_000_000), "entries": archive([(f"{n}", b"") for n in range(5_001)]),
        "in itself": archive([("word/document.xml", archive([part]))]),
        "bzip2": archive([part], method=zipfile.ZIP_BZIP2), "LZMA": archive([part], method=zipfile.ZIP_LZMA),
        "no end": archive([part])[:-10], "only an end": b"PK\x05\x06" + b"\0" * 18,
        "end that lies": archive([part])[:-6] + b"\xff\xff\xff\x7f\0\0",
    }.items():  # fmt: skip
        for file in ("a.docx", "a.epub"):
            yield f"{file[2:]} archive: {name}", file, data


def packed_pages(canary: str) -> Iterator[Input]:
    """MHTML and web archives that nest, lie, or name a file."""
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
    part = "--b\r\nContent-Type: text/html\r\n{}\r\n<p>Visible words.<img src='{}'></p>\r\n"
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(2_000)
    )
    for name, text in {
        "no end": head + "\r\n" + part.format("", "x"), "no boundary": "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx",
        "nested": "MIME-Version: 1.0\r\nX: multipart/related\r\n" + nested,
        "many parts": head + "\r\n" + part.format("", "x") + "--b\r\n\r\nx\r\n" * 20_000 + "--b--",
        "many headers": head + "X-A: b\r\n" * 50_000 + "\r\n" + part.format("", "x") + "--b--",
        "long header": head + "X: " + "a" * 1_000_000 + "\r\n\r\n" + part.format("", "x") + "--b--",
        "image of a file": head + "\r\n" + part.format("", f"file://{canary}") + "--b--",
        "location of a file": head + f"Snapshot-Content-Location: file://{canary}\r\n\r\n" + part.format(f"Content-Location: file://{canary}\r\n", "x") + "--b--",
        "broken base64": head + "\r\n" + part.format("Content-Transfer-Encoding: base64\r\n", "x") + "--b--",
        "unknown charset": head + "\r\n" + part.format("", "x").replace("text/html", "text/html; charset=zlib") + "--b--",
        "hex charset": head + "\r\n" + part.format("", "x").replace("text/html", "text/html; charset=hex_codec") + "--b--",
        "broken date": head + "Date: 99 Foo 99999 99:99:99\r\n\r\n" + part.format("", "x") + "--b--",
    }.items():  # fmt: skip
        yield f"mhtml: {name}", "a.mht", text.encode()
    main = {"WebResourceData": b"<p>Visible words.</p>", "WebResourceURL": f"file://{canary}"}
    for name, archive_ in {
        "address of a file": {"WebMainResource": main},
        "encoding of bytes": {"WebMainResource": {**main, "WebResourceTextEncodingName": "hex_codec"}},
        "images of anything": {"WebMainResource": main, "WebSubresources": [1, "a", {}, {"WebResourceData": 5}]},
        "main of text": {"WebMainResource": "x"},
    }.items():  # fmt: skip
        yield (
            f"webarchive: {name}",
            "a.webarchive",
            plistlib.dumps(archive_, fmt=plistlib.FMT_BINARY),
        )
    entity = f'<!DOCTYPE plist [<!ENTITY a SYSTEM "file://{canary}">]><plist><dict><key>&a;</key></dict></plist>'
    yield "webarchive: entity", "a.webarchive", b"<?xml version='1.0'?>" + entity.encode()
    yield "webarchive: deep", "a.webarchive", b"<plist>" + b"<array>" * 20_000
    yield "webarchive: offsets", "a.webarchive", b"bplist00" + b"\xaf" * 64 + b"\xff" * 32


def other_files() -> Iterator[Input]:
    """PDFs, compressed files, and files under a wrong name."""
    pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    for name, data in {
        "no pages": pdf + b"%%EOF", "page tree of itself": pdf + b"2 0 obj<</Kids[2 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF", "large count": pdf + b"2 0 obj<</Type/Pages/Kids[]/Count 99999999>>"
        b"endobj trailer<</Root 1 0 R>> %%EOF", "script": pdf + b"3 0 obj<</S/JavaScript/JS(app.alert)>>endobj %%EOF",
        "noise": b"%PDF-1.4\n" + bytes(range(256)) * 100 + b"%%EOF", "deep": b"%PDF-1.4\n" + b"[" * 50_000 + b"%%EOF",
    }.items():  # fmt: skip
        yield f"pdf: {name}", "a.pdf", data
    page = b"<html><body><p>Visible words.</p></body></html>"
    yield "gzip: bomb", "a.html", gzip.compress(b"\0" * 200_000_000, 9)
    yield "gzip: cut", "a.html", gzip.compress(page)[:-8]
    yield "gzip: twice", "a.html", gzip.compress(gzip.compress(page))
    yield "gzip: noise", "a.html", b"\x1f\x8b\x08" + b"\xff" * 60
    yield "gzip: a page", "a.html", gzip.compress(page)
    yield "zlib", "a.html", zlib.compress(page * 50)
    for suffix in ("pdf", "docx", "odt", "epub", "rtf", "mht", "webarchive", "md", "wiki"):
        yield f"a page named {suffix}", f"a.{suffix}", page
        yield (
            f"a picture named {suffix}",
            f"a.{suffix}",
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        )


def everything(canary: str) -> list[Input]:
    """All of them; ``canary`` is the path of a file that holds ``SECRET``."""
    return [
        *pages(canary), *texts(), *wikitexts(canary), *rich_texts(canary), *word_documents(canary),
        *open_documents(canary), *books(canary), *archives(canary), *packed_pages(canary),
        *other_files(),
    ]  # fmt: skip


def _bomb(name: str) -> str:
    """An entity that multiplies itself, as "billion laughs" does."""
    rows = [f'<!ENTITY {name}0 "ha">']
    rows += [f'<!ENTITY {name}{n} "{f"&{name}{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE x [{''.join(rows)}]><x>&{name}9;</x>"


def _outside(canary: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{canary}">]><x>&a;</x>'
