"""How much of saved pages is understood: the words of the article, and the facts about it.

    python tests/bench/extraction.py DIR [--worst 10]

DIR holds folders with ``source.html``, the article a person would keep (``expected.html``) and
what the page says (``expected-metadata.json``: title, byline, publishedTime, siteName). The body
is scored by words: precision and recall over the words as a bag, F1 of the two, the mean over
pages. A fact is *exact* when it is the same but for case, space and marks, *contained* when one of
the two holds the other. Pages without an expected fact don't count for it. The expected date is
that of first publication. An encyclopedia entry is cited by its revision, so its reference is
issued on that day, and the day of its first version is looked for where the importer keeps it: in
its provenance, as ``first_published``.

Beside it, on the same pages: readability-lxml, and trafilatura where it is installed.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import lxml.html
from readability import Document  # type: ignore[import-untyped]

from app.errors import InputError
from app.intake import IntakeReader
from app.intake.dates import parse_date

FACTS = ("title", "byline", "date", "site")
BUDGETS = {"title": "≥ 96 %", "byline": "≥ 80 %", "date": "≥ 94 %", "site": "≥ 90 %"}
_DROPPED = ("script", "style", "noscript", "template")
_ENDS = ("p", "div", "li", "br", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
         "figcaption", "blockquote", "section", "dt", "dd", "figure", "caption")  # fmt: skip


@dataclass(slots=True)
class Found:
    """What a program makes of a page: its words, and the facts as plain strings."""

    words: str
    facts: dict[str, str]


@dataclass(slots=True)
class Page:
    """A page with what is expected of it."""

    name: str
    file: Path
    words: str
    facts: dict[str, str]


Program = Callable[[Path], Found]


def main() -> None:
    """Print the table, and the pages that are read worst."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = [page_in(file) for file in sorted(given.folder.glob("*/source.html"))]
    if not pages:
        parser.error("DIR holds no page as NAME/source.html")
    programs: dict[str, Program] = {"readability-lxml": by_readability}
    if (peer := trafilatura()) is not None:
        programs["trafilatura"] = peer
    with IntakeReader() as reader:
        ours = [(page, by_ours(reader, page.file)) for page in pages]
    print(f"{len(pages)} saved pages")
    print_row("", "mean F1", "under 0.5", [f"{name} = / ⊂" for name in FACTS])
    print_row("budget", "≥ 0.97", "0", [BUDGETS[name] for name in FACTS])
    print_scores("Sourcebook", ours)
    for name, program in programs.items():
        print_scores(name, [(page, program(page.file)) for page in pages])
    print_worst(ours, given.worst)


def print_scores(name: str, found: list[tuple[Page, Found]]) -> None:
    """One row of the table."""
    scores = [f1(page.words, mine.words) for page, mine in found]
    shares = [share(found, fact) for fact in FACTS]
    print_row(name, f"{statistics.mean(scores):.3f}", str(sum(s < 0.5 for s in scores)), shares)


def print_row(name: str, score: str, low: str, facts: list[str]) -> None:
    """A row with its columns under each other."""
    print(f"{name:18}{score:>9}{low:>11}" + "".join(f"{fact:>18}" for fact in facts), flush=True)


def print_worst(found: list[tuple[Page, Found]], many: int) -> None:
    """The pages whose words are least understood, and every fact that is wrong."""
    for page, mine in sorted(found, key=lambda each: f1(each[0].words, each[1].words))[:many]:
        print(f"  {f1(page.words, mine.words):.3f}  {page.name}")
    for page, mine in found:
        for fact in FACTS:
            wanted, got = page.facts.get(fact, ""), mine.facts.get(fact, "")
            if wanted and not contained(fact, wanted, got):
                print(f"  {fact:7}{page.name}: {wanted[:70]!r}, found {got[:70]!r}")


def share(found: list[tuple[Page, Found]], fact: str) -> str:
    """How often a fact is exact, and how often contained, of the pages that have it."""
    having = [(p.facts[fact], mine.facts.get(fact, "")) for p, mine in found if p.facts.get(fact)]
    if not having:
        return "–"
    exact = sum(plain(a) == plain(b) for a, b in having) / len(having)
    held = sum(contained(fact, a, b) for a, b in having) / len(having)
    return f"{exact:.0%} / {held:.0%}"


