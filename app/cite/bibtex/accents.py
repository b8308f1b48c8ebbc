"""LaTeX commands for characters, both ways.

The tables hold standard LaTeX (ltoutenc and textcomp), nothing that needs another package.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""Accent commands and the combining character of each."""

SYMBOLS = {
    "ss": "ß",
    "SS": "ẞ",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "quotesinglbase": "‚",
    "quotedblbase": "„",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "textellipsis": "…",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textsection": "§",
    "textparagraph": "¶",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "textperiodcentered": "·",
    "textbullet": "•",
    "textdagger": "†",
    "textdaggerdbl": "‡",
    "textsterling": "£",
    "texteuro": "€",
    "textyen": "¥",
    "textcent": "¢",
    "texttimes": "×",
    "textdiv": "÷",
    "textpm": "±",
    "textmu": "µ",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "textnumero": "№",
}
"""Commands without an argument and their character."""

OTHER_NAMES = {
    "dots": "…",
    "ldots": "…",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "dag": "†",
    "ddag": "‡",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textdollar": "$",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "textquotesingle": "'",
    "lq": "‘",
    "rq": "’",
    "slash": "/",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "newline": " ",
    "par": " ",
    "relax": "",
    "protect": "",
    "allowbreak": "",
    "quad": " ",
    "space": " ",
    "nobreakspace": "\u00a0",
    "bibrangedash": "–",
    "hyphen": "-",
}
"""Further commands that are read, but written otherwise."""

_COMMAND_OF = {character: command for command, character in SYMBOLS.items()}
_MARK_OF = {mark: command for command, mark in MARKS.items()}


@lru_cache(maxsize=4096)
def command_for(character: str) -> str | None:
    """The LaTeX for one non-ASCII character, in braces; None where standard LaTeX has none.

    >>> command_for("é")
    "{\\\\'e}"
    """
    if character == "\u00a0":
        return "~"
    if character in _COMMAND_OF:
        return "{\\" + _COMMAND_OF[character] + "}"
    base, *marks = list(unicodedata.normalize("NFD", character))
    if not marks or not base.isascii() or any(mark not in _MARK_OF for mark in marks):
        return None
    latex = base
    for mark in marks:
        latex = _accented(_MARK_OF[mark], latex)
    return "{" + latex + "}"


def _accented(command: str, base: str) -> str:
    """An accent over ``base``; a letter command takes its argument in braces."""
    if command.isalpha() or len(base) > 1:
        return f"\\{command}{{{base}}}"
    return f"\\{command}{base}"


def accented(command: str, base: str) -> str:
    """``base`` with the accent of ``command`` on its first letter, composed."""
    first = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1]) or "\u00a0"
    return unicodedata.normalize("NFC", first + MARKS[command]) + base[1:]
