"""What a screen reader is told."""

from __future__ import annotations

from app.model import DocumentId, HighlightId, Meaning, Note, NoteId, Visibility
from ui.reader.announcing import announcement, announcement_of
from ui.reader.marks import PaintedMark


def test_number_meaning_and_note_are_told() -> None:
    told = announcement(4, ["Key point"], "Open with it.\nTwice.")
    assert told == "paragraph 4, marked Key point, note: Open with it. Twice."


def test_what_is_missing_is_left_out() -> None:
    assert announcement(2, [], "") == "paragraph 2"
    assert announcement(None, ["Evidence", "Question", "Evidence"], " ") == (
        "marked Evidence and Question"
    )
    assert announcement(None, [], "") == ""


def test_only_notes_on_the_marks_of_the_paragraph_are_told() -> None:
    marks = [PaintedMark("m1", 0, 5, Meaning.GREEN, "2026-01-01")]
    notes = [
        Note(NoteId(id_), DocumentId("d"), HighlightId(on), Visibility.PRIVATE, words, "", "")
        for id_, on, words in (("n1", "m1", "Here"), ("n2", "m2", "Elsewhere"))
    ]
    assert announcement_of(1, marks, notes) == "paragraph 1, marked Evidence, note: Here"
