"""What the window says of .bib files that are kept up to date, without Qt."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.library import Library
from app.model.autoexport import ExportState, KeptExport
from ui.library.presenter import counted, shown
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from app.cite.bibtex import BibChoices
    from app.library.takingin import TakenIn

FORMATS = (("biblatex", "biblatex"), ("bibtex", "BibTeX"))
LETTERS = (
    (None, "As the dialect has it"),
    (True, "As they are (Unicode)"),
    (False, "As LaTeX commands"),
)
_WORDS = dict(FORMATS)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATES = {
    ExportState.CURRENT: ("Up to date", "check-circle", "ok"),
    ExportState.WRITTEN: ("Up to date", "check-circle", "ok"),
    ExportState.FOREIGN: ("Changed elsewhere", "warning", "warn"),
    ExportState.FAILED: ("Not written", "warning-circle", "danger"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file as it stands, and when it was written last (seconds; None where it isn't)."""

    export: KeptExport
    written: float | None

    @property
    def id(self) -> str:
        """The auto-export's id."""
        return self.export.export.id

    @property
    def name(self) -> str:
        """The file's name."""
        return shown(Path(self.export.export.path).name)

    @property
    def sound(self) -> bool:
        """Whether the file is what the library would write."""
        return self.export.state in (ExportState.CURRENT, ExportState.WRITTEN)

    @property
    def foreign(self) -> bool:
        """Whether somebody else changed the file."""
        return self.export.state is ExportState.FOREIGN


def brought_up_to_date(library: Library, overwrite: Sequence[str] = ()) -> tuple[Kept, ...]:
    """Every kept file, written where that was needed; how each stands then."""
    found = library.run_auto_exports(overwrite=overwrite)
    return tuple(Kept(one, _written(one.export.path)) for one in found)


def _written(path: str) -> float | None:
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return None


def time_words(moment: float, now: float) -> str:
    """A moment for people: the time where it is today, else the day and the time."""
    then, today = time.localtime(moment), time.localtime(now)
    clock = f"{then.tm_hour:02}:{then.tm_min:02}"
    if (then.tm_year, then.tm_yday) == (today.tm_year, today.tm_yday):
        return clock
    return f"{then.tm_mday} {_MONTHS[then.tm_mon - 1]} {then.tm_year}, {clock}"


def kept_lines(kept: Sequence[Kept], collections: Mapping[str, str], now: float) -> list[Line]:
    """A row for each file: its name, what goes into it and how, when it was written, its state."""
    lines = []
    for one in kept:
        state, icon, colour = _STATES[one.export.state]
        export = one.export.export
        what = "Whole library"
        if export.collection is not None:
            what = f"Collection {shown(collections.get(export.collection, 'that is gone'))}"
        parts = [what, _WORDS.get(export.format, export.format)]
        if one.sound:
            parts.append(counted(one.export.documents, "document"))
        if one.written is not None:
            word = "changed" if one.foreign else "written"
            parts.append(f"{word} {time_words(one.written, now)}")
        lines.append(Line(one.name, " · ".join(parts), state, icon, colour, one.id))
    return lines


@dataclass(frozen=True, slots=True)
class Status:
    """One quiet line on all kept files."""

    text: str
    icon: str = "check"
    colour: str = "muted"


def status_of(kept: Sequence[Kept]) -> Status | None:
    """What is said in the corner of the window; None where no file is kept."""
    if not kept:
        return None
    for state in (ExportState.FAILED, ExportState.FOREIGN):
        first = next((one for one in kept if one.export.state is state), None)
        if first is not None:
            word = "changed" if first.foreign else "not written"
            return Status(f"{first.name} {word}", *_STATES[state][1:])
    if len(kept) == 1:
        return Status(f"{kept[0].name} up to date")
    return Status(f"{len(kept)} .bib files up to date")


def news(before: Sequence[Kept], now: Sequence[Kept]) -> str:
    """What has to be said once: files that were sound and are so no longer; empty for none."""
    troubled = {one.id for one in before if not one.sound}
    for one in now:
        if not one.sound and one.id not in troubled:
            if one.foreign:
                return f"{one.name} was changed elsewhere and is left alone"
            return f"{one.name} can’t be kept up to date. {one.export.problem}"
    return ""


def offer_words(one: Kept) -> str:
    """What stands above the ways on for a file that is not as it should be; empty for others."""
    if one.foreign:
        return (
            f"Somebody else wrote {one.name} since it was written here, or it was there before. "
            "It is left alone until you say what to do."
        )
    return one.export.problem if not one.sound else ""


def choices_of(*, unicode: bool | None, without: str, as_imported: bool) -> BibChoices | None:
    """How the file is to be written; None where nothing was chosen."""
    left_out = frozenset(
        word for part in without.split(",") for word in part.casefold().split() if word
    )
    if unicode is None and not left_out and not as_imported:
        return None
    from app.cite.bibtex import BibChoices

    return BibChoices(unicode, left_out, as_imported)


def taken_words(taken: TakenIn) -> str:
    """What is said after changes were taken in."""
    told = f"{counted(len(taken.added) + len(taken.changed), 'document')} added or changed"
    if taken.conflicts:
        told += f"; {counted(len(taken.conflicts), 'field')} changed on both sides, as in the file"
    if taken.broken:
        broken = counted(len(taken.broken), "entry", "entries")
        told += f"; {broken} can’t be read, and so the file is left alone"
    return told


def proposed(folder: str, name: str) -> Path:
    """Where a new file is proposed."""
    return Path(folder or Path.home()) / f"{name}.bib"
