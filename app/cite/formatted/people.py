"""The people before a printed reference: inverted, in order, or an institution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.cite.bibtex.names import PARTICLES

CslName = dict[str, str]

_SEPARATOR = re.compile(
    r"\s*(?:[,;]\s*(?:&|and\b|und\b|et\b)\s*|\s(?:&|and|und)\s+|[,;]\s*)", re.IGNORECASE
)
_INITIALS = re.compile(
    r"(?:[^\W\d_]{1,2}\.[\s-]*){1,5}(?:(?:van|von|de|der|den|la|al|bin|ibn)\s*)*\Z|[^\W\d_a-z]{1,3}\Z"
)
_GIVEN = re.compile(r"[^\W\d_][\w’'ʿʾ‘-]+\.?(?:\s+(?:[^\W\d_]\.?|[^\W\d_][\w’'ʿʾ‘-]+)){0,3}\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?\Z", re.IGNORECASE)
_ROLE = re.compile(
    r"[\s,]*[(\[]?\b(eds?|editors?|hrsg|hg|trans|translators?|dir)\b\.?[)\]]?[\s,.]*\Z",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"[\s,;]*(?:&\s*|and\s+)?(?:et\s+al\.?|others)\s*\Z|\s*(?:\.\s?\.\s?\.|…)\s*&?", re.IGNORECASE
)
_PARTICLES = PARTICLES | {"al", "el", "ibn", "bin", "bint", "abu"}
_INSTITUTION = re.compile(
    r"\b(?:agency|institute|university|group|cent(?:er|re)|foundation|organi[sz]ation|council|office"
    r"|committee|ministry|department|nations|commission|bureau|association|society|corporation"
    r"|program(?:me)?|initiative|government|staff|service|union|consortium|project|international)\b",
    re.IGNORECASE,
)
_FEWEST, _LONGEST, _MOST_WORDS = 2, 400, 14


@dataclass(frozen=True, slots=True)
class People:
    """Names as CSL has them; ``certain`` where each was told by the form it is written in."""

    names: tuple[CslName, ...]
    role: str = "author"
    certain: bool = True
    inverted: bool = False


def parse_people(text: str) -> People | None:
    """The people that ``text`` lists; None where it reads like no such list."""
    line, role = _without_role(text.strip())
    line, others = _without_others(line)
    line = line.strip(" ,;")
    if not _FEWEST <= len(line) <= _LONGEST or re.search(r"[“”\"?!:]|\d{3}", line):
        return None
    if "," not in line and ";" not in line:
        found = _plain(line.rstrip("."))
    elif _INSTITUTION.search(line.partition(",")[0]):
        found = People(({"literal": line.rstrip(".")},), certain=False)
    else:
        found = _listed(line)
    if found is None:
        return None
    return People(found.names, role, found.certain and not others, found.inverted)


def in_order(text: str) -> tuple[CslName, ...]:
    """Editors of a book as they stand inside a reference, mostly in order: “A. Lia and B. Roy”."""
    people = parse_people(re.sub(r"^(?:by)\s+", "", text.strip()))
    return people.names if people else ()


def _without_role(line: str) -> tuple[str, str]:
    found = _ROLE.search(line)
    if found is None or found.start() == 0:
        return line, "author"
    word = found[1].casefold()
    return line[: found.start()], "translator" if word.startswith("trans") else "editor"


def _without_others(line: str) -> tuple[str, bool]:
    shorter = _OTHERS.sub(" ", line).strip()
    return (shorter, True) if shorter != line else (line, False)


def _plain(line: str) -> People | None:
    """Without a comma: one institution or person under one name, or people in order."""
    words = line.split()
    if (
        not words
        or len(words) > _MOST_WORDS
        or (not words[0][:1].isalnum() and words[0][0] not in "ʿʾ‘’'")
    ):
        return None
    parts = re.split(r"\s+(?:and|&)\s+", line)
    if (
        len(parts) == 2
        and not _INSTITUTION.search(line)
        and all(_is_in_order(part) for part in parts)
    ):
        return People(tuple(map(_turned, parts)))
    if len(parts) == 1 and re.match(
        r"(?:[^\W\d_]\.\s?-?)+\s*[^\W\d_][\w’'-]+(?:\s[\w’'-]+)?\Z", line
    ):
        return People((_turned(line),))
    return People(({"literal": line},), certain=len(words) <= 6 or bool(_INSTITUTION.search(line)))


def _listed(line: str) -> People | None:
    parts = [part.strip() for part in _SEPARATOR.split(line) if part.strip()]
    names: list[CslName] = []
    at, certain, inverted = 0, True, False
    while at < len(parts):
        part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        if names and _SUFFIX.match(part):
            names[-1]["suffix"] = part
            at += 1
        elif _is_family(part) and (
            _INITIALS.match(following) or _inverts(part, following, first=not names)
        ):
            names.append({"family": part, "given": _given(following)})
            inverted = inverted or not at
            at += 2
        elif (names or _initialled(part)) and _is_in_order(part):
            names.append(_turned(part))
            at += 1
        elif names and len(part.split()) <= 6 and part[:1].isupper():
            names.append({"literal": part.rstrip(".")})
            certain = certain and bool(_INSTITUTION.search(part))
            at += 1
        else:
            return None
    return People(tuple(names), certain=certain, inverted=inverted) if names else None


def _inverts(family: str, given: str, *, first: bool) -> bool:
    """Whether a family name is followed by given names written out."""
    if not _GIVEN.match(given) or not (given[0].isupper() or given[0] in "ʿʾ‘’'"):
        return False
    return first or len(family.split()) == 1


def _is_family(part: str) -> bool:
    words = part.split()
    return (
        1 <= len(words) <= 5 and "." not in part.replace("St.", "St") and bool(_LETTER.search(part))
    )


def _initialled(part: str) -> bool:
    return bool(re.match(r"[^\W\d_]\.", part))


def _is_in_order(part: str) -> bool:
    words = part.split()
    return (
        2 <= len(words) <= 5
        and bool(_LETTER.match(words[0]))
        and words[-1][:1].isalpha()
        and (words[0][:1].isupper())
        and len(words[-1].rstrip(".")) > 1
    )


def _given(text: str) -> str:
    """Initials with the spaces that CSL processors expect: “A.Y.” becomes “A. Y.”."""
    spaced = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", text.strip())
    if re.search(r"[^\W\d_.]{2}\.\Z", spaced):
        return spaced[:-1]
    return spaced + "." if re.fullmatch(r".*(?:^|[\s.])[^\W\d_a-z]", spaced) else spaced


def _turned(part: str) -> CslName:
    words = part.rstrip(".").split() if not part.endswith("Jr.") else part.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return {"family": " ".join(words[start:]), "given": _given(" ".join(words[:start]))}
