"""Citation keys: made readable from a reference, or checked where the user types one.

A key is author, year and a word of the title, in plain letters, so that it can stand in BibTeX, a
file name or a sentence. It is stored and never made anew behind the user's back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import Any

from app.cite.romanise import romanised
from app.errors import InputError

LONGEST_KEY = 120
"""Characters a key may have."""

_KEY = re.compile(rf"[A-Za-z0-9][A-Za-z0-9\-_:.+/]{{0,{LONGEST_KEY - 1}}}")
_LONGEST_WORD = 20
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>")
_APOSTROPHES = re.compile("['’‘`´ʹʻʼʽʾʿ′＇]")
_POSSESSIVE = re.compile("['’](?:s|S)(?![^\\W_])")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SMALL = (
    "a about after al an and are as at before by der das de del den des di die do does du ein eine"
    " el for from how in into is it its la las le les los of on or over s the their to towards un"
    " una und une under was were what when where who why with"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_FIRST_NAMED = ("author", "editor", "container-author", "translator", "director", "host")


def free_key(base: str, taken: Callable[[str], bool]) -> str:
    """``base``, or with the first of a, b, c … z, aa that makes it a key not ``taken``."""
    return next(key for key in _candidates(base) if not taken(key))


def make_key(reference: dict[str, Any], taken: Callable[[str], bool]) -> str:
    """A new key for ``reference`` that isn't ``taken``: only a–z and 0–9, never empty.

    First author, year ("nd" without one) and the first telling word of the title not yet used,
    such as ``kassirerndrise``. A key already in use gets a, b, c … z, aa. ``taken`` is asked with
    lower-case keys and must compare without regard to case.
    """
    title = telling_words(str(reference.get("title") or ""))
    author = _author(reference) or next(title, "")
    word = next((word for word in title if word != author), "")
    base = f"{author}{_year(reference)}{word}" if author or word else f"source{_year(reference)}"
    return free_key(base, taken)


def check_key(text: str) -> str:
    """The user's own key, without spaces around it.

    Raises InputError unless it begins with a letter or figure and holds only unaccented letters,
    figures and ``-_:.+/`` (what BibTeX, biber and pandoc all take), at most 120 of them.
    """
    key = text.strip()
    if not _KEY.fullmatch(key):
        raise InputError(
            "That can't be a citation key.",
            hint="Use letters without accents, figures and - _ : . + / only, and begin with a "
            f"letter or figure; at most {LONGEST_KEY} characters.",
        )
    return key


def _candidates(base: str) -> Iterator[str]:
    yield base
    for length in itertools.count(1):
        for letters in itertools.product(ascii_lowercase, repeat=length):
            yield base + "".join(letters)


def telling_words(text: str) -> Iterator[str]:
    """The words of ``text`` that tell something, in plain letters."""
    plain = _APOSTROPHES.sub("", _POSSESSIVE.sub("", _TAG.sub("", text)))
    for match in _WORD.finditer(plain):
        word = _plain(match[0])
        if len(word) > 1 and word not in _SMALL_WORDS:
            yield word


def _plain(word: str) -> str:
    return re.sub("[^a-z0-9]", "", romanised(word))[:_LONGEST_WORD]


def _author(reference: dict[str, Any]) -> str:
    for role in _FIRST_NAMED:
        names = reference.get(role)
        if isinstance(names, list) and names and isinstance(names[0], dict):
            name = names[0]
            family = str(name.get("family") or "")
            made = _family(family) if family.strip() else _literal(name)
            if made:
                return made
    return ""


def _family(family: str) -> str:
    return _plain(_APOSTROPHES.sub("", _TAG.sub("", family)))


def _literal(name: dict[str, Any]) -> str:
    """Initials of an institution of three to six words (``unsc``), else its first word."""
    words = list(telling_words(str(name.get("literal") or name.get("given") or "")))
    if 3 <= len(words) <= 6:
        return "".join(word[0] for word in words)
    return words[0] if words else ""


def _year(reference: dict[str, Any]) -> str:
    return first_year(reference) or "nd"


def first_year(reference: dict[str, Any]) -> str:
    """The year a source was issued in, in figures; empty where it has none."""
    issued = reference.get("issued")
    if not isinstance(issued, dict):
        issued = {"raw": issued or ""}
    try:
        return str(abs(int(issued["date-parts"][0][0])))
    except (KeyError, IndexError, TypeError, ValueError):
        words = f"{issued.get('raw') or ''} {issued.get('literal') or ''}"
        found = _YEAR.search(words)
        return found[0] if found else ""
