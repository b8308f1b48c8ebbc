"""A reference as the fields of a BibTeX entry, for the standard styles and their kin."""

from __future__ import annotations

from typing import Any

from app.cite.bibtex.dates import write_year_month
from app.cite.bibtex.escaping import Dialect, escape, rich, title, verbatim
from app.cite.bibtex.names import write_names
from app.cite.bibtex.titles import is_english
from app.cite.bibtex.types import RULES
from app.model.document import Reference

DIALECT = Dialect.BIBTEX

_TITLES = {"title": "title", "collection-title": "series"}
_TEXTS = {
    "publisher-place": "address",
    "volume": "volume",
    "edition": "edition",
    "chapter-number": "chapter",
    "genre": "type",
    "abstract": "abstract",
    "note": "note",
    "language": "language",
    "ISBN": "isbn",
    "ISSN": "issn",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "misc": "", "article": ""}
_TYPED = frozenset({"techreport", "phdthesis", "mastersthesis", "incollection"})
_PAGED = frozenset({"article", "incollection", "inproceedings", "book"})


def entry_fields(reference: Reference) -> tuple[str, dict[str, str]]:
    """Entry type and fields of a reference; macros such as a month stand bare."""
    entry = _entry_type(reference)
    fields: dict[str, str] = {}
    english = is_english(str(reference.get("language") or ""))
    for variable, field in _TITLES.items():
        if reference.get(variable):
            fields[field] = title(str(reference[variable]), DIALECT, english=english)
    _put_people(fields, reference)
    _put_issue(fields, reference, entry)
    for variable, field in _TEXTS.items():
        if reference.get(variable) and (field != "type" or entry in _TYPED):
            fields[field] = rich(str(reference[variable]), DIALECT)
    _put_bodies(fields, reference, entry, english=english)
    _put_address(fields, reference, entry)
    return entry, fields


def _entry_type(reference: Reference) -> str:
    csl = str(reference.get("type", "document"))
    entry = RULES.get(csl, RULES["document"]).bibtex
    if entry == "phdthesis" and "master" in str(reference.get("genre", "")).casefold():
        return "mastersthesis"
    if entry == "inproceedings" and not reference.get("container-title"):
        return "misc"
    if entry == "unpublished" and not reference.get("author"):
        return "misc"
    return entry


def _put_people(fields: dict[str, str], reference: Reference) -> None:
    for role in ("author", "editor"):
        if reference.get(role):
            fields[role] = write_names(reference[role], DIALECT)
    if "author" not in fields:
        first = next((reference[role] for role in _STAND_INS if reference.get(role)), None)
        if first and "editor" not in fields:
            fields["author"] = write_names(first, DIALECT)


_STAND_INS = ("director", "host", "interviewer", "performer", "composer", "chair", "producer")


def _put_issue(fields: dict[str, str], reference: Reference, entry: str) -> None:
    issued: Any = reference.get("issued")
    if isinstance(issued, dict):
        fields["year"], fields["month"] = write_year_month(issued)
    number = reference.get("issue") or reference.get("number") or reference.get("collection-number")
    if number:
        fields["number"] = rich(str(number), DIALECT)
    if reference.get("page") and entry in _PAGED:
        pages = str(reference["page"]).replace("–", "-").split("-")
        fields["pages"] = "--".join(escape(page.strip(), DIALECT) for page in pages if page)
    for name in ("year", "month"):
        if not fields.get(name):
            fields.pop(name, None)


def _put_bodies(fields: dict[str, str], reference: Reference, entry: str, *, english: bool) -> None:
    """Container and publisher, each where this entry type has a field for it."""
    container = str(reference.get("container-title") or "")
    if container and entry in _CONTAINERS:
        name = _CONTAINERS[entry]
        protected = name == "booktitle"
        fields[name] = (
            title(container, DIALECT, english=english) if protected else rich(container, DIALECT)
        )
    elif container:
        fields["howpublished"] = rich(container, DIALECT)
    publisher = str(reference.get("publisher") or reference.get("authority") or "")
    if not publisher and entry == "techreport":
        publisher = str((reference.get("author") or [{}])[0].get("literal", ""))
    field = _PUBLISHERS.get(entry.replace("masters", "phd"), "publisher")
    if publisher and field:
        fields[field] = rich(publisher, DIALECT)
    elif publisher and "howpublished" not in fields and entry != "article":
        fields["howpublished"] = rich(publisher, DIALECT)


def _put_address(fields: dict[str, str], reference: Reference, entry: str) -> None:
    """DOI and URL as their own fields; a web page's address is also how it was published.

    Only there the old styles print it. They know no access date, so it stands in the note.
    """
    if reference.get("DOI"):
        fields["doi"] = verbatim(str(reference["DOI"]))
    url = str(reference.get("URL") or "")
    if not url:
        return
    fields["url"] = verbatim(url)
    if entry == "misc":
        shown = "\\url{" + verbatim(url).replace("%", "\\%").replace("#", "\\#") + "}"
        where = fields.get("howpublished")
        fields["howpublished"] = f"{where}, {shown}" if where else shown
    accessed: Any = reference.get("accessed")
    parts = accessed.get("date-parts") if isinstance(accessed, dict) else None
    if parts and entry == "misc":
        day = "-".join(f"{part:02d}" for part in parts[0])
        note = fields.get("note")
        fields["note"] = f"{note}. Accessed {day}" if note else f"Accessed {day}"
