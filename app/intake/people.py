"""Names: from a byline to the people and institutions in it, as CSL names."""

from __future__ import annotations

import re

from app.intake.wordlists import word_set
from app.text import canonical_line

CslName = dict[str, str]

_LEAD = re.compile(
    r"^\W*(?:(?:(?:an?\s+)?(?:guest|opinion|sponsored)\s+)?(?:written|posted|published|submitted"
    r"|reported|edited|compiled|post|essay|article|column|story|analysis|commentary|opinion|report"
    r"|review|interview|words|text)\s+by|by|author(?:s|\(s\))?\s*:|contributors?\s*:|text\s*:"
    r"|words\s*:|by\s*:|von|par|por|di|door|(?:بقلم|كتبه|كتب|إعداد|تأليف)(?:\s*[:/]\s*|\s+))"
    r"\s*:?(?:\s+|(?<=[\s:/]))(?:the\s+(?=[A-Z]))?",
    re.IGNORECASE,
)
# What follows these in a byline is about the work, no longer a name.
_TAIL = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\(|@|\bupdated\b|\bpublished\b|\bposted\b|\bedited by\b|https?:"
    r"|\b(?:staff|senior|contributing|special|freelance)\s+(?:\w+\s+)?(?:writer|reporter|editor"
    r"|correspondent|contributor)|\bspecial to\b|\bfor the\b|,?\s+\d{1,2}:\d\d"
    r"|,?\s*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|,?\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|,?\s*\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ROLE = re.compile(
    r"^(?:an?\s+|the\s+)?(?:[\w&/-]+\s+){0,5}?"
    r"(?:staff|writer|reporter|editor|correspondent|contributor|analyst|fellow|columnist|author"
    r"|journalist|researcher|director|professor|lecturer|scholar|advis[eo]r|consultant|officer|chair"
    r"|president|founder|co-founder|head|student|candidate|associate|expert|specialist|blogger"
    r"|historian|intern|emeritus|ph\.?\s?d\.?|m\.?a\.?|m\.?d\.?|m\.?sc\.?|esq\.?)(?=$|[\s,;.])",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"(?!(?:the|an?|how|why|what|on)\b)(?:[A-Z][\w&/-]*\s+){0,4}[\w.-]+(?:\s+(?:at|of|for|in|with)\b|,|$)",
)
_AND = re.compile(
    r"\s+(?:and|und|et|y|en|with|و)\s+|\s*[&;/]\s*|\s+و(?=[\u0621-\u064a]{3})", re.IGNORECASE
)
_HONOURS = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame)\.?\s+)+", re.IGNORECASE)
_SUFFIX = re.compile(r"[,\s]+(jr\.?|sr\.?|i{2,3}|iv)$", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:agency|institute|institution|university|college|group|cent(?:er|re)|team|staff"
    r"|editors?|editorial|foundation|organi[sz]ation|council|committee|ministry|department|office"
    r"|union|nations|associated press|reuters|contributors?|desk|project|company|inc|ltd|llc"
    r"|network|association|society|commission|bureau|magazine|command|service|programme?"
    r"|initiative|government|house of|court|parliament|library|archive|news|observatory|academy"
    r"|observer|consortium|alliance|watch|international|administrator|admin|monitoring|school|faculty"
    r"|think tank|developers|intelligence|times)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
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
        "ten",
        "ter",
        "dos",
        "das",
        "zu",
        "af",
        "av",
        "op",
        "'t",
        "bin",
        "ibn",
        "bint",
    ]
)
_FAMILY_PARTICLES = frozenset({"bin", "ibn", "bint"})
_ARTICLE = re.compile(r"^(al|el|ul|ath|adh|ash|at|ad|ar|az|as|an)([-‐‑'’])(\w.*)$", re.IGNORECASE)
_KUNYA = frozenset({"abu", "abou", "umm", "um"})
_FOREIGN_SCRIPT = re.compile(r"[\u0590-\u08ff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}(?:/\S*)?")
_TO_READERS = re.compile(r"\b(?:you|your|we|our|us|this|here|click)\b", re.IGNORECASE)
_LONGEST_ADDRESSED, _LONGEST_ROLE = 5, 3
_LONGEST = 300
_MOST_WORDS = 7
_CONTROLS = word_set(
    "follow following subscribe share tweet save print email more bio profile close menu comment",
    "comments twitter facebook instagram linkedin rss",
)
"""What a button beside a byline says; never a name by itself."""


def parse_byline(text: str) -> list[CslName]:
    """The people and institutions of a byline, as CSL names in the order they are written.

    "By", roles, dates and handles are left out. Nothing that looks like a name gives an empty
    list.
    """
    line = _ASIDE.sub("", canonical_line(text[:_LONGEST]))
    line = _TAIL.sub("", _LEAD.sub("", line)).strip(" ,;:.")
    if not line:
        return []
    parts = [part for piece in _AND.split(line) for part in _by_commas(piece)]
    names = [parse_name(_recased(part)) for part in parts if not _is_no_name(part)]
    return without_roles([name for name in names if name])


