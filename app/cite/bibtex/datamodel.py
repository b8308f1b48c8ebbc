"""biblatex's data model: which fields an entry type may have, and which hold what.

Facts from biblatex's own specification (manual, section 2.1 and 2.2; the default data model), for
the types that this program writes. A field that isn't here is not written, so that Biber's
``--validate-datamodel`` finds nothing to say.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache

from app.cite.wording import words

_EVERYWHERE = words(
    "abstract annotation authortype bookpagination doi eprint eprintclass eprinttype entrysubtype"
    " gender ids indextitle indexsorttitle isan ismn iswc keywords label langid langidopts library"
    " lista listb listc listd liste listf namea nameb namec nameatype namebtype namectype nameaddon"
    " origdate origlocation origpublisher origtitle pagination shortauthor shorteditor shorthand"
    " shorthandintro shortjournal shortseries shorttitle sorttitle url urldate usera userb userc"
    " userd usere userf verba verbb verbc date year"
)
_ROLES = (
    "annotator commentator editora editorb editorc editoratype editorbtype editorctype translator"
)
_BOOK = (
    f"{_ROLES} addendum afterword chapter edition editor editortype eid foreword introduction isbn"
    " language location mainsubtitle maintitle maintitleaddon note number origlanguage pages part"
    " publisher pubstate series subtitle title titleaddon volume volumes"
)
_SPECIFIC = {
    "article": f"{_ROLES} addendum author editor editortype eid issn issue issuetitle issuesubtitle"
    " issuetitleaddon journalsubtitle journaltitle journaltitleaddon language note number"
    " origlanguage pages pubstate series subtitle title titleaddon version volume",
    "book": f"{_BOOK} author pagetotal",
    "collection": f"{_BOOK} pagetotal",
    "inbook": f"{_BOOK} author bookauthor booksubtitle booktitle booktitleaddon",
    "incollection": f"{_BOOK} author booksubtitle booktitle booktitleaddon",
    "inreference": f"{_BOOK} author booksubtitle booktitle booktitleaddon",
    "inproceedings": "addendum author booksubtitle booktitle booktitleaddon chapter editor"
    " editortype eid eventdate eventtitle eventtitleaddon isbn language location mainsubtitle"
    " maintitle maintitleaddon note number organization pages part publisher pubstate series"
    " subtitle title titleaddon venue volume volumes",
    "dataset": "addendum author edition editor editortype language location note number"
    " organization publisher pubstate series subtitle title titleaddon type version",
    "misc": "addendum author editor editortype howpublished language location note organization"
    " pubstate subtitle title titleaddon type version",
    "online": "addendum author editor editortype language note organization pubstate subtitle title"
    " titleaddon version",
    "patent": "addendum author holder location note number pubstate subtitle title titleaddon type"
    " version",
    "periodical": "addendum editor editora editorb editorc editortype editoratype editorbtype"
    " editorctype issn issue issuesubtitle issuetitle issuetitleaddon language note number pubstate"
    " series subtitle title titleaddon volume",
    "report": "addendum author chapter eid institution isrn language location note number pages"
    " pagetotal pubstate subtitle title titleaddon type version",
    "thesis": "addendum author chapter eid institution language location note pages pagetotal"
    " pubstate subtitle title titleaddon type",
    "unpublished": "addendum author eventdate eventtitle eventtitleaddon howpublished language"
    " location note pubstate subtitle title titleaddon type venue",
}
_SPECIFIC["software"] = _SPECIFIC["misc"]
_LEGAL = {name: _EVERYWHERE | frozenset(fields.split()) for name, fields in _SPECIFIC.items()}

_MANDATORY = {
    "article": "author journaltitle title",
    "book": "author title",
    "collection": "editor title",
    "inbook": "author title booktitle",
    "incollection": "author editor title booktitle",
    "inreference": "author editor title booktitle",
    "inproceedings": "author title booktitle",
    "misc": "title",
    "online": "title url|doi|eprint",
    "patent": "author title number",
    "periodical": "editor title",
    "report": "author title type institution",
    "thesis": "author title type institution",
    "unpublished": "author title",
}
_UNDATED = words("dataset software")
"""The types here of which no date is demanded."""

VERBATIM = words("url doi eprint file verba verbb verbc pdf")
"""Fields that hold no LaTeX; never decoded or escaped."""

NAMES = words(
    "author editor translator bookauthor editora editorb editorc annotator commentator foreword"
    " afterword introduction holder shortauthor shorteditor namea nameb namec"
)
"""Fields that hold lists of names."""

DATES = frozenset({"date", "urldate", "origdate", "eventdate"})
INTEGERS = frozenset({"volume", "volumes"})
TITLES = words("title shorttitle booktitle maintitle eventtitle series origtitle")
"""Fields whose capitals a style may change, and which are protected from it."""


def legal_fields(entry_type: str) -> frozenset[str]:
    """The fields that the data model knows on entries of ``entry_type``."""
    return _LEGAL[entry_type]


def lacks(entry_type: str, fields: AbstractSet[str]) -> bool:
    """Whether a mandatory field is missing (the data model's constraints, as Biber checks them)."""
    return any(fields.isdisjoint(each) for each in _wanted(entry_type))


@cache
def wanted_names(entry_type: str) -> frozenset[str]:
    """The mandatory fields of a type that hold names."""
    return frozenset(name for each in _wanted(entry_type) for name in each if name in NAMES)


@cache
def _wanted(entry_type: str) -> tuple[tuple[str, ...], ...]:
    """The mandatory fields of a type, each with those that may stand in its place."""
    wanted = _MANDATORY.get(entry_type, "title").split()
    if entry_type not in _UNDATED:
        wanted.append("date|year")
    return tuple(tuple(each.split("|")) for each in wanted)
