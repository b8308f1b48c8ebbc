"""What one may change in a quotation if one says so: words left out, [sic], emphasis.

Places are code points of the passage that is quoted. How each change is shown is the style's
(``resources/style_rules.toml``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.cite.rules import Rule
from app.errors import InputError

Span = tuple[int, int]
BREAK = "\n\n"
"""The letter that stands between two paragraphs."""
_TAG = re.compile(r"</?i>")


@dataclass(frozen=True, slots=True)
class Alterations:
    """Changes to a quotation: ``omitted`` and ``emphasised`` ranges, and places after which [sic].

    Ranges are sorted and don't touch each other. Nothing is changed by default.
    """

    omitted: tuple[Span, ...] = ()
    sic: tuple[int, ...] = ()
    emphasised: tuple[Span, ...] = ()

    def omit(self, start: int, end: int) -> Alterations:
        """The same with a range left out as well; put back where all of it is out already."""
        return replace(self, omitted=_toggled(self.omitted, start, end))

    def emphasise(self, start: int, end: int) -> Alterations:
        """The same with a range emphasised as well; plain again where all of it is already."""
        return replace(self, emphasised=_toggled(self.emphasised, start, end))

    def mark_sic(self, end: int) -> Alterations:
        """The same with [sic] after the words that end here; without it where it is already."""
        places = set(self.sic) ^ {end}
        return replace(self, sic=tuple(sorted(places)))

    def kept(self, exact: str) -> str:
        """``exact`` without what is left out at its beginning and end, where no sign is set."""
        start, end = 0, len(exact)
        for first, last in self.omitted:
            start = last if not exact[start:first].strip() and first >= start else start
        for first, last in reversed(self.omitted):
            end = first if not exact[last:end].strip() and last <= end else end
        return exact[start:end]


def altered(
    exact: str,
    *,
    omit: Iterable[str] = (),
    sic: Iterable[str] = (),
    emphasise: Iterable[str] = (),
) -> Alterations:
    """Alterations named by words of the passage.

    Raises InputError for words that aren't in it, or several times.
    """
    made = Alterations()
    for words in omit:
        made = made.omit(*_found(exact, words))
    for words in sic:
        made = made.mark_sic(_found(exact, words)[1])
    for words in emphasise:
        made = made.emphasise(*_found(exact, words))
    return made


def trimmed(exact: str, start: int, end: int) -> Span:
    """The range [start, end) without white space at its ends; empty where there is nothing else."""
    words = exact[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def composed(
    letters: Sequence[tuple[str, int]], alterations: Alterations, rule: Rule
) -> tuple[str, str]:
    """The letters of a quotation, each with its place, as plain text and as HTML.

    What is left out at the beginning or the end has no sign, as the guides want it.
    """
    page = _Page(rule)
    for letter, place in letters:
        if any(start <= place < end for start, end in alterations.omitted):
            page.skip(letter)
            continue
        page.emphasise(on=any(start <= place < end for start, end in alterations.emphasised))
        page.put(letter)
        if place + 1 in alterations.sic:
            page.add(f" {rule.sic}")
    page.emphasise(on=False)
    return page.read()


class _Page:
    """Plain text and HTML side by side."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._plain: list[str] = []
        self._rich: list[str] = []
        self._gap = ""
        self._leaning = False

    def skip(self, letter: str) -> None:
        """Remember that something is left out, and whether a paragraph ended in it."""
        self._gap = BREAK if BREAK in (letter, self._gap) else " "

    def put(self, letter: str) -> None:
        """A letter of the source, after the sign for what was left out before it."""
        if self._gap and letter == " ":
            return
        if self._gap:
            gap, self._gap = self._gap, ""
            if any(each.strip() for each in self._plain):
                self._trim()
                self.add(f" {self._rule.omission}{gap}")
        if letter == BREAK and self._leaning:
            self._rich += ["</em>", BREAK, "<em>"]
            self._plain.append(BREAK)
            return
        self._plain.append(letter)
        self._rich.append(html.escape(letter, quote=False))

    def add(self, sign: str) -> None:
        """A sign of ours; "<i>" in it is italic."""
        self._plain.append(_TAG.sub("", sign))
        self._rich.append(sign.replace("<i>", "<em>").replace("</i>", "</em>"))

    def emphasise(self, *, on: bool) -> None:
        """Begin or end italics, and say whose they are where the style says so there."""
        if on == self._leaning:
            return
        self._leaning = on
        self._rich.append("<em>" if on else "</em>")
        if not on and self._rule.emphasis.startswith("["):
            self.add(f" {self._rule.emphasis}")

    def read(self) -> tuple[str, str]:
        """What stands there."""
        return "".join(self._plain).strip(), "".join(self._rich).strip()

    def _trim(self) -> None:
        while self._plain and self._plain[-1].isspace():
            self._plain.pop()
        while self._rich and self._rich[-1].isspace():
            self._rich.pop()


def _toggled(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """The spans with one more, joined where they meet; without it where they hold all of it."""
    if start >= end:
        return spans
    if any(first <= start and end <= last for first, last in spans):
        rest = [part for first, last in spans
                for part in ((first, min(last, start)), (max(first, end), last))
                if part[0] < part[1]]  # fmt: skip
        return tuple(dict.fromkeys(rest))
    joined: list[Span] = []
    for first, last in sorted((*spans, (start, end))):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _found(exact: str, words: str) -> Span:
    count = exact.count(words) if words.strip() else 0
    if count != 1:
        raise InputError(
            "These words are not in the quotation." if not count
            else "These words are in the quotation several times.",
            hint="Copy them from it, with enough of what stands around them.",
        )  # fmt: skip
    start = exact.index(words)
    return start, start + len(words)
