"""CSL variables that biblatex has no field for, carried along in one verbatim field.

``verbc`` is one of biblatex's fields for one's own purposes; no standard style prints it. It holds
the variables in percent form, so that a file read back is the same reference.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, quote

FIELD = "verbc"
_JSON = "json:"
_MARK = "csl?"


def packed(variables: dict[str, Any]) -> str:
    """The variables as the field's value, in the order of their names; empty for none."""
    if not variables:
        return ""
    pairs = (f"{quote(key, safe='')}={_packed_one(variables[key])}" for key in sorted(variables))
    return _MARK + "&".join(pairs)


def _packed_one(value: Any) -> str:
    if isinstance(value, str) and not value.startswith(_JSON):
        return quote(value, safe="/:,;")
    compact = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return quote(_JSON + compact, safe="/:,;")


def unpacked(value: str) -> dict[str, Any] | None:
    """The variables in the field's value; None where it is someone else's."""
    if not value.startswith(_MARK):
        return None
    pairs = parse_qsl(value[len(_MARK) :], keep_blank_values=True)
    return {key: _unpacked_one(text) for key, text in pairs}


def _unpacked_one(text: str) -> Any:
    if not text.startswith(_JSON):
        return text
    try:
        return json.loads(text[len(_JSON) :])
    except (ValueError, RecursionError):
        return text
