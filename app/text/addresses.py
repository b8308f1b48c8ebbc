"""Web addresses and DOIs compared without looking anything up."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from app.text.identifiers import tidy_doi

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|mkt_tok|ref_src"
    r"|cmpid|ocid|share|source)$",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.)?archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?P<page>https?:/.+)\Z",
    re.IGNORECASE,
)
_OTHER_FORM = re.compile(
    r"(?:print(?:able|er)?(?:[_-]?(?:version|view|friendly|page))?|amp)\Z", re.IGNORECASE
)
_ANSWERS = frozenset({"", "1", "true", "yes", "on", "print", "amp", "y"})
_VIEWS = frozenset({"output", "outputtype", "view", "mode", "format", "display", "template"})
_OTHER_VIEWS = frozenset({"print", "printable", "printer", "amp"})
_OTHER_HOST = re.compile(r"(?:amp|m|mobile|print)\.(?=[^.]+\.)|(?<=\.)m\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_PLAIN = "/~:@!$&'()*+,;=-._"
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@lru_cache(maxsize=8192)
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
    # What is written in percent form though it needn't be is the same; "%2F" is no "/".
    path = parts.path
    if "%" in path or not path.isascii():
        path = quote(unquote(path.replace("%2F", "%252F").replace("%2f", "%252F")), safe=_PLAIN)
    path = _INDEX.sub("", path).rstrip("/")
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    return f"{host}{place}{path}" + (f"?{urlencode(sorted(asked))}" if asked else "")


def page_key(address: str) -> str:
    """What is the same for all forms in which one page is served; empty for what is no web address.

    Beyond :func:`address_key`: a page for printing, for telephones or as AMP is the page itself
    (``?print=1``, ``/print/``, ``/amp``, ``m.example.org``), a snapshot in the Internet Archive is
    what it is a snapshot of, and ``%7E`` is ``~``.
    """
    archived = _ARCHIVED.match(address.strip())
    if archived:
        # Some browsers and proxies make one slash of two.
        address = re.sub(r"\A(https?:/)(?!/)", r"\1/", archived["page"], flags=re.IGNORECASE)
    key = address_key(address)
    if not key:
        return ""
    place, _, query = key.partition("?")
    host, slash, path = place.partition("/")
    parts = [part for part in unquote(path).split("/") if not _OTHER_FORM.match(part)]
    asked = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _is_other_form(name, value)
    ]
    path = quote("/".join(parts), safe=_PLAIN)
    host = _OTHER_HOST.sub("", host, count=1)
    return f"{host}{slash}{path}".rstrip("/") + (f"?{urlencode(asked)}" if asked else "")


def _is_other_form(name: str, value: str) -> bool:
    """Whether a parameter asks for the same page in another form."""
    name, value = name.casefold(), value.casefold()
    if _OTHER_FORM.match(name):
        return value in _ANSWERS
    return name in _VIEWS and value in _OTHER_VIEWS


def doi_key(text: str) -> str:
    """A DOI in lower case and without its resolver; empty for what is none (DOI Handbook, 2.4)."""
    found = tidy_doi(text)
    return found.lower() if _DOI.fullmatch(found) else ""
