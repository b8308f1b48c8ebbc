"""What the benches work on, made from seeds: the same bytes in every run and on every machine."""

from __future__ import annotations

import json
import random
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

_ONSETS = [*"bdfghklmnprstw", "st", "sh", "th", ""]
_NUCLEI = [*"aeiouaeio", "ai", "ea"]
_CODAS = ["", "", "", "n", "r", "s", "t", "l"]
_ACCENTED = ("Kováč", "Müller", "al-Ḥasan", "Nguyễn", "Øster", "Şahin", "García", "ʿAwad")
_TYPES = ("article-journal", "webpage", "report", "book", "chapter", "article-newspaper")


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Words that can be spoken, each once; the frequent ones at the front are short."""
    words: dict[str, None] = {}
    while len(words) < size:
        long = rng.choice((1, 1, 2)) if len(words) < 300 else rng.choice((2, 2, 3, 3, 4))
        syllables = (
            rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(long)
        )
        words["".join(syllables)] = None
    return list(words)


def zipf(count: int) -> list[float]:
    """Cumulative weights that give the nth word the frequency it has in natural language."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(count)))


class Author:
    """Writes sentences, paragraphs and titles of made-up words."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._words = vocabulary(self.rng, 8_000)
        self._weights = zipf(len(self._words))

    def words(self, count: int) -> list[str]:
        """Words with the frequencies of natural language."""
        return self.rng.choices(self._words, cum_weights=self._weights, k=count)

    def sentence(self) -> str:
        """A sentence of 8 to 24 words, with a comma where it is long."""
        words = self.words(self.rng.randint(8, 24))
        if len(words) > 14:
            words[8] += ","
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences: int = 5) -> str:
        """Sentences in a row."""
        return " ".join(self.sentence() for _ in range(sentences))

    def title(self) -> str:
        """Five to nine words, each with a capital."""
        return " ".join(self.words(self.rng.randint(5, 9))).title()

    def name(self) -> dict[str, str]:
        """A person in CSL-JSON; one in four has letters beyond ASCII."""
        family = self.words(1)[0].title() or "Nemo"
        if self.rng.random() < 0.25:
            family = self.rng.choice(_ACCENTED)
        return {"family": family, "given": self.words(1)[0].title()}


def saved_page(author: Author) -> bytes:
    """A saved web page of about 60 KB, a quarter of it article, the rest what surrounds one."""
    title, person = author.title(), author.name()
    name = f"{person['given']} {person['family']}"
    described = {"@type": "NewsArticle", "headline": title, "author": {"name": name}}
    script = json.dumps(
        {"@context": "https://schema.org", "datePublished": "2016-08-14"} | described
    )
    body = []
    for nth in range(28):
        if nth % 7 == 3:
            body.append(f"<h2>{author.title()}</h2>")
        link = f'<a href="https://example.org/{nth}">{author.words(1)[0]}</a>'
        body.append(f"<p>{author.paragraph()} <em>{author.title()}</em> {link}.</p>")
    style = "".join(
        f".c{nth}{{margin:{nth}px;color:#{nth:06x};font-size:1em}}\n" for nth in range(180)
    )
    code = "".join(f"window.q{nth}={author.words(6)!r};\n" for nth in range(140))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Site</title>'
        f'<meta property="og:title" content="{title}"><meta name="author" content="{name}">'
        f'<script type="application/ld+json">{script}</script><style>{style}</style>'
        f"<script>{code}</script></head><body>{_links(author, 'nav', 90)}"
        f'<main><article class="entry"><h1>{title}</h1><p class="byline">By {name}</p>'
        f"{''.join(body)}</article></main>{_links(author, 'aside', 40)}"
        f"{_links(author, 'footer', 60)}</body></html>"
    ).encode()


def _links(author: Author, element: str, count: int) -> str:
    items = "".join(
        f'<li class="menu-item"><a href="https://example.org/{element}/{nth}" class="menu-link">'
        f"{author.title()}</a></li>"
        for nth in range(count)
    )
    return f'<{element} class="menu"><ul>{items}</ul></{element}>'


def large_page(megabytes: int) -> bytes:
    """One saved page of that size, nearly all of it text in paragraphs under headings."""
    author = Author(19990331)
    parts, size = [], 0
    while size < megabytes * 1_000_000:
        paragraphs = "".join(f"<p>{author.paragraph(9)}</p>" for _ in range(8))
        parts.append(f"<h2>{author.title()}</h2>{paragraphs}")
        size += len(parts[-1])
    title = author.title()
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><article><h1>{title}</h1>{''.join(parts)}</article></main></body></html>"
    ).encode()


def saved_pages(folder: Path, count: int) -> list[Path]:
    """That many saved pages below ``folder``, each as ``NAME/source.html``."""
    author = Author(20160814)
    made = []
    for nth in range(count):
        file = folder / f"page-{nth:03}" / "source.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(saved_page(author))
        made.append(file)
    return made


def references(count: int) -> list[tuple[str, dict[str, Any]]]:
    """Citation keys with references in CSL-JSON, about 1 KB each with their abstracts."""
    author = Author(20010911)
    return [(f"key{nth:05}", _reference(author, nth)) for nth in range(count)]


def _reference(author: Author, nth: int) -> dict[str, Any]:
    kind = _TYPES[nth % len(_TYPES)]
    rng = author.rng
    reference: dict[str, Any] = {
        "type": kind,
        "title": author.title(),
        "author": [author.name() for _ in range(rng.randint(1, 3))],
        "issued": {"date-parts": [[rng.randint(1970, 2024), rng.randint(1, 12)]]},
        "abstract": author.paragraph(7),
        "URL": f"https://example.org/{nth}?a_b=1%20c",
        "language": "en",
    }
    if kind in {"article-journal", "article-newspaper", "chapter"}:
        first = rng.randint(1, 400)
        reference["container-title"] = author.title()
        reference["page"] = f"{first}-{first + rng.randint(1, 30)}"
    if kind == "article-journal":
        reference |= {"volume": str(rng.randint(1, 60)), "DOI": f"10.1000/bench.{nth}"}
    if kind in {"report", "book", "chapter"}:
        reference |= {"publisher": author.title(), "publisher-place": author.words(1)[0].title()}
    return reference


def report(pages: int) -> bytes:
    """A PDF of that many pages of 44 lines each."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    author, made = Author(19720905), BytesIO()
    canvas = Canvas(made, invariant=True)
    canvas.setTitle(author.title())
    for page in range(1, pages + 1):
        lines = canvas.beginText(72, 770)
        lines.setFont("Helvetica", 11)
        for nth in range(44):
            lines.textLine("" if nth % 9 == 8 else " ".join(author.words(13))[:88])
        canvas.drawText(lines)
        canvas.drawCentredString(297, 40, str(page))
        canvas.showPage()
    canvas.save()
    return made.getvalue()
