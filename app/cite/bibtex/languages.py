"""Languages: BCP 47 tags as CSL has them, and the names babel and biblatex know them by."""

from __future__ import annotations

BABEL = {
    "en": "english",
    "en-US": "american",
    "en-GB": "british",
    "en-AU": "australian",
    "en-CA": "canadian",
    "ar": "arabic",
    "fa": "persian",
    "he": "hebrew",
    "tr": "turkish",
    "ku": "kurmanji",
    "ur": "urdu",
    "de": "german",
    "de-AT": "austrian",
    "fr": "french",
    "fr-CA": "canadien",
    "es": "spanish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "it": "italian",
    "ca": "catalan",
    "nl": "dutch",
    "da": "danish",
    "sv": "swedish",
    "no": "norsk",
    "nb": "norwegian",
    "nn": "nynorsk",
    "fi": "finnish",
    "is": "icelandic",
    "pl": "polish",
    "cs": "czech",
    "sk": "slovak",
    "sl": "slovene",
    "hr": "croatian",
    "sr": "serbian",
    "bs": "bosnian",
    "mk": "macedonian",
    "bg": "bulgarian",
    "ro": "romanian",
    "hu": "magyar",
    "el": "greek",
    "ru": "russian",
    "uk": "ukrainian",
    "et": "estonian",
    "lv": "latvian",
    "lt": "lithuanian",
    "id": "indonesian",
    "ms": "malay",
    "hi": "hindi",
    "bn": "bengali",
    "ja": "japanese",
    "zh": "chinese",
    "ko": "korean",
    "th": "thai",
    "vi": "vietnamese",
    "la": "latin",
    "cy": "welsh",
    "ga": "irish",
}
_TAGS = {name: tag for tag, name in BABEL.items()}
_TAGS.update(
    {
        "ngerman": "de",
        "germanb": "de",
        "naustrian": "de-AT",
        "usenglish": "en-US",
        "ukenglish": "en-GB",
        "uk english": "en-GB",
        "us english": "en-US",
        "francais": "fr",
        "frenchb": "fr",
        "farsi": "fa",
        "hungarian": "hu",
        "slovenian": "sl",
        "portuges": "pt",
        "brazil": "pt-BR",
        "bahasa": "id",
        "castilian": "es",
    }
)


def babel_name(tag: str) -> str | None:
    """The babel name of exactly this language tag; None where there is none."""
    return BABEL.get(tag)


def nearest_babel_name(tag: str) -> str | None:
    """The babel name of a tag or of the language it begins with (``de-CH`` is german)."""
    return BABEL.get(tag) or BABEL.get(tag.replace("_", "-").split("-")[0].casefold())


def language_tag(name: str) -> str:
    """The language tag of a babel name (or biblatex's ``langgerman``); else the name itself."""
    text = name.strip()
    folded = text.casefold()
    return _TAGS.get(folded) or _TAGS.get(folded.removeprefix("lang"), text)
