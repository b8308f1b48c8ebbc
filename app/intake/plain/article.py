"""A plain article: paragraphs, captions, lists, quotations, and the note about its author."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from app.intake.finding import Finding
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.intake.plain.datelines import read_dateline
from app.intake.plain.items import item_of
from app.intake.plain.notes import note_start
from app.intake.plain.opening import read_opening
from app.intake.plain.tail import find_tail
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line
from app.text.notemarks import note_mark

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|myself|mine|My)\b")
_QUOTED = re.compile(r"[\"“][^\"”]{0,2000}[\"”]")
_POSTED = re.compile(r"\W*(?:posted|written|published)\b", re.IGNORECASE)
_PULLED = re.compile(r"\s*[\"“«][^\"“”«»]{30,300}[\"”»][.,]?\s*$")
_LONGEST_DOUBLE = 400
_TWO_SENTENCES = re.compile(r"[.!?][\"”’)]?\s+[A-Z\u0600-\u06ff]")
_UNDERLINE = re.compile(r"\s*([=-])\1{2,}\s*$")
_RULE = re.compile(r"\s*[-=_*~·•\s]{3,}$")
_FOOTNOTE = re.compile(r"\s*\[\d{1,3}\]\s+\S")
_SIGN = re.compile(r"(?<=\S)\s?\[(\d{1,3})\]")
_ENDING = 3


def read_article(units: list[str], finding: Finding) -> None:
    """Fill ``finding`` from the units of a plain article."""
    body = read_opening(units, finding)
    body, is_blog = _without_tail(_without_provenance(body, finding), finding)
    body = _without_pull_quotes(body, finding)
    body, note = _split_author_note(body, finding)
    finding.drafts = [*_referring(_Body(body).drafts()), *_author_notes(note)]
    finding.kind = _kind(finding, body, bool(note), is_blog)


def _referring(drafts: list[Draft]) -> list[Draft]:
    """The drafts with a mark behind each sign that leads to one of their footnotes."""
    noted = {number for draft in drafts for number in draft.notes}

    def marked(sign: re.Match[str]) -> str:
        number = int(sign[1])
        return sign.group() + (note_mark(number) if number in noted else "")

    return [replace(draft, text=_SIGN.sub(marked, draft.text)) for draft in drafts]


def _kind(finding: Finding, body: list[str], has_note: bool, is_blog: bool) -> DocumentKind:
    """First person is a blog's where nobody is named, or the page says that it is a blog's."""
    authors = finding.reference.get("author", [])
    one_word = len(authors) == 1 and " " not in authors[0].get("literal", " ")
    posted = is_blog or one_word or "posted_by" in finding.provenance
    if has_note or (authors and not posted) or not speaks_as_i("\n".join(body)):
        return DocumentKind.ANALYST_ARTICLE
    return DocumentKind.BLOG_POST


def _without_tail(body: list[str], finding: Finding) -> tuple[list[str], bool]:
    """The units without buttons, tags, comments and "posted by"; whether they were a blog's."""
    tail = find_tail(body)
    finding.note("tags", tail.tags)
    kept = [unit for place, unit in enumerate(body) if place not in tail.places]
    if len(kept) > 1 and _POSTED.match(kept[-1]) and (signed := read_dateline(kept[-1])):
        finding.know("author", parse_byline(signed.byline), "last line", seen=signed.byline)
        finding.know("issued", signed.issued, "last line")
        finding.note("posted_by", signed.byline)
        kept.pop()
    return kept, tail.is_blog


def _without_pull_quotes(body: list[str], finding: Finding) -> list[str]:
    """The units without words in quotation marks that a paragraph says as well, word for word."""
    quoted = [place for place, unit in enumerate(body) if _PULLED.match(unit[:_LONGEST_DOUBLE])]
    if not quoted:
        return body
    keys = [marks.folded(unit, 20_000) for unit in body]
    pulled = [
        place
        for place in quoted
        if any(keys[place] in key for other, key in enumerate(keys) if other != place)
    ]
    finding.note("pull_quotes", [canonical_line(body[place]) for place in pulled])
    return [unit for place, unit in enumerate(body) if place not in pulled]


def speaks_as_i(text: str) -> bool:
    """Whether ``text`` speaks in the first person, quoted words apart."""
    return len(_FIRST_PERSON.findall(_QUOTED.sub(" ", text))) >= 2


def _without_provenance(body: list[str], finding: Finding) -> list[str]:
    """The units without lines at either end that say where the text stood before."""
    kept = []
    for place, unit in enumerate(body):
        near_end = place < _ENDING or place >= len(body) - 2 * _ENDING
        if near_end and marks.is_published_before(canonical_line(unit[:1_000])):
            finding.note("published_before", canonical_line(unit[:1_000]).rstrip(" :"))
        else:
            kept.append(unit)
    if len(kept) > 1 and (link := marks.address(kept[-1])):
        finding.know("URL", link, "last line")
        kept.pop()
    return kept


