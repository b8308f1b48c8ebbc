"""Which kind of document a page is: only on clear signals, else an analyst's article."""

from __future__ import annotations

import re

from app.intake.page.facts import Facts
from app.intake.wordlists import word_set
from app.model import DocumentKind

_NEWS = word_set(
    "NewsArticle ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle"
)
_BLOG_GENERATOR = re.compile(
    r"blogger|tumblr|ghost|typepad|movable type|livejournal|medium", re.IGNORECASE
)
_BLOG_HOST = re.compile(
    r"//[\w-]+\.(?:blogspot|wordpress|tumblr|substack|typepad|livejournal|hypotheses)\.|//medium\.com/",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"^(?:report|technical report|tech report|working paper|text\.report)$", re.IGNORECASE
)
_WIKI = re.compile(r"mediawiki|dokuwiki|xwiki|tiddlywiki|moinmoin", re.IGNORECASE)


def kind_of_page(facts: Facts, address: str, is_wiki: bool) -> DocumentKind:
    """The kind a page's own signals point to."""
    if is_wiki or _WIKI.search(facts.first("generator")):
        return DocumentKind.ENCYCLOPEDIA_ENTRY
    if facts.first("journal") or "ScholarlyArticle" in facts.types:
        return DocumentKind.JOURNAL_ARTICLE
    if (
        facts.first("institution")
        or "Report" in facts.types
        or _REPORT.match(facts.first("dc_type"))
    ):
        return DocumentKind.REPORT
    if "BlogPosting" in facts.types or _is_blog(facts, address):
        return DocumentKind.BLOG_POST
    if facts.types & _NEWS:
        return DocumentKind.NEWSPAPER_ARTICLE
    return DocumentKind.ANALYST_ARTICLE


def _is_blog(facts: Facts, address: str) -> bool:
    return bool(_BLOG_GENERATOR.search(facts.first("generator")) or _BLOG_HOST.search(address))
