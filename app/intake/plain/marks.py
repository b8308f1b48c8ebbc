"""What single lines of plain text look like: captions, bylines, breadcrumbs and the rest."""

from __future__ import annotations

import re
import unicodedata

from app.text import canonical_line

_CRUMB = re.compile(r"\s+[>»›→]\s+")
_PUBLISHED = re.compile(
    r"^\W*(?:(?:this|an?|the)\s+[\w\s]{0,40}?)?(?:was\s+|were\s+|has\s+been\s+)?"
    r"(?:previously|originally|first|earlier|also)\s+(?:been\s+)?(?:published|appeared|posted"
    r"|printed|released)\b|^\W*(?:cross-?posted|reposted|republished|reprinted)\s+(?:from|at|with)\b"
    r"|^\W*a\s+(?:\w+\s+)?version\s+of\s+this\b",
    re.IGNORECASE,
)
_AUTHOR_NOTE = re.compile(
    r"^\W*(?:about the (?:authors?|writers?|contributors?)|author(?:['’]s|s['’])?\s+"
    r"(?:bio|biography|note|profile)|notes? on (?:the )?(?:contributors?|authors?))\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W*(?:(?:photo|image|picture|illustration|photograph)(?:\s+(?:credit|by|courtesy))?\s*:"
    r"|(?:figure|fig\.|map|chart|graphic|screenshot|photo|image)\s+\d+\s*[.:–—-]"
    r"|(?:photo|image|picture)\s+(?:by|courtesy|credit)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
_BY = re.compile(
    r"^\W*(?:written\s+|posted\s+)?(?:by|authors?\s*:|author\(s\)\s*:)\s*:?\s+\S", re.IGNORECASE
)
_DATED = re.compile(
    r"^\W*(?:(?:published|posted|updated|last updated|date)(?:\s+on)?\s*:?\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"((?:\d{4}-\d\d-\d\d)|(?:\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,9}\.?,?\s+\d{4})"
    r"|(?:[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}))\W*(?:$|\d{1,2}:\d\d.*$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\W*(?:(?:source|url|link|address|retrieved from|available at)\s*:?\s*)?"
                      r"(https?://\S+?)[.)>\]]?$", re.IGNORECASE)  # fmt: skip
_HEADING_WORDS = frozenset(
    [
        "abstract",
        "analysis",
        "background",
        "conclusion",
        "conclusions",
        "contents",
        "context",
        "overview",
        "summary",
        "introduction",
        "findings",
        "key",
        "points",
        "history",
        "methodology",
        "references",
        "notes",
        "executive",
        "table",
        "recommendations",
        "results",
        "discussion",
        "blog",
        "news",
        "report",
        "reports",
        "article",
        "articles",
        "terrorism",
        "research",
        "opinion",
        "commentary",
        "home",
        "search",
        "menu",
        "share",
        "print",
        "email",
        "comments",
        "tags",
        "subscribe",
        "islamic",
        "state",
        "agency",
        "media",
        "isis",
        "taliban",
        "jihad",
        "war",
        "attack",
        "attacks",
        "propaganda",
    ]
)
_NAME_JOINERS = frozenset(
    [
        "and",
        "&",
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "abu",
        "umm",
        "dos",
        "y",
        "e",
    ]
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʿʾ‘`.-]*(?:['’ʿʾ‘`.-]+[^\W\d_]*)*\.?,?$")
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652]+$")
_QUOTES = re.compile("[\"'’‘“”„«»`´()\\[\\]]")
LONGEST_CAPTION = 400
_LONGEST_FOLDED = 1_000
_LONGEST_BYLINE = 90


def folded(line: str) -> str:
    """``line`` for comparing: no quotation marks, brackets, case or end stop."""
    bare = _QUOTES.sub("", canonical_line(line[:_LONGEST_FOLDED])).casefold()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", bare)).strip(" .,:;")


def breadcrumb(line: str) -> list[str]:
    """The parts of a path such as "Blog > Region > Title"; empty where it is none."""
    parts = [canonical_line(part) for part in _CRUMB.split(line[:1_000].strip())]
    fits = 2 <= len(parts) <= 8 and all(parts) and all(len(part) <= 80 for part in parts[:-1])
    return parts if fits and not line.lstrip().startswith(">") else []


def is_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does."""
    return bool(_SENTENCE_END.search(line[-200:].strip()))


def is_published_before(line: str) -> bool:
    """Whether ``line`` says where the text stood before."""
    return len(line) <= 250 and bool(_PUBLISHED.match(line))


def opens_author_note(line: str) -> bool:
    """Whether ``line`` begins the note about the author."""
    return len(line) <= 400 and bool(_AUTHOR_NOTE.match(line))


def is_caption(line: str) -> bool:
    """Whether ``line`` stands wholly in parentheses, or is labelled as a picture's."""
    text = canonical_line(line[: LONGEST_CAPTION * 2])
    if len(text) > LONGEST_CAPTION:
        return False
    return _in_parentheses(text) or bool(_LABELLED.match(text))


def _in_parentheses(text: str) -> bool:
    if len(text) < 3 or text[0] != "(" or text[-1] != ")":
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def has_by(line: str) -> bool:
    """Whether ``line`` says "by" in front of a name."""
    return len(line) <= _LONGEST_BYLINE * 2 and bool(_BY.match(line))


def is_bare_name(line: str) -> bool:
    """Whether ``line`` could be nothing but one or more people's names."""
    text = canonical_line(line[:500]).split("|")[0].strip()
    if not text or len(text) > _LONGEST_BYLINE or text[-1] in '.!?:;"”)':
        return False
    words = text.split()
    if all(_ARABIC_WORD.match(word) for word in words):
        return 2 <= len(words) <= 5
    return _is_latin_name(words)


def _is_latin_name(words: list[str]) -> bool:
    if not 2 <= len(words) <= 14 or words[0].lower() in {"the", "a", "an", "how", "why", "what"}:
        return False
    names = [word for word in words if word.lower().strip(",") not in _NAME_JOINERS]
    people = 1 + sum(word.lower() in {"and", "&"} or word.endswith(",") for word in words)
    if not 2 <= len(names) <= 4 * people:
        return False
    return all(
        _NAME_WORD.match(word)
        and (word[0].isupper() or word.lower().startswith(("al-", "el-")))
        and word.lower().strip(",.") not in _HEADING_WORDS
        for word in names
    )


def dated(line: str) -> str | None:
    """The date in a line that holds nothing else, as written."""
    found = _DATED.match(canonical_line(line[:500]))
    return found.group(1) if found else None


def address(line: str) -> str | None:
    """The web address in a line that holds nothing else."""
    found = _ADDRESS.match(canonical_line(line[:3_000]))
    return found.group(1) if found else None


def is_short_heading(line: str, following: str | None) -> bool:
    """Whether a short line without an end stop heads the longer paragraph that follows."""
    text = canonical_line(line[:500])
    if following is None or len(following) < 100 or not is_sentence(following[-200:]):
        return False
    words = text.split()
    if not words or len(text) > 70 or len(words) > 9 or text[-1] in '.!?:;,…"”’)':
        return False
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    capitals = sum(word[0].isupper() or len(word) <= 3 for word in words)
    return len(words) <= 4 or capitals == len(words)
