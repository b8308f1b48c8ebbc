"""Names of other scripts in plain letters, readable enough for a citation key.

This is no transliteration standard: short vowels aren't written in Arabic, so an "a" is put where
consonants would pile up. The same name always gives the same letters, which is all a key needs.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظغفقكلمنهويةىآأإٱپچژگکیٹڈڑںہےھۀعءؤئـ"
_ARABIC_SOUNDS = (
    "a b t th j h kh d dh r z s sh s d t z gh f q k l m n h w y a a a a i a p ch zh g k y"
    " t d r n h e h h - - u i -"
)
_CYRILLIC_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_CYRILLIC_SOUNDS = (
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g"
)
_GREEK_LETTERS = "αβγδεζηθικλμνξοπρσςτυφχψω"
_GREEK_SOUNDS = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_LATIN = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    "þ": "th",
    "ð": "d",
    "ħ": "h",
}


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Letters and their sounds side by side; "-" is none."""
    return {a: b.strip("-") for a, b in zip(letters, sounds.split(), strict=True)}


_ARABIC = _table(_ARABIC_LETTERS, _ARABIC_SOUNDS)
_LETTERS = str.maketrans(
    _LATIN | _table(_CYRILLIC_LETTERS, _CYRILLIC_SOUNDS) | _table(_GREEK_LETTERS, _GREEK_SOUNDS)
)

_ARABIC_SCRIPT = re.compile("[\u0620-\u06d5]")


def romanised(word: str) -> str:
    """``word`` in lower-case letters, accents folded; scripts without a table are kept as is.

    >>> romanised("Ñandú"), romanised("أعماق"), romanised("الظواهري")
    ('nandu', 'amaq', 'alzawahri')
    """
    decomposed = unicodedata.normalize("NFKC", word).casefold()
    if _ARABIC_SCRIPT.search(decomposed):
        return _arabic(decomposed)
    base = unicodedata.normalize("NFD", decomposed.translate(_LETTERS))
    return "".join(c for c in base if unicodedata.category(c) != "Mn").translate(_LETTERS)


def _arabic(word: str) -> str:
    letters = [c for c in word if unicodedata.category(c) != "Mn"]
    article = ["al"] if letters[:2] == ["ا", "ل"] and len(letters) > 4 else []
    sounds = [_ARABIC.get(c, c) for c in letters[2 * len(article) :]]
    return "".join(article) + _voiced(_with_long_vowels([sound for sound in sounds if sound]))


def _with_long_vowels(sounds: list[str]) -> list[str]:
    """The sounds with w and y as u and i where no vowel stands beside them."""
    answer = list(sounds)
    for place in range(1, len(sounds)):
        beside = (*answer[place - 1 : place], *sounds[place + 1 : place + 2])
        if sounds[place] in "wy" and not any(sound[0] in "aiu" for sound in beside):
            answer[place] = "u" if sounds[place] == "w" else "i"
    return answer


def _voiced(sounds: list[str]) -> str:
    """The sounds with an "a" after a first consonant and within any three in a row."""
    answer = ""
    run = 0
    for place, sound in enumerate(sounds):
        vowel = sound[0] in "aeiou"
        if not vowel and (run == 2 or (run == 1 and place == 1)):
            answer += "a"
            run = 0
        answer += sound
        run = 0 if vowel else run + 1
    return re.sub(r"aa+", "a", answer)
