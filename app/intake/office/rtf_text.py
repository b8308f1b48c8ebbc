"""RTF written anew for pandoc: every character as Unicode, and without what isn't read.

Pandoc knows one code page of the many that RTF is written in, loses what follows some escapes, and
keeps deleted text. So escapes are decoded here, by the code page of the font they stand in, and
comments, deletions, running heads, pictures and fields' instructions are left out (RTF 1.9.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from app.intake.limits import NESTING, too_nested
from app.intake.office.tree import MARKS, NONCHARACTERS, role_of
from app.intake.wordlists import word_set

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
    r"|\\'?",
    re.IGNORECASE,
)
_LEFT_OUT = word_set(
    "pict object objdata annotation atnid atnauthor atndate atnicn atnref atnparent atrfstart"
    " atrfend header headerl headerr headerf footer footerl footerr footerf themedata"
    " colorschememapping datastore latentstyles xmlnstbl fldinst bkmkstart bkmkend generator ftnsep"
    " ftnsepc aftnsep aftnsepc ftncn aftncn colortbl rsidtbl filetbl nonshppict shppict tc xe"
    " mmathpr private pgptbl"
)
_KEPT_STARRED = frozenset(("listtable", "listoverridetable", "pn", "pnseclvl", "cs", "footnote"))
_TABLES = frozenset(("fonttbl", "stylesheet", "info"))
_FIELDS = frozenset(("title", "author", "subject", "keywords", "company"))
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 0: "cp1252",
}  # fmt: skip
_PAGES = {
    437, 708, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874,
    932, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
}  # fmt: skip
_WORDS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_MOST_SAID = 2_000


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces."""

    inside: str = ""
    font: int = -1
    skipped: int = 1
    out: bool = True
    deleted: bool = False
    style: int = -1
    heading: bool = False


