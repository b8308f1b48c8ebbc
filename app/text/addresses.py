"""Web addresses and DOIs compared without looking anything up."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|mkt_tok|ref_src"
    r"|cmpid|ocid|share|source)$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def address_key(address: str) -> str:
    """What is the same for two addresses of one page; empty for what is no web address.

    Scheme, ``www.``, a trailing slash, the part after ``#``, an index page's name and parameters
    that only track readers don't count. Nothing else is dropped: a revision id tells pages apart.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    place = f":{port}" if port not in (None, 80, 443) else ""
    path = _INDEX.sub("", parts.path).rstrip("/")
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    return f"{host}{place}{path}" + (f"?{urlencode(sorted(asked))}" if asked else "")


def doi_key(text: str) -> str:
    """A DOI in lower case and without its resolver; empty for what is none (DOI Handbook, 2.4)."""
    found = _DOI.fullmatch(text.strip())
    return found.group(1).lower() if found else ""
