"""Which words of an English title a style must not lower-case.

A bibliography style in sentence case lower-cases what is not in braces. In a title in sentence case
every word with a capital that does not begin a sentence is a name and is protected, run by run. A
title in Title Case (as web pages have it) tells nothing by its capitals, so there only acronyms,
mixed case and known names are protected. Never the whole title.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from app.cite.wording import words

NOCASE = '<span class="nocase">'
END = "</span>"

_TAG = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’\-./&][^\W_]+)*")
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
    r"|Balkan\w*|Balochistan|Basque|Belfast|Benghazi|Beslan|Boston|Breivik|Brussels|Caucas\w*|Chibok"
    r"|Corsica\w*|Derry|Fallujah|Gaza\w*|Homs|Idlib|Jenin|Kandahar|Kashmir\w*|Khorasan|Levant\w*"
    r"|Lockerbie|Madrid|Maghreb\w*|Manchester|Marawi|Mindanao|Mogadishu|Mumbai|Munich|Oslo|Palmyra"
    r"|Sirte|Tikrit|Timbuktu|Tripoli|Ulster|Washington|Xinjiang|(?:bin|Bin) Laden|(?:al-)?Baghdadi"
    r"|(?:al-)?Zarqawi|(?:al-)?Zawahiri"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|April|June|July|August|September|October|November|December)\b"
)

_FIRST_OF_KNOWN = re.compile(
    r"\b(?:Islamic|Muslim|United|Middle|European|Security|Boko|Red|Irish|Shining|Tamil|Cold|North"
    r"|South|West|East|Central|New|Saudi|Northern|Sri|bin|Bin)\Z"
)
"""The first words of the names above that have several, as far as they are none by themselves."""


def is_english(language: str | None) -> bool:
    """Whether a language tag is English; a title that names no language is taken for English."""
    return not language or language.casefold().split("-")[0].split("_")[0] in {"en", "english"}


def without_markup(text: str) -> str:
    """``text`` with every tag of CSL's rich text replaced by NULs, so that offsets stay."""
    return _TAG.sub(lambda tag: "\0" * len(tag.group()), text) if "<" in text else text


class _Kind(IntEnum):
    """What a word's letters tell: nothing, a capital or a small letter, or more than that."""

    SMALL = 0
    SMALL_WITH_CAPITAL = 1
    LOWER = 2
    CAPITAL = 3
    MIXED = 4


_Word = tuple[int, int, _Kind, bool]
"""Where a word of a title starts and ends, its kind, and whether a sentence begins with it."""


def _words_of(text: str) -> list[_Word]:
    found: list[_Word] = []
    at = 0
    first = True
    for word in _WORD.finditer(text):
        start, end = word.span()
        before = text[at:start]
        if before not in {" ", ""}:
            first = _begins_sentence(before, first=at == 0)
        found.append((start, end, _kind(word.group()), first))
        at, first = end, False
    return found


def _begins_sentence(before: str, *, first: bool) -> bool:
    """Whether a word begins a sentence, by what stands between it and the word before."""
    sign = max(map(before.rfind, ":?!"))
    return (first or sign >= 0) and "_" not in before[max(sign, 0) :]


def is_title_case(text: str) -> bool:
    """Whether the words of a title are capitalised as such, so that capitals mean nothing.

    True where at least three words that a title in sentence case would have in lower case begin
    with a capital, and none of that kind is in lower case. Two are enough beside an article, a
    preposition or the like: "Reading a Claim of Responsibility", but not "Al-Mina Press Office".
    """
    return _is_title_case(_words_of(text), text)


def _is_title_case(found: list[_Word], text: str) -> bool:
    rest = [(kind, text[start]) for start, _, kind, first in found if not first]
    return _capitals_tell_nothing([kind for kind, _ in rest], [letter for _, letter in rest])