def _split_author_note(body: list[str], finding: Finding) -> tuple[list[str], list[str]]:
    start = note_start(body, finding.reference.get("author", []))
    if start < len(body) and marks.opens_author_note(canonical_line(body[start][:1_000])):
        _author_from_note(body[start:], finding)
    return body[:start], body[start:]


def _author_from_note(note: list[str], finding: Finding) -> None:
    _, _, named = canonical_line(note[0]).partition(":")
    if not named.strip() and len(note) > 1:
        named = note[1]
    if marks.is_bare_name(named):
        finding.know("author", parse_byline(named), "note about the author", seen=named)


def _author_notes(note: list[str]) -> list[Draft]:
    return [Draft(BlockKind.AUTHOR_NOTE, unit) for unit in note]


@dataclass(slots=True)
class _Body:
    """The units between opening and author note, and how far they are read."""

    units: list[str]
    at: int = 0
    lists: int = 0
    in_list: bool = False
    found: list[Draft] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        while self.at < len(self.units):
            was_list, self.in_list = self.in_list, False
            if not self._caption() and not self._underlined() and not self._item(was_list):
                self._plain()
        return self.found

    def _add(self, kind: BlockKind, text: str, level: int | None = None) -> bool:
        self.found.append(Draft(kind, text, level))
        return True

    def _caption(self) -> bool:
        """A line in parentheses, or one that is repeated right after itself: one caption."""
        same = self._repeats()
        line = self.units[self.at + same]
        if same == 0 and not marks.is_caption(line):
            return False
        self.at += same + 1
        return self._add(BlockKind.CAPTION, line)

    def _repeats(self) -> int:
        """How often the line at hand comes again directly below."""
        line = self.units[self.at]
        key = marks.folded(line)
        if not key or len(line) > _LONGEST_DOUBLE or _is_prose(line):
            return 0
        count = 0
        for unit in self.units[self.at + 1 :]:
            if marks.folded(unit) != key:
                break
            count += 1
        return count

    def _underlined(self) -> bool:
        line = self.units[self.at]
        if _RULE.match(line):
            self.at += 1
            return True
        below = self.units[self.at + 1] if self.at + 1 < len(self.units) else ""
        rule = _UNDERLINE.match(below)
        if not rule or len(line) > 120:
            return False
        self.at += 2
        return self._add(BlockKind.HEADING, line, 2 if rule.group(1) == "=" else 3)

    def _item(self, was_list: bool) -> bool:
        line = self.units[self.at]
        item = item_of(line)
        if item is None:
            return False
        if item.numbered and not was_list and not self._item_follows():
            return False
        if line.lstrip()[0] == "–" and not was_list and not self._dash_follows():
            return False  # somebody speaks
        if _FOOTNOTE.match(line):
            self.at += 1
            number = int(line.lstrip()[1:].partition("]")[0])
            self.found.append(Draft(BlockKind.FOOTNOTE, line, notes=(number,)))
            return True
        self.lists += not was_list
        self.in_list = True
        self.at += 1
        self.found.append(Draft(BlockKind.LIST_ITEM, item.text, item.level, list_number=self.lists))
        return True

    def _item_follows(self) -> bool:
        below = self.units[self.at + 1] if self.at + 1 < len(self.units) else ""
        following = item_of(below)
        return following is not None and following.numbered

    def _dash_follows(self) -> bool:
        below = self.units[self.at + 1] if self.at + 1 < len(self.units) else ""
        return below.lstrip().startswith("–")

    def _plain(self) -> None:
        line = self.units[self.at]
        below = self.units[self.at + 1] if self.at + 1 < len(self.units) else None
        last = self.found[-1] if self.found else None
        above = last.text if last and last.kind is BlockKind.PARAGRAPH else None
        self.at += 1
        if line.lstrip().startswith(">"):
            self._add(BlockKind.QUOTATION, marks.unquoted(line))
        elif marks.opens_author_note(canonical_line(line[:1_000])):
            self._add(BlockKind.AUTHOR_NOTE, line)
        elif marks.is_short_heading(line, above, below) and not self._introduced():
            self._add(BlockKind.HEADING, line, 2)
        else:
            self._add(BlockKind.PARAGRAPH, line)

    def _introduced(self) -> bool:
        """Whether the block before ends with a colon, so that this one is what it announces."""
        return bool(self.found) and self.found[-1].text.rstrip().endswith(":")


def _is_prose(line: str) -> bool:
    """Whether it is a paragraph of sentences: one that comes twice is no caption."""
    text = canonical_line(line)
    return len(text) > 150 and marks.is_sentence(text) and bool(_TWO_SENTENCES.search(text))
