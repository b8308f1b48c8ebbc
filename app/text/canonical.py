"""The canonical form of a piece of text.

NFC, never NFKC: compatibility forms are part of what is quoted (superscripts, ligatures, Arabic
presentation forms). Invisible characters go, since nobody can quote or see them and they hide
tricks: zero-width ones, soft hyphens and bidirectional controls. See
docs/decisions/0003-canonical-text.md.
"""

from __future__ import annotations

import re
import unicodedata

NORMALISER = 1
"""Version of the rules below; any change to them raises it."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffc"
)
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
_REMOVED = re.compile(f"[{_INVISIBLE}{_CONTROL}{_NONCHARACTERS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# One no-break or thin space is typography and stays; a run of any white space is layout.
_COLLAPSED = re.compile(r"\s{2,}|[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def _cleaned(text: str) -> str:
    """``text`` in NFC without invisible characters; lone surrogates become U+FFFD."""
    replaced = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _REMOVED.sub("", replaced))


def canonical_line(text: str) -> str:
    """``text`` as the content of one block or cell: every run of white space is one space.

    >>> canonical_line(" a\\r\\n  b\\u200b ")
    'a b'
    """
    return _COLLAPSED.sub(" ", _cleaned(text)).strip()


def canonical_code(text: str) -> str:
    """``text`` as a code block: lines and indentation stay, a blank line becomes one space.

    So two line feeds never meet inside a block.

    >>> canonical_code("a\\n\\n  b\\n")
    'a\\n \\n  b'
    """
    lines = [line.rstrip() for line in _LINE_ENDS.sub("\n", _cleaned(text)).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(line or " " for line in lines)
