"""Kinds of source: CSL's types and the entry types of biblatex and BibTeX.

Some of biblatex's own types (``@legislation``, ``@jurisdiction``, ``@video``, ``@audio`` …) are
named in the default data model but may not even have a title there, and Biber warns of every field;
such sources are ``@misc``. Where the entry type alone doesn't tell the CSL type, ``entrysubtype``
does for articles, and the field for what biblatex doesn't know (see :mod:`.extras`) for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class TypeRule:
    """How sources of one CSL type are written.

    ``container`` and ``publisher`` are the biblatex fields for CSL's container-title and publisher
    (empty: there is none). ``subtype`` is the value of ``entrysubtype``.
    """

    biblatex: str
    bibtex: str
    container: str = ""
    publisher: str = ""
    subtype: str = ""


_ONLINE = ("online", "misc", "organization", "")
_MISC = ("misc", "misc", "howpublished", "organization")
_ARTICLE = ("article", "article", "journaltitle", "")
_ENTRY = ("inreference", "incollection", "booktitle", "publisher")

RULES: dict[str, TypeRule] = {
    "webpage": TypeRule(*_ONLINE),
    "post-weblog": TypeRule(*_ONLINE, "post-weblog"),
    "post": TypeRule(*_ONLINE, "post"),
    "article": TypeRule(*_ONLINE, "preprint"),
    "article-journal": TypeRule(*_ARTICLE),
    "article-newspaper": TypeRule(*_ARTICLE, "newspaper"),
    "article-magazine": TypeRule(*_ARTICLE, "magazine"),
    "review": TypeRule(*_ARTICLE, "review"),
    "review-book": TypeRule(*_ARTICLE, "review-book"),
    "entry-encyclopedia": TypeRule(*_ENTRY),
    "entry-dictionary": TypeRule(*_ENTRY, "dictionary"),
    "entry": TypeRule(*_ENTRY, "entry"),
    "chapter": TypeRule("incollection", "incollection", "booktitle", "publisher"),
    "book": TypeRule("book", "book", "maintitle", "publisher"),
    "classic": TypeRule("book", "book", "maintitle", "publisher", "classic"),
    "report": TypeRule("report", "techreport", "titleaddon", "institution"),
    "standard": TypeRule("report", "techreport", "titleaddon", "institution", "standard"),
    "thesis": TypeRule("thesis", "phdthesis", "titleaddon", "institution"),
    "paper-conference": TypeRule("inproceedings", "inproceedings", "booktitle", "publisher"),
    "dataset": TypeRule("dataset", "misc", "titleaddon", "publisher"),
    "software": TypeRule("software", "misc", "howpublished", "organization"),
    "manuscript": TypeRule("unpublished", "unpublished", "howpublished", ""),
    "speech": TypeRule("unpublished", "unpublished", "howpublished", "", "speech"),
    "patent": TypeRule("patent", "misc", "titleaddon", ""),
    "periodical": TypeRule("periodical", "misc", "titleaddon", ""),
    "document": TypeRule(*_MISC, "document"),
}
_MISC_TYPES = (
    "bill broadcast collection event figure graphic hearing interview legal_case legislation map"
    " motion_picture musical_score pamphlet performance personal_communication post regulation"
    " song treaty"
)
for _name in _MISC_TYPES.split():
    RULES.setdefault(_name, TypeRule(*_MISC, _name))

_PARTS = {
    name: (rule.bibtex, rule.container, rule.publisher, "" if name == "chapter" else name)
    for name, rule in RULES.items()
    if rule.biblatex in {"incollection", "inreference"}
}
"""How parts of a book are written as ``@inbook``, by their CSL type."""

CSL_NAMES = frozenset(RULES)
"""Every item type of CSL 1.0.2."""

LEGAL = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
"""Types whose authority (a court, a parliament) stands where others have a publisher."""

_BY_ENTRY = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "periodical": "periodical",
    "standard": "standard",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "artwork": "graphic",
    "image": "graphic",
    "performance": "performance",
    "misc": "document",
}
_SUBTYPES = {(rule.biblatex, rule.subtype): csl for csl, rule in RULES.items() if rule.subtype}
_FALLBACK_SUBTYPES = {rule.subtype: csl for csl, rule in RULES.items() if rule.subtype}

THESIS_TYPES = {"phdthesis": "PhD thesis", "mathesis": "Master’s thesis"}
"""biblatex's keys for a kind of thesis and what they say."""

UNSAID = {"report": "report", "thesis": "thesis"}
"""What stands in the mandatory field ``type`` where a source names no kind of its own."""


_NUMBERED = {
    **dict.fromkeys(("article", "suppperiodical", "periodical", "review"), "issue"),
    **dict.fromkeys(("book", "mvbook", "collection", "reference", "manual"), "collection-number"),
    **dict.fromkeys(("inbook", "incollection", "inreference"), "collection-number"),
    **dict.fromkeys(("inproceedings", "proceedings", "conference"), "collection-number"),
}


def number_variable(entry_type: str) -> str:
    """The CSL variable that the field ``number`` means on entries of this type."""
    return _NUMBERED.get(entry_type, "number")


def rule_for(csl: str, reference_has: frozenset[str]) -> TypeRule:
    """The rule for a source of type ``csl`` with the variables ``reference_has``.

    A type that needs an author (or a container) and hasn't one is written as the nearest that
    doesn't, with its own name as the subtype.
    """
    rule = RULES.get(csl, RULES["document"])
    if rule.biblatex == "book" and "author" not in reference_has and "editor" in reference_has:
        return TypeRule("collection", "book", rule.container, rule.publisher, rule.subtype)
    lacks = (
        (rule.biblatex in {"unpublished", "patent"} and "author" not in reference_has)
        or (rule.biblatex == "patent" and "number" not in reference_has)
        or (rule.biblatex == "periodical" and "editor" not in reference_has)
        or (csl == "paper-conference" and "container-title" not in reference_has)
    )
    return TypeRule(*_MISC, csl) if lacks else rule


@cache
def in_need(csl: str) -> tuple[TypeRule, ...]:
    """Rules for a source that lacks what its own entry type demands, in the order to try them.

    A chapter of an author's own book and an entry by a named author have no editor to name; that
    is ``@inbook``. biblatex demands a date and an address of ``@online`` and a date of ``@misc``.
    ``@dataset``
    demands a title only, and the standard styles and biblatex-apa print it as they print
    ``@online``, with "n.d." where a style says so.
    """
    part = [TypeRule("inbook", *_PARTS[csl])] if csl in _PARTS else []
    return (
        *part,
        TypeRule(*_ONLINE, csl),
        TypeRule(*_MISC, csl),
        TypeRule("dataset", "misc", "organization", "publisher", csl),
    )


def read_rule(csl: str, entry_type: str) -> TypeRule:
    """The rule by which a source of type ``csl`` was written as an ``entry_type``."""
    rule = RULES[csl]
    needy = {one.biblatex: one for one in in_need(csl)}
    return rule if rule.biblatex == entry_type else needy.get(entry_type, rule)


def csl_type(entry_type: str, subtype: str, fields: frozenset[str]) -> str | None:
    """The CSL type of an entry; None where the entry type is unknown."""
    named = subtype.casefold()
    found = _SUBTYPES.get((entry_type, named)) or _FALLBACK_SUBTYPES.get(named)
    if found:
        return found
    if named in RULES:
        return named
    if entry_type == "online" and "eprint" in fields:
        return "article"
    if entry_type == "misc" and fields & {"url", "howpublished"} and "organization" not in fields:
        return "webpage" if "url" in fields else "document"
    return _BY_ENTRY.get(entry_type)
