"""Thirty files such as a reader's downloads hold: every format, and what goes wrong with some."""

from __future__ import annotations

import json
import plistlib
import random
from email.message import EmailMessage
from pathlib import Path

from tests.unit.intake.packages import docx, epub, odt, par, zipped
from tests.unit.intake.pdf_files import Word, build


def _words(line: str) -> list[str]:
    return line.split()


_THINGS = _words(
    "ferry lorry courier sailor baker porter clerk envoy ladder barrel lantern compass ledger rope "
    "window cellar bridge garden orchard stable chapel market tower meadow quarry kettle blanket "
    "candle hammer needle paper pencil saddle wagon whistle ribbon basket bottle mirror pillow"
)
_DONE = _words(
    "carried painted mended counted borrowed hid sold watched cleaned measured weighed opened "
    "followed guarded described forgot remembered moved covered marked"
)
COPIED = "Keepers of the harbour"
COPY_ADDRESSES = (
    "https://example.org/2016/keepers",
    "http://mirror.example.net/print/keepers.html?utm_source=feed",
)
UNREAD = ("broken.docx", "empty.txt", "locked.pdf", "half.mhtml")
"""The files that can't be read."""


def sentences(about: str, number: int = 14) -> list[str]:
    """Sentences that no other subject has; the same ones every time."""
    chance = random.Random(about)
    made = []
    for n in range(number):
        things, done = chance.sample(_THINGS, 6), chance.sample(_DONE, 3)
        made.append(
            f"In the {things[0]} of the {about} they {done[0]} a {things[1]} and {done[1]} the "
            f"{things[2]}, while the {things[3]} by box {n * 7} {done[2]} every {things[4]} "
            f"beside the {things[5]}."
        )
    return made


def page(
    title: str, address: str, *, head: str = "", byline: str = "", body: list[str] | None = None
) -> str:
    """A saved page; without ``head`` only its visible lines say who wrote it, and when."""
    told = "".join(f"<p>{line}</p>" for line in body or sentences(title.lower()))
    return (
        f'<!DOCTYPE html><!-- saved from url=({len(address):04}){address} --><html lang="en"><head>'
        f'<meta charset="utf-8"><title>{title} | Harbour Notes</title>{head}</head><body><article>'
        f"<h1>{title}</h1>{byline}{told}</article></body></html>"
    )


def _head(title: str, author: str) -> str:
    told = {
        "@context": "https://schema.org", "@type": "Article", "headline": title,
        "author": {"@type": "Person", "name": author}, "datePublished": "2016-03-18",
        "publisher": {"@type": "Organization", "name": "Harbour Notes"},
    }  # fmt: skip
    return (
        f'<meta property="og:site_name" content="Harbour Notes">'
        f'<script type="application/ld+json">{json.dumps(told)}</script>'
    )


def _lines(title: str, author: str) -> list[Word]:
    words = [Word(72, 760, title, 20), Word(72, 720, author, 11)]
    return words + [
        Word(72, 680 - 16 * n, line[:80]) for n, line in enumerate(sentences(title.lower(), 20))
    ]


def pdf(title: str, author: str, *, locked: bool = False) -> bytes:
    """A report of two pages; ``locked`` asks for a password that nobody knows."""
    made = build(
        [_lines(title, author), _lines(f"{title}, continued", "")],
        info=f"/Title ({title}) /Author ({author})",
    )
    if not locked:
        return made
    said = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> "
        f"/ID [<{'01' * 16}> <{'01' * 16}>] "
    )
    return made.replace(b"/Root 1 0 R", f"{said}/Root 1 0 R".encode())


