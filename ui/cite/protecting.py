"""A title whose protected words keep their capitals in every style, as it is edited; no Qt.

CSL marks such words with ``<span class="nocase">``, BibTeX with braces. Whoever edits sees neither:
the words of the title, and which runs of them are protected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.cite.bibtex.titles import END, NOCASE
from app.cite.sentencecase import looks_like_title_case, sentence_case

FIELDS = frozenset({"title", "container-title", "collection-title", "event-title"})
"""Titles in which words can be protected."""

Run = tuple[int, int]
"""A half-open range of code points."""

_SPAN = re.compile(r"<span\b[^<>]*>|</span>")
_TAG = re.compile(r"<(/?)(i|b|sup|sub|span)\b[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’\-./&][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Protected:
    """A title as it is typed, and the runs of it that are protected, in order and apart."""

    text: str
    runs: tuple[Run, ...] = ()

    @property
    def title(self) -> str:
        """The title as CSL has it."""
        made = self.text
        for start, end in reversed(self.runs):
            made = f"{made[:start]}{NOCASE}{made[start:end]}{END}{made[end:]}"
        return made

    @property
    def words(self) -> tuple[str, ...]:
        """What is protected, without other markup."""
        return tuple(_TAG.sub("", self.text[start:end]) for start, end in self.runs)

    def typed(self, text: str) -> Protected:
        """The title with other words: what was typed inside a run belongs to it."""
        start = _common(self.text, text)
        room = min(len(self.text), len(text)) - start
        rest = _common(self.text[::-1][:room], text[::-1][:room])
        end, grown = len(self.text) - rest, len(text) - len(self.text)
        moved = (_moved(run, start, end, grown) for run in self.runs)
        return Protected(text, tuple(run for run in moved if text[run[0] : run[1]].strip()))

    def protect(self, start: int, end: int) -> Protected:
        """The title with one more run: the words from ``start`` to ``end``, or the word there.

        Nothing changes where there is no word, or where the run would cut through markup.
        """
        run = _trimmed(self.text, start, end) if start < end else _word_at(self.text, start)
        if run is None:
            return self
        start, end = run
        for other in self.runs:
            if other[0] < end and start < other[1]:
                start, end = min(start, other[0]), max(end, other[1])
        if not _whole(self.text[start:end]):
            return self
        apart = [other for other in self.runs if other[1] <= start or end <= other[0]]
        return Protected(self.text, tuple(sorted([*apart, (start, end)])))

    def release(self, number: int) -> Protected:
        """The title with one run less."""
        return Protected(self.text, self.runs[:number] + self.runs[number + 1 :])

    def fits_sentence_case(self, language: str | None) -> bool:
        """Whether sentence case may be offered."""
        return looks_like_title_case(self.text, language) and self.in_sentence_case() != self

    def in_sentence_case(self) -> Protected:
        """The title in sentence case, what is protected as it was."""
        lower = sentence_case(self.text)
        if len(lower) != len(self.text):
            return self
        for start, end in self.runs:
            lower = f"{lower[:start]}{self.text[start:end]}{lower[end:]}"
        return Protected(lower, self.runs)


def protected(title: str) -> Protected:
    """A title of CSL as it is edited; one whose markup doesn't close is left as it is."""
    parts: list[str] = []
    runs: list[Run] = []
    opened: list[int | None] = []
    at = length = 0
    for tag in _SPAN.finditer(title):
        before = title[at : tag.start()]
        parts.append(before)
        length, at = length + len(before), tag.end()
        kept = tag.group()
        if kept == NOCASE:
            opened.append(length)
            continue
        if kept == END:
            if not opened:
                return Protected(title)
            begun = opened.pop()
            if begun is not None:
                runs.append((begun, length))
                continue
        else:
            opened.append(None)
        parts.append(kept)
        length += len(kept)
    if opened:
        return Protected(title)
    text = "".join((*parts, title[at:]))
    return Protected(text, _apart(runs))


def _apart(runs: list[Run]) -> tuple[Run, ...]:
    """The outermost of runs that lie in each other, in order; empty ones go."""
    kept: list[Run] = []
    for run in sorted((run for run in runs if run[0] < run[1]), key=lambda run: (run[0], -run[1])):
        if not kept or kept[-1][1] <= run[0]:
            kept.append(run)
    return tuple(kept)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _moved(run: Run, start: int, end: int, grown: int) -> Run:
    """A run after what stood from ``start`` to ``end`` was replaced by ``grown`` more."""
    first, last = run
    if last <= start:
        return run
    if end <= first:
        return first + grown, last + grown
    if first <= start and end <= last:
        return first, last + grown
    # What was replaced reached over an end of the run.
    return (first, start) if first < start else (end + grown, max(last, end) + grown)


def _trimmed(text: str, start: int, end: int) -> Run | None:
    chosen = text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    end -= len(chosen) - len(chosen.rstrip())
    return (start, end) if start < end else None


def _word_at(text: str, place: int) -> Run | None:
    plain = _TAG.sub(lambda tag: " " * len(tag.group()), text)
    found = (word.span() for word in _WORD.finditer(plain))
    return next(((a, b) for a, b in found if a <= place <= b), None)


def _whole(text: str) -> bool:
    """Whether every tag in a text opens and closes in it."""
    opened: list[str] = []
    for tag in _TAG.finditer(text):
        if not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return False
    return not opened and not re.search(r"<[^<>]*$|^[^<>]*>", text)
