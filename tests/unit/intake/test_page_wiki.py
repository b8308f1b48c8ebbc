"""Pages as MediaWiki makes them; the page is made up, expected blocks reasoned by hand."""

from __future__ import annotations

from .conftest import read

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour Radio - Wikipedia</title><meta name="generator" content="MediaWiki 1.42.0">
<link rel="canonical" href="https://en.wikipedia.example/wiki/Harbour_Radio"></head><body>
<h1 id="firstHeading">Harbour Radio</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<div class="shortdescription">Invented station</div>
<div class="hatnote">For the other one, see elsewhere.</div>
<table class="infobox"><tr><th colspan="2">Harbour Radio</th></tr>
<tr><td colspan="2"><img src="a.png"><div>The mast</div></td></tr>
<tr><th>Founded</th><td>1971</td></tr>
<tr><th>Language</th><td><ul><li>Danish</li><li>English</li></ul></td></tr></table>
<p>Harbour Radio is an invented station.<sup class="reference"><a href="#n1">[1]</a></sup></p>
<div id="toc" class="toc"><ul><li>1 History</li></ul></div>
<h2><span class="mw-headline">History</span><span class="mw-editsection">[edit]</span></h2>
<p>It was thought up in a café.<sup class="noprint">[<i>citation needed</i>]</sup></p>
<h2>References</h2>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^</span>
 <span class="reference-text">Farrow 1972.</span></li></ol>
<table class="navbox"><tr><td>Other stations</td></tr></table>
</div></div>
<ul id="footer-info"><li id="footer-info-lastmod"> This page was last edited on 5 March 2024,
 at 10:15<span class="anonymous-show"> (UTC)</span>.</li></ul>
<li id="t-permalink"><a href="https://en.wikipedia.example/w/index.php?title=Harbour_Radio&amp;oldid=77">
Permanent link</a></li></body></html>"""


def test_an_entry_is_its_text_and_its_infobox() -> None:
    found = read(PAGE, "Harbour Radio.html")
    assert found.kind == "encyclopedia-entry"
    assert found.blocks == [
        ("caption", "The mast"),
        ("infobox-row", "Founded: 1971"),
        ("infobox-row", "Language: Danish, English"),
        ("paragraph", "Harbour Radio is an invented station."),
        ("heading", "History"),
        ("paragraph", "It was thought up in a café."),
        ("heading", "References"),
        ("footnote", "Farrow 1972."),
    ]


def test_an_entry_is_cited_by_its_revision() -> None:
    assert read(PAGE, "Harbour Radio.html").reference == {
        "title": "Harbour Radio",
        "container-title": "Wikipedia",
        "issued": {"date-parts": [[2024, 3, 5]]},
        "URL": "https://en.wikipedia.example/w/index.php?title=Harbour_Radio&oldid=77",
        "language": "en",
    }
