"""HTML notes as Markdown: shapes kept, characters literal, nothing live."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.htmlnotes import markdown_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", "plain"),
        ("2 * 3 < 4_5", r"2 \* 3 \< 4\_5"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<h1>Head</h1><p>a <b>b</b> <i>c</i> <s>d</s></p>", "# Head\n\na **b** *c* ~~d~~"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n\n> b"),
        ("<p>a<br>b<br/></p>", "a\\\nb"),
        ("<pre>x *y*\n  z</pre>", "    x *y*\n      z"),
        ('<p><a href="https://example.org/a">here</a></p>', "[here](<https://example.org/a>)"),
        ('<p><a href="javascript:alert(1)">here</a></p>', "[here]"),
        ("<p>a<script>bad()</script>b</p>", "ab"),
        ("<p>1. April was cold</p>", r"1\. April was cold"),
        ("<p>&lt;b&gt; &amp;amp; &#1571;</p>", r"\<b\> &amp; أ"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a · b\n\nc"),
        ('<p><img data-attachment-key="X"></p>', "(picture)"),
        ("<p><b>cut", "**cut**"),
        ("<hr>", "---"),
        ("<div></div>", ""),
    ],
)
def test_html_as_markdown(html: str, expected: str) -> None:
    assert markdown_of(html) == expected


def test_no_depth_is_too_deep() -> None:
    assert markdown_of("<div>" * 50_000 + "deep") == "deep"
    assert markdown_of("<ul><li>" * 5_000 + "deep").endswith("- deep")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60))
def test_characters_of_a_note_are_shown_as_they_are(text: str) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = markdown.markdown(markdown_of(f"<p>{html}</p>"))
    assert "<script" not in shown
    assert shown.count("<a ") == 0
