"""More inputs built to do harm: vectors of sanitisers, formats that name code, and files of references."""

# ruff: noqa: E501 — data, an input or two a line
from __future__ import annotations

import io
import plistlib
import zipfile
from collections.abc import Iterator

from tests.unit.intake.packages import docx_parts, epub_parts, odt_parts, par, xhtml, zipped

CODE = "javascript:HIDDENCODE()"
"""An address that is code; it may stand nowhere, neither in a text nor in what is told of a file."""

Input = tuple[str, str, bytes]
_P = "<p>Visible words of the page, enough of them to be a paragraph of the text.</p>"

# Kinds of trick that published sets of vectors collect, each written anew; what runs is HIDDENCODE.
_TRICKS = (
    '<IMG SRC="jav\tascript:HIDDENCODE">', '<IMG SRC="jav&#x0A;ascript:HIDDENCODE">',
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;HIDDENCODE>",
    "<IMG SRC=&#0000106&#0000097&#0000118&#0000097&#0000115:HIDDENCODE>",
    '<IMG """><SCRIPT>HIDDENCODE</SCRIPT>"\\>', "<IMG SRC=x ONERROR = HIDDENCODE>",
    "<IMG/SRC=x/ONERROR=HIDDENCODE>", "<IMG\x0cSRC=x\x0cONERROR=HIDDENCODE>", "<img src=`x` onerror=HIDDENCODE>",
    "<<SCRIPT>HIDDENCODE;//<</SCRIPT>", "<SCRIPT/XSS SRC='//x/HIDDENCODE'></SCRIPT>",
    "<SCRIPT SRC=//x/HIDDENCODE.js?<B>", "<scr<script>ipt>a</scr</script>ipt>",
    "<BODY ONLOAD=HIDDENCODE>", "<BGSOUND SRC='javascript:HIDDENCODE'>", "<LAYER SRC='HIDDENCODE'></LAYER>",
    "<META HTTP-EQUIV='refresh' CONTENT='0;url=data:text/html,HIDDENCODE'>",
    "<META HTTP-EQUIV='Set-Cookie' Content='a=HIDDENCODE'>", "<DIV STYLE='width: expression(HIDDENCODE)'></DIV>",
    "<DIV STYLE='background-image:\\0075\\0072\\006C(HIDDENCODE)'></DIV>", "<XSS STYLE='behavior:url(HIDDENCODE)'></XSS>",
    "<STYLE>li{list-style-image:url('javascript:HIDDENCODE')}</STYLE>", "<STYLE TYPE='text/javascript'>HIDDENCODE</STYLE>",
    "<OBJECT TYPE='text/x-scriptlet' DATA='HIDDENCODE'></OBJECT>", "<EMBED SRC='data:image/svg+xml;base64,HIDDENCODE'>",
    "<svg><animate onbegin=HIDDENCODE attributeName=x dur=1s></svg>", "<svg><set attributeName=href to=javascript:HIDDENCODE></svg>",
    "<svg><use href='data:image/svg+xml,HIDDENCODE'/></svg>", "<svg><image href='//x/HIDDENCODE'/></svg>",
    "<svg><desc><script>HIDDENCODE</script></desc></svg>", "<svg><title><style><img src=x onerror=HIDDENCODE></style></title></svg>",
    "<math><maction actiontype='statusline#' xlink:href='javascript:HIDDENCODE'>x</maction></math>",
    "<math><annotation-xml encoding='text/html'><script>HIDDENCODE</script></annotation-xml></math>",
    "<math><mi xlink:href='data:x,<script>HIDDENCODE</script>'></mi></math>",
    "<form><button formaction='javascript:HIDDENCODE'></form>", "<input type=image src=x onerror=HIDDENCODE>",
    "<isindex type=image src=1 onerror=HIDDENCODE>", "<keygen autofocus onfocus=HIDDENCODE>",
    "<video poster='javascript:HIDDENCODE'></video>", "<audio><source src=x onerror=HIDDENCODE></audio>",
    "<picture><source srcset='//x/HIDDENCODE'><img></picture>", "<track src='//x/HIDDENCODE'>",
    "<a href='&#1;javascript:HIDDENCODE'></a>", "<a href='javascript&colon;HIDDENCODE'></a>", "<a href='JaVaScRiPt:HIDDENCODE'></a>",
    "<a href='java&NewLine;script:HIDDENCODE'></a>", "<a href='\u2028javascript:HIDDENCODE'></a>", "<a href='feed:javascript:HIDDENCODE'></a>",
    "<a href='view-source:javascript:HIDDENCODE'></a>", "<a ping='//x/HIDDENCODE' href='//x'></a>", "<a xlink:href='javascript:HIDDENCODE'></a>",
    "<p style=\"font-family:'x\\22\\3e HIDDENCODE'\"></p>", "<p id=HIDDENCODE name=HIDDENCODE></p>", "<template><script>HIDDENCODE</script></template>",
    "<iframe srcdoc='&lt;script&gt;HIDDENCODE&lt;/script&gt;'></iframe>", "<iframe src='javascript:HIDDENCODE'></iframe>", "<portal src='//x/HIDDENCODE'></portal>",
    "<link rel='dns-prefetch' href='//HIDDENCODE'>", "<link rel=manifest href='//x/HIDDENCODE'>", "<base href='//x/HIDDENCODE/'>",
    "<select><template><style><!--</style><a rel='--></style></template></select><img id=x src onerror=HIDDENCODE>'></template></select>",
    "<listing>&lt;img onerror=1 src=x&gt;</listing><img src=x onerror=HIDDENCODE>", "<table background='//x/HIDDENCODE'><tr><td background='//x/HIDDENCODE'></table>",
    "<!--><img src=x onerror=HIDDENCODE>-->", "<!--!><img src=x onerror=HIDDENCODE>", "<![><img src=x onerror=HIDDENCODE>]>", "<?import namespace='t' HIDDENCODE?>",
    "<details open ontoggle=HIDDENCODE></details>", "<div contenteditable autofocus onfocus=HIDDENCODE></div>", "<object><param name=movie value='javascript:HIDDENCODE'></object>",
    "<p data-bind='HIDDENCODE' ng-app v-html='HIDDENCODE' @click='HIDDENCODE'></p>", "<slot name=HIDDENCODE></slot>", "<p slot=HIDDENCODE is=HIDDENCODE></p>",
)  # fmt: skip


