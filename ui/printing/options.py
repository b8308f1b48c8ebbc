"""What goes on paper, and what is said of what doesn't; no Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.library import Opened
from app.model import MEANING_LABELS, Highlight, Meaning, Note, Visibility
from ui.reader.presenter import locator_words

SAMPLE = "teaching text – not a source"


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What is printed with the text; ``px`` is the size of the text at 96 pixels an inch.

    Private notes stay off the paper until they are asked for.
    """

    numbers: bool = True
    marks: bool = True
    notes: bool = True
    private: bool = False
    px: int = 15


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it is printed: the letter of its mark, its place, its words, whether private."""

    letter: str
    place: str
    quotation: str
    text: str
    private: bool


def printed_notes(opened: Opened, options: PrintOptions) -> list[PrintedNote]:
    """The notes that go on paper, those on marks in reading order first."""
    marks = {mark.id: mark for mark in opened.highlights}
    pairs: list[tuple[Note, Highlight | None]] = [
        (note, marks.get(note.highlight) if note.highlight else None)
        for note in opened.notes
        if options.notes and (options.private or note.visibility is Visibility.SHARED)
    ]
    pairs.sort(key=lambda pair: (pair[1] is None, (pair[1].start or 0) if pair[1] else 0))
    return [_printed(note, mark) for note, mark in pairs]


def _printed(note: Note, mark: Highlight | None) -> PrintedNote:
    private = note.visibility is Visibility.PRIVATE
    if mark is None:
        return PrintedNote("", "", "", note.text, private)
    letter = MEANING_LABELS[mark.meaning][0]
    return PrintedNote(letter, locator_words(mark.locator), _short(mark.exact), note.text, private)


def _short(text: str, longest: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def typed_quotations(opened: Opened) -> list[Highlight]:
    """The marks that lie in no text: quotations typed from paper."""
    return [mark for mark in opened.highlights if mark.start is None]


def legend(opened: Opened, options: PrintOptions) -> list[tuple[Meaning, str]]:
    """The meanings that occur among the marks, with their labels, in the order of the keys."""
    used = {mark.meaning for mark in opened.highlights} if options.marks else set()
    return [(meaning, label) for meaning, label in MEANING_LABELS.items() if meaning in used]


def left_out_words(opened: Opened, options: PrintOptions) -> str:
    """How many notes stay off the paper, in words; empty where none does."""
    printed = len(printed_notes(opened, options))
    private = sum(note.visibility is Visibility.PRIVATE for note in opened.notes)
    left = len(opened.notes) - printed
    if not left:
        return ""
    if options.notes and not options.private:
        return f"{_notes(private, 'private ')} not printed."
    return f"{_notes(left)} not printed."


def _notes(count: int, kind: str = "") -> str:
    return f"{count} {kind}{'note is' if count == 1 else 'notes are'}"


def right_to_left(text: str) -> bool:
    """Whether a text begins in a script that is read from the right."""
    ways = (unicodedata.bidirectional(letter) for letter in text[:400])
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def meta_line(opened: Opened) -> str:
    """Who, where, when and the citation key, below the title."""
    from ui.cite.source_rows import shown

    reference = opened.document.reference
    fields: Sequence[str] = ("author", "container-title", "publisher", "issued")
    parts = [shown(reference[field]) for field in fields if reference.get(field)]
    return "  ·  ".join([*dict.fromkeys(parts), opened.document.key])
