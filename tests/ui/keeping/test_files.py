"""What is said of kept files, without a window."""

from __future__ import annotations

import time
from pathlib import Path

from app.cite.records import BrokenEntry
from app.library.takingin import TakenIn
from app.model import CollectionId, DocumentId
from app.model.autoexport import AutoExport, ExportState, KeptExport
from ui.keeping.files import (
    Kept,
    choices_of,
    kept_lines,
    news,
    offer_words,
    proposed,
    status_of,
    taken_words,
    time_words,
)

NOON = time.mktime((2026, 11, 25, 12, 0, 0, 0, 0, -1))


def kept(state: ExportState, name: str = "thesis.bib", collection: str = "") -> Kept:
    export = AutoExport(name, f"/home/a/{name}", "biblatex", CollectionId(collection) or None)
    return Kept(KeptExport(export, state, 12, "Check the disk."), NOON - 3600)


def test_a_row_says_what_goes_where_and_when() -> None:
    whole, part = kept_lines(
        [kept(ExportState.WRITTEN), kept(ExportState.CURRENT, "b.bib", "c1")],
        {"c1": "Chapter two"}, NOON,
    )  # fmt: skip
    assert (whole.title, whole.right) == ("thesis.bib", "Up to date")
    assert whole.below == "Whole library · biblatex · 12 documents · written 11:00"
    assert part.below.startswith("Collection Chapter two · ")


def test_another_days_writing_has_its_day() -> None:
    assert time_words(NOON - 86_400, NOON) == "24 Nov 2026, 12:00"


def test_the_quiet_line_names_what_is_wrong_first() -> None:
    good, foreign = kept(ExportState.CURRENT), kept(ExportState.FOREIGN, "b.bib")
    failed = kept(ExportState.FAILED, "c.bib")
    assert status_of([]) is None
    for files, words in (
        ([good], "thesis.bib up to date"),
        ([good, good], "2 .bib files up to date"),
        ([good, foreign], "b.bib changed"),
        ([good, foreign, failed], "c.bib not written"),
    ):
        status = status_of(files)
        assert status is not None
        assert status.text == words


def test_trouble_is_told_once() -> None:
    good, foreign = kept(ExportState.CURRENT), kept(ExportState.FOREIGN)
    assert news([good], [foreign]) == "thesis.bib was changed elsewhere and is left alone"
    assert news([foreign], [foreign]) == ""
    assert news([foreign], [good]) == ""
    assert news([], [kept(ExportState.FAILED)]).endswith("Check the disk.")


def test_only_what_is_wrong_has_an_offer() -> None:
    assert offer_words(kept(ExportState.WRITTEN)) == ""
    assert "Somebody else" in offer_words(kept(ExportState.FOREIGN))
    assert offer_words(kept(ExportState.FAILED)) == "Check the disk."


def test_conflicts_and_entries_that_could_not_be_read_are_mentioned() -> None:
    one, two = DocumentId("a"), DocumentId("b")
    assert taken_words(TakenIn((one,), (), (), ())) == "1 document added or changed"
    words = taken_words(
        TakenIn((one,), (two,), (("key", "title"),), (BrokenEntry(3, "No end", "@book"),))
    )
    assert words.startswith("2 documents added or changed; 1 field changed on both sides")
    assert "1 entry can’t be read" in words


def test_fields_left_out_are_told_by_commas_or_spaces() -> None:
    assert choices_of(unicode=None, without="  ", as_imported=False) is None
    made = choices_of(unicode=False, without="Abstract, file keywords", as_imported=False)
    assert made is not None
    assert made.without == {"abstract", "file", "keywords"}
    assert made.unicode is False


def test_a_new_file_is_proposed_where_files_went_last(tmp_path: Path) -> None:
    assert proposed(str(tmp_path), "thesis") == tmp_path / "thesis.bib"
