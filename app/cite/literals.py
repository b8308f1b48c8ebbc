"""Locator phrases on their way through the citation processor, and back unchanged.

pandoc prints a locator in braces where the style wants it, but it reads page numbers, turns
quotation marks and stops at a brace. So the words travel as marks no text can hold (Unicode
noncharacters) and are put back afterwards. Two things stay visible: a page number, since styles
differ in how they print one, and the outer quotation marks of a heading, since American styles
draw the following comma inside them.
"""

from __future__ import annotations

import html
import re

from app.cite.citable import SEPARATOR
from app.cite.markup import SIGNS, restored

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_HIDDEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}{SEPARATOR}]")
_PAGE = re.compile(r"(pp?\.) (.+)", re.DOTALL)
_PLAIN_PAGE = re.compile(r"\d+([–,] ?\d+)*|[ivxlcdm]+")
_QUOTED = re.compile("([^“”‘’]*)(“.*”|‘.*’)([^“”‘’]*)", re.DOTALL)
_GAP = re.compile(r"(\s*[,;]?\s*)(.*)", re.DOTALL)


class Literals:
    """The phrases hidden in one request, in the order they were hidden.

    ``french`` says whether the style prints in French, which has spaces of its own.
    """

    def __init__(self, *, french: bool) -> None:
        self.phrases: list[str] = []
        self._french = french

    def hide(self, phrase: str) -> str:
        """``phrase`` as pandoc may see it, between braces; empty for an empty phrase."""
        phrase = " ".join(_MARKS.sub("", phrase).split())
        page = _PAGE.fullmatch(phrase)
        if page:
            number = page[2]
            return f"{page[1]} {number if _PLAIN_PAGE.fullmatch(number) else self._mark(number)}"
        quoted = _QUOTED.fullmatch(phrase)
        if not quoted:
            return self._mark(phrase) if phrase else ""
        before, inside, after = quoted.groups()
        gap = _GAP.fullmatch(after)
        lead, rest = gap.groups() if gap else ("", after)
        start = f"{self._mark(before.strip())} " if before.strip() else ""
        end = lead + self._mark(rest) if rest else ""
        return f"{start}{inside[0]}{self._mark(inside[1:-1])}{inside[-1]}{end}"

    def hide_words(self, words: str) -> str:
        """Words before a citation as pandoc may see them."""
        return self._mark(" ".join(_MARKS.sub("", words).split()))

    def show(self, printed: str) -> str:
        """Plain text with the phrases back in their places, on one line."""
        return self._restored(printed, escape=False)

    def show_html(self, printed: str) -> str:
        """HTML with the phrases back in their places, escaped, on one line."""
        return self._restored(printed, escape=True)

    def _mark(self, text: str) -> str:
        self.phrases.append(text)
        return f"{_OPEN}{len(self.phrases) - 1}{_CLOSE}"

    def _restored(self, printed: str, *, escape: bool) -> str:
        def phrase(match: re.Match[str]) -> str:
            text = self.phrases[int(match[1])]
            return html.escape(text, quote=False) if escape else text

        line = re.sub("[ \n\r]+", " ", printed).strip(" ")
        return _MARKS.sub("", _HIDDEN.sub(phrase, restored(line, html=escape, french=self._french)))


def signs(*, french: bool) -> list[tuple[str, str]]:
    """What stands for what in printed text, in the order to turn it back."""
    narrow = [] if french else [("\u202f", " ")]
    return [*narrow, *SIGNS, (SEPARATOR, "")]
