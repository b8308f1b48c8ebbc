"""The kinds of document, and the CSL type each is cited as (CSL 1.0.2, appendix III)."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is; the value is what files, screens and the command line use."""

    ANALYST_ARTICLE = "analyst-article"
    ENCYCLOPEDIA_ENTRY = "encyclopedia-entry"
    REPORT = "report"
    BLOG_POST = "blog-post"
    JOURNAL_ARTICLE = "journal-article"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    NEWSPAPER_ARTICLE = "newspaper-article"
    MAGAZINE_ARTICLE = "magazine-article"
    CONFERENCE_PAPER = "conference-paper"
    PREPRINT = "preprint"
    PODCAST = "podcast"
    VIDEO = "video"
    DATASET = "dataset"
    JUDGMENT = "judgment"
    LEGISLATION = "legislation"
    TREATY = "treaty"
    HEARING = "hearing"
    SOCIAL_POST = "social-post"
    INTERVIEW = "interview"
    SPEECH = "speech"
    MANUSCRIPT = "manuscript"
    SOFTWARE = "software"
    DOCUMENT = "document"


CSL_TYPES: dict[DocumentKind, str] = {
    DocumentKind.ANALYST_ARTICLE: "webpage",
    DocumentKind.ENCYCLOPEDIA_ENTRY: "entry-encyclopedia",
    DocumentKind.REPORT: "report",
    DocumentKind.BLOG_POST: "post-weblog",
    DocumentKind.JOURNAL_ARTICLE: "article-journal",
    DocumentKind.BOOK: "book",
    DocumentKind.CHAPTER: "chapter",
    DocumentKind.THESIS: "thesis",
    DocumentKind.NEWSPAPER_ARTICLE: "article-newspaper",
    DocumentKind.MAGAZINE_ARTICLE: "article-magazine",
    DocumentKind.CONFERENCE_PAPER: "paper-conference",
    DocumentKind.PREPRINT: "article",
    DocumentKind.PODCAST: "broadcast",
    DocumentKind.VIDEO: "motion_picture",
    DocumentKind.DATASET: "dataset",
    DocumentKind.JUDGMENT: "legal_case",
    DocumentKind.LEGISLATION: "legislation",
    DocumentKind.TREATY: "treaty",
    DocumentKind.HEARING: "hearing",
    DocumentKind.SOCIAL_POST: "post",
    DocumentKind.INTERVIEW: "interview",
    DocumentKind.SPEECH: "speech",
    DocumentKind.MANUSCRIPT: "manuscript",
    DocumentKind.SOFTWARE: "software",
    DocumentKind.DOCUMENT: "document",
}

_KINDS = {csl: kind for kind, csl in CSL_TYPES.items()}
# Types that have no kind of their own are read as the nearest; the reference keeps its own type.
_NEAREST = {
    "entry": DocumentKind.ENCYCLOPEDIA_ENTRY,
    "entry-dictionary": DocumentKind.ENCYCLOPEDIA_ENTRY,
    "bill": DocumentKind.LEGISLATION,
    "regulation": DocumentKind.LEGISLATION,
    "song": DocumentKind.PODCAST,
    "standard": DocumentKind.REPORT,
    "review": DocumentKind.JOURNAL_ARTICLE,
    "review-book": DocumentKind.JOURNAL_ARTICLE,
}


def csl_type(kind: DocumentKind) -> str:
    """The CSL type a kind is cited as."""
    return CSL_TYPES[kind]


def kind_of(csl: str) -> DocumentKind:
    """The kind nearest to a CSL type; ``document`` where there is none."""
    return _KINDS.get(csl) or _NEAREST.get(csl, DocumentKind.DOCUMENT)
