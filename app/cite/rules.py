"""What each family of styles asks for, where CSL alone prints something else.

CSL has no word for "a paragraph I counted" or "the section with this heading": its labels would
print "Sections History, para. 3" in APA. So the phrase is composed here and handed over finished.
The rules are data, with their sources, in ``resources/style_rules.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.cite.adapting import Adaptation, changed, with_short_title
from app.cite.styles import Style
from app.paths import resource

WORDS_A_LINE = 15
"""How many words a line of an essay holds (A4, 12 point, 2.5 cm margins), where a rule counts
lines."""


_PAGES = re.compile(r"\App?\. ")
_WORDS = ("quoted_in", "seen", "short_titles", "ibid", "no_date", "no_date_in_notes",
          "names_entries", "omission", "sic", "emphasis")  # fmt: skip
_PAIRS = ("paragraph", "chapter")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a family of styles asks for.

    ``label`` is its name for people. ``counts`` says whether it prints paragraph numbers that the
    reader counted. ``paragraph`` and ``chapter`` are the words before one and before several.
    ``block_from`` is the number of words from which a quotation is set off as a block;
    ``block_lines`` the lines it is reckoned from, 0 where the guide counts words. ``quoted_in``
    stands between an original and the source in which it was read. ``seen`` says whether the day
    """

    label: str
    counts: bool
    block_from: int
    block_lines: int = 0
    paragraph: tuple[str, str] = ("para.", "paras")
    chapter: tuple[str, str] = ("ch.", "chs")
    quoted_in: str = "quoted in"
    seen: bool = False
    short_titles: str = ""
    ibid: str = ""
    no_date: str = "n.d."
    no_date_in_notes: bool = False
    names_entries: bool = False
    omission: str = "…"
    sic: str = "[<i>sic</i>]"
    emphasis: str = "; emphasis added"
    adaptations: tuple[Adaptation, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a language: a pair around a quotation, and one within it."""

    outer: tuple[str, str]
    inner: tuple[str, str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("resources", "style_rules.toml").read_text("utf-8"))


@cache
def _families() -> tuple[tuple[tuple[str, ...], Rule], ...]:
    return tuple((tuple(each["names"]), _rule(each)) for each in _table()["family"])


def _rule(said: dict[str, Any]) -> Rule:
    lines = said["block"].get("lines", 0)
    given: dict[str, Any] = {name: said[name] for name in _WORDS if name in said}
    given |= {name: (said[name][0], said[name][1]) for name in _PAIRS if name in said}
    return Rule(
        label=said.get("label", ""),
        counts=said["counts"],
        block_from=said["block"].get("words") or lines * WORDS_A_LINE + 1,
        block_lines=lines,
        adaptations=tuple(Adaptation.read(each) for each in said.get("adapt", ())),
        **given,
    )


@cache
def rule_of(style: Style) -> Rule:
    """The rule of the family ``style`` belongs to.

    Its own name is looked at first, then its parent's. A style of no known family counts
    paragraphs if it cites in the text, and names headings if it cites in notes.
    """
    *known, (_, notes), (_, text) = _families()
    for stem in (style.name, style.path.stem):
        parts = f"-{stem}-"
        for names, rule in known:
            if any(f"-{name}-" in parts for name in names):
                return rule
    return notes if style.notes else text


def label_of(style: Style) -> str:
    """The style's name for a sentence: "Chicago 17", "MHRA", else its title."""
    label = rule_of(style).label
    if label != "Chicago":
        return label or style.title
    if style.path.stem.endswith("17th-edition"):
        return "Chicago 17"
    return "Chicago 18" if "16th" not in style.path.stem else "Chicago 16"


@cache
def marks_for(locale: str) -> Marks:
    """The quotation marks of a language, given as a BCP 47 tag; American ones for an unknown."""
    for each in _table()["marks"]:
        if each["language"] in (locale, locale.partition("-")[0], ""):
            return Marks(tuple(each["outer"]), tuple(each["inner"]))
    raise AssertionError("the table ends with a line for every language")


def marks_of(style: Style) -> tuple[str, str]:
    """The outer quotation marks of the style's language: single in British English, else double."""
    return marks_for(style.locale).outer


def adapted(reference: dict[str, Any], style: Style) -> dict[str, Any]:
    """``reference`` with what the style's guide asks for and its CSL file waits to be told."""
    rule = rule_of(style)
    for adaptation in rule.adaptations:
        reference = changed(reference, adaptation)
    if rule.short_titles == "all" or (rule.short_titles == "notes" and style.notes):
        return with_short_title(reference)
    return reference


def place_of(reference: dict[str, Any], locator: str, style: Style) -> str:
    """``locator`` with the entry's title before it, where a guide wants that and CSL drops it."""
    unsigned = reference.get("type") == "entry-encyclopedia" and not reference.get("author")
    title = reference.get("title")
    if not (locator and title and unsigned and not style.notes and rule_of(style).names_entries):
        return locator
    opening, closing = marks_of(style)
    return f"{opening}{title},{closing} {_PAGES.sub('', locator)}"


def left_out_reason(style: Style, kind: str, *, has_bibliography: bool) -> str:
    """Why a reference of the CSL type ``kind`` is not in the style's bibliography, in a sentence.

    ``has_bibliography`` says whether the style prints one at all.
    """
    if not has_bibliography:
        return "This style has no bibliography."
    where = "notes" if style.notes else "the text"
    what = _table()["kinds"].get(kind, "sources of this kind")
    return f"{label_of(style)} prints {what} in {where} only, not in the bibliography."
