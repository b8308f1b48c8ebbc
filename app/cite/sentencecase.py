"""A title in Title Case, as web pages have it, turned to sentence case with its names kept.

Styles in sentence case need it so; APA and Harvard print what they are given. Names that the
exporter would protect keep their capitals, and so does the first word of the title and of what
follows a colon.
"""

from __future__ import annotations

import re

from app.cite.bibtex.titles import is_english, is_title_case, protected_runs, without_markup

_WORD = re.compile(r"[^\W_]+(?:['’\-./&][^\W_]+)*")
_START = re.compile(r"(?:^|[:?!.—–]\s)[^\w]*$")


def looks_like_title_case(title: str, language: str | None = None) -> bool:
    """Whether the capitals of an English title tell nothing, so that sentence case may be offered.

    Other languages have rules of their own and are left alone.
    """
    return is_english(language) and is_title_case(title) and sentence_case(title) != title


def sentence_case(title: str) -> str:
    """``title`` with lower case where only Title Case wanted a capital.

    Acronyms, mixed case and known names stay as they are. A name that nobody listed loses its
    capital, so a person looks at the answer before it is used.
    """
    text = without_markup(title)
    kept = protected_runs(title)
    letters = list(title)
    for word in _WORD.finditer(text):
        if _START.search(text, 0, word.start()) or _speaks_up(word.group()):
            continue
        for place in range(word.start(), word.end()):
            if not any(start <= place < end for start, end in kept):
                letters[place] = letters[place].lower()
    return "".join(letters)


def _speaks_up(word: str) -> bool:
    """Capitals inside a part of a word are its own: NASA, iPhone, A’maq."""
    return any(letter.isupper() for part in re.split(r"[-./&]", word) for letter in part[1:])
