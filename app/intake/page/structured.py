"""JSON-LD: what schema.org's vocabulary says about the page (Article and its kinds)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.intake.page.facts import JSON_LD, Facts
from app.intake.page.tree import Element, elements
from app.intake.wordlists import word_set

_ARTICLES = word_set(
    "Article NewsArticle BlogPosting Report ScholarlyArticle TechArticle OpinionNewsArticle "
    "AnalysisNewsArticle ReportageNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "LiveBlogPosting SocialMediaPosting AdvertiserContentArticle MedicalScholarlyArticle "
    "Review"
)
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage", "CreativeWork", "Book", "Thesis"})
_LONGEST = 2_000_000
_MOST_NODES = 2_000

Node = dict[str, Any]


def read_structured(root: Element, facts: Facts) -> None:
    """Add what the page's JSON-LD says about the article, or else about the page."""
    nodes = list(_nodes(root))
    known = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    article = next((node for node in nodes if _types(node) & _ARTICLES), None)
    for node in nodes:
        facts.types |= _types(node) & _ARTICLES
    if article is not None:
        _article(article, known, facts)
    for node in nodes:
        if "WebSite" in _types(node):
            facts.add("site", node.get("name"), JSON_LD)
        elif node is not article and _types(node) & _PAGES:
            _page(node, facts)


def _nodes(root: Element) -> Iterator[Node]:
    """Every object in every JSON-LD script, @graph and lists opened, at most 2,000."""
    waiting: list[Any] = [
        _loaded(script.text or "")
        for script in elements(root, "script")
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    ]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:_MOST_NODES]
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _loaded(text: str) -> Any:
    if len(text) > _LONGEST:
        return None
    bare = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(bare.removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)}


def _article(node: Node, known: dict[str, Node], facts: Facts) -> None:
    facts.add("title", node.get("headline") or node.get("name"), JSON_LD)
    for name in _names(node.get("author") or node.get("creator"), known):
        facts.add("author", name, JSON_LD)
    facts.add("issued", node.get("datePublished") or node.get("dateCreated"), JSON_LD)
    facts.add("modified", node.get("dateModified"), JSON_LD)
    for name in _names(node.get("publisher"), known):
        facts.add("publisher", name, JSON_LD)
    for name in _names(node.get("isPartOf"), known):
        facts.add("part_of", name, JSON_LD)
    facts.add("language", node.get("inLanguage"), JSON_LD)
    facts.add("url", _address(node), JSON_LD)


def _page(node: Node, facts: Facts) -> None:
    facts.add("page_title", node.get("name"), JSON_LD)
    facts.add("page_issued", node.get("datePublished"), JSON_LD)
    facts.add("modified", node.get("dateModified"), JSON_LD)
    facts.add("language", node.get("inLanguage"), JSON_LD)


def _address(node: Node) -> Any:
    main = node.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id") or main.get("url")
    own = node.get("url")
    return own if isinstance(own, str) and own.startswith("http") else main


def _names(value: Any, known: dict[str, Node]) -> Iterator[str]:
    """The names of people or bodies: a string, an object, a reference, or a list of these."""
    for item in value if isinstance(value, list) else [value]:
        said = _name_in(item, known) if isinstance(item, dict) else item
        if isinstance(said, str) and not said.startswith(("http://", "https://", "#", "_:")):
            yield said


def _name_in(node: Node, known: dict[str, Node]) -> Any:
    whole = node if "name" in node else known.get(str(node.get("@id")), node)
    name = whole.get("name")
    return name[0] if isinstance(name, list) and name else name
