"""Saved web pages."""

from __future__ import annotations

from app.intake.closing import tidy
from app.intake.dates import iso_day
from app.intake.decode import decode_page
from app.intake.finding import Finding
from app.intake.limits import Limits, too_large
from app.intake.page import wiki
from app.intake.page.author_box import author_notes, with_author_notes
from app.intake.page.blocks import BlockReader
from app.intake.page.body import article_of, clean, markup_of, whole_of
from app.intake.page.facts import Facts
from app.intake.page.guard import check_tags
from app.intake.page.kinds import kind_of_page
from app.intake.page.meta_tags import read_meta
from app.intake.page.pictures import lift, number_images, placed
from app.intake.page.reference import fill_reference
from app.intake.page.saved import SavedWith, archived, archived_at, drop_banner, saved_from
from app.intake.page.structured import read_structured
from app.intake.page.stub import drop_stubs, drop_subtitle
from app.intake.page.tree import Element, drop_unseen, elements, named, parse_page
from app.intake.page.visible import crumbs, headings, read_visible
from app.model import DocumentKind

EXTRACTOR = "html 3"
_MOST = 8_000
"""Elements with a class or id that are looked at for boxes and walls."""


def read_page(
    data: bytes,
    kind: DocumentKind | None = None,
    *,
    text_size: int = Limits().text_size,
    came: SavedWith | None = None,
) -> Finding:
    """What a saved web page holds; a ``kind`` that is given decides what its facts are.

    ``came`` is what a file that holds the page with its parts says beside it.

    Raises InputError where it is no text, LimitError where it is built to keep parsers busy.
    """
    page, lifted = lift(data)
    if len(page) > text_size:
        raise too_large(text_size)
    text, warnings = decode_page(page)
    check_tags(text)
    finding = Finding(DocumentKind.ANALYST_ARTICLE, EXTRACTOR, "text/html", warnings=warnings)
    finding.lifted = lifted
    root = parse_page(text)
    if came is not None:
        came.lift(root, lifted)
    facts = _facts(root)
    address = _provenance(text, root, came, facts, finding)
    drop_unseen(root)
    sources = number_images(root)
    read_visible(root, facts)
    entry = wiki.entry_of(root) if wiki.is_wiki(root, facts) else None
    home = facts.first("canonical") or facts.first("url") or address
    finding.kind = kind or kind_of_page(facts, home, entry is not None)
    if entry is None:
        fill_reference(facts, headings(root), address, finding)
        finding.note("updated", iso_day(facts.first("modified")))
        listed = [(named(item), item) for item in root.xpath("//*[@class or @id]")[:_MOST]]
        notes = author_notes(listed)
        drop_stubs(listed, root, finding)
        drop_subtitle(root, finding)
        reader = _read_article(root)
        finding.drafts = with_author_notes(tidy(reader.drafts, finding), notes)
    else:
        reader = _read_entry(root, entry, facts, address, finding)
    finding.pictures = placed(reader.pictures, sources)
    if not finding.drafts:
        finding.warn("No article was found in the page.")
    return finding


def _read_article(root: Element) -> BlockReader:
    for found in (article_of, whole_of):
        reader = BlockReader()
        if reader.read(found(root)):
            break
    return reader


def _facts(root: Element) -> Facts:
    facts = Facts()
    read_structured(root, facts)
    read_meta(root, facts)
    for link in elements(root, "link"):
        if (link.get("rel") or "").lower() == "canonical":
            facts.add("canonical", link.get("href"), "canonical link")
    return facts


def _provenance(
    text: str, root: Element, came: SavedWith | None, facts: Facts, finding: Finding
) -> str:
    """The address the page was saved from, kept with what else is known of its past."""
    address, when = (came.address, came.when) if came is not None else saved_from(text)
    original, stamp = archived(address)
    for name in ("canonical", "url"):  # a copy's own links lead into the archive as well
        said = facts.found.get(name, [])
        copies = [archived(value) for value, _ in said]
        facts.found[name] = [
            (copy[0] or value, source) for copy, (value, source) in zip(copies, said, strict=True)
        ]
        stamp = stamp or next((when for _, when in copies if when), "")
    stamp = stamp or archived_at(text)
    drop_banner(root, is_copy=bool(stamp))
    finding.note("address", address)
    finding.note("saved_by_browser", when)
    finding.note("archived", stamp)
    finding.note("breadcrumb", crumbs(root))
    return original or address


def _read_entry(
    root: Element, entry: Element, facts: Facts, address: str, finding: Finding
) -> BlockReader:
    """An encyclopedia entry: its revision first, since that is what is cited."""
    wiki.read_revision(root, facts, finding)
    for name in ("author", "issued", "title", "page_title"):
        facts.found.pop(name, None)  # of the first version, or of its contributors as a body
    if "URL" not in finding.reference and "oldid=" in address:
        finding.know("URL", address, "saved from")
    first = [line for line in headings(root)[:1] if line]
    fill_reference(facts, first, address, finding)
    wiki.drop_furniture(entry)
    reader = BlockReader()
    finding.drafts = tidy(wiki.tidy_entry(reader.read(clean(markup_of(entry)))), finding)
    return reader
