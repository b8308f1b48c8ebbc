"""What single lines of plain text look like: captions, bylines, breadcrumbs and the rest."""

from __future__ import annotations

import re
import unicodedata

from app.intake.wordlists import word_set
from app.text import canonical_line

_CRUMB = re.compile(r"\s+[>»›→]\s+")
_LOOSE_CRUMB = re.compile(r"\s+[/|\\:]{1,2}\s+|\s*[/|]\s*(?=[A-Z])")
_HERE = re.compile(r"^\W*you are here\s*:?\s*", re.IGNORECASE)
_HOME = word_set("home homepage startseite accueil inicio start الرئيسية")
_PUBLISHED = re.compile(
    r"^\W*(?:(?:this|an?|the|parts of this)\s+(?:[\w-]+\s+){0,3}?(?:article|analysis|blog"
    r"|chapter|column|commentary|entry|essay|interview|item|op-ed|page|paper|piece|post|report"
    r"|review|story|study|text|translation|version)\s+|this\s+)?(?:was\s+|were\s+|has\s+been\s+)?"
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
    r"^\W*(?:(?:(?:written|posted|published|submitted|reported)\s+)?by|authors?\s*:|author\(s\)\s*:"
    r"|contributors?\s*:|text\s*:|words\s*:|بقلم|كتبه)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\W*(?:(?:source|url|link|address|retrieved from|available at)\s*:?\s*)?"
                      r"[\"“<(\[]?(https?://[^\s\"”]+?)[.)>\]\"”]*$", re.IGNORECASE)  # fmt: skip
_HEADING_WORDS = word_set(
    "abstract acknowledgements aftermath agency analyses analysis appendix argument article",
    "articles aspect assessment attack attacks audience background beginning beginnings blog book",
    "books campaign case cases causes challenge challenges change chapter character claim claims",
    "commentary comments concept conclusion conclusions conflict content contents context counter",
    "counterterrorism current cyber dark data deep definition development developments digital",
    "discussion documents early effect effects email emergence end evidence evolution example",
    "examples executive fall figure figures final findings first foreign framework full funding",
    "further future general global goals group groups growth history home ideology image impact",
    "implications insurgency interview introduction isis islamic issue issues jihad jihadist",
    "journal key last late later latest leadership lessons library limits links list literature",
    "local main major map means measures media menu messaging method methodology methods militant",
    "modern motives movement network networks new news next notes objectives online operations",
    "opinion organisation organization organizational origin origins other outlook overview part",
    "past patterns points policy politics presence present press previous print problem problems",
    "propaganda question questions reading recent recommendations recruitment references regional",
    "related reliability report reports research response responses results rise role search",
    "second section security share short social source sources state statement statements",
    "strategy structure studies study subscribe summary symbolism table tactics tags taliban",
    "target targets terror terrorism terrorist text theory third threat threats timeline topics",
    "trends two use violence violent war weapons web what wider works world year years",
)
_PICTURE = (
    r"(?:screen\s?(?:shot|grab|capture)|still|photo(?:graph)?|picture|image|poster|map|infographic"
    r"|diagram|chart|graph|illustration)"
)
_PICTURED = re.compile(
    rf"^(?:(?:an?|the)\s+)?{_PICTURE}\s+(?:of|from|showing|for|by|taken|posted|released|courtesy)\b"
    rf"|^(?:pictured|photo\s+caption|caption|(?:photo\s+|image\s+)?credits?)\s*:"
    rf"|^(?:all\s+)?(?:{_PICTURE}|foto|bild|crédit photo)s?\s*(?::|©|\(c\))",
    re.IGNORECASE,
)
_PICTURE_FIRST = re.compile(rf"(?:(?:an?|the)\s+)?{_PICTURE}s?\b", re.IGNORECASE)
_PICTURE_HINT = re.compile(
    rf"\W*(?:(?:an?|the)\s+)?(?:{_PICTURE}|figure|fig|graphic|caption|credits?|pictured)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"^\[\s*{_PICTURE}s?\b[^\[\]]*\]$", re.IGNORECASE)
_SECTIONS = re.compile(
    r"(?:introduction|background|overview|summary|executive summary|abstract|key (?:points|findings"
    r"|takeaways)|methodology|methods?|results|findings|discussion|analysis|implications|conclusions?"
    r"|concluding remarks|recommendations|outlook|appendix(?: \w)?|further reading|bibliography"
    r"|references|notes|acknowledge?ments)$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|whose|is|are|was|were|can|could|does|do|did|will|should)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:(?:last )?updated|published|posted|editor['’]s note)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)])\s+(?=\S)")
_TIMES = word_set(
    "january february march april may june july august september october november december monday",
    "tuesday wednesday thursday friday saturday sunday spring summer autumn winter then now",
)
_LONGEST_FOLDED = 1_000
_NAME_JOINERS = word_set(
    "and & van von de der den del della di da du la le bin ibn bint al el abu umm dos y e"
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʿʾ‘`.-]*(?:['’ʿʾ‘`.-]+[^\W\d_]*)*\.?,?$")
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652]+$")
_QUOTES = re.compile("[\"'’‘“”„«»`´()\\[\\]]")
LONGEST_CAPTION = 400
_LONGEST_BYLINE = 90
_LONGEST_PICTURED = 200
_LONGEST_HEADING = 80


