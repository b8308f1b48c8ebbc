"""What browsers put on a clipboard, by the formats' own descriptions."""

from __future__ import annotations

import pytest

from app.intake.clipping import (
    CHROMIUM_ADDRESS,
    FIREFOX_ADDRESS,
    Link,
    anchor_title,
    is_windows_html,
    noted_address,
    noted_links,
    windows_clipping,
)

PAGE = "<html><body><!--StartFragment--><p>“Bayān” was first.</p><!--EndFragment--></body></html>"


def windows_html(page: str, source: str) -> bytes:
    """A clipboard's content as "HTML Clipboard Format" describes it: offsets in bytes of UTF-8."""
    form = (
        "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\n"
        "StartFragment:{:010}\r\nEndFragment:{:010}\r\nSourceURL:{}\r\n"
    )
    start = len(form.format(0, 0, 0, 0, source).encode())
    body = page.encode()
    first = start + body.index(b"<!--StartFragment-->") + len(b"<!--StartFragment-->")
    last = start + body.index(b"<!--EndFragment-->")
    return form.format(start, start + len(body), first, last, source).encode() + body + b"\0"


def test_windows_html_gives_the_page_and_its_address() -> None:
    raw = windows_html(PAGE, "https://example.org/a?b=1#c")
    assert is_windows_html(raw)
    clipping = windows_clipping(raw)
    assert clipping.html == "<html><body><p>“Bayān” was first.</p></body></html>"
    assert clipping.address == "https://example.org/a?b=1#c"
    assert clipping.as_saved.startswith(
        "<!-- saved from url=(0027)https://example.org/a?b=1#c -->\n<html>"
    )


@pytest.mark.parametrize(
    "source", ["about:blank", "file:///C:/private/page.html", "", "mailto:a@b"]
)
def test_what_is_no_web_address_is_no_source(source: str) -> None:
    assert windows_clipping(windows_html(PAGE, source)).address == ""


def test_a_password_in_an_address_is_not_kept() -> None:
    clipping = windows_clipping(windows_html(PAGE, "https://me:secret@example.org/a"))
    assert clipping.address == "https://example.org/a"


@pytest.mark.parametrize("wrong", [b"-1", b"9999999999", b"x", b"0000000002"])
def test_wrong_offsets_do_not_hide_the_page(wrong: bytes) -> None:
    raw = windows_html(PAGE, "https://example.org/a")
    start = raw.index(b"StartHTML:") + len(b"StartHTML:")
    broken = raw[:start] + wrong.rjust(10, b"0" if wrong.isdigit() else b" ") + raw[start + 10 :]
    clipping = windows_clipping(broken)
    assert "“Bayān” was first." in clipping.html
    assert "StartHTML" not in clipping.html


def test_ordinary_html_is_not_taken_for_windows() -> None:
    assert not is_windows_html(b"<p>Version:0.9 StartHTML:1</p>")
    assert not is_windows_html(b"Version: 2 of the report")


def test_an_address_cannot_close_the_comment_it_stands_in() -> None:
    clipping = windows_clipping(windows_html(PAGE, "https://example.org/--><b>x</b>"))
    assert clipping.as_saved == clipping.html


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_links_come_with_their_titles(encoding: str) -> None:
    raw = (
        "https://example.org/a\nThe  war of words\nfile:///etc/passwd\nno\nhttp://b.example".encode(
            encoding
        )
    )
    assert noted_links(raw) == [
        Link("https://example.org/a", "The war of words"),
        Link("http://b.example"),
    ]


def test_an_address_is_read_from_either_browser() -> None:
    address = "https://example.org/a"
    assert noted_address(address.encode(), CHROMIUM_ADDRESS) == address
    assert noted_address((address + "\n").encode("utf-16-le"), FIREFOX_ADDRESS) == address
    assert noted_address(b"about:blank", CHROMIUM_ADDRESS) == ""


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ('<a href="https://a.example">The <b>war</b> &amp; words</a>', "The war & words"),
        ('<meta charset="utf-8"><a href="https://a.example">Words</a>', "Words"),
        ("<html><body>\n<!--StartFragment--><a href='x'>Words</a><!--EndFragment--></body></html>",
         "Words"),
        ('<p>See <a href="https://a.example">this</a></p>', ""),
        ('<a href="a">one</a><a href="b">two</a>', ""),
        ('<img src="https://a.example/b.png">', ""),
    ],
)  # fmt: skip
def test_only_a_link_by_itself_is_a_title(html: str, title: str) -> None:
    assert anchor_title(html) == title