@dataclass(slots=True)
class RtfText:
    """One document being written anew; ``said`` is what its ``\\info`` holds."""

    said: dict[str, str] = field(default_factory=dict)
    _out: list[str] = field(default_factory=list)
    _page: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _styles: dict[int, str] = field(default_factory=dict)
    _bytes: bytearray = field(default_factory=bytearray)
    _half: int = 0
    _pending: int = 0
    _starred: bool = False
    _fresh: bool = True
    _list: int = -1
    _group: _Group = field(default_factory=_Group)
    _stack: list[_Group] = field(default_factory=list)

    def read(self, data: bytes) -> str:
        """The document in ``data`` as RTF in which only its syntax is ASCII's."""
        text = data.decode("latin-1")
        at = 0
        while found := _TOKEN.match(text, at):
            at = found.end()
            word, number, code, symbol, brace, plain = found.groups()
            if code is None and not (plain and not plain.isascii()):
                self._flush()
            if word:
                at += self._word(word, int(number) if number else None)
            elif code:
                self._byte(int(code, 16))
            elif symbol:
                self._symbol(symbol)
            elif brace:
                self._brace(brace)
            elif plain:
                self._plain(plain)
        self._flush()
        return "".join(self._out)

    def _brace(self, brace: str) -> None:
        self._pending = 0
        if brace == "{":
            if len(self._stack) >= NESTING:
                raise too_nested()
            self._stack.append(self._group)
            self._starred = False
        elif self._stack:
            kept = self._group
            self._group = self._stack.pop()
            if not kept.out and not self._group.out:
                return
            if not kept.out:
                self._emit("}")
                return
        if self._group.out:
            self._emit(brace)

    def _word(self, word: str, number: int | None) -> int:
        """Take one control word; how many bytes of binary data follow that are passed over."""
        if word == "bin":
            return max(0, number or 0)
        group = self._group
        opens = self._starred or word in _LEFT_OUT or word in _TABLES
        if opens and self._destination(word):
            return 0
        if word == "u" and number is not None:
            self._unicode(number & 0xFFFF)
            self._pending = group.skipped
        elif word == "uc":
            self._group = replace(group, skipped=min(max(number or 0, 0), 8))
        elif word in _WORDS:
            self._text(_WORDS[word])
        else:
            self._state(word, number)
        return 0

    def _destination(self, word: str) -> bool:
        """Whether ``word`` opens a part that is taken out or read apart."""
        starred, self._starred = self._starred, False
        out = word in _LEFT_OUT or (starred and word not in _KEPT_STARRED)
        if out or word in _TABLES:
            inside = word if word in _TABLES else "left out"
            if word in ("stylesheet", "fonttbl"):
                self._emit(f"\\{word} ")
            self._group = replace(self._group, inside=inside, out=False)
        return out or word in _TABLES

    def _state(self, word: str, number: int | None) -> None:
        group = self._group
        if group.inside == "fonttbl":
            self._font(word, number)
        elif group.inside == "stylesheet":
            if word == "s":
                self._group = replace(group, style=number or 0)
        elif group.inside == "info":
            if word in _FIELDS and word not in self.said:  # a second author is who saved it last
                self._group = replace(group, inside=f"info {word}")
        elif group.out:
            self._running(word, number)

    def _font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._group = replace(self._group, font=number or 0)
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._group.font] = _CHARSETS[number]

    def _running(self, word: str, number: int | None) -> None:
        """A control word among the text: what it changes here, and on to pandoc."""
        if word == "ansicpg" and number in _PAGES:
            self._page = "big5hkscs" if number == 950 else f"cp{number}"
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("f", "deff"):
            self._group = replace(self._group, font=number or 0)
        else:
            self._formatted(word, number)
        if word in ("par", "pard", "cell", "row", "sect", "page"):
            self._fresh, self._list = True, -1
        if word in ("ls", "ilvl"):
            self._listed(word, number)
        elif word not in ("ansicpg", "f", "deff", "deleted", "revised", "field", "fldrslt"):
            self._emit(f"\\{word}{'' if number is None else number} ")

    def _formatted(self, word: str, number: int | None) -> None:
        """What a control word says of the paragraph or of the letters that follow."""
        if word == "deleted":
            self._group = replace(self._group, deleted=number != 0)
        elif word in ("plain", "pard"):
            style = -1 if word == "pard" else self._group.style
            heading = word == "plain" and self._group.heading
            self._group = replace(self._group, deleted=False, style=style, heading=heading)
        elif word == "s":
            self._group = replace(self._group, style=number or 0)
        elif word == "outlinelevel":
            self._heading(number)

    def _heading(self, level: int | None) -> None:
        """A heading with a number is written as an item of a list, which pandoc would make it."""
        is_heading = level is not None and 0 <= level < 9
        self._group = replace(self._group, heading=is_heading)
        if is_heading and self._list >= 0:
            self._out[self._list] = ""

    def _listed(self, word: str, number: int | None) -> None:
        if self._group.heading or (word == "ls" and not number):
            return
        if word == "ls":
            self._list = len(self._out)
        self._emit(f"\\{word}{'' if number is None else number} ")

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\\{}":
            self._text(symbol)
        elif symbol == "~":
            self._text("\u00a0")
        elif symbol == "_":
            self._text("\u2011")
        elif symbol in "\r\n" and self._group.out:
            self._emit("\\par ")

    def _byte(self, code: int) -> None:
        if self._pending:
            self._pending -= 1
        else:
            self._bytes.append(code)

    def _plain(self, text: str) -> None:
        if self._pending:
            taken = min(self._pending, len(text))
            self._pending -= taken
            text = text[taken:]
        if text.isascii():
            self._text(text)
        else:
            self._bytes += text.encode("latin-1")

    def _flush(self) -> None:
        """Decode the bytes that were gathered, by the font that they stand in."""
        if self._bytes:
            page = self._fonts.get(self._group.font, self._page)
            text = bytes(self._bytes).decode(page, "replace")
            self._bytes.clear()
            self._text(text)

    def _unicode(self, unit: int) -> None:
        if 0xD800 <= unit < 0xDC00:
            self._half = unit
            return
        if 0xDC00 <= unit < 0xE000:
            high, self._half = self._half, 0
            if high:
                self._text(chr(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)))
            return
        self._text(chr(unit))

    def _text(self, text: str) -> None:
        group = self._group
        text = NONCHARACTERS.sub("", text)
        if group.inside == "stylesheet" and group.style >= 0:
            name = self._styles.get(group.style, "") + text
            self._styles[group.style] = name[:100]
        elif group.inside.startswith("info "):
            name = group.inside[5:]
            self.said[name] = (self.said.get(name, "") + text)[:_MOST_SAID]
        elif group.out and not group.deleted:
            if self._fresh and text.strip():
                self._fresh = False
                role = role_of(self._styles.get(group.style, "").rstrip("; "))
                text = MARKS.get(role, "") + text
            self._emit(re.sub(r"([\\{}])", r"\\\1", text))

    def _emit(self, piece: str) -> None:
        self._out.append(piece)
