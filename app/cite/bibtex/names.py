"""Names of people and bodies, between CSL-JSON and the fields of a .bib file.

BibTeX's three forms are read as BibTeX does (Tame the BeaST, section 11), and biblatex's extended
form ``family=Gogh, given=Vincent, prefix=van`` too. A name wholly in braces is literal. A particle
in front, ``von``, is a non-dropping particle unless ``useprefix=false`` says otherwise; the Arabic
article is one as well, so that al-Zawahiri can be sorted under Z.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from app.cite.bibtex.escaping import Dialect, escape
from app.cite.bibtex.latex import decode
from app.cite.wording import clean_line, words
from app.model.names import with_particle

Name = dict[str, Any]

PARTICLES = words(
    "van von der den de del della delle dello di da dal dalla dos das do du la le les las los"
    " ten ter te ’t 't op het zu zum zur vom af av"
)
_ARTICLE = re.compile(r"((?:al|el|ul|at|ath|ad|adh|ar|az|as|ash|an)[-‐])([^\W\d_].*)")
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|juniorcomma)(?:-i)?\s*=")
_PLAIN = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][a-z]+)*\Z")
_SPACE = re.compile(r"[ \t\r\n]")
# A family name of one word and given names, with nothing in them that means something to LaTeX.
_SIMPLE = re.compile(
    r"([^\W\d_]\w*+(?:[-’]\w++)*+), ([^\W\d_]\w*+\.?+(?:[- ][^\W\d_]\w*+\.?+)*+)\Z"
)
_GIVEN = re.compile(r"[A-Z][A-Za-z.\- ]*\Z")


def split_list(value: str) -> list[str]:
    """The elements of a list field: split at `` and `` outside braces."""
    if " and " not in value.casefold() and "\n" not in value:
        return [value.strip()] if value.strip() else []
    words = _words(value)
    lists: list[list[str]] = [[]]
    for word in words:
        if word.casefold() == "and":
            lists.append([])
        else:
            lists[-1].append(word)
    return [" ".join(words) for words in lists if words]


def _words(text: str) -> list[str]:
    if "{" not in text and "}" not in text:
        return [word for word in _SPACE.split(text) if word]
    return [word for word in _split(text, " \t\r\n") if word]


def _split(text: str, separators: str) -> list[str]:
    """``text`` cut at any of ``separators`` outside braces."""
    if len(separators) == 1 and "{" not in text and "}" not in text:
        return text.split(separators)
    parts: list[str] = []
    depth = start = 0
    for place, letter in enumerate(text):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and letter in separators:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def read_names(value: str, *, use_prefix: bool = True) -> list[Name]:
    """The names in a field's value, as CSL-JSON; ``and others`` becomes a literal "others"."""
    names = (read_name(part, use_prefix=use_prefix) for part in split_list(value))
    return [name for name in names if name]


def read_name(part: str, *, use_prefix: bool = True) -> Name:
    """One name as CSL-JSON; empty where there is none."""
    part = part.strip()
    simple = _SIMPLE.match(part)
    if simple and simple[1][0].isupper():
        return {"family": clean_line(simple[1]), "given": clean_line(simple[2])}
    if part == "others":
        return {"literal": "others"}
    if _is_braced(part):
        return _filled({"literal": _text(part)})
    if _EXTENDED.match(part):
        return _extended(part)
    sections = [_words(section) for section in _split(part, ",")]
    if len(sections) == 1:
        return _given_first(sections[0], use_prefix)
    prefix, family = _von_last(sections[0])
    suffix = sections[1] if len(sections) > 2 else []
    given = [word for section in sections[2 if len(sections) > 2 else 1 :] for word in section]
    return _name(prefix, family, given, suffix, use_prefix=use_prefix)


def _is_braced(part: str) -> bool:
    """Whether one pair of braces holds the whole of ``part``."""
    if not part.startswith("{") or not part.endswith("}"):
        return False
    depth = 0
    for place, letter in enumerate(part):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place == len(part) - 1
    return False


def _text(value: str) -> str:
    return clean_line(decode(value))


def _filled(name: Name) -> Name:
    return {key: value for key, value in name.items() if value not in ("", None)}


def _extended(part: str) -> Name:
    parts: dict[str, str] = {}
    for section in _split(part, ","):
        key, _, value = section.partition("=")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        parts[key.strip().casefold()] = _text(value)
    dropping = parts.get("useprefix") == "false"
    name = _filled(
        {
            "family": parts.get("family", ""),
            "given": parts.get("given", ""),
            "suffix": parts.get("suffix", ""),
            "dropping-particle" if dropping else "non-dropping-particle": parts.get("prefix", ""),
        }
    )
    if parts.get("juniorcomma") == "true":
        name["comma-suffix"] = True
    return name


