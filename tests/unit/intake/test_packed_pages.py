"""Pages saved whole in one file: MHTML as Chrome and others write it, and Safari's web archive."""

from __future__ import annotations

import base64
import plistlib
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import InputError
from app.intake import Reading
from tests.support.pictures import png
from tests.unit.intake.conftest import read

ADDRESS = "https://example.org/reports/claims?id=7"
PAGE = """<html lang="en"><head><meta charset="utf-8"><title>Counting Claims | Valley Post</title>
</head><body><article><h1>Counting Claims</h1><p class="byline">By Jane Roe</p>
<p>The first paragraph says what the article is about, in words enough to be its body.</p>
<figure><img src="img/a.png" alt="A valley"><figcaption>The valley</figcaption></figure>
<p>The second paragraph goes on in a café, with enough words to count as a paragraph too.</p>
</article></body></html>"""
PICTURE = png(120, 90)


def mhtml(page: str = PAGE, *, head: str = "", extra: str = "", encoding: str = "utf-8") -> bytes:
    picture = base64.encodebytes(PICTURE).decode()
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {ADDRESS}\r\n"
        "Subject: Counting Claims\r\n"
        "Date: Sat, 5 Mar 2016 10:00:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        f"{head}"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n\r\n'
        "----x--\r\n"
        f"Content-Type: text/html; charset={encoding}\r\nContent-ID: <frame@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: base64\r\nContent-Location: {ADDRESS}\r\n\r\n"
        f"{base64.encodebytes(page.encode(encoding)).decode()}\r\n"
        "----x--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://example.org/reports/img/a.png\r\n\r\n{picture}\r\n"
        f"{extra}----x----\r\n"
    ).encode()


def webarchive(form: Any = plistlib.FMT_BINARY, **changed: Any) -> bytes:
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": PAGE.encode(),
                "WebResourceURL": ADDRESS,
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
            },
            "WebSubresources": [
                {
                    "WebResourceData": PICTURE,
                    "WebResourceURL": "https://example.org/reports/img/a.png",
                    "WebResourceMIMEType": "image/png",
                }
            ],
            **changed,
        },
        fmt=form,
    )


@pytest.mark.parametrize(
    ("name", "data", "saved"),
    [
        ("a.mhtml", mhtml(), "2016-03-05T10:00:00Z"),
        ("a.mht", mhtml(), "2016-03-05T10:00:00Z"),
        ("a.webarchive", webarchive(), None),
        ("a.webarchive", webarchive(plistlib.FMT_XML), None),
    ],
    ids=["Chrome", "other ending", "Safari", "Safari, as XML"],
)
def test_the_page_is_read_with_its_address_and_its_images(
    reading: Callable[[str, bytes], Reading], name: str, data: bytes, saved: str | None
) -> None:
    found = reading(name, data)
    assert found.text is not None
    assert [(b.kind.value, found.text.text_of(b)) for b in found.text.blocks] == [
        ("paragraph", "The first paragraph says what the article is about, in words enough to be "
         "its body."),
        ("caption", "The valley"),
        ("paragraph", "The second paragraph goes on in a café, with enough words to count as a "
         "paragraph too."),
    ]  # fmt: skip
    assert found.reference["title"] == "Counting Claims"
    assert found.reference["author"] == [{"family": "Roe", "given": "Jane"}]
    assert found.reference["URL"] == ADDRESS
    assert found.provenance["address"] == ADDRESS
    assert found.provenance.get("saved_by_browser") == saved
    assert found.warnings == ()
    [image] = found.images
    assert image.content == PICTURE
    assert (image.image.before, image.image.alt) == (1, "A valley")


def test_a_page_whose_encoding_only_the_message_says_is_read_in_it() -> None:
    page = "<html><body><p>قالت وكالة أعماق إن الخبر صحيح.</p></body></html>"
    found = read(mhtml(page, encoding="windows-1256"), "a.mht")
    assert found.blocks == [("paragraph", "قالت وكالة أعماق إن الخبر صحيح.")]


def test_images_named_by_their_id_are_found(reading: Callable[[str, bytes], Reading]) -> None:
    page = PAGE.replace("img/a.png", "cid:pic@x")
    extra = (
        "----x--\r\nContent-Type: image/png\r\nContent-ID: <pic@x>\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(PICTURE).decode()}\r\n"
    )
    assert [image.content for image in reading("a.mht", mhtml(page, extra=extra)).images] == [
        PICTURE
    ]


def test_mhtml_under_another_name_is_read_as_what_it_is() -> None:
    found = read(mhtml(), "a.html")
    assert found.reference["URL"] == ADDRESS
    assert found.finding.warnings == [
        "The file is a web archive (MHTML) although its name ends in .html."
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.mht", mhtml()[:200], "damaged"),
        ("a.mht", mhtml(head="X: y\r\n").replace(b"text/html; ", b"text/plain; "), "damaged"),
        (
            "a.mht",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            "damaged",
        ),
        ("a.webarchive", webarchive()[:80], "damaged"),
        ("a.webarchive", plistlib.dumps({}, fmt=plistlib.FMT_BINARY), "damaged"),
        ("a.webarchive", plistlib.dumps([1], fmt=plistlib.FMT_BINARY), "damaged"),
        ("a.webarchive", webarchive(WebMainResource={"WebResourceData": "text"}), "damaged"),
        ("a.webarchive", b"bplist00" + b"\xff" * 40, "damaged"),
    ],
    ids=["cut", "no page", "no parts", "cut list", "empty list", "no dictionary", "text", "noise"],
)
def test_a_broken_file_is_one_clear_error(name: str, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert caught.value.code == code