def contained(fact: str, wanted: str, got: str) -> bool:
    """Whether one holds the other; for a byline, whether each name found stands in it."""
    a, b = plain(wanted), plain(got)
    if not a or not b:
        return False
    names = [plain(name) for name in got.split(";")] if fact == "byline" else []
    return a in b or b in a or (bool(names) and all(name in a for name in names))


def f1(wanted: str, got: str) -> float:
    """F1 of two bags of words; 1 where both are empty."""
    a, b = Counter(words_of(wanted)), Counter(words_of(got))
    common = sum((a & b).values())
    if not a and not b:
        return 1.0
    return 2 * common / (a.total() + b.total()) if common else 0.0


def words_of(text: str) -> list[str]:
    """Words and numbers without case; each Han, Kana or Hangul letter for itself."""
    return re.findall(r"[぀-ヿ㐀-鿿가-힯]|[^\W぀-ヿ㐀-鿿가-힯]+", text.casefold())


def plain(text: str) -> str:
    """A fact without case, space and marks."""
    return " ".join(words_of(text))


# Reading ------------------------------------------------------------------------------------------


def page_in(file: Path) -> Page:
    """A page and what a person expects of it."""
    said = json.loads(file.with_name("expected-metadata.json").read_text(encoding="utf-8"))
    facts = {
        "title": str(said.get("title") or ""),
        "byline": str(said.get("byline") or ""),
        "date": day_of(str(said.get("publishedTime") or "")),
        "site": str(said.get("siteName") or ""),
    }
    expected = file.with_name("expected.html").read_text(encoding="utf-8")
    return Page(file.parent.name, file, visible(expected), facts)


def day_of(said: str) -> str:
    """A date as year, month and day, as far as it is told."""
    return day_in(parse_date(said)) if said else ""


def day_in(date: Any) -> str:
    """The first day of a CSL date."""
    parts = (date or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):02}" for part in parts[0])


def visible(markup: str) -> str:
    """The text of markup, with a space where an element ends that stands for itself."""
    root = lxml.html.fromstring(markup) if markup.strip() else None
    if root is None:
        return ""
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    for element in root.iter(*_ENDS):
        element.tail = " " + (element.tail or "")
        element.text = " " + (element.text or "")
    return str(root.text_content())


def by_ours(reader: IntakeReader, file: Path) -> Found:
    """What the importer makes of a page."""
    try:
        reading = reader.read(file)
    except InputError:
        return Found("", {})
    reference = reading.reference
    people = [_name(person) for person in reference.get("author", [])]
    facts = {
        "title": str(reference.get("title", "")),
        "byline": "; ".join(people),
        "date": reading.provenance.get("first_published") or day_in(reference.get("issued")),
        "site": str(reference.get("container-title") or reference.get("publisher") or ""),
    }
    return Found(reading.text.canonical if reading.text else "", facts)


def _name(person: dict[str, str]) -> str:
    parts = ("given", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(person[part] for part in parts if person.get(part))


def by_readability(file: Path) -> Found:
    """What readability-lxml makes of a page."""
    try:
        document = Document(file.read_bytes())
        return Found(visible(document.summary()), {"title": document.short_title()})
    except Exception:  # whatever it raises, the next page counts too
        return Found("", {})


def trafilatura() -> Program | None:
    """trafilatura, where it is installed."""
    try:
        import trafilatura as peer  # type: ignore[import-not-found]
    except ImportError:
        return None

    def read(file: Path) -> Found:
        markup = file.read_bytes()
        told = peer.bare_extraction(markup, with_metadata=True)
        if told is None:
            return Found("", {})
        facts = {"title": told.title or "", "byline": told.author or "",
                 "date": day_of(told.date or ""), "site": told.sitename or ""}  # fmt: skip
        return Found(told.text or "", facts)

    return read


if __name__ == "__main__":
    main()