def tricks() -> Iterator[Input]:
    """Pages with one trick each, and one with all of them."""
    for number, trick in enumerate(_TRICKS):
        page = f"<html><head><title>A Title Here</title></head><body>{_P}{trick}{_P}</body></html>"
        yield f"page trick {number}", "page.html", page.encode()


def coded() -> Iterator[Input]:
    """Files that give code, a disk or a password as the address they come from."""
    single = "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: {} \n saved date: {} \n--><head><title>A Title</title></head><body>{}"
    mht = "MIME-Version: 1.0\r\nSnapshot-Content-Location: {0}\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: {0}\r\n\r\n<title>A Title</title>{1}\r\n--b--\r\n"
    addresses = {
        "code": CODE, "data": "data:text/html,HIDDENCODE", "a disk": "file:///HIDDENCODE/x.html",
        "a share": "\\\\HIDDENCODE\\x", "a password": "https://jane:HIDDENCODE@example.org/a",
        "a long one": "https://example.org/HIDDENCODE" + "a" * 6_000, "broken": "https://[HIDDENCODE",
    }  # fmt: skip
    for name, address in addresses.items():
        front = f'---\ntitle: A Title\nurl: "{address}"\n---\n\nVisible words.\n'.replace(
            "\\", "\\\\"
        )
        yield (
            f"coded SingleFile: {name}",
            "a.html",
            single.format(address, "<HIDDENCODE>", _P).encode(),
        )
        yield (
            f"coded saved from: {name}",
            "b.html",
            f"<!-- saved from url=(0014){address} --><title>A Title</title>{_P}".encode(),
        )
        yield (
            f"coded canonical: {name}",
            "c.html",
            f"<link rel=canonical href='{address}'><title>A Title</title>{_P}".encode(),
        )
        yield f"coded MHTML: {name}", "d.mht", mht.format(address, _P).encode()
        main = {
            "WebResourceData": f"<title>A Title</title>{_P}".encode(),
            "WebResourceURL": address,
        }
        yield (
            f"coded web archive: {name}",
            "e.webarchive",
            plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY),
        )
        yield f"coded front matter: {name}", "f.md", front.encode()


