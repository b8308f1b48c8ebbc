"""The title of a reference as it is shown in lists, where it has no markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# CSL-JSON's rich text and nothing else: a title may well be about "a < b".
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc)>|</span>|<span (?:class|style)=\"[^\"<>]*\">")


def shown_title(reference: Mapping[str, Any]) -> str:
    """The title as words, without the tags for italics or kept capitals; empty for none."""
    title = str(reference.get("title") or "")
    return _TAG.sub("", title) if "<" in title else title
