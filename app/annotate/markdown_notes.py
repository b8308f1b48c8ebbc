"""A note's Markdown as it is shown: paragraphs of runs, with nothing in them but looks.

The way is Markdown, then an allow-list over its HTML, then our own reading of what is left: no
picture, no raw HTML, no style or script comes through, and a link is its words with an address to
be told. Notes come from other people's packs too, so what a screen shows of one is bounded: the
converter takes time of the third power for rows of brackets and recurses on nested lists (6,000
``[`` took 5.8 s), hence a note that is longer or denser than people write is shown as it is typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown import Markdown

Kind = Literal["text", "heading", "item", "quote", "code", "rule"]

SHOWN = 4_000
"""Code points of a note that a card or list reads; the editor has all of it."""

DEEPEST = 6
"""Quotations and lists inside each other that are told apart."""

_BRACKETS, _MARKERS = 80, 1_500
_NESTED = re.compile(r"^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){7}", re.MULTILINE)
_INDENTED = re.compile(r"^(?: {4}|\t){7}", re.MULTILINE)
_TAGS = {
    "p", "br", "hr", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_HEADINGS = {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one look. ``link`` is the address behind them, as it was written."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a note: ``level`` is how deep it stands in, ``sign`` an item's "•" or "2."."""

    runs: tuple[Run, ...]
    kind: Kind = "text"
    level: int = 0
    sign: str = ""

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a note; ``cut`` where more of it is written."""

    paragraphs: tuple[Paragraph, ...]
    cut: bool = False

    @property
    def text(self) -> str:
        """The words alone, a line a paragraph."""
        return "\n".join(f"{each.sign} {each.text}".strip() for each in self.paragraphs)


def shown(text: str, most: int = SHOWN) -> Shown:
    """The first ``most`` code points of a note as paragraphs of runs.

    >>> shown("Not *proved*.").paragraphs[0].runs[1]
    Run(text='proved', bold=False, italic=True, code=False, link='')
    """
    return _shown(text[:most], len(text) > most)


@lru_cache(maxsize=500)
def _shown(text: str, cut: bool) -> Shown:
    paragraphs = _as_typed(text) if _is_dense(text) else _converted(text)
    return Shown(paragraphs, cut)


def _is_dense(text: str) -> bool:
    """Whether a note has more markup than people write and a converter can take."""
    if text.count("[") > _BRACKETS or sum(map(text.count, "*_`<>&\\#")) > _MARKERS:
        return True
    return bool(_NESTED.search(text) or _INDENTED.search(text))


def _as_typed(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line),)) for line in text.split("\n") if line.strip())


def _converted(text: str) -> tuple[Paragraph, ...]:
    import nh3  # not before a note is shown

    try:
        made = _converter().reset().convert(text)
    except RecursionError:
        _converter.cache_clear()
        return _as_typed(text)
    safe = nh3.clean(
        made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )  # fmt: skip
    reading = _Reading()
    reading.feed(safe)
    reading.close()
    return tuple(reading.finish())


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    """The converter; making one costs as much as a note, and importing it 50 ms."""
    from markdown import Markdown

    return Markdown(extensions=["nl2br", "sane_lists"], output_format="html")


def warm() -> None:
    """Have ready what the first note needs, in a thread that nobody waits for."""
    import nh3  # noqa: F401

    _converter()


class _Reading(HTMLParser):
    """Reads the few tags that are left into paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._made: list[Paragraph] = []
        self._runs: list[Run] = []
        self._look = Run("")
        self._lists: list[int | None] = []
        self._sign, self._quotes = "", 0
        self._kind: Kind = "text"

    def finish(self) -> list[Paragraph]:
        """All paragraphs read."""
        self._end()
        return self._made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens: a look, a paragraph, or something that stands in."""
        if tag in ("strong", "em", "code", "a"):
            self._look = self._looking(tag, dict(attrs).get("href") or "", on=True)
        elif tag == "br":
            self._runs.append(replace(self._look, text="\n"))
        else:
            self._end()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in ("strong", "em", "code", "a"):
            self._look = self._looking(tag, "", on=False)
            return
        self._end()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre" or tag in _HEADINGS:
            self._kind = "text"
        elif tag == "li":
            self._sign = ""

    def handle_data(self, data: str) -> None:
        """Words; white space counts in code alone."""
        if self._kind != "code":
            data = re.sub(r"\s+", " ", data)
            if not self._runs or self._runs[-1].text.endswith(("\n", " ")):
                data = data.lstrip(" ")
        if data:
            self._runs.append(replace(self._look, text=data))

    def _looking(self, tag: str, link: str, *, on: bool) -> Run:
        match tag:
            case "strong":
                return replace(self._look, bold=on)
            case "em":
                return replace(self._look, italic=on)
            case "code":
                return replace(self._look, code=on)
        return replace(self._look, link=link)

    def _begin(self, tag: str) -> None:
        if tag == "hr":
            self._made.append(Paragraph((), "rule", self._level))
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._kind = "code"
        elif tag in _HEADINGS:
            self._kind = "heading"
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._sign = "•" if number is None else f"{number}."
            if number is not None:
                self._lists[-1] = number + 1

    @property
    def _level(self) -> int:
        return min(DEEPEST, len(self._lists) + self._quotes)

    def _end(self) -> None:
        """A paragraph ends here, if there is anything in it."""
        runs = _joined(self._runs)
        self._runs = []
        if not runs:
            return
        kind: Kind = self._kind
        if kind == "text":
            kind = "item" if self._lists else "quote" if self._quotes else "text"
        self._made.append(Paragraph(runs, kind, self._level, self._sign))
        self._sign = ""


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of the same look made one, without white space at the paragraph's end."""
    made: list[Run] = []
    for run in runs:
        if made and replace(made[-1], text="") == replace(run, text=""):
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        else:
            made.append(run)
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return tuple(made)
