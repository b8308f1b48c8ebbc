"""What a format's reader found in a file, on its way from the child process to a Reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.intake.pictures import Placed
from app.model.kinds import DocumentKind
from app.text import Draft, canonical_line
from app.text.identifiers import tidy_address

FRONT_MATTER = "front matter"
_LONGEST_SEEN = 240
_PUBLISHED = frozenset(
    {DocumentKind.REPORT, DocumentKind.BOOK, DocumentKind.THESIS, DocumentKind.DATASET}
)


@dataclass(slots=True)
class Finding:
    """A reference being filled, drafts of blocks, and where everything came from.

    ``sources`` maps a CSL field to the place its value was taken from, for people; ``seen`` to the
    words that stand there, where they are others than the value. ``pictures`` are in reading order;
    ``lifted`` is what their sources name that was written in the page itself.
    """

    kind: DocumentKind
    extractor: str
    media_type: str
    reference: dict[str, Any] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    provenance: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    lifted: list[bytes] = field(default_factory=list)

    def know(self, name: str, value: Any, source: str, seen: str = "") -> None:
        """Set the CSL field ``name`` unless it is already known or ``value`` is empty.

        ``seen`` is what the source says in its own words.
        """
        if isinstance(value, str):
            value = canonical_line(value)
        if name == "URL":
            value = tidy_address(value)
        if value and name not in self.reference:
            self.reference[name] = value
            self.sources[name] = source
            if seen and seen != value:
                self.seen[name] = canonical_line(seen)[:_LONGEST_SEEN]

    def settle_publisher(self) -> None:
        """What has a publisher of its own stands in no site: the site is its publisher.

        Where a file's author wrote both down in front matter, that stays.
        """
        if self.kind not in _PUBLISHED or self.sources.get("container-title") == FRONT_MATTER:
            return
        site = self.reference.pop("container-title", None)
        source = self.sources.pop("container-title", "")
        self.know("publisher", site, source)

    def note(self, name: str, value: Any) -> None:
        """Keep something about the file's past that is neither reference nor text."""
        if isinstance(value, str):
            value = canonical_line(value)
        if value:
            self.provenance.setdefault(name, value)

    def warn(self, sentence: str) -> None:
        """Add a warning for the reader, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)
