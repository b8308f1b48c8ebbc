"""What the page of added files says, without Qt: a line for each file, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from app.errors import SourcebookError
from app.intake import gather
from app.library import Imported
from app.library.copying import Copies
from app.library.doubts import doubts_of
from app.model import Document, Reference
from ui.library.presenter import KIND_WORDS, counted, shown

_BOUND = {".pdf", ".epub", ".docx", ".odt", ".rtf"}
"""What is read and cited as a whole even where its text can't be had."""

_NO_SOURCE = {"no-file", "not-a-file", "unreadable", "unknown-format", "binary", "empty"}
"""Failures after which there is nothing that a reference could stand for."""

_FORMATS = {
    ".html": "saved page", ".htm": "saved page", ".xhtml": "saved page", ".mhtml": "saved page",
    ".mht": "saved page", ".webarchive": "saved page", ".pdf": "PDF", ".md": "Markdown",
    ".markdown": "Markdown", ".txt": "plain text", ".epub": "EPUB", ".docx": "Word document",
    ".odt": "OpenDocument text", ".rtf": "RTF", ".bib": "references", ".ris": "references",
    ".json": "references", ".rdf": "references", ".xml": "references", ".wiki": "wikitext",
    ".mediawiki": "wikitext", ".wikitext": "wikitext", ".zip": "ZIP archive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of a file or of one thing in it.

    ``reason`` is why it failed or what to look at; ``keepable`` where a reference alone makes
    sense; ``document`` the id of what can be opened, "" for none; ``many`` how many documents of
    the same file the row stands for, ``ids`` which they are.
    ``alike`` is the id of what it is probably a copy of while nobody has decided; ``asked`` is
    that question as it was, for when the answer is taken back. ``doubts`` counts fields to check.
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
    ids: tuple[str, ...] = ()
    texts: bool = False
    alike: str = ""
    asked: str = ""
    told: str = ""
    doubts: int = 0

    @property
    def words(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.title, self.below, self.state, self.doubts_words, self.reason)
        return ". ".join(part.rstrip(".") for part in parts if part)

    @property
    def doubts_words(self) -> str:
        """How many fields want a look, "" for none."""
        return f"{counted(self.doubts, 'field')} to check" if self.doubts else ""

    @property
    def asks(self) -> bool:
        """Whether the row has buttons: a failure, a question, fields to check."""
        return self.failed or bool(self.alike) or bool(self.doubts)


def waiting_line(path: str) -> Line:
    """A file that is still to be read."""
    name = PurePath(path).name
    return Line("clock", "muted", shown(name), _format(name), "Waiting")


def reading_line(path: str) -> Line:
    """The file that is being read."""
    return replace(waiting_line(path), icon="", colour="accent", state="Reading", reading=True)


PLEASE = "Added, please look"
NOT_IMPORTED = "Not imported"
"""What stands in the row of a file that was still to be read when the user stopped."""


def unread_line(path: str) -> Line:
    """A file that was not read because the user stopped."""
    return replace(waiting_line(path), icon="minus", state=NOT_IMPORTED)


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
    state = "Text for a reference you had" if imported.touched else "Added"
    line = Line(
        "check-circle", "ok", title, below, state, document=id_, ids=(id_,) if id_ else (),
        texts=bool(told), doubts=len(doubts_of(document)) if document else 0,
    )  # fmt: skip
    return _warned(line, imported)


def _warned(line: Line, imported: Imported) -> Line:
    """A line of an added document with what is to be looked at: a likely copy is a question."""
    near = {f"({each.key})" for each in imported.alike}
    other = [each for each in imported.warnings if not _is_of(each, near)]
    said = " ".join(map(_sentence, other))
    if imported.alike:
        first = imported.alike[0]
        asked = f"Probably a copy of “{shown(first.title)}” ({first.key})."
        line = replace(
            line, icon="copy", colour="warn", state=PLEASE, alike=first.id, asked=asked, told=said,
            reason=f"{asked} {said}".strip(),
        )  # fmt: skip
    elif other:
        state = f"{counted(len(other), 'thing')} to look at"
        line = replace(line, icon="warning", colour="warn", state=state, reason=said, told=said)
    return line


def _is_of(warning: str, keys: set[str]) -> bool:
    return warning.startswith("probably a copy of") and any(warning.endswith(key) for key in keys)


def decided(line: Line, found: Sequence[Copies]) -> Line:
    """The row as the library is now: what became of its question, and how many fields are left.

    ``found`` is told of each of its documents that are still there, in the trash or not.
    """
    there = [each.document for each in found if each.document is not None]
    if not there:
        return replace(
            line, icon="minus", colour="muted", state="No longer in the library", document="",
            reason="", alike="", doubts=0,
        )  # fmt: skip
    line = replace(line, doubts=sum(len(doubts_of(each)) for each in there if not each.deleted))
    if not line.asked:
        return line
    document, copies = there[0], found[0]
    other = next((each.id for each in copies.suspected), "")
    answer = _answered(document, copies, other)
    if not answer:
        return replace(
            line, icon="copy", colour="warn", state=PLEASE, alike=other, document=document.id,
            reason=f"{line.asked} {line.told}".strip(),
        )  # fmt: skip
    return replace(
        line, icon="check-circle", colour="ok", state="Added", alike="", document=document.id,
        reason=f"{answer} {line.told}".strip(),
    )  # fmt: skip


def _answered(document: Document, copies: Copies, other: str) -> str:
    """What was decided of a likely copy, as a sentence; nothing as long as it is open."""
    if document.provenance.get("merged_into") and document.deleted:
        return "Merged with the one it is a copy of."
    if document.deleted:
        return "In the trash."
    if copies.linked:
        first = copies.linked[0]
        return f"Linked as a copy of “{shown(first.title)}” ({first.key})."
    return "" if other else "Both are kept."


def merged(before: Line, line: Line, path: str) -> Line:
    """The row of a file that several documents came from."""
    many = before.many + 1
    troubled = "warn" in (before.colour, line.colour)
    if line.state == before.state == "Already in the library":
        state, icon, colour = line.state, "copy", "muted"
    else:
        state = PLEASE if troubled else "Added"
        icon, colour = ("warning", "warn") if troubled else ("check-circle", "ok")
    reason = "" if before.many > 1 and len(before.reason) > _LONGEST else before.reason
    said = " ".join(dict.fromkeys(filter(None, (reason, line.reason))))
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    texts = before.texts or line.texts
    return Line(
        icon, colour, counted(many, "document" if texts else "reference"),
        shown(PurePath(path).name), state, said, document=before.document or line.document,
        many=many, ids=(*before.ids, *line.ids), texts=texts, doubts=before.doubts + line.doubts,
    )  # fmt: skip


_LONGEST = 400


def _sentence(warning: str) -> str:
    """A warning with a capital and a full stop."""
    said = warning.strip()
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _format(name: str) -> str:
    """What a file's name says it is, so that no row has an empty second line."""
    suffix = PurePath(name).suffix.lower()
    return _FORMATS.get(suffix) or (f"{suffix[1:].upper()} file" if suffix[1:] else "file")


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

    ``counts`` by status; as "warned" the documents of which something is to be looked at, as
    "alike" those that are probably copies.
    """
    added = counts["added"]
    title = f"{counted(added, 'document')} added" if added else "Nothing new"
    parts = []
    if counts["duplicate"]:
        parts.append(f"{counts['duplicate']:,} already in the library")
    if counts["alike"]:
        parts.append(f"{counted(counts['alike'], 'likely copy', 'likely copies')}")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} not added: the reason stands below")
    if unread:
        parts.append(f"{counted(unread, 'file')} not imported")
    if counts["warned"] and not counts["failed"]:
        parts.append("what to look at stands below")
    said = ", ".join(parts)
    said = said[:1].upper() + said[1:]
    return title, f"{said}." if said else "All went well." if added else "No file was found."


def reference_for(name: str) -> Reference:
    """A reference by a file's name, to be completed by hand."""
    return {"type": "report", "title": Path(name).stem.replace("_", " ")}