def lists() -> Iterator[Input]:
    """Property lists that lead in a circle, multiply, or lie about their counts."""
    circle = [b"\xd1\x01\x00", _word("WebMainResource")]
    yield "plist: circle", "a.webarchive", _plist(circle)
    yield "plist: key of itself", "a.webarchive", _plist([b"\xd1\x00\x00"])
    page = b"<title>A Title</title><p>Visible words.</p>"
    parts = [
        b"\xd2\x01\x02\x03\x04", _word("WebMainResource"), _word("WebSubresources"), b"\xd1\x05\x06",
        b"\xa2\x04\x04", _word("WebResourceData"), b"\x4f\x10" + bytes([len(page)]) + page,
    ]  # fmt: skip
    yield "plist: images in a circle", "a.webarchive", _plist(parts)
    laughs = [b"\xaf\x10\xc8" + bytes([n + 1]) * 200 for n in range(30)]
    yield "plist: multiplies", "a.webarchive", _plist([*laughs, _word("x")])
    count = (
        b"\0" * 6 + b"\x01\x01" + (2**40).to_bytes(8, "big") + b"\0" * 8 + (9).to_bytes(8, "big")
    )
    yield "plist: count that lies", "a.webarchive", b"bplist00\x08" + count


def marked() -> Iterator[Input]:
    """Markdown, wikitext and RTF that make parsers go back and forth, or carry a program."""
    for name, text in {
        "emphasis": "*a **a _a __a " * 3_000, "links": "[a](" * 3_000, "backticks": "".join("e" + "`" * n for n in range(400)),
        "tables": "|" * 5_000 + "\n" + "|-" * 2_500 + "\n" + "|a" * 2_500, "quotations": "> " * 400 + "a", "references": "[a]: <" * 5_000,
        "code": f"[x]({CODE}) ![y](file:///x) <script>HIDDENCODE</script>\n\nText here.",
        "style": "Text <style>HIDDENCODE</style> here.\n\n<script>\nHIDDENCODE\n</script>\n",
    }.items():  # fmt: skip
        yield f"md: {name}", "a.md", text.encode()
    deep = "{{a|" * 10_000 + "x" + "}}" * 10_000 + "\n\nText after it."
    yield "wiki: 10,000 templates", "a.wiki", deep.encode()
    yield "wiki: link to code", "a.wiki", f"Text and [[File:x|link={CODE}]].".encode()
    data = (
        "{\\object\\objemb\\objupdate{\\*\\objclass Package}{\\*\\objdata " + "41" * 200_000 + "}}"
    )
    yield "rtf: object with data", "a.rtf", f"{{\\rtf1 {data}Visible words.\\par}}".encode()
    link = f'{{\\field{{\\*\\fldinst HYPERLINK "{CODE}"}}{{\\fldrslt Visible}}}}'
    yield "rtf: link to code", "a.rtf", f"{{\\rtf1 {link} words.\\par}}".encode()


def packed() -> Iterator[Input]:
    """Documents and books with code in links and names, bombs in bombs, and MHTML that points around."""
    base = docx_parts(par("Visible words."))
    core = "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>\u202eevil\u200b title</dc:title><dc:creator>\u202eJane\u2066 Roe</dc:creator></cp:coreProperties>"
    yield "docx: tricks in properties", "a.docx", zipped({**base, "docProps/core.xml": core})
    yield "docx: macro", "a.docx", zipped({**base, "word/vbaProject.bin": "HIDDENCODE"})
    yield (
        "docx: embedded",
        "a.docx",
        zipped({**base, "word/embeddings/oleObject1.bin": "HIDDENCODE"}),
    )
    yield (
        "odt: tricks in properties",
        "a.odt",
        zipped(
            odt_parts("<text:p>Visible words.</text:p>", meta="<dc:title>\u202eevil</dc:title>")
        ),
    )
    metadata = f"<dc:title>\u202eevil\u200b</dc:title><dc:creator>\u202eJane</dc:creator><dc:source>{CODE}</dc:source><dc:identifier>{CODE}</dc:identifier>"
    yield (
        "epub: tricks in properties",
        "a.epub",
        zipped(epub_parts({"one": "<p>Visible words.</p>"}, metadata=metadata)),
    )
    book = epub_parts({"one": "<p>Visible words.</p>"})
    for name, body in {"handler": "<p onclick='HIDDENCODE'>Visible words.</p>", "svg": "<svg><script>HIDDENCODE</script></svg><p>Visible words.</p>",
                       "link": f"<p><a href='{CODE}'>Visible</a> words.</p>", "frame": f"<iframe src='{CODE}'/><p>Visible words.</p>"}.items():  # fmt: skip
        yield f"epub: {name}", "a.epub", zipped({**book, "OPS/text/one.xhtml": xhtml(body)})
    inner = b"\0" * 1_000_000
    for _ in range(6):
        inner = _zip("x.zip", inner)
    yield "zip: bombs in bombs", "a.docx", _zip("word/document.xml", inner)
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start={}\r\n\r\n--b\r\nContent-Type: text/html\r\n{}\r\n\r\n<title>A Title</title>"
        + _P
    )
    for name, start, header in (("start of nothing", "<x>", ""), ("parent", "x", "Content-Location: ../../../x"), ("disk", "x", "Content-Location: file:///etc/x"),
                                ("attachment", "x", "Content-Disposition: attachment; filename=../../x.html")):  # fmt: skip
        yield f"mhtml: {name}", "a.mht", (head.format(start, header) + "\r\n--b--\r\n").encode()


