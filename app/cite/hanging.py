"""The hanging indent of a bibliography in Word: pandoc names the style but gives it no indent."""

from __future__ import annotations

import io
import re
import zipfile

_STYLES = "word/styles.xml"
_BIBLIOGRAPHY = re.compile(
    rb'(<w:style\b[^>]*w:styleId="Bibliography"[^>]*>)(.*?)(</w:style>)', re.DOTALL
)
_ANNOTATION = re.compile(
    rb'(<w:style\b[^>]*w:styleId="BlockText"[^>]*>.*?)'
    rb"<w:spacing\b[^>]*/>(\s*)<w:ind\b[^>]*/>(.*?</w:style>)",
    re.DOTALL,
)
# Half an inch, in twentieths of a point; Word's own bibliographies hang as far.
_INDENT = b'<w:ind w:left="720" w:hanging="720"/>'
# An annotation stands as close to its entry as to the next, and no closer to that; it begins where
# the entry's later lines do (APA 9.51).
_BELOW = rb'\1<w:spacing w:before="0" w:after="200"/>\2<w:ind w:left="720"/>\3'


def hanging(docx: bytes) -> bytes:
    """The same document with the later lines of every entry, and annotations, indented."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == _STYLES:
                content = _ANNOTATION.sub(_BELOW, _BIBLIOGRAPHY.sub(_indented, content), count=1)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()


def _indented(style: re.Match[bytes]) -> bytes:
    head, inside, tail = style.groups()
    if b"<w:pPr>" in inside:
        return head + inside.replace(b"<w:pPr>", b"<w:pPr>" + _INDENT, 1) + tail
    paragraph = b"<w:pPr>" + _INDENT + b"</w:pPr>"
    if b"<w:rPr>" in inside:
        return head + inside.replace(b"<w:rPr>", paragraph + b"<w:rPr>", 1) + tail
    return head + re.sub(rb"<w:pPr\s*/>", b"", inside) + paragraph + tail
