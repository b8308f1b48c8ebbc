"""Which words of an English title a style must not lower-case.

A bibliography style in sentence case lower-cases what is not in braces. In a title in sentence case
every word with a capital that does not begin a sentence is a name and is protected, run by run. A
title in Title Case (as web pages have it) tells nothing by its capitals, so there only acronyms,
mixed case and known names are protected. Never the whole title.
"""

from __future__ import annotations

import re

from app.cite.wording import words

NOCASE = '<span class="nocase">'
END = "</span>"

_TAG = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’\-./&][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[:?!])[^\w]*$")
_SMALL = words(
    "a an and are as at be but by for from how in into is it its nor not of off on onto or out over"
    " per so than that the their them this to under up upon via vs was were what when where who why"
    " with within without yet"
)
_KNOWN = re.compile(
    r"\b(?:Islamic (?:State|Jihad|Republic)|Muslim Brotherhood|United (?:Nations|States|Kingdom)"
    r"|Middle East|European Union|Security Council|Boko Haram|Red Army Faction"
    r"|Irish Republican Army|Shining Path|Tamil Tigers|Cold War"
    r"|(?:North|South|West|East|Central) (?:Africa|America|Asia)"
    r"|New (?:York|Zealand)|Saudi Arabia|Northern Ireland|Sri Lanka"
    r"|(?:A[l’'ʿ]*|el-)?(?:Qaeda|Qaida|Shabaab|Nusra)|A[’'ʿ]?maq|Taliban|Hamas|Hi?e?zbollah"
    r"|Daesh|Telegram|Twitter|Facebook|Christchurch|Utøya|Kabul|Mosul|Raqqa|Baghdad|Damascus|Aleppo"
    r"|Afghan\w*|Africa\w*|Alger\w*|Americ\w*|Arab\w*|Asia\w*|Austral\w*|Belg\w*|Brit\w*|Canad\w*"
    r"|Chechny?\w*|China|Christian\w*|Egypt\w*|England|Europe\w*|France|French|German\w*|India\w*"
    r"|Indonesia\w*|Iran\w*|Iraq\w*|Ireland|Irish|Islam\w*|Israel\w*|Ital\w*|Japan\w*|Jew\w*"
    r"|Jordan\w*|Kenya\w*|Kurd\w*|Leban\w*|Libya\w*|London|Mali|Muslim\w*|Nigeria\w*|Norw\w*"
    r"|Pakistan\w*|Palestin\w*|Paris|Philippin\w*|Russia\w*|Sahel|Salafi\w*|Saudi|Shia|Sinai"
    r"|Somali\w*|Spain|Spanish|Sunni\w*|Syria\w*|Turk\w*|Ukrain\w*|Yemen\w*|Yazidi\w*"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|April|June|July|August|September|October|November|December)\b"
)


def is_english(language: str | None) -> bool:
    """Whether a language tag is English; a title that names no language is taken for English."""
    return not language or language.casefold().split("-")[0].split("_")[0] in {"en", "english"}


def without_markup(text: str) -> str:
    """``text`` with every tag of CSL's rich text replaced by NULs, so that offsets stay."""
    return _TAG.sub(lambda tag: "\0" * len(tag.group()), text) if "<" in text else text


def is_title_case(text: str) -> bool:
    """Whether the words of a title are capitalised as such, so that capitals mean nothing.

    True where at least three words that a title in sentence case would have in lower case begin
    with a capital, and none of that kind is in lower case.
    """
    capital = 0
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.casefold() in _SMALL or not letters[0].isalpha() or _mixed(letters):
            continue
        if _SENTENCE.search(text, 0, word.start()):
            continue
        if letters[0].islower():
            return False
        capital += letters[0].isupper()
    return capital >= 3


def protected_runs(title: str) -> list[tuple[int, int]]:
    """The runs of words in an English title that need braces, as code-point ranges.

    ``title`` may hold CSL's rich text; no run crosses a tag.
    """
    text = without_markup(title)
    if not any(letter.isupper() for letter in text):
        return []
    loud = text.upper() == text and len(_WORD.findall(text)) >= 3
    runs = _known_names(text)
    if not loud:
        meaningless = is_title_case(text)
        runs += [
            word.span()
            for word in _WORD.finditer(text)
            if _is_protected(word, text, meaningless=meaningless)
        ]
    return _never_whole(_joined(sorted(runs), text), text)


def _never_whole(runs: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The same runs, but one that covers all of several words is parted after the first.

    A style keeps the first letter's capital anyway; the first word stays only if it needs more.
    """
    found = [word.span() for word in _WORD.finditer(text)]
    if len(found) < 2 or not runs or runs[0] != (found[0][0], found[-1][1]):
        return runs
    first = [found[0]] if _mixed(text[slice(*found[0])]) else []
    return [*first, (found[1][0], found[-1][1])]


def _is_protected(word: re.Match[str], text: str, *, meaningless: bool) -> bool:
    letters = word.group()
    if _mixed(letters):
        return True
    if meaningless or not letters[0].isupper():
        return False
    return not _SENTENCE.search(text, 0, word.start())


def _mixed(word: str) -> bool:
    """A capital after the first letter of a part: NASA, iPhone, al-Qaeda, but not Self-Made."""
    first, *rest = re.split(r"[-./&]", word)
    if any(letter.isupper() for letter in first[1:].replace("’S", "").replace("'S", "")):
        return True
    if first[:1].islower() and any(letter.isupper() for part in rest for letter in part):
        return True
    return any(letter.isupper() for part in rest for letter in part[1:])


def _known_names(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _KNOWN.finditer(text)]


def _joined(runs: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Overlapping runs as one, and runs with only one space between them too."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def plain(text: str) -> str:
    """``text`` without CSL's rich text, for formats that have none."""
    return _TAG.sub("", text) if "<" in text else text