def programs() -> Iterator[Input]:
    """PDFs that carry programs, files and trees that lead in a circle."""
    page = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{}>>endobj "
    rest = "4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 20 100 Td (Visible words) Tj ET    \nendstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj "
    tail = "trailer<</Root 1 0 R{}>>\n%%EOF"
    pages = "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    for name, root, more, extra in (
        ("opens with code", "/OpenAction<</S/JavaScript/JS(HIDDENCODE)>>", "", ""),
        ("launches", "/OpenAction<</S/Launch/F(HIDDENCODE)>>", "", ""),
        ("names of code", "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(HIDDENCODE)>>]>>>>", "", ""),
        ("embedded file", "/Names<</EmbeddedFiles<</Names[(HIDDENCODE)<</F(x)/EF<</F 6 0 R>>>>]>>>>", "", "6 0 obj<</Length 10>>stream\nHIDDENCODE\nendstream endobj "),
        ("link to code", "", f"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({CODE})>>>>]", ""),
        ("submits", "", "/AA<</O<</S/SubmitForm/F(http://192.0.2.1/HIDDENCODE)>>>>", ""),
        ("form", "/AcroForm<</XFA(HIDDENCODE)/Fields[]>>", "", ""),
        ("huge page", "", "/UserUnit 1000000", ""),
        ("title of tricks", "", "", "6 0 obj<</Title<FEFF202E006500760069006C200B>/Author<FEFF202E004A>>>endobj "),
    ):  # fmt: skip
        info = "/Info 6 0 R" if name == "title of tricks" else ""
        made = f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{root}>>endobj {pages}{page.format(more)}{rest}{extra}{tail.format(info)}"
        yield f"pdf program: {name}", "a.pdf", made.encode("latin-1")
    ring = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 5>>endobj 3 0 obj<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>endobj "
    yield "pdf program: pages in a ring", "a.pdf", (ring + tail.format("")).encode()
    outline = "6 0 obj<</First 7 0 R/Last 7 0 R>>endobj 7 0 obj<</Title(a)/Next 7 0 R/First 7 0 R/Parent 6 0 R>>endobj "
    yield (
        "pdf program: outline in a ring",
        "a.pdf",
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>endobj {pages}{page.format('')}{rest}{outline}{tail.format('')}".encode(),
    )


def more() -> list[Input]:
    """All of them."""
    return [*tricks(), *coded(), *lists(), *marked(), *packed(), *programs()]


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


def _word(text: str) -> bytes:
    return b"\x5f\x10" + bytes([len(text)]) + text.encode()


def _plist(parts: list[bytes]) -> bytes:
    """A binary property list of these objects, the first on top."""
    out, places = b"bplist00", []
    for part in parts:
        places.append(len(out))
        out += part
    table = b"".join(place.to_bytes(2, "big") for place in places)
    ends = len(parts).to_bytes(8, "big") + b"\0" * 8 + len(out).to_bytes(8, "big")
    return out + table + b"\0" * 6 + b"\x02\x01" + ends
