"""A passage as a quotation: set in the style's marks, or set off as a block."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from app.cite.alterations import BREAK, Alterations, composed
from app.cite.nesting import turned
from app.cite.rules import Rule, marks_of, rule_of
from app.cite.styles import Style

_ANY_MARK = re.compile("[“”\"‘’'„‚«»‹›]")
_GUILLEMET_SPACE = re.compile("(?<=[«‹])[ \u00a0\u202f]+|[ \u00a0\u202f]+(?=[»›])")
_ADDED = re.compile(r"\s?\[(?!…\]|\.\.\.\])[^\[\]]*\]")
_LAST_POINT = re.compile(r"(.*?)(\.?)((?:[”’'\"]|</[a-z]+>)*)\Z", re.DOTALL)
_OMISSION = re.compile(r"\[…\]|\[\.\.\.\]|…|\.\.\.|(?:(?<=\s)|(?<=[.!?]))\s?\. \. \.")
_UNCHANGED = Alterations()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation ready for an essay.

    ``quotation`` carries its marks unless ``block`` says that it is set off; ``text`` is it and
    the citation with a space between. ``html`` is the same as rich text, for a clipboard: a
    paragraph, or a block quotation with its paragraphs. ``differs`` says in a sentence where the
    quotation no longer equals its source, character for character; empty where it does.
    ``words`` is its length, of which the style's rule for blocks speaks in ``rule``.
    """

    quotation: str
    block: bool
    citation: str
    text: str
    html: str = ""
    differs: str = ""
    words: int = 0
    rule: str = ""


def build_quotation(
    exact: str,
    citation: str,
    style: Style,
    citation_html: str | None = None,
    alterations: Alterations = _UNCHANGED,
) -> Quotation:
    """The passage ``exact`` as ``style`` quotes it, followed by ``citation``.

    From the style's number of words on it is a block, with its own marks and paragraphs; else it
    stands on one line in the style's marks. Tabs and line feeds of tables become spaces. What is
    left out, emphasised or marked [sic] is shown as the style wants it.
    """
    rule = rule_of(style)
    letters = _letters(exact)
    count = _words(composed(letters, Alterations(alterations.omitted), rule)[0])
    block = count >= rule.block_from
    if not block:
        letters = _on_one_line(letters, style)
    quotation, rich = composed(letters, alterations, rule)
    if not block:
        opening, closing = marks_of(style)
        quotation, rich = f"{opening}{quotation}{closing}", f"{opening}{rich}{closing}"
    citation_html = html.escape(citation) if citation_html is None else citation_html
    if alterations.emphasised:
        citation, citation_html = (_remarked(each, rule) for each in (citation, citation_html))
    return Quotation(
        quotation,
        block,
        citation,
        f"{quotation} {citation}".rstrip(),
        _rich(rich, citation_html, block),
        words=count,
        rule=block_rule(rule),
    )


def block_rule(rule: Rule) -> str:
    """From which length on a style sets a quotation off, in words."""
    if rule.block_lines:
        return f"blocks of more than {rule.block_lines} lines"
    return f"blocks from {rule.block_from} words"


def _letters(exact: str) -> list[tuple[str, int]]:
    """Every letter of the passage with its place; white space as one space, or BREAK."""
    letters: list[tuple[str, int]] = []
    for word in re.finditer(r"\S+", exact):
        if letters:
            last = letters[-1][1] + 1
            gap = BREAK if BREAK in exact[last : word.start()] else " "
            letters.append((gap, last))
        letters += zip(word[0], range(word.start(), word.end()), strict=True)
    return letters


def _on_one_line(letters: list[tuple[str, int]], style: Style) -> list[tuple[str, int]]:
    line = [(" " if letter == BREAK else letter, place) for letter, place in letters]
    inner = turned("".join(letter for letter, _ in line), style)
    return [(letter, place) for letter, (_, place) in zip(inner, line, strict=True)]


def _remarked(citation: str, rule: Rule) -> str:
    """The citation saying whose emphasis it is, where the style says so there."""
    if rule.emphasis.startswith("["):
        return citation
    if citation.endswith(")"):
        return f"{citation[:-1]}{rule.emphasis})"
    # American styles set the point inside the marks: “History.” stands for “History”.
    found = _LAST_POINT.match(citation)
    bare, stop, marks = found.groups() if found else (citation, "", "")
    return f"{bare}{marks} ({rule.emphasis.lstrip('; ,')}){stop}".lstrip()


def _rich(quotation: str, citation: str, block: bool) -> str:
    parts = quotation.split(BREAK)
    parts[-1] = f"{parts[-1]} {citation}".rstrip()
    paragraphs = "".join(f"<p>{part}</p>" for part in parts)
    return f"<blockquote>{paragraphs}</blockquote>" if block else paragraphs


def equals_source(exact: str, quotation: str) -> bool:
    """Whether ``quotation`` has exactly the characters of ``exact``.

    Only what every guide lets one change may differ: the kind of a quotation mark, the outer marks,
    white space at the end of lines; words in square brackets may be added, and words left out
    where a sign says so.
    """
    source, words = _neutral(exact), _unwrapped(exact, quotation)
    if source in (_neutral(words), _neutral(_ADDED.sub("", words))):
        return True
    parts = [_neutral(part) for part in _OMISSION.split(_ADDED.sub("", words))]
    if len(parts) < 2 or not source.startswith(parts[0]) or not source.endswith(parts[-1]):
        return False
    place = 0
    for part in parts:
        place = source.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def _unwrapped(exact: str, quotation: str) -> str:
    """``quotation`` without the marks around it that its source hasn't."""
    words, source = quotation.strip(), _neutral(exact)
    outer = words and words[0] in "“‘„«”" and words[-1] in "”’“»"
    return words[1:-1] if outer and _neutral(words) != source else words


def _neutral(text: str) -> str:
    return " ".join(_ANY_MARK.sub('"', _GUILLEMET_SPACE.sub("", text)).split()).strip()


def _words(text: str) -> int:
    # A dash standing alone is no word, nor is the sign for what is left out.
    return sum(any(c.isalnum() for c in word) for word in text.split())
