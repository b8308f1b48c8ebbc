"""What the page of added files says, without Qt: a line for each file, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from app.errors import SourcebookError
from app.intake import gather
from app.library import Imported
from app.model import Reference
from ui.library.presenter import KIND_WORDS, counted, shown

_BOUND = {".pdf", ".epub", ".docx", ".odt", ".rtf"}
"""What is read and cited as a whole even where its text can't be had."""

_NO_SOURCE = {"no-file", "not-a-file", "unreadable", "unknown-format", "binary", "empty"}
"""Failures after which there is nothing that a reference could stand for."""

_FORMATS = {
    ".html": "saved page", ".htm": "saved page", ".xhtml": "saved page", ".mhtml": "saved page",
    ".mht": "saved page", ".pdf": "PDF", ".md": "Markdown", ".txt": "plain text", ".epub": "EPUB",
    ".docx": "Word document", ".odt": "OpenDocument text", ".rtf": "RTF", ".bib": "references",
    ".ris": "references", ".json": "references", ".rdf": "references", ".xml": "references",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of a file or of one thing in it.

    ``reason`` is why it failed or what to look at; ``keepable`` where a reference alone makes
    sense; ``document`` the id of what can be opened, "" for none; ``many`` how many documents of
    the same file the row stands for.
    """

    icon: str
    colour: str
    title: str
    below: str
    state: str
    reason: str = ""
    failed: bool = False
    keepable: bool = False
    document: str = ""
    many: int = 1
    reading: bool = False

    @property
    def words(self) -> str:
        """The row as a screen reader says it."""
        return ". ".join(filter(None, (self.title, self.below, self.state, self.reason)))


def waiting_line(path: str) -> Line:
    """A file that is still to be read."""
    name = PurePath(path).name
    return Line("clock", "muted", shown(name), _format(name), "Waiting")


def reading_line(path: str) -> Line:
    """The file that is being read."""
    return replace(waiting_line(path), icon="", colour="accent", state="Reading", reading=True)


def unread_line(path: str) -> Line:
    """A file that was not read because the user stopped."""
    return replace(waiting_line(path), icon="minus", state="Not read")


def line_of(imported: Imported) -> Line:
    """The words for what became of a file."""
    name = Path(imported.path).name
    document = imported.document
    if imported.error is not None:
        error = imported.error
        keepable = Path(name).suffix.lower() in _BOUND and error.code not in _NO_SOURCE
        reason = " ".join(filter(None, (error.message, error.hint)))
        return Line(
            "warning-circle", "danger", shown(name), _format(name), "Not added", reason, True,
            keepable,
        )  # fmt: skip
    id_ = document.id if document else ""
    title = shown((document.title if document else "") or name)
    if imported.status == "duplicate":
        below = f"{name}  ·  a document you have"
        return Line("copy", "muted", title, below, "Already in the library", document=id_)
    kind = KIND_WORDS[document.kind].lower() if document else ""
    told = counted(imported.paragraphs, "paragraph") if imported.paragraphs else ""
    below = "  ·  ".join(filter(None, (name, ", ".join(filter(None, (kind, told))))))
    warnings = imported.warnings
    if warnings:
        said = " ".join(map(_sentence, warnings))
        state = f"{counted(len(warnings), 'thing')} to check"
        return Line("warning", "warn", title, below, state, said, document=id_)
    state = "Text for a reference you had" if imported.touched else "Added"
    return Line("check-circle", "ok", title, below, state, document=id_)


def merged(before: Line, line: Line, path: str) -> Line:
    """The row of a file that several documents came from."""
    many = before.many + 1
    troubled = "warn" in (before.colour, line.colour)
    if line.state == before.state == "Already in the library":
        state, icon, colour = line.state, "copy", "muted"
    else:
        state = "Added, please look" if troubled else "Added"
        icon, colour = ("warning", "warn") if troubled else ("check-circle", "ok")
    reason = "" if before.many > 1 and len(before.reason) > _LONGEST else before.reason
    said = " ".join(dict.fromkeys(filter(None, (reason, line.reason))))
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Line(
        icon, colour, counted(many, "reference"), shown(PurePath(path).name), state, said,
        document=before.document or line.document, many=many,
    )  # fmt: skip


_LONGEST = 400


def _sentence(warning: str) -> str:
    """A warning with a capital and a full stop."""
    said = warning.strip()
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _format(name: str) -> str:
    return _FORMATS.get(PurePath(name).suffix.lower(), "")


def files_of(paths: Iterable[str]) -> list[str]:
    """The files that paths mean; a path that means none stays, so that its failure is told."""
    from app.exchange.zotero import is_zotero_folder

    found: list[str] = []
    for path in paths:
        if is_zotero_folder(Path(path)):
            # One library, not the hundreds of files that it keeps.
            found.append(path)
            continue
        try:
            found += [str(file) for file in gather(Path(path))]
        except SourcebookError:
            found.append(path)
    return list(dict.fromkeys(found))


def progress_of(done: int, total: int, name: str) -> str:
    """How far it is, in words."""
    reading = f" Reading {shown(name)}." if name else ""
    return f"{done:,} of {total:,} done.{reading} You can go on reading."


def summary_of(counts: Counter[str], unread: int = 0) -> tuple[str, str]:
    """Title and sentence once it has ended; ``unread`` if it was stopped.

    ``counts`` by status, and as "warned" the documents of which something is to be looked at.
    """
    added = counts["added"]
    title = f"{counted(added, 'document')} added" if added else "Nothing new"
    parts = []
    if counts["duplicate"]:
        parts.append(f"{counts['duplicate']:,} already in the library")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} not added: the reason stands below")
    if unread:
        parts.append(f"{counted(unread, 'file')} not read")
    if counts["warned"] and not counts["failed"]:
        parts.append("what to look at stands below")
    said = ", ".join(parts)
    said = said[:1].upper() + said[1:]
    return title, f"{said}." if said else "All went well." if added else "No file was found."


def reference_for(name: str) -> Reference:
    """A reference by a file's name, to be completed by hand."""
    return {"type": "report", "title": Path(name).stem.replace("_", " ")}