def _given_first(words: list[str], use_prefix: bool) -> Name:
    """``First von Last``: von begins at the first lower-case word and ends before the last word."""
    if len(words) < 2:
        return _name([], words, [], [], use_prefix=use_prefix)
    small = [place for place, word in enumerate(words[:-1]) if _is_lower(word)]
    if not small:
        return _name([], words[-1:], words[:-1], [], use_prefix=use_prefix)
    first, last = small[0], small[-1] + 1
    return _name(words[first:last], words[last:], words[:first], [], use_prefix=use_prefix)


def _von_last(words: list[str]) -> tuple[list[str], list[str]]:
    small = [place for place, word in enumerate(words[:-1]) if _is_lower(word)]
    cut = small[-1] + 1 if small else 0
    return words[:cut], words[cut:]


def _is_lower(word: str) -> bool:
    """Whether BibTeX takes a word for a particle: its first letter outside braces is small."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = _text(word)
    return next((letter.islower() for letter in letters if letter.isalpha()), False)


def _name(
    prefix: list[str], family: list[str], given: list[str], suffix: list[str], *, use_prefix: bool
) -> Name:
    particle, last = _text(" ".join(prefix)), _text(" ".join(family))
    if not particle:
        particle, last = split_particle(last)
    dropping = not use_prefix and bool(prefix)
    return _filled(
        {
            "family": last,
            "given": _text(" ".join(given)),
            "suffix": _text(" ".join(suffix)),
            "dropping-particle" if dropping else "non-dropping-particle": particle,
        }
    )


def split_particle(family: str) -> tuple[str, str]:
    """A particle that a family name begins with, and the rest: ``van Gogh``, ``al-Zawahiri``."""
    article = _ARTICLE.match(family)
    if article and article[2][:1] == article[2][:1].upper():
        return article[1], article[2]
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def write_names(names: list[Name], dialect: Dialect) -> str:
    """The names joined by `` and ``; nothing in a name can be taken for that word."""
    return " and ".join(filter(None, (write_name(name, dialect) for name in names)))


def write_name(name: Name, dialect: Dialect) -> str:
    """One name; in biblatex always in a form that reads back as the same name."""
    literal = name.get("literal")
    if literal is not None:
        return "others" if literal == "others" else f"{{{escape(str(literal), dialect)}}}"
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    if len(name) == 2 and _PLAIN.match(family) and _GIVEN.match(given):
        return f"{family}, {given}"
    if not family:
        return f"{{{escape(given, dialect)}}}" if given else ""
    if dialect is Dialect.BIBTEX:
        return _classic(name, family, given)
    plain = _plain(name, family, given)
    return plain if plain and _reads_back(plain, name) else _in_parts(name)


@lru_cache(maxsize=8192)
def _read_cached(plain: str) -> tuple[tuple[str, Any], ...]:
    return tuple(read_name(plain).items())


def _reads_back(plain: str, name: Name) -> bool:
    return dict(_read_cached(plain)) == _filled(name)


def _plain(name: Name, family: str, given: str) -> str:
    """``Family, Suffix, Given``; empty for names with a particle, which biblatex takes apart."""
    if any("particle" in key for key in name) or not (given or " " not in family):
        return ""
    parts = [family, *([str(name["suffix"])] if name.get("suffix") else []), given]
    return ", ".join(_part(part, Dialect.BIBLATEX) for part in parts if part)


def _part(text: str, dialect: Dialect) -> str:
    """A part of a name, in braces where a comma, an "and" or a small letter would break it."""
    escaped = escape(text, dialect)
    unsafe = "," in text or "=" in text or " and " in f" {text.casefold()} " or text[:1] == '"'
    return f"{{{escaped}}}" if unsafe else escaped


def _in_parts(name: Name) -> str:
    """The extended form that Biber reads; a dropping particle is a prefix that is not used."""
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    parts = {"family": name.get("family"), "given": name.get("given")}
    if particle:
        parts["prefix"] = particle
        parts["useprefix"] = "true" if name.get("non-dropping-particle") else "false"
    parts["suffix"] = name.get("suffix")
    if name.get("comma-suffix"):
        parts["juniorcomma"] = "true"
    return ", ".join(
        f"{key}={_part(str(value), Dialect.BIBLATEX)}" for key, value in parts.items() if value
    )


def _classic(name: Name, family: str, given: str) -> str:
    """``{van Gogh}, Vincent``: what sorts with the name inside braces, a dropping one outside."""
    kept = with_particle(name.get("non-dropping-particle"), family)
    last = escape(kept, Dialect.BIBTEX)
    if " " in last or "," in last or last[:1].islower():
        last = f"{{{last}}}"
    dropped = str(name.get("dropping-particle", ""))
    if dropped:
        last = f"{escape(dropped, Dialect.BIBTEX)} {last}"
    suffix = str(name.get("suffix", ""))
    parts = [last, *([_part(suffix, Dialect.BIBTEX)] if suffix else [])]
    return ", ".join([*parts, _part(given, Dialect.BIBTEX)] if given or suffix else parts)
