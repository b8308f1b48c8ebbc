"""What a move brought, what was here, what didn't come and why; without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.errors import SourcebookError
from app.library import Imported
from app.library.importing import NOTHING, Came
from ui.adding.lines import Line, line_of
from ui.library.presenter import counted, shown

MOST = 300
"""Rows shown; the report that is copied or saved has them all."""

_HERE = "duplicate"


class Report:
    """One move, told line by line as it goes; ``left`` is what the user chose to leave behind."""

    def __init__(self, source: str, left: str = "") -> None:
        self.source, self.left = source, left
        self.ended = False
        self.trouble = ""
        self.came = NOTHING
        self._added: list[Imported] = []
        self._here: list[Imported] = []
        self._failed: list[Imported] = []
        self._whole: list[str] = []

    def add(self, line: Imported) -> None:
        """Take down what became of an entry."""
        self.came += line.came
        self._whole += line.whole
        line = replace(line, warnings=tuple(w for w in line.warnings if w not in line.whole))
        if line.error is not None:
            self._failed.append(line)
        elif line.document is not None:
            (self._here if line.status == _HERE else self._added).append(line)

    def end(self, error: SourcebookError | None = None, *, stopped: bool = False) -> None:
        """It has ended, stopped by the user or by an error."""
        self.ended = True
        if stopped:
            self.trouble = "Stopped. What came before is kept; move in again for the rest."
        elif error is not None:
            self.trouble = " ".join(filter(None, (error.message, error.hint)))

    @property
    def added(self) -> int:
        """How many documents are new."""
        return len(self._added)

    @property
    def title(self) -> str:
        """How it went, in a few words."""
        if not self.ended:
            return f"Moving in: {counted(self.added, 'document')} so far"
        if self._added:
            return f"{counted(self.added, 'document')} moved in"
        return "Something new came" if self.came != NOTHING else "Nothing new came"

    @property
    def sums(self) -> str:
        """What came and what didn't, in sentences."""
        fuller = sum(line.touched for line in self._here)
        told = [self.trouble]
        if self.came != NOTHING:
            told.append(f"With them came {_came(self.came)}.")
        if self._here:
            more = f", {fuller:,} of them with something new" if fuller else ""
            verb = "was" if len(self._here) == 1 else "were"
            told.append(f"{len(self._here):,} {verb} here already{more}.")
        if self._failed:
            told.append(f"{len(self._failed):,} could not be moved in.")
        told.append(self.left)
        return " ".join(filter(None, told)) or "All went well."

    @property
    def rows(self) -> list[Line]:
        """What a user should look at: what stayed behind as a whole, what failed, what lacks."""
        whole = " ".join(map(shown, self._whole))
        below = "Of the library as a whole"
        rows = [Line("info", "muted", "Stayed behind", below, "", whole)] if whole else []
        rows += map(_row, (*self._failed, *self._to_look_at()))
        if len(rows) > MOST:
            more = f"{len(rows) - MOST:,} more stand in the report"
            rows = [*rows[:MOST], Line("dots-three", "muted", more, "Copy or save it", "")]
        return rows

    def _to_look_at(self) -> Iterator[Imported]:
        return (line for line in (*self._added, *self._here) if line.warnings)

    @property
    def text(self) -> str:
        """The whole report as plain text."""
        parts = [f"Moved in from {self.source}", "", f"{self.title}.", self.sums]
        parts += _list("Stayed behind as a whole", self._whole)
        parts += _list("Not moved in", [_reason(line) for line in self._failed])
        parts += _list("Did not come, or to check", map(_reason, self._to_look_at()))
        parts += _list("New", map(_name, self._added))
        parts += _list("Here already, with something new", _names(self._here, touched=True))
        parts += _list("Here already", _names(self._here, touched=False))
        return "\n".join(parts) + "\n"


def _came(came: Came) -> str:
    counts = (
        (came.files, "file", ""), (came.marks, "mark", ""), (came.notes, "note", ""),
        (came.tags, "tag", ""), (came.collections, "place in collections", "places in collections"),
    )  # fmt: skip
    said = [counted(number, one, many) for number, one, many in counts if number]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]


def _row(line: Imported) -> Line:
    """The row of one entry; what was here already tells its reasons too."""
    row = line_of(line)
    if line.document is None:
        return replace(row, failed=False, keepable=False)
    here = line.status == _HERE
    told = line_of(replace(line, status="added")) if here else row
    return replace(
        told, state="Here already" if here else told.state, below=shown(line.document.key)
    )


def _name(line: Imported) -> str:
    document = line.document
    return f"{shown(document.title)} ({document.key})" if document else shown(line.path)


def _names(lines: list[Imported], *, touched: bool) -> list[str]:
    return [_name(line) for line in lines if line.touched is touched]


def _reason(line: Imported) -> str:
    row = _row(line)
    return f"{_name(line)}: {row.reason}" if line.document else row.reason


def _list(heading: str, told: Iterator[str] | list[str] | map[str]) -> list[str]:
    lines = [f"- {each}" for each in told]
    return ["", heading, *lines] if lines else []
