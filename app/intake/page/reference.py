"""From a page's facts to its reference."""

from __future__ import annotations

import re
from datetime import datetime

from app.intake.dates import CslDate, parse_date
from app.intake.finding import Finding
from app.intake.page.facts import MICRODATA, TITLE, VISIBLE, Facts
from app.intake.page.titles import beside_title, better_heading, without_site
from app.intake.people import CslName, parse_byline, without_roles
from app.intake.plain.marks import folded
from app.model import DocumentKind
from app.text import canonical_line

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
_WEB = re.compile(r"https?://[^\s<>\"]{3,2000}$", re.IGNORECASE)
_TITLES = ("title", "title_element", "page_title")
_MOST_AUTHORS = 30
_DAY_IN_PATH = re.compile(r"^https?://[^?#]*?/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)")
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S{2,200})$", re.IGNORECASE
)
AGREED = "title element and heading"
ADDRESS = "date in the address"


def fill_reference(facts: Facts, headings: list[str], address: str, finding: Finding) -> None:
    """Set the reference's fields from the most trusted facts."""
    _title(facts, headings, finding)
    _authors(facts, finding)
    _dates(facts, finding)
    _sites(facts, finding)
    _address(facts, address, finding)
    _identifiers(facts, finding)
    _journal(facts, finding)
    for language, source in facts.all("language") + facts.all("locale"):
        if _LANGUAGE.match(language):
            finding.know("language", language.replace("_", "-"), source)


def _title(facts: Facts, headings: list[str], finding: Finding) -> None:
    names = [value for name in ("site", "publisher", "application") for value, _ in facts.all(name)]
    sites = {value.casefold() for value, _ in facts.all("site")}
    for name in _TITLES:
        for value, source in facts.all(name):
            if value.casefold() in sites and headings:
                continue  # a front page's title on every page
            title = without_site(value, names, headings)
            if name == "title_element" and (heading := better_heading(title, headings)):
                finding.know("title", heading, "first heading")
            finding.know("title", title, _borne_out(title, headings, source), seen=value)
    for heading in headings:
        finding.know("title", heading, "first heading")


def _borne_out(title: str, headings: list[str], source: str) -> str:
    """A title's source; the title element counts for more where a heading says the same."""
    same = source == TITLE and any(folded(title) == folded(heading) for heading in headings)
    return AGREED if same else source


def _authors(facts: Facts, finding: Finding) -> None:
    """The names of the first source whose candidates hold any; the site itself is no author."""
    sites = {value.casefold() for name in ("site",) for value, _ in facts.all(name)}
    order = list(dict.fromkeys(source for _, source in facts.all("author")))
    if order and _is_account(facts, order[0]) and VISIBLE in order:
        order.insert(0, VISIBLE)
    itself: tuple[list[CslName], str] = ([], "")
    for source in order:
        names = without_roles(_named_by(facts, source, sites))
        people = [name for name in names if _is_person(name, sites)]
        if people:
            said = [value for value, origin in facts.all("author") if origin == source]
            finding.know("author", people[:_MOST_AUTHORS], source, seen=" · ".join(said[:3]))
            return
        if names and not itself[0] and source not in (VISIBLE, MICRODATA):
            itself = ([name for name in names if _is_site(name, sites)][:1], source)
    finding.know("author", *itself)  # nobody else is named: the institution speaks


def _is_site(name: CslName, sites: set[str]) -> bool:
    return name.get("literal", "").casefold() in sites


def _named_by(facts: Facts, source: str, sites: set[str]) -> list[CslName]:
    """Everybody a source names, once; a line that begins with the site's name is none of them."""
    names: list[CslName] = []
    said = [value for value, origin in facts.all("author") if origin == source]
    for value in said[:_MOST_AUTHORS]:
        if value.casefold() in sites:
            names.append({"literal": value})
        elif source != VISIBLE or not any(
            value.casefold().startswith(f"{site} ") for site in sites
        ):
            names += [name for name in parse_byline(value) if not _is_known(name, names)]
    return names


