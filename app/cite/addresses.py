"""DOIs and web addresses in the form in which two of them are compared; nothing is looked up."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_DOI = re.compile(r"\A(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid\Z", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def comparable_doi(doi: str) -> str:
    """``doi`` as it is compared: without its resolver, in lower case, as DOIs know no case.

    >>> comparable_doi("https://doi.org/10.1000/ABC%281%29")
    '10.1000/abc(1)'
    """
    return unquote(_DOI.sub("", doi.strip())).strip(" .").casefold()


def comparable_url(url: str) -> str:
    """``url`` as it is compared; empty for an empty one.

    Two addresses that are the same by their writing are the same: with http or https, with or
    without ``www.``, the usual port, a last slash, a fragment or the marks that newsletters add.

    >>> comparable_url("HTTP://www.Example.org:80/a%7Eb/?utm_source=x&id=1#top")
    'example.org/a~b?id=1'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.casefold() not in _PORTS or not host:
        return url.strip()
    at = f":{port}" if port and port != _PORTS[parts.scheme.casefold()] else ""
    path = quote(unquote(parts.path), safe="/~:@!$&'()*+,;=-._").rstrip("/")
    return f"{host}{at}{path}{_query(parts)}"


def _query(parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    return f"?{urlencode(kept)}" if kept else ""
