"""The words around a mark, cut between words."""

from __future__ import annotations

from pathlib import Path

from app.library import create_library
from ui.notes.context import AROUND, context_of


def test_a_mark_has_its_paragraph_around_it_and_a_long_one_is_cut_between_words(
    tmp_path: Path,
) -> None:
    long = "word " * 200
    (tmp_path / "a.md").write_text(f"# T\n\nShort one here.\n\n{long}MARK {long}end.\n")
    with create_library(tmp_path / "library") as library:
        (added,) = library.import_paths([str(tmp_path / "a.md")])
        assert added.document is not None
        text = library.open_document(added.document.id).text
        assert text is not None
        for words in ("one", "MARK"):
            start = text.canonical.index(words)
            library.highlight_passage(added.document.id, start, start + len(words))
        first, second = (row.highlight for row in library.all_marks())
        short = context_of(library, first)
        assert (short.before, short.words, short.after) == ("Short ", "one", " here.")
        cut = context_of(library, second)
        assert cut.words == "MARK"
        assert cut.before.startswith("… word ")
        assert cut.after.endswith(" word …")
        assert max(len(cut.before), len(cut.after)) <= AROUND + 2
        book = library.add_reference({"type": "book", "title": "A book"}).value
        quotation = library.highlight_quotation(book.id, "Typed from paper", page="3").value
        assert context_of(library, quotation).words == "Typed from paper"