def _is_no_name(part: str) -> bool:
    """Whether it is an address, a sentence, or nothing but what somebody does."""
    if _ADDRESS.fullmatch(part) or re.search(r"[!?]", part):
        return True
    if len(part.split()) > _LONGEST_ADDRESSED and _TO_READERS.search(part):
        return True
    role = _ROLE.match(part) if len(part.split()) <= _LONGEST_ROLE else None
    return role is not None and role.end() == len(part) and not part.lower().endswith("staff")


def _recased(part: str) -> str:
    """A person's name that is set in capitals throughout, as a byline would write it."""
    words = part.split()
    if len(words) < 2 or _INSTITUTION.search(part) or not part.isupper() or not part.isascii():
        return part
    if not any(len(word) > 3 for word in words):
        return part
    return " ".join(_capital(word) for word in words)


def _capital(word: str) -> str:
    if word.lower() in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’.])", word.title())
    return re.sub(r"^(Mc)([a-z])", lambda m: m.group(1) + m.group(2).upper(), "".join(parts))


def without_roles(names: list[CslName]) -> list[CslName]:
    """The names without what is one of them again, with a role or a place behind it."""
    full = [f"{name.get('given', '')} {name.get('family', '')}".strip() for name in names]
    return [
        name
        for name in names
        if not any(one and name.get("literal", "").startswith(f"{one} ") for one in full)
    ]


def _by_commas(piece: str) -> list[str]:
    """A list of names split at its commas; "Family, Given" stays whole, roles go.

    An institution behind a person is where that person works, and so is one word behind a role.
    """
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    kept = parts[:1]
    has_role = False
    for part in parts[1:]:
        if _SUFFIX.fullmatch(f" {part}"):
            kept[-1] += f" {part}"
        elif _ROLE.match(part):
            has_role = True
        elif _INSTITUTION.search(part) and not _INSTITUTION.search(kept[-1]):
            continue
        elif not has_role or len(part.split()) > 1:
            kept.append(part)
    if len(kept) == 2 and _inverted(kept[0], kept[1]):
        return [f"{kept[0]}, {kept[1]}"]
    return kept


def names_role(line: str) -> bool:
    """Whether ``line`` begins with what somebody is, as "Senior Fellow, Some Institute" does."""
    return bool(_AFFILIATION.match(line)) and bool(_ROLE.match(line))


def _inverted(first: str, second: str) -> bool:
    """Whether "first, second" is one person with the family name in front."""
    family = [word for word in first.split() if word.lower() not in _PARTICLES]
    return len(family) == 1 and len(second.split()) <= 4 and not _INSTITUTION.search(second)


def parse_name(text: str) -> CslName:
    """One name as CSL: family and given, with an Arabic article or a particle apart.

    Institutions, single names and names in scripts without a visible order stay literal. An empty
    dict for what can't be a name.
    """
    line = _HONOURS.sub("", canonical_line(text)).strip(" ,;:|")
    if not line or not any(letter.isalpha() for letter in line) or "@" in line:
        return {}
    if line.lower() in _CONTROLS:
        return {}
    if _is_literal(line):
        return {"literal": line}
    suffix = _SUFFIX.search(line)
    if suffix:
        line = line[: suffix.start()]
    name = _turned(*line.split(",", 1)) if "," in line else _straight(line.split())
    if suffix and "family" in name:
        name["suffix"] = suffix.group(1)
    return name


def _is_literal(line: str) -> bool:
    words = line.split()
    return (
        len(words) == 1
        or len(words) > _MOST_WORDS
        or bool(_INSTITUTION.search(line))
        or bool(_FOREIGN_SCRIPT.search(line))
        or any(letter.isdigit() for letter in line)
        or words[0].lower() == "the"
        or (len(words) == 2 and words[0].lower() in _KUNYA)
    )


def _turned(family: str, given: str) -> CslName:
    """A name as "Family, Given", where a particle may stand at either place."""
    words = given.split()
    trailing: list[str] = []
    while len(words) > 1 and words[-1].lower() in _PARTICLES:
        trailing.insert(0, words.pop())
    name = _with_particle(family.split(), trailing)
    if words:
        name["given"] = " ".join(words)
    return name


def _straight(words: list[str]) -> CslName:
    """A name as "Given Family": the family name is the last word with the particles before it."""
    if len(words) < 2:
        return {"literal": " ".join(words)}
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    name = _with_particle(words[start:], [])
    name["given"] = " ".join(words[:start])
    return name


def _is_particle(word: str) -> bool:
    return word.lower() in _PARTICLES or word.lower() in {"al", "el"}


def _with_particle(family: list[str], particle: list[str]) -> CslName:
    """The family name with its particles and its Arabic article taken off the front."""
    front = list(particle)
    words = list(family)
    while len(words) > 1 and _is_particle(words[0]) and words[0].lower() not in _FAMILY_PARTICLES:
        front.append(words.pop(0))
    found = _ARTICLE.match(words[0]) if len(words) == 1 else None
    if found and _is_article(found.group(1), found.group(3)):
        front.append(found.group(1) + found.group(2))
        words = [found.group(3)]
    name = {"family": " ".join(words)}
    if front:
        name["non-dropping-particle"] = " ".join(front)
    return name


def _is_article(article: str, rest: str) -> bool:
    """al-, el-, ul- always; an assimilated form only before the letter it took on."""
    lowered = article.lower()
    return lowered in {"al", "el", "ul"} or rest.lower().startswith(lowered[1:])