def folded(line: str, longest: int = _LONGEST_FOLDED) -> str:
    """``line`` for comparing: no quotation marks, brackets, case or end stop.

    Only its first ``longest`` code points are looked at.
    """
    bare = _QUOTES.sub("", canonical_line(line[:longest])).casefold()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", bare)).strip(" .,:;")


def breadcrumb(line: str) -> list[str]:
    """The parts of a path such as "Blog > Region > Title"; empty where it is none.

    With strokes between the parts ("Home / Region") it has to begin at a site's home page.
    """
    text = _HERE.sub("", line[:1_000].strip())
    parts = [canonical_line(part) for part in _CRUMB.split(text)]
    if len(parts) == 1:
        parts = [canonical_line(part) for part in _LOOSE_CRUMB.split(text)]
        if parts[0].casefold() not in _HOME:
            return []
    fits = 2 <= len(parts) <= 8 and all(parts) and all(len(part) <= 80 for part in parts[:-1])
    is_prose = text.endswith((".", ";", ",")) or len(parts[-1]) > 300
    return parts if fits and not is_prose and not line.lstrip().startswith(">") else []


def unquoted(line: str) -> str:
    """``line`` without the ">" of a quotation, at its start and where lines were joined."""
    return re.sub(r"(?:^|\s)>+\s?", " ", line)


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
    """Whether ``line`` stands wholly in parentheses, or says that it is a picture's."""
    text = canonical_line(line[: LONGEST_CAPTION * 2])
    if len(text) > LONGEST_CAPTION:
        return False
    if _LABELLED.match(text) or _BRACKETED.match(text):
        return True
    if _in_parentheses(text):  # a whole sentence is an aside, unless it tells of a picture
        return not is_sentence(text[:-1]) or bool(_PICTURE_FIRST.match(text[1:].lstrip()))
    return len(text) <= _LONGEST_PICTURED and not is_sentence(text) and bool(_PICTURED.match(text))


def _in_parentheses(text: str) -> bool:
    if len(text) < 3 or text[0] != "(" or text[-1] != ")":
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def is_picture_line(line: str) -> bool:
    """Whether ``line`` says that it is a picture's caption, in parentheses or without."""
    if not _PICTURE_HINT.match(line):
        return False
    text = canonical_line(line[: LONGEST_CAPTION * 2])
    inner = text[1:-1].strip() if _in_parentheses(text) else text
    in_brackets = inner != text and bool(_PICTURE_FIRST.match(inner))
    return len(text) <= LONGEST_CAPTION and (in_brackets or is_caption(inner))


def is_byline(line: str) -> bool:
    """Whether ``line`` says "by" and then who, not when: "By the end of May" names nobody."""
    said = _BY.match(line)
    if said is None or len(line) > _LONGEST_BYLINE * 2:
        return False
    words = line[said.end() :].split()
    start = words[1] if words[0].lower() == "the" and len(words) > 1 else words[0]
    if start.lower().strip(".,") in _TIMES or (is_sentence(line) and len(words) > 4):
        return False
    is_signed = said.group().lower().startswith(("posted", "by")) and len(words) == 1
    named = start[0].isupper() or not start.isascii() or start.lower().startswith(("al-", "el-"))
    return start[0].isalpha() and (named or is_signed or start.lower() in _NAME_JOINERS)


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


def address(line: str) -> str | None:
    """The web address in a line that holds nothing else."""
    found = _ADDRESS.match(canonical_line(line[:3_000]))
    return found.group(1) if found else None


def is_short_heading(line: str, above: str | None, following: str | None) -> bool:
    """Whether a short line heads what follows: a longer paragraph, mostly.

    ``above`` is the paragraph before it, None at the beginning or behind another kind of block. A
    line like a sentence without its stop heads only what stands clear of an unfinished one.
    """
    text = canonical_line(line[:500])
    bare = _NUMBERED.sub("", text)
    words = bare.split()
    if following is None or not words or len(text) > _LONGEST_HEADING or len(words) > 9:
        return False
    if _STAMP.match(text):
        return False
    if not (bare[0].isupper() or (bare[0].isalpha() and not bare.isascii())):
        return False
    if _SECTIONS.match(bare) or (_is_capitals(bare) and not _is_capitals(following[:500])):
        return True
    if len(following) < 100 or not is_sentence(following[-200:]) or text[-1] in '.!:;,…"”’)':
        return False
    clear = above is None or is_sentence(above[-200:])
    if text[-1] in "?؟":
        return clear and len(words) <= 8 and bool(_QUESTION.match(bare))
    capitals = sum(word[0].isupper() or len(word) <= 3 for word in words)
    is_plain = not re.search(r"[@#]\w|https?:|,", text)
    return len(words) <= 4 or capitals == len(words) or (clear and is_plain)


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters)