def _capitals_tell_nothing(kinds: list[_Kind], letters: list[str]) -> bool:
    """By the kinds and first letters of the words that begin no sentence."""
    if _Kind.LOWER in kinds:
        return False
    little = any(
        kind <= _Kind.SMALL_WITH_CAPITAL and letter.isalpha()
        for kind, letter in zip(kinds, letters, strict=True)
    )
    return kinds.count(_Kind.CAPITAL) >= (2 if little else 3)


def protected_runs(title: str) -> list[tuple[int, int]]:
    """The runs of words in an English title that need braces, as code-point ranges.

    ``title`` may hold CSL's rich text; no run crosses a tag.
    """
    text = without_markup(title)
    if text.lower() == text:
        return []
    if _tells_nothing(text):
        runs = _known_names(text)
        return _never_whole(_joined(runs, text), _words_of(text)) if runs else runs
    found = _words_of(text)
    loud = text.upper() == text and len(found) >= 3
    runs = _known_names(text)
    if not loud:
        kinds = _TELLING if not _is_title_case(found, text) else _ALWAYS
        runs += [
            (start, end)
            for start, end, kind, first in found
            if kind in kinds and (not first or kind is _Kind.MIXED)
        ]
    return _never_whole(_joined(sorted(runs), text), found) if runs else runs


def _tells_nothing(text: str) -> bool:
    """Whether no word is protected for its capitals, where that is seen at a glance.

    The same as what the rules say one by one, for the many titles of plain words with a space
    between each.
    """
    if "  " in text or not text.replace(" ", "").isalnum():
        return False
    first, *rest = map(_kind, found := text.split())
    if first is _Kind.MIXED or _Kind.MIXED in rest:
        return False
    if _Kind.CAPITAL in rest and _capitals_tell_nothing(rest, [word[0] for word in found[1:]]):
        return True
    return _Kind.CAPITAL not in rest and _Kind.SMALL_WITH_CAPITAL not in rest


_ALWAYS = frozenset({_Kind.MIXED})
_TELLING = frozenset({_Kind.MIXED, _Kind.CAPITAL, _Kind.SMALL_WITH_CAPITAL})


def _never_whole(runs: list[tuple[int, int]], found: list[_Word]) -> list[tuple[int, int]]:
    """The same runs, but one that covers all of several words is parted after the first.

    A style keeps the first letter's capital anyway; the first word stays only if it needs more.
    """
    if len(found) < 2 or not runs or runs[0] != (found[0][0], found[-1][1]):
        return runs
    first = [found[0][:2]] if found[0][2] is _Kind.MIXED else []
    return [*first, (found[1][0], found[-1][1])]


@lru_cache(maxsize=65_536)
def _kind(word: str) -> _Kind:
    if _mixed(word):
        return _Kind.MIXED
    capital = word[0].isupper()
    if word.casefold() in _SMALL or not word[0].isalpha():
        return _Kind.SMALL_WITH_CAPITAL if capital else _Kind.SMALL
    if word[0].islower():
        return _Kind.LOWER
    return _Kind.CAPITAL if capital else _Kind.SMALL


def _mixed(word: str) -> bool:
    """A capital after the first letter of a part: NASA, iPhone, al-Qaeda, but not Self-Made."""
    first, *rest = re.split(r"[-./&]", word)
    if any(letter.isupper() for letter in first[1:].replace("’S", "").replace("'S", "")):
        return True
    if first[:1].islower() and any(letter.isupper() for part in rest for letter in part):
        return True
    return any(letter.isupper() for part in rest for letter in part[1:])


def _known_names(text: str) -> list[tuple[int, int]]:
    # A word asked for once is quicker than a long choice at every place.
    if not any(map(_may_be_known, text.split())):
        return []
    return [match.span() for match in _KNOWN.finditer(text)]


@lru_cache(maxsize=65_536)
def _may_be_known(word: str) -> bool:
    """Whether a known name, or the first word of one, stands in a word without spaces."""
    return bool(_KNOWN.search(word) or _FIRST_OF_KNOWN.search(word))


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