def mhtml(content: str, address: str) -> bytes:
    """A page in one file, as Chrome saves it."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Date"] = "Sat, 5 Mar 2016 10:00:00 -0000"
    message.set_content(content, subtype="html", cte="quoted-printable")
    message.replace_header("Content-Type", 'text/html; charset="utf-8"')
    message["Content-Location"] = address
    message.make_related()
    message.set_param("type", "text/html")
    return message.as_bytes()


def webarchive(content: str, address: str) -> bytes:
    """A page in one file, as Safari saves it."""
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": content.encode(),
                "WebResourceURL": address,
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
            }
        },
        fmt=plistlib.FMT_BINARY,
    )


def _office() -> dict[str, bytes]:
    title = "Ledgers of the quay"
    lines = sentences("ledger")
    body = par(title, "Title") + par("Mara Ellingsen", "Author") + "".join(map(par, lines))
    written = docx(body)
    text = "<text:p text:style-name='Title'>Ropes and knots</text:p>" + "".join(
        f"<text:p>{line}</text:p>" for line in sentences("rope")
    )
    chapters = {"one": "<h1>Tides</h1>" + "".join(f"<p>{x}</p>" for x in sentences("tide"))}
    meta = (
        "<dc:title>The book of tides</dc:title><dc:creator>Okafor, Ada</dc:creator>"
        "<dc:date>2014</dc:date><dc:language>en</dc:language>"
    )
    return {
        "ledgers.docx": written,
        "broken.docx": written[: len(written) // 2],
        "ropes.odt": odt(text),
        "tides.epub": epub(chapters, metadata=meta),
        "anchors.rtf": (
            r"{\rtf1\ansi{\b Anchors and chains}\par " + r"\par ".join(sentences("anchor")) + "}"
        ).encode(),
    }


def _references() -> dict[str, bytes]:
    csl = [{"id": "roe", "type": "book", "title": "A book of lamps", "author": [{"family": "Roe"}]}]
    return {
        "list.bib": b"@book{meer2016, title={Nets}, author={Meer, Iris}, year={2016}}\n"
        b"@book{lund2011, title={Sails}, author={Lund, Ove}, year={2011}}\n",
        "cite.ris": b"TY  - JOUR\nTI  - Signals at dusk\nAU  - Haddad, Rim\nPY  - 2012\n"
        b"JO  - Journal of Ports\nER  - \n",
        "lamps.json": json.dumps(csl).encode(),
    }


def _texts() -> dict[str, bytes]:
    wiki = "{{short description|A place}}\n'''Lantern Point''' is a cape.\n\n== History ==\n"
    notes = "\n\n".join(sentences("note"))
    return {
        "notes.md": f"---\ntitle: Notes on boxes\nauthor: Mara Ellingsen\ndate: 2015-02-01\n---\n\n"
        f"{notes}\n".encode(),
        "plain.txt": ("What the porter said\n\n" + "\n\n".join(sentences("porter"))).encode(),
        "lantern.wiki": (wiki + "\n\n".join(sentences("lantern"))).encode(),
        "empty.txt": b"",
        "readings.zip": zipped(
            {
                f"week-{n}.md": f"# Week {n}\n\n" + "\n\n".join(sentences(f"week {n} reading"))
                for n in (1, 2)
            }
        ),
    }


def _pages() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for n, subject in enumerate(("Cranes", "Pilots", "Cargo", "Customs", "Moorings")):
        title, author = f"{subject} of the old port", ("Dana Reyle", "Mara Ellingsen")[n % 2]
        address = f"https://example.org/2016/{subject.lower()}"
        made[f"{subject.lower()}.html"] = page(title, address, head=_head(title, author)).encode()
    made["cranes (1).html"] = made["cranes.html"]
    byline = '<p class="byline">By Dana Reyle</p><time datetime="2016-04-02">2 April</time>'
    doubted = page("Divers at work", "https://example.org/divers", byline=byline)
    made["divers.html"] = doubted.encode()
    doubted = page("Bells in the fog", "https://example.org/bells", byline=byline)
    made["bells.html"] = doubted.encode()
    original, mirror = COPY_ADDRESSES
    head = _head(COPIED, "Mara Ellingsen")
    told = sentences("keeper", 24)
    made["keepers.html"] = page(COPIED, original, head=head, body=told).encode()
    reworded = [*told[:-1], "The last line of it was told in other words by whoever copied it."]
    made["keepers-print.html"] = page(COPIED, mirror, head=head, body=reworded).encode()
    single = "https://example.org/gulls"
    made["gulls.mhtml"] = mhtml(page("Gulls", single, head=_head("Gulls", "Dana Reyle")), single)
    made["half.mhtml"] = made["gulls.mhtml"][:180]
    stored = "https://example.org/seals"
    made["seals.webarchive"] = webarchive(
        page("Seals", stored, head=_head("Seals", "Dana Reyle")), stored
    )
    return made


def _large() -> bytes:
    """A page that takes a few seconds, so that there is time to stop."""
    address, title = "https://example.org/roll", "The whole roll"
    lines = sentences("roll", 25_000)
    return page(title, address, head=_head(title, "Ada Okafor"), body=lines).encode()


def thirty_files(folder: Path) -> list[Path]:
    """Write the files into a folder; their paths in the order in which they are dropped."""
    made = {**_pages(), **_office(), **_references(), **_texts()}
    made["report.pdf"] = pdf("Report on the quays", "Harbour Institute")
    made["locked.pdf"] = pdf("Report nobody can open", "Harbour Institute", locked=True)
    made["really-a-pdf.html"] = pdf("Report under a wrong name", "Harbour Institute")
    names = list(made)
    early = ["cranes.html", "divers.html", "empty.txt", "keepers.html", "list.bib", "locked.pdf"]
    names = [*early, *(name for name in names if name not in early)]
    names.insert(len(early) + 2, "roll.html")
    made["roll.html"] = _large()
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(made[name])
    return [folder / name for name in names]
