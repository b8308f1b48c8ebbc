"""Where the words of an annotation from another program stand in a Text.

Another program extracts a PDF's text in its own way: hyphens at line ends, ligatures, spaces
between columns. So where the words don't stand as given, they are looked for without white space,
hyphens and the compatibility forms of letters. What stands in several places is only placed when
the page tells which; it is never guessed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from app.model import Text
from app.text import find_quotation, locate

_FEWEST = 8
"""Letters that words must have to be looked for without their spaces."""

_HYPHENS = "-\u00ad\u2010\u2011"


@dataclass(slots=True)
class Placer:
    """Finds annotations' words in one Text."""

    text: Text
    _squeezed: str = ""
    _offsets: list[int] = field(default_factory=list)

    def place(self, quotation: str, page: str | None) -> tuple[int, int] | None:
        """The one passage [start, end), in code points, that an annotation means; else None."""
        places = find_quotation(self.text, quotation) or self._without_spaces(quotation)
        if len(places) > 1:
            places = [place for place in places if page and self._on(place, page)]
        return places[0] if len(places) == 1 else None

    def _on(self, place: tuple[int, int], page: str) -> bool:
        return locate(self.text, *place).page == page

    def _without_spaces(self, quotation: str) -> list[tuple[int, int]]:
        wanted, _ = _squeeze(quotation)
        if len(wanted) < _FEWEST:
            return []
        if not self._offsets:
            self._squeezed, self._offsets = _squeeze(self.text.canonical)
        places = []
        at = self._squeezed.find(wanted)
        while at >= 0:
            last = at + len(wanted) - 1
            places.append((self._offsets[at], self._offsets[last] + 1))
            at = self._squeezed.find(wanted, at + 1)
        return places


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space and hyphens, and where each letter of it stands in the text."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        if letter.isspace() or letter in _HYPHENS:
            continue
        plain = unicodedata.normalize("NFKC", letter) if ord(letter) > 127 else letter
        letters.append(plain)
        offsets += [offset] * len(plain)
    return "".join(letters), offsets
