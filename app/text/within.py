"""Words found inside one text in any spelling that folds alike, with their exact places.

The folded text is made once (180,000 runs of a 1.2 MB text took half a second, so not on a thread
that paints); a search in it is one pass of :meth:`str.find`, and only the runs of what is found are
read letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from app.text.folding import letters

MOST = 10_000
"""Places told of one search: more than anybody goes through."""

_RUNS_A_PAUSE, _FOUND_A_PAUSE = 300, 60
_RUN = re.compile(r"\S+")
_PLAIN = re.compile(r"[A-Za-z0-9]+")


class Searchable:
    """A text to be searched again and again; offsets are its code points.

    ``pause`` is called about every millisecond of work: a thread that lets others run then never
    holds up one that paints.
    """

    def __init__(self, text: str, pause: Callable[[], object] | None = None) -> None:
        self._text = text
        self._pause = pause or _none
        self._starts: list[int] = []
        self._at: list[int] = []
        self._known: dict[str, str] = {}
        forms, place = [], 0
        for number, run in enumerate(_RUN.finditer(text), 1):
            if number % _RUNS_A_PAUSE == 0:
                self._pause()
            form = self._form(run.group())
            if form:
                forms.append(form)
                self._starts.append(run.start())
                self._at.append(place)
                place += len(form) + 1
        self._folded = " ".join(forms)
        self._known.clear()

    def find(self, wanted: str, most: int = MOST) -> list[tuple[int, int]]:
        """The places of ``wanted``, at most ``most``, in reading order; none overlap.

        Any part of a word fits. What folds to nothing, such as a dash, is looked for as it is.

        >>> Searchable("Amaq, then ʿAmāq.").find("A'maq")
        [(0, 4), (12, 16)]
        """
        sought = " ".join(filter(None, map(self._form, wanted.split())))
        if not sought:
            return _as_is(self._text, wanted.strip(), most)
        found: list[tuple[int, int]] = []
        at = self._folded.find(sought)
        while at >= 0 and len(found) < most:
            last = at + len(sought)
            if len(found) % _FOUND_A_PAUSE == 0:
                self._pause()
            found.append((self._place(at), self._end(last - 1)))
            at = self._folded.find(sought, last)
        return found

    def _form(self, run: str) -> str:
        form = self._known.get(run)
        if form is None:
            plain = _PLAIN.fullmatch(run)
            form = run.lower() if plain else "".join(letter for letter, _at in letters(run))
            self._known[run] = form
        return form

    def _place(self, at: int) -> int:
        """The code point of a letter of the folded text."""
        number = bisect_right(self._at, at) - 1
        start = self._starts[number]
        run = _RUN.match(self._text, start)
        assert run is not None  # noqa: S101 - told to the type checker
        return start + letters(run.group())[at - self._at[number]][1]

    def _end(self, at: int) -> int:
        """Where a letter of the folded text ends, with the accents written after it."""
        end = self._place(at) + 1
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        return end


def _none() -> None:
    """Goes on at once."""


def _as_is(text: str, wanted: str, most: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0 and len(found) < most:
        found.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return found
