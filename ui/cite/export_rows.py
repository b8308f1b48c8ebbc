"""What can be exported, as which file, and where it was written last; no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.library import Library


@dataclass(frozen=True, slots=True)
class Format:
    """A way to export: its name, its words, its file suffix, and whether it can be copied.

    ``style`` says that it is printed in a citation style.
    """

    name: str
    text: str
    suffix: str
    copied: bool = True
    style: bool = False


FORMATS = (
    Format("biblatex", "biblatex (.bib)", ".bib"),
    Format("bibtex", "BibTeX (.bib)", ".bib"),
    Format("csl-json", "CSL-JSON for Zotero and pandoc (.json)", ".json"),
    Format("ris", "RIS for EndNote and others (.ris)", ".ris"),
    Format("markdown", "Marks and shared notes as Markdown (.md)", ".md"),
    Format("w3c", "W3C annotations (.jsonld)", ".jsonld"),
    Format("bibliography", "Bibliography", "", style=True),
    Format("annotated", "Annotated bibliography", "", style=True),
)
FORMS = (
    Format("docx", "Word (.docx)", ".docx", copied=False),
    Format("odt", "OpenDocument, LibreOffice (.odt)", ".odt", copied=False),
    Format("html", "Web page (.html)", ".html"),
    Format("markdown", "Markdown (.md)", ".md"),
    Format("latex", "LaTeX (.tex)", ".tex"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: a format, and documents, a collection, or everything.

    ``form``, ``style`` and ``locale`` are for bibliographies only.
    """

    format: str
    names: tuple[str, ...] = ()
    collection: str = ""
    form: str = ""
    style: str = ""
    locale: str = ""

    @property
    def suffix(self) -> str:
        """The suffix of the file."""
        listed = FORMS if format_of(self.format).style else FORMATS
        wanted = self.form if format_of(self.format).style else self.format
        return next(each.suffix for each in listed if each.name == wanted)

    @property
    def copied(self) -> bool:
        """Whether it is text, which a clipboard can hold."""
        if not format_of(self.format).style:
            return True
        return next(each.copied for each in FORMS if each.name == self.form)


@dataclass(frozen=True, slots=True)
class Made:
    """An export that is made: its bytes, how many documents, what stayed behind, its beginning."""

    content: bytes
    documents: int
    private_notes: int
    beginning: str


_BIB_ENTRY = re.compile(r"(?ims)^@(?!comment|preamble|string)\w+\{.*?^\}")


def format_of(name: str) -> Format:
    """The format called ``name``; the first for an unknown one."""
    return next((each for each in FORMATS if each.name == name), FORMATS[0])


def made(library: Library, wanted: Wanted) -> Made:
    """The export, made now; raises SourcebookError."""
    names = list(wanted.names)
    if wanted.collection:
        names = _members(library, wanted.collection)
        if not names:
            return Made(b"", 0, 0, "")
    if format_of(wanted.format).style:
        exported = library.bibliography(
            names,
            style=wanted.style,
            form=wanted.form,
            annotated=wanted.format == "annotated",
            locale=wanted.locale,
        )
        # A word processor's file can't be shown; its beginning reads the same as Markdown's.
        shown = exported
        if not wanted.copied:
            first = names[:1] or [each.id for each in library.documents("")[:1]]
            shown = library.bibliography(
                first, style=wanted.style, form="markdown",
                annotated=wanted.format == "annotated", locale=wanted.locale,
            )  # fmt: skip
    else:
        exported = shown = library.export(wanted.format, names=names)
    beginning = shown.content[:6000].decode("utf-8", "ignore")
    return Made(
        exported.content, exported.documents, exported.private_notes,
        first_entry(beginning, wanted),
    )  # fmt: skip


def _members(library: Library, collection: str) -> list[str]:
    found = next((each for each in library.collections() if each.id == collection), None)
    return list(found.documents) if found else []


def first_entry(text: str, wanted: Wanted) -> str:
    """The first entry of a file, or its first lines."""
    if wanted.format in ("biblatex", "bibtex"):
        entry = re.search(
            r"^@(?!comment|preamble|string)\w+\{.*?^\}",
            text,
            re.MULTILINE | re.DOTALL | re.IGNORECASE,
        )
        return entry[0] if entry else text[:600]
    if wanted.format == "csl-json":
        entry = re.search(r"(?ms)^  \{.*?^  \}", text)
        return entry[0] if entry else text[:600]
    if wanted.format == "ris":
        return text.partition("ER  -")[0].strip()
    if wanted.form == "html":
        return text.partition("<body>")[2].strip()[:900] or text[:900]
    if wanted.form == "latex":
        return text.partition("\\begin{document}")[2].strip()[:900] or text[-900:]
    return "\n".join(text.splitlines()[:14])


def proposed(files: dict[str, str], wanted: Wanted, folder: str, library: str) -> Path:
    """Where it was written last, else a fitting name in the folder used last."""
    last = files.get(_slot(wanted))
    if last and Path(last).parent.is_dir():
        return Path(last)
    name = wanted.format if format_of(wanted.format).style else library
    return Path(folder or Path.home()) / f"{name}{wanted.suffix}"


def remembered(files: dict[str, str], wanted: Wanted, path: Path) -> dict[str, str]:
    """The files written last, with this one."""
    return {**files, _slot(wanted): str(path)}


def _slot(wanted: Wanted) -> str:
    return f"{wanted.format}{wanted.suffix}"
