"""From bytes to text: byte-order marks, declared encodings, and careful guesses with a warning."""

from __future__ import annotations

import codecs
import re

from app.intake.binary import binary, looks_binary
from app.intake.piles import check_marks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels as the Encoding Standard reads them; others keep their own name.
_LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "unicode": "utf-8", "utf8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8",
}  # fmt: skip
_TRUSTED = re.compile(
    r"(?:utf-8|cp\d+|windows-\d+|iso-8859-\d+|koi8-[ru]|gb18030|big5(?:hkscs)?|euc[-_]jp"
    r"|iso-2022-jp|macintosh|mac[-_]roman)$"
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""",
    re.IGNORECASE,
)
_HEAD = 4_096
_LATIN_LETTERS = re.compile(rb"[\x80-\xff]+")
# Marks that both code pages share: quotation marks, dashes, the no-break space.
_SHARED = bytes(range(0x82, 0x88)) + b"\x89\x8b" + bytes(range(0x91, 0x98)) + b"\x9b\xa0\xab\xbb"


def decode_plain(data: bytes) -> tuple[str, list[str]]:
    """The text of a file that declares no encoding, with warnings about guesses.

    Raises InputError when the bytes are no text.
    """
    return _checked(*_decode(data, None))


def decode_page(data: bytes) -> tuple[str, list[str]]:
    """The text of a web page: byte-order mark, then its declaration, then guesses."""
    return _checked(*_decode(data, _declared(data)))


def _checked(text: str, warnings: list[str]) -> tuple[str, list[str]]:
    check_marks(text)
    return text, warnings


def _decode(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return data.decode(unmarked, "replace"), [_guessed("UTF-16")]
    if looks_binary(data):
        raise binary()
    if declared in (None, "utf-8"):
        return _unicode_or_guess(data, declared is not None)
    return _as_declared(data, declared or "utf-8")


def _unicode_or_guess(data: bytes, promised: bool) -> tuple[str, list[str]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    foreign = sum(1 for letter in text if letter > "\x7f")
    # One cut or spoilt character in a long page isn't another encoding.
    if wrong * 10 <= foreign or (promised and wrong * 2 <= foreign):
        return text, ["Some characters are damaged; they are shown as �."]
    return _guess(data)


def _as_declared(data: bytes, declared: str) -> tuple[str, list[str]]:
    if _is_unicode(data):
        note = f"The page says it is {declared} but is UTF-8; it was read as UTF-8."
        return data.decode("utf-8"), [note]
    # What is saved as "Latin-1" without anybody having looked may be another code page.
    if declared == "cp1252" and (other := _code_page(data)) != "cp1252":
        note = f"The page says it is Latin-1; it was read as {_spelt(other)}, which fits its words."
        return data.decode(other, "replace"), [note]
    try:
        return _legacy(data, declared), []
    except UnicodeDecodeError:
        text = data.decode(declared, "replace")
    if text.count("\ufffd") * 50 > len(text):
        return _guess(data)
    return text, ["Some characters are damaged; they are shown as �."]


def _is_unicode(data: bytes) -> bool:
    """Whether there are characters beyond ASCII and all of them are sound UTF-8."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    # ISO-2022-JP is ASCII throughout and never gets here.
    return True


def _guess(data: bytes) -> tuple[str, list[str]]:
    encoding = _code_page(data)
    text = _legacy(data, encoding) if encoding == "cp1252" else data.decode(encoding, "replace")
    return text, [_guessed(_spelt(encoding))]


def _code_page(data: bytes) -> str:
    """Arabic or Cyrillic where high bytes come in runs, as in whole words; else Western.

    The last sixteen places hold half of the Cyrillic small letters (р to я), but in the Arabic page
    only vowel marks and French letters.
    """
    found = [run.group() for run in _LATIN_LETTERS.finditer(data.translate(None, _SHARED))]
    words = [run for run in found if len(run) >= 3]
    length = sum(map(len, words))
    if length * 2 <= sum(map(len, found)):
        return "cp1252"
    last = sum(1 for word in words for letter in word if letter >= 0xF0)
    return "cp1251" if last * 6 > length else "cp1256"


def _spelt(encoding: str) -> str:
    return encoding.replace("cp", "Windows-")


def _legacy(data: bytes, encoding: str) -> str:
    if encoding != "cp1252":
        return data.decode(encoding)
    # Five bytes have no character in Windows-1252; the Encoding Standard reads them as controls.
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return "".join(_western(byte) for byte in data)


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _guessed(encoding: str) -> str:
    return f"The file doesn't say how it is encoded; it was read as {encoding}."


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows as zeros in every other byte of mostly Latin text."""
    start = data[:4_096]
    half = len(start) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    label = found.group(1).decode("ascii", "replace").strip().lower()
    name = _LABELS.get(label, label)
    if not _TRUSTED.match(name):
        return None
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name
