"""Text as a value of a .bib file: LaTeX's special characters, rich text and braces for capitals.

Letters beyond ASCII stay here; :mod:`.choices` turns them into LaTeX's commands where they are
wanted. A brace in the text becomes a
command, since both BibTeX and Biber count braces even behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.cite.bibtex.accents import command_for
from app.cite.bibtex.titles import END, NOCASE, protected_runs, without_markup


class Dialect(StrEnum):
    """Which of the two languages a .bib file is written in."""

    BIBLATEX = "biblatex"
    BIBTEX = "bibtex"


_COMMON = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}
_CLASSIC = {
    **_COMMON,
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    '"': "\\textquotedbl{}",
}
# "--", "``" and "''" are ligatures in LaTeX; an empty group keeps the characters apart.
# A pattern that begins with one set of characters is looked for ten times as fast as a choice.
_LIGATURE = r"(?:(?<![-`'])|(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?='))"
_BIBLATEX = re.compile(r"[\\{}~^&%$#_\-`']" + _LIGATURE)
_BIBTEX = re.compile(r"[\\{}~^&%$#_<>|\"\-`'\u00a0]" + _LIGATURE)
_TAGS = re.compile(
    r"<(?P<open>i|b|sup|sub)>|</(?P<close>i|b|sup|sub|span)>"
    r'|<span (?:class="(?P<nocase>nocase)"|style="font-variant: ?(?P<caps>small-caps);?")>'
)
_COMMANDS = {
    Dialect.BIBLATEX: {
        "i": "\\mkbibemph",
        "b": "\\mkbibbold",
        "sup": "\\textsuperscript",
        "sub": "\\textsubscript",
        "small-caps": "\\textsc",
    },
    Dialect.BIBTEX: {
        "i": "\\emph",
        "b": "\\textbf",
        "sup": "\\textsuperscript",
        "sub": "\\textsubscript",
        "small-caps": "\\textsc",
    },
}


def escape(text: str, dialect: Dialect) -> str:
    """``text`` with nothing in it that LaTeX would take for a command."""
    if dialect is Dialect.BIBLATEX:
        return _BIBLATEX.sub(lambda found: _escaped(found.group(), _COMMON), text)
    return _BIBTEX.sub(lambda found: _escaped(found.group(), _CLASSIC), text)


def _escaped(letter: str, table: dict[str, str]) -> str:
    if letter in table:
        return table[letter]
    return "~" if letter == "\u00a0" else letter + "{}"


def stays_unicode(text: str) -> bool:
    """Whether some character of ``text`` has no command in standard LaTeX."""
    return not text.isascii() and any(ord(c) > 127 and command_for(c) is None for c in text)


def rich(text: str, dialect: Dialect) -> str:
    """``text`` with CSL's rich text as LaTeX commands, and no braces for capitals."""
    return _marked(text, dialect, ()) if "<" in text else escape(text, dialect)


def title(text: str, dialect: Dialect, *, english: bool) -> str:
    """``text`` as a title: rich text as commands, capitals protected where it is English.

    A classic BibTeX title in another language is protected as a whole, for BibTeX knows no
    language; biblatex is told the language instead.
    """
    if english:
        return _marked(text, dialect, _runs(text))
    value = rich(text, dialect)
    protect = dialect is Dialect.BIBTEX and any(letter.isupper() for letter in without_markup(text))
    return f"{{{value}}}" if protect else value


def verbatim(text: str) -> str:
    """``text`` for a verbatim field (url, doi, eprint): as it is, unless braces don't balance.

    A backslash at the end or a brace without a partner would break the file; these are written in
    percent form, which an address means the same by.
    """
    if "{" not in text and "}" not in text and "\\" not in text:
        return text
    lone = _lone_braces(text)
    forms = {"{": "%7B", "}": "%7D", "\\": "%5C"}
    return "".join(
        forms[c] if c == "\\" or (c in "{}" and n in lone) else c for n, c in enumerate(text)
    )


def _lone_braces(text: str) -> set[int]:
    opened: list[int] = []
    lone: set[int] = set()
    for place, letter in enumerate(text):
        if letter == "{":
            opened.append(place)
        elif letter == "}":
            if opened:
                opened.pop()
            else:
                lone.add(place)
    return lone | set(opened)


def _runs(text: str) -> list[tuple[int, int]]:
    """The runs to protect, found as if no run were marked already, and cut at the marks there are.

    A reader finds them in the same way, in the title without its braces.
    """
    if NOCASE not in text:
        return protected_runs(text)
    marks = [
        range(start, end)
        for start, (end, opening, closing) in _partners(text).items()
        if "nocase" in {opening, closing}
    ]
    kept = [place for place in range(len(text)) if not any(place in mark for mark in marks)]
    runs: list[tuple[int, int]] = []
    for start, end in protected_runs("".join(text[place] for place in kept)):
        first = start
        for nth in range(start + 1, end + 1):
            if nth == end or kept[nth] != kept[nth - 1] + 1:
                runs.append((kept[first], kept[nth - 1] + 1))
                first = nth
    return runs


def _marked(text: str, dialect: Dialect, runs: Sequence[tuple[int, int]]) -> str:
    """Escaped text between tags, commands for tags that have a partner, braces around runs."""
    if "<" not in text:
        return _protected(text, 0, len(text), dialect, runs) if runs else escape(text, dialect)
    partners = _partners(text)
    parts: list[str] = []
    at = nocase = 0
    for start, (end, opening, closing) in sorted(partners.items()):
        parts.append(_protected(text, at, start, dialect, () if nocase else runs))
        if opening:
            nocase += opening == "nocase"
            parts.append("{{" if opening == "nocase" else _opened(opening, dialect, bool(runs)))
        else:
            nocase -= closing == "nocase"
            parts.append("}}" if closing == "nocase" or runs else "}")
        at = end
    parts.append(_protected(text, at, len(text), dialect, runs))
    return "".join(parts)


def _opened(kind: str, dialect: Dialect, braced: bool) -> str:
    """A command's beginning; in braces in a title, lest it take the case of all that follows."""
    return ("{" if braced else "") + _COMMANDS[dialect][kind] + "{"


def _partners(text: str) -> dict[int, tuple[int, str, str]]:
    """Start of each tag that has a partner: its end, what it opens, what it closes."""
    found: dict[int, tuple[int, str, str]] = {}
    opened: list[tuple[str, re.Match[str]]] = []
    for tag in _TAGS.finditer(text):
        kind = tag["open"] or tag["nocase"] or tag["caps"]
        if kind:
            opened.append((kind, tag))
        elif opened and tag["close"] == _closer(opened[-1][0]):
            kind, first = opened.pop()
            found[first.start()] = (first.end(), kind, "")
            found[tag.start()] = (tag.end(), "", kind)
    return found


def _closer(kind: str) -> str:
    return END[2:-1] if kind in {"nocase", "small-caps"} else kind


def _protected(
    text: str, start: int, end: int, dialect: Dialect, runs: Sequence[tuple[int, int]]
) -> str:
    """The text of [start, end) with double braces around the runs inside it."""
    parts = []
    at = start
    for first, last in runs:
        if first >= start and last <= end:
            parts.append(escape(text[at:first], dialect))
            parts.append("{{" + escape(text[first:last], dialect) + "}}")
            at = last
    parts.append(escape(text[at:end], dialect))
    return "".join(parts)
