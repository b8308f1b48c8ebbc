"""Web addresses and DOIs in the form in which a library keeps them; nothing is looked up."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

# Parameters that only those who count readers add: a page never asks for them itself.
_TRACKER = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|mkt_tok|ref_src)\Z",
    re.IGNORECASE,
)
_RESOLVER = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*|info:doi/)(?=[^\s/]+/\S)", re.IGNORECASE
)


def tidy_doi(text: str) -> str:
    """A DOI without its resolver, in its own case (DOI Handbook, 2.4); other text as it is.

    >>> tidy_doi("https://doi.org/10.1000/ABC%281%29")
    '10.1000/ABC(1)'
    """
    text = text.strip()
    found = _RESOLVER.match(text)
    return unquote(text[found.end() :]) if found else text


def tidy_address(text: str) -> str:
    """A web address without what trackers added, its scheme and host in lower case.

    All else stays as it is written, also what is no web address.

    >>> tidy_address("HTTPS://Example.org/A?id=1&utm_source=mail#note")
    'https://example.org/A?id=1#note'
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not parts.netloc or any(map(str.isspace, text)):
        return text
    user, at, host = parts.netloc.rpartition("@")
    rest = text[len(scheme) + len("://") + len(parts.netloc) :]
    return f"{scheme}://{user}{at}{host.lower()}{_untracked(rest)}"


def _untracked(rest: str) -> str:
    """Path, query and fragment as they are, without the parameters that trackers added."""
    path, mark, fragment = rest.partition("#")
    place, _, query = path.partition("?")
    kept = [pair for pair in query.split("&") if not _TRACKER.match(pair.partition("=")[0])]
    if len(kept) != query.count("&") + 1:
        path = f"{place}?{'&'.join(kept)}" if kept else place
    return f"{path}{mark}{fragment}"
