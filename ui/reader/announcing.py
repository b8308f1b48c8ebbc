"""What a screen reader is told about a paragraph, in words and without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.model import MEANING_LABELS, Note
from ui.reader.marks import PaintedMark


def announcement(paragraph: int | None, meanings: Sequence[str], note: str) -> str:
    """One sentence: “paragraph 4, marked Key point, note: …”; what is missing is left out."""
    parts = [f"paragraph {paragraph}" if paragraph is not None else ""]
    if meanings:
        parts.append("marked " + " and ".join(dict.fromkeys(meanings)))
    if note.strip():
        parts.append("note: " + " ".join(note.split()))
    return ", ".join(filter(None, parts))


def announcement_of(
    paragraph: int | None, marks: Iterable[PaintedMark], notes: Iterable[Note]
) -> str:
    """The announcement of a paragraph with these marks, which some of the notes may be on."""
    here = {mark.id: MEANING_LABELS[mark.meaning] for mark in marks}
    written = [note.text for note in notes if note.highlight in here]
    return announcement(paragraph, list(here.values()), "; ".join(written))
