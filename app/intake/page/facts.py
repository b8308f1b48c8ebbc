"""What a page says about itself, by source and in a fixed order of trust.

The order, highest first: JSON-LD, Highwire (citation_*), Dublin Core, OpenGraph and article:*,
other meta elements, microdata, what stands visibly in the page, ``<time>``, the title element, and
for a date the day in the page's address. Each module adds candidates; the first that can be read
wins, and its source is kept. Three things go against the order: a user name gives way to a visible
byline; a moment told in UTC gives way to the same moment in local time; and a site that names
itself as the author is believed where nobody else is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.text import canonical_line

JSON_LD = "JSON-LD"
HIGHWIRE = "citation meta"
OPEN_GRAPH = "OpenGraph"
DUBLIN_CORE = "Dublin Core"
META = "meta element"
MICRODATA = "microdata"
VISIBLE = "visible on the page"
TITLE = "title element"

_LONGEST = 2_000


@dataclass(slots=True)
class Facts:
    """Candidates for each thing a page may say, in order of trust, with their sources.

    Names in use: title, author, issued, modified, site, publisher, url, language, journal, volume,
    issue, pages, doi, identifier, isbn, number, type, generator, keywords, description,
    institution.
    """

    found: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)

    def add(self, name: str, value: object, source: str) -> None:
        """Add a candidate; anything but text with something in it is passed over."""
        if not isinstance(value, str):
            return
        line = canonical_line(value[:_LONGEST])
        if line and line.lower() not in ("null", "undefined", "none"):
            self.found.setdefault(name, []).append((line, source))

    def all(self, name: str) -> list[tuple[str, str]]:
        """All candidates for ``name`` with their sources, the most trusted first."""
        return self.found.get(name, [])

    def first(self, name: str) -> str:
        """The most trusted candidate, empty where there is none."""
        candidates = self.found.get(name)
        return candidates[0][0] if candidates else ""
