"""Meta elements: Highwire, OpenGraph, Dublin Core and the plain ones."""

from __future__ import annotations

from app.intake.page.facts import DUBLIN_CORE, HIGHWIRE, META, OPEN_GRAPH, Facts
from app.intake.page.tree import Element, elements

_TRUSTED = (
    ("citation_title", "title", HIGHWIRE),
    ("citation_author", "author", HIGHWIRE),
    ("citation_authors", "author", HIGHWIRE),
    ("citation_publication_date", "issued", HIGHWIRE),
    ("citation_date", "issued", HIGHWIRE),
    ("citation_online_date", "issued", HIGHWIRE),
    ("citation_year", "issued", HIGHWIRE),
    ("citation_journal_title", "journal", HIGHWIRE),
    ("citation_volume", "volume", HIGHWIRE),
    ("citation_issue", "issue", HIGHWIRE),
    ("citation_firstpage", "first_page", HIGHWIRE),
    ("citation_lastpage", "last_page", HIGHWIRE),
    ("citation_doi", "doi", HIGHWIRE),
    ("prism.doi", "doi", HIGHWIRE),
    ("bepress_citation_doi", "doi", HIGHWIRE),
    ("citation_issn", "issn", HIGHWIRE),
    ("citation_isbn", "isbn", HIGHWIRE),
    ("citation_publisher", "publisher", HIGHWIRE),
    ("citation_technical_report_institution", "institution", HIGHWIRE),
    ("citation_technical_report_number", "number", HIGHWIRE),
    ("citation_language", "language", HIGHWIRE),
    ("dc:title", "title", DUBLIN_CORE),
    ("dcterms:title", "title", DUBLIN_CORE),
    ("dc:creator", "author", DUBLIN_CORE),
    ("dcterms:creator", "author", DUBLIN_CORE),
    ("dc:date:issued", "issued", DUBLIN_CORE),
    ("dc:date:created", "issued", DUBLIN_CORE),
    ("dcterms:issued", "issued", DUBLIN_CORE),
    ("dcterms:created", "issued", DUBLIN_CORE),
    ("dc:date", "issued", DUBLIN_CORE),
    ("dcterms:date", "issued", DUBLIN_CORE),
    ("dc:publisher", "publisher", DUBLIN_CORE),
    ("dcterms:publisher", "publisher", DUBLIN_CORE),
    ("dc:language", "language", DUBLIN_CORE),
    ("dc:identifier", "identifier", DUBLIN_CORE),
    ("dcterms:identifier", "identifier", DUBLIN_CORE),
    ("dc:type", "dc_type", DUBLIN_CORE),
    ("og:title", "title", OPEN_GRAPH),
    ("article:author", "author", OPEN_GRAPH),
    ("og:article:author", "author", OPEN_GRAPH),
    ("article:published_time", "issued", OPEN_GRAPH),
    ("og:article:published_time", "issued", OPEN_GRAPH),
    ("article:modified_time", "modified", OPEN_GRAPH),
    ("og:site_name", "site", OPEN_GRAPH),
    ("og:url", "url", OPEN_GRAPH),
    ("og:locale", "locale", OPEN_GRAPH),
    ("og:type", "type", OPEN_GRAPH),
    ("author", "author", META),
    ("authors", "author", META),
    ("byl", "author", META),
    ("byline", "author", META),
    ("parsely-author", "author", META),
    ("sailthru:author", "author", META),
    ("shareaholic:article_author_name", "author", META),
    ("article:author_name", "author", META),
    ("parsely-title", "title", META),
    ("sailthru:title", "title", META),
    ("title", "title", META),
    ("headline", "title", META),
    ("twitter:title", "title", META),
    ("parsely-pub-date", "issued", META),
    ("pubdate", "issued", META),
    ("publish-date", "issued", META),
    ("publishdate", "issued", META),
    ("publication_date", "issued", META),
    ("ptime", "issued", META),
    ("pdate", "issued", META),
    ("sailthru:date", "issued", META),
    ("date", "issued", META),
    ("datepublished", "issued", META),
    ("originalpublicationdate", "issued", META),
    ("shareaholic:article_published_time", "issued", META),
    ("article.published", "issued", META),
    ("application-name", "application", META),
    ("publisher", "publisher", META),
    ("copyright", "copyright", META),
    ("generator", "generator", META),
    ("keywords", "keywords", META),
    ("news_keywords", "keywords", META),
    ("content-language", "language", META),
)
"""Names in order of trust: within one fact, the earlier is believed first."""


def read_meta(root: Element, facts: Facts) -> None:
    """Add what the page's meta elements say."""
    said: dict[str, list[str]] = {}
    for element in elements(root, "meta"):
        content = element.get("content")
        if content and content.strip():
            for name in _names_of(element):
                said.setdefault(name, []).append(content)
    for name, fact, source in _TRUSTED:
        for content in said.get(name, []):
            if not (fact == "author" and content.strip().startswith(("http:", "https:", "/"))):
                facts.add(fact, content, source)


def _names_of(element: Element) -> set[str]:
    """The names a meta element goes by; ``property`` may list several."""
    given = " ".join(
        element.get(key) or "" for key in ("name", "property", "itemprop", "http-equiv")
    )
    return {_spelt(name) for name in given.lower().split()}


def _spelt(name: str) -> str:
    """Dublin Core's many spellings (DC.title, dcterm:title) as one."""
    for prefix in ("dcterms", "dcterm", "dct", "dc"):
        if name.startswith((prefix + ".", prefix + ":")):
            rest = name[len(prefix) + 1 :].replace(".", ":")
            return ("dc:" if prefix == "dc" else "dcterms:") + rest
    return name