def _is_account(facts: Facts, source: str) -> bool:
    """Whether a source names its author only by a user name, such as "jd1984"."""
    said = [value for value, origin in facts.all("author") if origin == source]
    return all(len(value.split()) == 1 and re.search(r"\d", value) for value in said)


def _is_known(name: CslName, names: list[CslName]) -> bool:
    """Whether a name is there already, perhaps with other words around it."""
    family = name.get("family")
    if family is None:
        return name in names
    given = (name.get("given") or "").split()[-1:]
    return any(
        other.get("family") == family and (other.get("given") or "").split()[-1:] == given
        for other in names
    )


def _is_person(name: CslName, sites: set[str]) -> bool:
    literal = name.get("literal", "")
    return literal.casefold() not in {"admin", "administrator", "editor", "guest", "author", *sites}


def _dates(facts: Facts, finding: Finding) -> None:
    for name in ("issued", "page_issued"):
        for value, source in local_first(facts.all(name)):
            finding.know("issued", parse_date(value), source, seen=value)
    for name in ("canonical", "url"):
        for value, _ in facts.all(name):
            finding.know("issued", _date_in_path(value), ADDRESS, seen=value)


def _date_in_path(address: str) -> CslDate | None:
    """The day that stands as year, month and day in an address; blogs and papers file by it."""
    found = _DAY_IN_PATH.search(address)
    return parse_date("-".join(found.groups())) if found else None


def local_first(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Dates with their sources; the moment that comes first in the local time it is also told in.

    A page published on the evening of the 23rd in California says so in one place, and
    "24th, 01:18 Z" in another; the day it is cited by is the one its readers saw.
    """
    moments = [(_moment(value), value, source) for value, source in said]
    if not moments or moments[0][0] is None or moments[0][0].utcoffset():
        return said
    for moment, value, source in moments:
        if moment is not None and moment.utcoffset() and moment == moments[0][0]:
            return [(value, source), *said]
    return said


def _moment(value: str) -> datetime | None:
    """The moment that ISO 8601 with an offset names; milliseconds aside."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.replace(microsecond=0) if moment.tzinfo else None


def _sites(facts: Facts, finding: Finding) -> None:
    """The site, and a report's institution: :meth:`Finding.settle_publisher` does the rest."""
    if finding.kind is DocumentKind.REPORT:
        for name in ("institution", "publisher"):
            for value, source in facts.all(name):
                finding.know("publisher", value, source)
        finding.know("number", facts.first("number"), "citation meta")
    for name in ("site", "part_of", "publisher", "application"):
        for value, source in facts.all(name):
            if not _WEB.match(value):
                finding.know("container-title", value, source)
    title, element = str(finding.reference.get("title", "")), facts.first("title_element")
    finding.know("container-title", beside_title(element, title), TITLE, seen=element)


def _address(facts: Facts, address: str, finding: Finding) -> None:
    for value, source in [*facts.all("canonical"), *facts.all("url"), (address, "saved from")]:
        if _WEB.match(value):
            finding.know("URL", value, source)


def _identifiers(facts: Facts, finding: Finding) -> None:
    """A DOI for whatever has one; an ISBN for what may be a book."""
    for name in ("doi", "identifier"):
        for value, source in facts.all(name):
            found = _DOI.match(value)
            finding.know("DOI", found.group(1) if found else "", source)
    if finding.kind in (DocumentKind.REPORT, DocumentKind.BOOK, DocumentKind.CHAPTER):
        for value, source in facts.all("isbn"):
            finding.know("ISBN", value, source)


def _journal(facts: Facts, finding: Finding) -> None:
    if finding.kind is not DocumentKind.JOURNAL_ARTICLE:
        return
    journal, source = facts.first("journal"), "citation meta"
    if journal:
        finding.reference["container-title"] = canonical_line(journal)
        finding.sources["container-title"] = source
    finding.know("volume", facts.first("volume"), source)
    finding.know("issue", facts.first("issue"), source)
    finding.know("ISSN", facts.first("issn"), source)
    finding.know("publisher", facts.first("publisher"), source)
    pages = [facts.first("first_page"), facts.first("last_page")]
    finding.know("page", "-".join(page for page in pages if page), source)
