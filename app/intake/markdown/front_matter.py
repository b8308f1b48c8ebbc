"""YAML front matter: what a Markdown file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from app.intake.dates import CslDate, parse_date
from app.intake.finding import FRONT_MATTER, Finding
from app.intake.people import CslName, parse_byline, parse_name
from app.model import CSL_TYPES, DocumentKind

_FENCED = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LONGEST = 65_536
_MOST = 100
_SOURCE = FRONT_MATTER
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("title", "headline")),
    ("URL", ("url", "link", "permalink", "source", "canonical", "canonical_url")),
    ("publisher", ("publisher", "institution", "organization", "organisation")),
    ("container-title", ("container-title", "site", "site_name", "sitename", "website",
                         "publication", "journal", "encyclopedia")),
    ("language", ("lang", "language", "locale")),
    ("DOI", ("doi",)),
    ("ISBN", ("isbn",)),
    ("number", ("number", "report-number")),
    ("volume", ("volume",)),
    ("issue", ("issue",)),
)  # fmt: skip
_AUTHORS = ("author", "authors", "by", "byline", "creator")
_DATES = ("date", "issued", "published", "publish_date", "pubdate", "datepublished", "year")
_KINDS = ("kind", "type", "document-kind", "csl-type")
_TAGS = ("tags", "keywords", "categories", "category")
_KEPT = ("subtitle", "description", "breadcrumb", "tagline", "published_before")
_ACCESSED = ("accessed", "retrieved", "saved")


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter and the rest; the first is empty where there is none."""
    found = _FENCED.match(text)
    if not found or len(found.group(1)) > _LONGEST:
        return "", text
    return found.group(1), text[found.end() :]


def read_front_matter(matter: str, finding: Finding) -> None:
    """Set the reference's fields from front matter; a fault in it is a warning, no error."""
    try:
        said = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError):
        finding.warn("The front matter is no sound YAML; it was passed over.")
        return
    if isinstance(said, dict):
        _fill({str(key).strip().lower(): value for key, value in said.items()}, finding)


def _fill(said: dict[str, Any], finding: Finding) -> None:
    for field, names in _FIELDS:
        for name in names:
            finding.know(field, _line(said.get(name)), _SOURCE)
    for name in _AUTHORS:
        finding.know("author", list(_people(said.get(name)))[:_MOST], _SOURCE)
    for name in _DATES:
        finding.know("issued", _date(said.get(name)), _SOURCE)
    for name in _KINDS:
        kind = _kind(_line(said.get(name)))
        if kind is not None:
            finding.kind = kind
            finding.sources["type"] = _SOURCE
            break
    for name in _TAGS:
        finding.note("tags", _words(said.get(name)))
    for name in _KEPT:
        finding.note(name, _line(said.get(name)))
    for name in _ACCESSED:
        finding.note("accessed_by_front_matter", _line(said.get(name)))


def _line(value: Any) -> str:
    """A scalar as text; anything else is empty."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    return str(value)[:2_000]


def _people(value: Any) -> Iterator[CslName]:
    for item in value[:_MOST] if isinstance(value, list) else [value]:
        if isinstance(item, str) and isinstance(value, list):
            name = parse_name(item)
            if name:
                yield name
        elif isinstance(item, str):
            yield from parse_byline(item)
        elif isinstance(item, dict):
            yield from _person({str(key).lower(): _line(part) for key, part in item.items()})


def _person(parts: dict[str, str]) -> Iterator[CslName]:
    family = parts.get("family") or parts.get("last") or parts.get("surname")
    given = parts.get("given") or parts.get("first") or parts.get("firstname")
    if parts.get("literal") or parts.get("institution"):
        yield {"literal": parts.get("literal") or parts["institution"]}
    elif family:
        particle = parts.get("non-dropping-particle") or parts.get("particle")
        name = {"family": family}
        if not particle:
            name = {
                key: value for key, value in parse_name(f"{family}, x").items() if key != "given"
            }
        if particle:
            name["non-dropping-particle"] = particle
        yield {**name, "given": given} if given else name
    elif parts.get("name"):
        name = parse_name(parts["name"])
        if name:
            yield name


def _date(value: Any) -> CslDate | None:
    if isinstance(value, date):  # a datetime is one, too
        return {"date-parts": [[value.year, value.month, value.day]]}
    return parse_date(_line(value))


def _kind(word: str) -> DocumentKind | None:
    wanted = word.strip().lower().replace("_", "-").replace(" ", "-")
    for kind, csl in CSL_TYPES.items():
        if wanted in (kind.value, csl):
            return kind
    return {
        "article": DocumentKind.ANALYST_ARTICLE,
        "analysis": DocumentKind.ANALYST_ARTICLE,
        "blog": DocumentKind.BLOG_POST,
        "encyclopedia": DocumentKind.ENCYCLOPEDIA_ENTRY,
        "wiki": DocumentKind.ENCYCLOPEDIA_ENTRY,
        "news": DocumentKind.NEWSPAPER_ARTICLE,
    }.get(wanted)


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return []
    return [word for item in value[:_MOST] if (word := _line(item).strip())]
