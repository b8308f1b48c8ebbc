"""What follows the title of a printed reference: journal, book, publisher, site, thesis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.cite.datewords import typed_date
from app.cite.formatted.people import in_order
from app.errors import InputError
from app.model.document import Reference

_PAGES = r"[A-Za-z]{0,2}\d+[A-Za-z]?(?:\s*[-–—]\s*[A-Za-z]{0,2}\d+)?|[ivxlc]+\s*[-–—]\s*[ivxlc]+"
_WHEN = (
    r"(?:[^\W\d_]{3,}\.?(?:[-–/][^\W\d_]{3,}\.?)?\s+)?(?:\d{1,2},?\s+)?\d{4}"
    r"|\d{1,2}\s+[^\W\d_]{3,}\.?\s+\d{4}"
)
_JOURNAL = re.compile(
    r"(?P<journal>[^\d“”]{3,}?[^\d“”]{0,120}?)[,.]?\s+"
    r"(?:(?:vol\.?|volume)\s*)?(?P<volume>\d{1,4}[A-Z]?)"
    r"(?:\s*\((?P<issue>[^()]{1,20})\)|,?\s*(?:no|nr|issue)\.?\s*(?P<number>\w+(?:[-–/]\w+)?)|\.(?P<point>\d{1,3}))?"
    rf"(?:,?\s*\((?P<when>{_WHEN})\)|,\s*(?P<later>{_WHEN}))?"
    rf"(?:\s*[:,]\s*(?:(?:pp?|pages|S)\.?\s*)?(?P<pages>{_PAGES}|Article\s+\w+))?\s*\.?\Z"
)
_NUMBERED = re.compile(
    r"(?P<journal>[^\d“”]{3,120}?),?\s+(?:\((?P<issue>\d{1,4})\)|no\.?\s*(?P<number>\d{1,4}))"
    rf"(?:,?\s*\((?P<when>{_WHEN})\)|,\s*(?P<later>{_WHEN}))?"
    rf"(?:\s*[:,]\s*(?:pp?\.?\s*)?(?P<pages>{_PAGES}))?\s*\.?\Z"
)
_PAGED = re.compile(
    r"(?P<journal>[^\d“”,]{3,120}),\s*(?:pp?\.\s*)?(?P<pages>\d+\s*[-–—]\s*\d+)\s*\.?\Z"
)
_CHAPTERS = (
    re.compile(
        r"in:?\s+(?P<eds>[^“”]{3,200}?)\s*[(\[]eds?\.?[)\]]\s*[.,:]?\s*(?P<book>.+?)"
        rf"(?:\s*\((?P<edition>[^()]*?ed\.)?,?\s*(?:pp?\.?\s*(?P<pages>{_PAGES}))?\))?"
        rf"(?:(?<![\s.][A-Z])[.,]\s+(?P<press>[^.].*?))?(?:,?\s*\(?pp?\.?\s*(?P<late>{_PAGES})\)?)?\.?\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:in:?\s+)?(?P<book>[^“”]{3,250}?),?\s+(?:edited\s+by|ed\.\s+by|ed\.|eds\.)\s+(?P<eds>.{3,150}?)"
        rf"(?:,\s*(?:pp?\.?\s*)?(?P<pages>{_PAGES}))?(?:(?<![\s.][A-Z])[.,]\s+(?P<press>[^.].*?))?"
        rf"(?:,?\s*pp?\.?\s*(?P<late>{_PAGES}))?\.?\Z",
        re.IGNORECASE,
    ),
    re.compile(
        rf"in:?\s+(?P<book>[^“”]{{3,250}}?)(?:,\s*(?:pp?\.?\s*)?(?P<pages>{_PAGES}))?"
        rf"(?:\s*\((?:pp?\.?\s*(?P<early>{_PAGES}))\))?(?:\.\s+(?P<press>[^.].*?))?"
        rf"(?:,?\s*pp?\.?\s*(?P<late>{_PAGES}))?\.?\Z",
        re.IGNORECASE,
    ),
)
_THESIS = re.compile(
    r"(?:\b(?:unpublished\s+)?(?P<genre>(?:ph\.?\s?d\.?|doctoral|master.?s|m\.?a\.?|m\.?sc\.?|mphil|dphil)\s*"
    r"(?:thesis|dissertation|diss\.?)|thesis|dissertation))\b\.?[\])]?[,.:]?\s*(?P<school>[^\])]+?)?[\])]?\s*\.?\Z",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>[^\W\d_][^:;“”\d]{1,60}):\s+(?P<press>[^:]{2,90})\Z")
_MONTH_LAST = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\Z", re.IGNORECASE
)
_INITIAL = re.compile(r"(?:\b[^\W\d_]|\.[^\W\d_]|\b(?:St|Co|Inc|Ltd))\.\s")
_DAY_MONTH = re.compile(r"[.,]\s*(\d{1,2}\s+[^\W\d_]{3,}|[^\W\d_]{3,}\s+\d{1,2})\s*\.?\Z")
_IN_BRACKETS = re.compile(
    r"\s*[\[(](?P<genre>[^\[\]()]*?(?:thesis|dissertation))(?:,\s*(?P<school>[^\[\]()]+))?[\])]",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(r"\s*\((?P<names>[^()]{3,80}?),\s*trans\.?\)", re.IGNORECASE)
_ENDING_YEAR = re.compile(rf"[,.]?\s*\(?(?P<when>{_WHEN}|n\.\s?d\.)\)?\.?\Z")
_EDITION = re.compile(
    r"[(,.]?\s*\b((?:\d+(?:st|nd|rd|th)|rev(?:ised|\.)|second|third|fourth)\s+ed(?:ition|n|\.)?)\.?[),]?\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*\((?P<genre>[^()]*?(?:report|paper|brief|series|publication|document))\s*(?:nos?\.|number|#)?\s*(?P<number>[\w./-]*\d[\w./-]*)\)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Source:
    """What was read after a title; ``known`` where it had a form that nothing else has.

    ``day`` is the day and month of an article whose year stands before the title.
    """

    fields: Reference = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    known: bool = False
    day: str = ""


def read_source(rest: str, *, quoted: bool, linked: bool, dated: bool) -> Source:
    """The fields after a title; ``quoted`` titles are parts, ``linked`` ones have an address.

    ``dated`` says that the date was told before the title, so none is looked for.
    """
    rest = rest.strip(" ,")
    if not rest:
        return Source({"type": "webpage" if linked else "document"})
    for read in (_thesis, _journal, _chapter):
        found = read(rest, quoted)
        if found is not None:
            return found
    return _page(rest, dated=dated) if quoted else _press(rest, linked=linked, dated=dated)


def read_when(text: str | None) -> Reference | None:
    """A date as printed references write it: “2014, March 3”, “Summer 2015”, “2014a”; None else."""
    if not text:
        return None
    line = re.sub(r"(?<=\d{4})[a-z]\b", "", text.strip(" .,"))
    turned = re.fullmatch(r"(\d{4}),\s*(.+)", line)
    if turned:
        month, _, day = turned[2].partition(" ")
        line = f"{day} {month} {turned[1]}" if day.isdigit() else f"{turned[2]} {turned[1]}"
    try:
        return typed_date(line)
    except InputError:
        year = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", line)
        return {"date-parts": [[int(year[1])]]} if year else None


def take_edition(title: str) -> tuple[str, Reference]:
    """A title without its edition or report number, and these."""
    fields: Reference = {}
    if found := _NUMBER.search(title):
        fields |= {"number": found["number"], "genre": found["genre"].strip(), "type": "report"}
        title = title[: found.start()] + title[found.end() :]
    if found := _EDITION.search(title):
        fields["edition"] = re.sub(r"\s*ed(?:ition|n|\.)?$", "", found[1], flags=re.IGNORECASE)
        title = f"{title[: found.start()]} {title[found.end() :]}"
    if found := _IN_BRACKETS.search(title):
        fields |= {"type": "thesis", "genre": found["genre"].strip()}
        if found["school"]:
            fields["publisher"] = found["school"].strip()
        title = title[: found.start()] + title[found.end() :]
    if (found := _TRANSLATED.search(title)) and (names := in_order(found["names"])):
        fields["translator"] = list(names)
        title = title[: found.start()] + title[found.end() :]
    return re.sub(r"\s*\(\s*\)", "", title).strip(" ,"), fields


def _journal(rest: str, quoted: bool) -> Source | None:
    if re.match(r"in:?\s", rest) or re.search(r"\bedited by\b", rest):
        return None
    for pattern in (_JOURNAL, _NUMBERED, *((_PAGED,) if quoted else ())):
        found = pattern.match(rest)
        if found is None:
            continue
        told = found.groupdict()
        if not quoted and not (told.get("issue") or told.get("number") or told.get("pages")):
            continue
        if not told["pages"] and _MONTH_LAST.search(told["journal"]):
            continue
        if pattern is _JOURNAL and re.fullmatch(r"\d{4}", told["volume"]) and not told["pages"]:
            continue
        source = Source({"type": "article-journal"}, known=bool(told.get("pages")))
        values = {
            "container-title": _trim(told["journal"]),
            "volume": told.get("volume"),
            "issue": told.get("issue") or told.get("number") or told.get("point"),
            "page": _dashed(told.get("pages")),
            "issued": read_when(told.get("when") or told.get("later")),
        }
        source.fields |= {name: value for name, value in values.items() if value}
        journal = str(source.fields.get("container-title", ""))
        return source if journal and _is_name(journal) else None
    return None


def _chapter(rest: str, quoted: bool) -> Source | None:
    for pattern in _CHAPTERS[: 3 if re.match(r"in:?\s", rest, re.IGNORECASE) else 2]:
        found = pattern.match(rest)
        if found is None:
            continue
        told = found.groupdict()
        if not quoted and pattern is _CHAPTERS[1] and not re.match(r"in:?\s", rest, re.IGNORECASE):
            return None
        source = _press(told["press"] or "", linked=False, dated=False)
        book, more = take_edition(_trim(told["book"]))
        editors = in_order(told["eds"]) if told.get("eds") else ()
        pages = told.get("pages") or told.get("late") or told.get("early")
        source.fields |= {"container-title": book, **more}
        source.fields["type"] = "chapter"
        if editors:
            source.fields["editor"] = list(editors)
        if pages:
            source.fields["page"] = _dashed(pages)
        source.known = bool(editors or pages)
        return source
    return None


def _thesis(rest: str, _quoted: bool) -> Source | None:
    found = _THESIS.search(rest)
    if found is None or found.start() > 60:
        return None
    source = Source({"type": "thesis", "genre": _trim(found["genre"])}, known=True)
    school = found["school"] or rest[: found.start()]
    ended = _ENDING_YEAR.search(school)
    if ended and (when := read_when(ended["when"])):
        source.fields["issued"] = when
        school = school[: ended.start()]
    if school.strip(" .,([") and "publisher" not in source.fields:
        source.fields["publisher"] = _trim(school)
    return source


def _page(rest: str, *, dated: bool) -> Source:
    """A quoted title without volume or pages: an article of a site or a newspaper."""
    source = Source({"type": "webpage"})
    if dated and (day := _DAY_MONTH.search(rest)):
        source.day, rest = day[1], rest[: day.start()]
    site, when = _ended(
        re.sub(r"(?i)\b(?:last (?:modified|updated)|updated|published)\s*:?\s+", "", rest)
    )
    if when and not dated:
        source.fields["issued"] = when
    site = re.sub(r",?\s*\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?\s*\Z", "", site)
    parts = [part for part in re.split(r"(?:\.\s+|,\s+)", _trim(site)) if part]
    if parts:
        source.fields["container-title"] = parts[0]
        source.doubtful.add("container-title")
        if len(parts) > 1:
            source.fields["publisher"] = ", ".join(parts[1:])
            source.doubtful.add("publisher")
    if not parts or len(_trim(site)) > 120:
        source.doubtful.add("title")
    return source


def _press(rest: str, *, linked: bool, dated: bool) -> Source:
    """Where a book or report was published: “Place: Press, 2010”, “Press, 2010”, “Press”."""
    source = Source({"type": "book"})
    rest, edition = take_edition(rest)
    source.fields |= edition
    press, when = _ended(rest)
    if when and not dated:
        source.fields["issued"] = when
    press = _trim(press)
    if found := _PLACE.match(press):
        source.fields["publisher-place"] = found["place"].strip()
        source.fields["publisher"] = _trim(found["press"])
        source.known = True
    elif press:
        source.fields["publisher"] = press
        source.known = bool(
            re.search(r"\b(?:press|books|verlag|publish\w*|routledge|UP)\b", press, re.IGNORECASE)
        )
        if not source.known:
            source.doubtful.add("publisher")
        if not source.known and re.search(r"\.\s", _INITIAL.sub(" ", press)):
            # A sentence is left over: the title may have ended too soon.
            source.doubtful.add("title")
    if linked and not source.known:
        source.fields["type"] = "report"
    return source


def _ended(rest: str) -> tuple[str, Reference | None]:
    """``rest`` without a date at its end, and that date."""
    found = _ENDING_YEAR.search(rest)
    when = read_when(found["when"]) if found else None
    return (
        (rest[: found.start()], when) if found and (when or "n" in found["when"]) else (rest, None)
    )


def _is_name(text: str) -> bool:
    return text[:1].isupper() or not text[:1].islower()


def _trim(text: str) -> str:
    return (
        text.strip(" ,.;:[]")
        if not text.rstrip().endswith(("Inc.", "Co.", "U.S."))
        else text.strip(" ,;:")
    )


def _dashed(pages: str | None) -> str:
    """A range of pages with a hyphen, as CSL's processors take it."""
    return re.sub(r"\s*[-–—]+\s*", "-", pages or "")
