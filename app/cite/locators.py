"""Where a passage stands, in the words a style wants: page, counted paragraph, or heading.

A page always wins. Without pages the style's family decides (``app.cite.rules``): counted
paragraphs, or the heading the passage stands under. What comes out is finished: the citation
engine puts it where the style wants a locator and changes nothing but the look of a page number.
"""

from __future__ import annotations

import re
from typing import Literal

from app.cite.nesting import nested
from app.cite.rules import Rule, marks_of, rule_of
from app.cite.styles import Style
from app.errors import CitationError
from app.model import Locator

Form = Literal["paragraph", "section"]

LONGEST = 500
"""Code points a typed locator may have."""

_LONG_HEADING = 10
_KEPT_WORDS = 5

_NUMBER = r"\d+(?:\s*[-‐‑‒–—−]+\s*\d+)?"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:,|&|and)\s*{_NUMBER})*"
_KINDS = {
    "page": re.compile(rf"(?:(?:pages?|pp?\.?)\s*)?({_NUMBERS})", re.IGNORECASE),
    "roman": re.compile(
        r"(?:pages?|pp?\.?)\s*([ivxlcdm]+(?:\s*[-–]\s*[ivxlcdm]+)?)", re.IGNORECASE
    ),
    "paragraph": re.compile(
        rf"(?:paragraphs?|paras?\.?|pars?\.?|¶+)\s*({_NUMBERS})", re.IGNORECASE
    ),
    "chapter": re.compile(rf"(?:chapters?|chaps?\.?|chs?\.?)\s*({_NUMBERS})", re.IGNORECASE),
}
_QUOTES = "“”‘’\"'"
_SECTION = re.compile(
    r"(?!(?:the|this)\s+section$)"
    r"(?:(?:section|under)\s+(?P<after>[^\d{].*?)|(?P<before>\S.*?)\s+section)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?P<head>.+?)\s*,\s*(?P<tail>(?:paragraphs?|paras?\.?|pars?\.?|¶+)\s*\d.*)", re.IGNORECASE
)
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def passage_phrase(locator: Locator, style: Style, form: Form | None) -> str:
    """The locator of a passage in the words of ``style``; empty where nothing is to be said.

    ``form`` is the user's choice and wins over the style's habit: "paragraph" prints the counted
    number even where the style never counts, "section" names the innermost heading. Without a
    section "section" falls back to the paragraph. None leaves it to the style.
    """
    rule = rule_of(style)
    if form is None and locator.page:
        return _pages(locator)
    running = _paragraphs(rule, locator.paragraph, locator.paragraph_end)
    by_section = _by_section(locator, style)
    if form == "paragraph":
        return running or _pages(locator)
    if form == "section":
        return by_section or running or _pages(locator)
    if rule.counts:
        return running or _heading(locator, style)
    return _heading(locator, style)


def typed_phrase(text: str, style: Style) -> str:
    """What the user typed as a locator, in the form of ``style``.

    Pages ("12", "pp. 12-14"), paragraphs ("para 3", "¶¶3-5"), chapters and sections ("section
    History", "History section, para 3") are recognised, with Western, Arabic or Persian figures;
    ranges get an en dash. Anything else is kept as typed. Raises CitationError for nothing at all.
    """
    words = " ".join(_western(text).split())
    if not words or len(words) > LONGEST:
        raise CitationError(
            "The locator is too long." if words else "The locator is empty.",
            hint="Type a page or a paragraph, such as “para 3”.",
        )
    return _typed_number(words, style) or _typed_section(words, style) or words


def _pages(locator: Locator) -> str:
    if not locator.page:
        return ""
    if locator.page_end and locator.page_end != locator.page:
        return f"pp. {locator.page}–{locator.page_end}"
    return f"p. {locator.page}"


def _paragraphs(rule: Rule, first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    one, many = rule.paragraph
    return f"{many} {first}–{last}" if last is not None and last > first else f"{one} {first}"


def _heading(locator: Locator, style: Style) -> str:
    return _named(locator.section[-1], style) if locator.section else ""


def _by_section(locator: Locator, style: Style) -> str:
    """Heading and the number within it; nothing where the passage leaves the section."""
    if not locator.section:
        return ""
    first, last = locator.section_paragraph, locator.section_paragraph_end
    several = (locator.paragraph_end or 0) > (locator.paragraph or 0)
    if several and last is None:
        return ""
    number = _paragraphs(rule_of(style), first, last)
    return ", ".join(part for part in (_heading(locator, style), number) if part)


def _named(heading: str, style: Style) -> str:
    """A heading as the style names it: ``History section``, or ``under “History”``."""
    opening, closing = marks_of(style)
    words = heading.split()
    if not rule_of(style).counts:
        return f"under {opening}{nested(' '.join(words), style)}{closing}"
    if len(words) > _LONG_HEADING:  # APA 8.28: shortened, in quotation marks
        return f"{opening}{nested(' '.join(words[:_KEPT_WORDS]), style)}{closing} section"
    if words[-1].casefold() == "section":
        return " ".join(words)
    return f"{' '.join(words)} section"


def _typed_number(words: str, style: Style) -> str:
    rule = rule_of(style)
    forms = {
        "page": ("p.", "pp."),
        "roman": ("p.", "pp."),
        "paragraph": rule.paragraph,
        "chapter": rule.chapter,
    }
    for kind, pattern in _KINDS.items():
        found = pattern.fullmatch(words)
        if found:
            number = _DASH.sub("–", found[1])
            several = re.search(r"\D\d|–", number) is not None
            return f"{forms[kind][several]} {number}"
    return ""


def _typed_section(words: str, style: Style) -> str:
    split = _TAIL.fullmatch(words)
    head, tail = (split["head"], split["tail"]) if split else (words, "")
    found = _SECTION.fullmatch(head)
    if not found:
        return ""
    heading = found["after"] or found["before"]
    if heading[0] in _QUOTES and heading[-1] in _QUOTES:
        heading = heading[1:-1].strip() or heading
    number = _typed_number(tail, style) or tail
    return ", ".join(part for part in (_named(heading, style), number) if part)


def _western(text: str) -> str:
    """``text`` with Arabic and Persian figures as Western ones."""
    return text.translate(_FIGURES)


_FIGURES = {ord(figure): str(n % 10) for n, figure in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
