"""Which fields the editor offers for each kind, in which order, and how values are typed; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cite.datewords import date_typed
from app.cite.wording import words
from app.library.fields import DATE_FIELDS, NAME_FIELDS
from app.model import DocumentKind, Reference

LABELS: dict[str, tuple[str, str]] = {
    "title": ("Title", ""),
    "author": ("Authors", ""),
    "editor": ("Editors", ""),
    "translator": ("Translators", ""),
    "director": ("Directors", ""),
    "host": ("Hosts", ""),
    "guest": ("Guests", ""),
    "interviewer": ("Interviewers", ""),
    "recipient": ("Recipients", ""),
    "issued": ("Date", ""),
    "container-title": ("In", ""),
    "publisher": ("Publisher", ""),
    "publisher-place": ("Place", ""),
    "authority": ("Court or body", ""),
    "event-title": ("Event", ""),
    "volume": ("Volume", ""),
    "issue": ("Issue", ""),
    "page": ("Pages", ""),
    "edition": ("Edition", ""),
    "number": ("Number", ""),
    "version": ("Revision", ""),
    "genre": ("What it is", ""),
    "medium": ("Medium", ""),
    "URL": ("Web address", ""),
    "accessed": ("Accessed", "The day you read it"),
    "DOI": ("DOI", ""),
    "ISBN": ("ISBN", ""),
    "ISSN": ("ISSN", ""),
    "collection-title": ("Series", ""),
    "original-date": ("First published", ""),
    "archive": ("Archive", ""),
    "archive_location": ("Archived copy", "Address of a snapshot, or a shelf mark"),
    "jurisdiction": ("Jurisdiction", ""),
    "language": ("Language", "Such as en-GB or ar"),
    "abstract": ("Abstract", ""),
    "note": ("Remark", "Some styles print it"),
}
"""Label and hint of each field the editor knows, in the order of "More fields"."""

SHORT = words(
    "publisher-place volume issue page edition number version genre medium accessed issued ISBN "
    "ISSN language DOI original-date jurisdiction"
)
"""Fields that share a line with the next short one."""

COMPLETED = words(
    "container-title publisher publisher-place collection-title authority genre language "
    "event-title jurisdiction"
)
"""Fields that complete what is typed from what the library knows."""

_WEB = ("title", "author", "container-title", "issued", "accessed", "URL", "archive_location",
        "language")  # fmt: skip
_BOOK = ("title", "author", "editor", "publisher", "publisher-place", "issued", "edition", "ISBN")
_PRESS = ("title", "author", "container-title", "issued", "page", "URL", "accessed")
_KINDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.ANALYST_ARTICLE: _WEB,
    DocumentKind.BLOG_POST: _WEB,
    DocumentKind.ENCYCLOPEDIA_ENTRY: ("title", "container-title", "issued", "version", "URL",
                                      "author", "accessed", "language"),
    DocumentKind.REPORT: ("title", "author", "publisher", "publisher-place", "issued", "number",
                          "collection-title", "URL", "accessed"),
    DocumentKind.JOURNAL_ARTICLE: ("title", "author", "container-title", "issued", "volume",
                                   "issue", "page", "DOI"),
    DocumentKind.BOOK: _BOOK,
    DocumentKind.CHAPTER: ("title", "author", "container-title", "editor", "issued", "page",
                           "publisher", "publisher-place", "edition", "ISBN"),
    DocumentKind.THESIS: ("title", "author", "publisher", "publisher-place", "issued", "genre",
                          "URL"),
    DocumentKind.NEWSPAPER_ARTICLE: _PRESS,
    DocumentKind.MAGAZINE_ARTICLE: (*_PRESS[:4], "volume", "issue", *_PRESS[4:]),
    DocumentKind.CONFERENCE_PAPER: ("title", "author", "event-title", "container-title", "editor",
                                    "issued", "page", "publisher", "DOI"),
    DocumentKind.PREPRINT: ("title", "author", "publisher", "issued", "number", "DOI", "URL"),
    DocumentKind.PODCAST: ("title", "host", "guest", "container-title", "number", "issued",
                           "publisher", "medium", "URL", "accessed"),
    DocumentKind.VIDEO: ("title", "author", "director", "publisher", "issued", "medium", "URL",
                         "accessed"),
    DocumentKind.DATASET: ("title", "author", "publisher", "issued", "version", "DOI", "URL",
                           "accessed"),
    DocumentKind.JUDGMENT: ("title", "authority", "issued", "container-title", "volume", "page",
                            "number", "jurisdiction", "URL"),
    DocumentKind.LEGISLATION: ("title", "issued", "number", "container-title", "volume", "page",
                               "jurisdiction", "URL"),
    DocumentKind.TREATY: ("title", "author", "number", "container-title", "volume", "page",
                          "issued", "publisher", "publisher-place", "URL"),
    DocumentKind.HEARING: ("title", "authority", "author", "issued", "number", "publisher",
                           "publisher-place", "URL"),
    DocumentKind.SOCIAL_POST: ("title", "author", "container-title", "issued", "genre", "accessed",
                               "archive_location", "note"),
    DocumentKind.INTERVIEW: ("title", "author", "interviewer", "container-title", "issued",
                             "medium", "URL", "accessed"),
    DocumentKind.SPEECH: ("title", "author", "event-title", "publisher-place", "issued", "genre",
                          "URL", "accessed"),
    DocumentKind.MANUSCRIPT: ("title", "author", "issued", "genre", "archive", "archive_location",
                              "publisher-place"),
    DocumentKind.SOFTWARE: ("title", "author", "publisher", "issued", "version", "URL", "DOI"),
}  # fmt: skip
_IN: dict[DocumentKind, str] = {
    DocumentKind.ANALYST_ARTICLE: "Site",
    DocumentKind.BLOG_POST: "Blog or site",
    DocumentKind.ENCYCLOPEDIA_ENTRY: "Encyclopedia",
    DocumentKind.JOURNAL_ARTICLE: "Journal",
    DocumentKind.CHAPTER: "Book",
    DocumentKind.NEWSPAPER_ARTICLE: "Newspaper",
    DocumentKind.MAGAZINE_ARTICLE: "Magazine",
    DocumentKind.CONFERENCE_PAPER: "Proceedings",
    DocumentKind.PODCAST: "Podcast or programme",
    DocumentKind.JUDGMENT: "Law reports",
    DocumentKind.LEGISLATION: "Code or statutes",
    DocumentKind.TREATY: "Treaty or document series",
    DocumentKind.SOCIAL_POST: "Platform",
    DocumentKind.INTERVIEW: "Published in",
}
_OWN: dict[tuple[DocumentKind, str], tuple[str, str]] = {
    (DocumentKind.ENCYCLOPEDIA_ENTRY, "issued"): ("Date of revision", ""),
    (DocumentKind.ENCYCLOPEDIA_ENTRY, "version"): ("Revision", "Its number, as the history has it"),
    (DocumentKind.ENCYCLOPEDIA_ENTRY, "URL"): ("Permalink", "The address of this revision"),
    (DocumentKind.REPORT, "publisher"): ("Institution", ""),
    (DocumentKind.REPORT, "number"): ("Report number", ""),
    (DocumentKind.THESIS, "publisher"): ("University", ""),
    (DocumentKind.THESIS, "genre"): ("What it is", "Such as PhD thesis"),
    (DocumentKind.PODCAST, "number"): ("Episode", ""),
    (DocumentKind.VIDEO, "publisher"): ("Channel or publisher", ""),
    (DocumentKind.PREPRINT, "publisher"): ("Server", ""),
    (DocumentKind.JUDGMENT, "title"): ("Case", "Such as R v Smith"),
    (DocumentKind.JUDGMENT, "authority"): ("Court", ""),
    (DocumentKind.JUDGMENT, "number"): ("Neutral citation or docket", "Such as [2020] UKSC 1"),
    (DocumentKind.LEGISLATION, "number"): ("Chapter or number", ""),
    (DocumentKind.TREATY, "author"): ("Parties or body", "Such as the Security Council"),
    (DocumentKind.TREATY, "number"): ("Document symbol", "Such as S/RES/2170 (2014)"),
    (DocumentKind.HEARING, "authority"): ("Committee or body", ""),
    (DocumentKind.SOCIAL_POST, "title"): ("Words of the post", "Or its first words"),
    (DocumentKind.SOCIAL_POST, "note"): ("Reproduced in", "Where you read it; no live address"),
    (DocumentKind.DATASET, "publisher"): ("Publisher or archive", ""),
    (DocumentKind.SOFTWARE, "version"): ("Version", ""),
    (DocumentKind.DATASET, "version"): ("Version", ""),
}


def own_fields(kind: DocumentKind) -> tuple[str, ...]:
    """The fields that the kind is cited by, the weightiest first."""
    return _KINDS.get(kind, _WEB)


def more_fields(kind: DocumentKind, reference: Reference) -> tuple[str, ...]:
    """All others: those that are filled first."""
    own = own_fields(kind)
    rest = [name for name in LABELS if name not in own]
    unknown = [
        name
        for name, value in reference.items()
        if name in NAME_FIELDS | DATE_FIELDS and name not in LABELS and value
    ]
    filled = [name for name in rest if reference.get(name)]
    return (*filled, *unknown, *(name for name in rest if name not in filled))


def label_of(kind: DocumentKind, field: str) -> tuple[str, str]:
    """Label and hint of a field, as the kind calls it."""
    if field == "container-title":
        return _IN.get(kind, "In"), ""
    plain = (field.replace("-", " ").capitalize(), "")
    return _OWN.get((kind, field)) or LABELS.get(field, plain)


def is_people(field: str) -> bool:
    """Whether a field holds names."""
    return field in NAME_FIELDS


def is_date(field: str) -> bool:
    """Whether a field holds a date."""
    return field in DATE_FIELDS


def typed(value: Any) -> str:
    """A CSL text or date as it is typed."""
    if isinstance(value, dict):
        return date_typed(value)
    return "" if value is None else str(value)


def lines_of(fields: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The fields in lines: two short ones that follow each other share one."""
    lines: list[tuple[str, ...]] = []
    for field in fields:
        if field in SHORT and lines and len(lines[-1]) == 1 and lines[-1][0] in SHORT:
            lines[-1] = (*lines[-1], field)
        else:
            lines.append((field,))
    return lines


def changed(before: Reference, now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields whose value differs; an empty value takes a field away."""
    return {
        name: value for name, value in now.items() if (value or None) != (before.get(name) or None)
    }
