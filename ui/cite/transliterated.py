"""Whether a name or title looks romanised, so that its own script may be wanted; no Qt."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = frozenset("āīūḥḫṣḍṭẓġǧṯḏẕḵẖʿʾʻʼ") | frozenset("ĀĪŪḤḪṢḌṬẒĠǦṮḎẔḴ")
"""What the usual romanisations of Arabic, Persian and Hebrew have (ISO 233, IJMES, DIN 31635)."""

_ARTICLE = re.compile(
    r"(?<![^\W\d_])(?:[aA](?:l|dh?|n|r|sh?|th?|z)|[eE]l|[uU]l)[-\u2010\u2011]['’‘ʿʾ]?(?=[^\W\d_])"
)
"""The article, also as its l is heard: al-Zawahiri, el-Sisi, ash-Shaykh."""

_OF_NAMES = re.compile(
    r"(?<![^\W\d_])(?:ibn|bin|bint|abu|abd|abdul|abdel|umm)(?![^\W\d_])", re.IGNORECASE
)
_SCRIPTS = frozenset(
    ("ar", "fa", "ur", "ps", "ku", "ckb", "he", "ug", "ru", "uk", "zh", "ja", "ko")
)
"""Languages that are written in other letters than Latin ones."""


def likely_name(*parts: str) -> bool:
    """Whether a name in its parts looks romanised: al-Zawahiri, Abū Bakr, ʿAbd."""
    name = " ".join(filter(None, map(_composed, parts)))
    return _marked(name) or bool(_ARTICLE.search(name) or _OF_NAMES.search(name))


def likely_title(title: str, language: str = "") -> bool:
    """Whether a title in Latin letters looks romanised, or its language has another script."""
    title = _composed(title)
    if not re.search(r"[A-Za-z]", title):
        return False
    other = re.split(r"[-_]", language.strip().casefold())[0] in _SCRIPTS
    return other or _marked(title)


def _marked(text: str) -> bool:
    return any(letter in _LETTERS for letter in text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
