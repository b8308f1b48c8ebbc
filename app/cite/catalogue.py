"""Every style there is, to be looked through by title, and the user's own CSL files.

An own file is read as XML once, when it is added, and written again in one plain form, so that
what pandoc later sees holds no entity and no reference to a style elsewhere. A dependent style
keeps the name of its parent, which has to be here: nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from app.cite.styles import (
    StyleChoice,
    aliases,
    find_style,
    has_bibliography,
    own_styles_folder,
    parent_file,
    shortlist,
    style_header,
    styles_folder,
)
from app.errors import CitationError
from app.text.folding import fold

CSL = "http://purl.org/net/xbiblio/csl"
LARGEST = 2_000_000
"""Bytes that an own style may have; the largest of the 10,844 has 130,000."""

_GROUPS = {"coursework": 0, "journal": 1, "own": 2, "all": 3}
_HINT = "Ask whoever made the style for a file in CSL 1.0; it ends in “.csl”."


@dataclass(frozen=True, slots=True)
class Found:
    """A style with the folded words it is looked for by."""

    choice: StyleChoice
    words: str


@cache
def packaged_styles() -> tuple[StyleChoice, ...]:
    """Every style that comes with the program, by title; reading them takes half a second."""
    folder = styles_folder()
    files = (path for place in (folder, folder / "dependent") for path in place.glob("*.csl"))
    read = [(path.stem, style_header(path)) for path in files]
    whole = {stem for stem, header in read if not header.parent}
    made = [
        StyleChoice(stem, header.title, "all", header.short)
        for stem, header in read
        if not header.parent or header.parent in whole
    ]
    return tuple(sorted(made, key=lambda style: (fold(style.title), style.alias)))


def own_styles() -> tuple[StyleChoice, ...]:
    """The styles that the user added, by title."""
    made = [
        StyleChoice(path.stem, header.title, "own", header.short)
        for path in sorted(own_styles_folder().glob("*.csl"))
        for header in [style_header(path)]
    ]
    return tuple(sorted(made, key=lambda style: fold(style.title)))


def all_styles() -> tuple[StyleChoice, ...]:
    """The shortlist, the user's own styles, then all others; each once."""
    listed = {*aliases(), *aliases().values()}
    others = (style for style in packaged_styles() if style.alias not in listed)
    return (*shortlist(), *own_styles(), *others)


def indexed(styles: Iterable[StyleChoice]) -> tuple[Found, ...]:
    """The styles with the words that :func:`matching` compares."""
    stems = aliases()
    return tuple(Found(style, _words(style, stems.get(style.alias, ""))) for style in styles)


def _words(style: StyleChoice, stem: str) -> str:
    name = f"{style.alias} {stem}".replace("-", " ")
    return fold(f"{style.title} {style.short} {name}")


def matching(found: Sequence[Found], typed: str) -> list[StyleChoice]:
    """The styles whose title, short title or name hold every typed word.

    Those of a narrower group come first, in each those that begin with what is typed.
    """
    wanted = fold(typed).split()
    if not wanted:
        return [each.choice for each in found]
    hits: Sequence[Found] = found
    for word in wanted:
        hits = [each for each in hits if word in each.words]
    whole = " ".join(wanted)
    # Two drawers for each group: what begins so, and what holds it.
    drawers: list[list[StyleChoice]] = [[] for _ in range(2 * len(_GROUPS))]
    for each in hits:
        begins = each.words.startswith(whole)
        drawers[2 * _GROUPS[each.choice.group] + (not begins)].append(each.choice)
    return [choice for drawer in drawers for choice in drawer]


def add_own_style(content: bytes, name: str) -> str:
    """Keep a CSL file as a style of the user's own; the name to cite with.

    ``name`` is the file's. Raises CitationError where it is no style, or where it depends on one
    that isn't here.
    """
    root = _parsed(content)
    parent = _parent(root)
    if parent and parent_file(parent) is None:
        raise CitationError(
            f"The style only points to another, “{parent[:80]}”, which isn’t here.",
            hint="Add that style’s own file first; Sourcebook never downloads one.",
        )
    if not parent and root.find(f"{{{CSL}}}citation") is None:
        raise CitationError("The file has no rules for citations.", hint=_HINT)
    ET.register_namespace("", CSL)
    plain = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    stem, path = _free(re.sub(r"\.csl\Z", "", name, flags=re.IGNORECASE), plain)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(plain)
    except OSError as error:
        raise CitationError(
            "The style can’t be kept.",
            hint="Check that your settings folder can be written to.",
            detail=str(error),
        ) from error
    forget()
    return stem


def remove_own_style(name: str) -> bool:
    """Take one of the user's own styles away; whether there was one."""
    path = own_styles_folder() / f"{name}.csl"
    there = re.fullmatch(r"[a-z0-9-]+", name) is not None and path.is_file()
    if there:
        path.unlink()
        forget()
    return there


def forget() -> None:
    """Read style files again: one was added or taken away."""
    find_style.cache_clear()
    has_bibliography.cache_clear()


def _parsed(content: bytes) -> ET.Element:
    if len(content) > LARGEST:
        raise CitationError("The file is too large for a style.", hint=_HINT)
    # A style needs neither, and an entity can grow without bound.
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content.replace(b"\0", b""), re.IGNORECASE):
        raise CitationError("The file holds a document type, as no style does.", hint=_HINT)
    try:
        root = ET.fromstring(content)  # noqa: S314 - no document type, so no entities
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise CitationError("The file is no citation style.", hint=_HINT) from error
    if root.tag != f"{{{CSL}}}style":
        raise CitationError("The file is no citation style.", hint=_HINT)
    return root


def _parent(root: ET.Element) -> str:
    """The name of the style this one depends on, empty for none."""
    for link in root.iter(f"{{{CSL}}}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rpartition("/")[2].lower()
    return ""


def _free(name: str, content: bytes) -> tuple[str, Path]:
    """A name that no other style has; the same file added twice keeps its name."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80] or "style"
    folder = styles_folder()
    number = 1
    while True:
        stem = slug if number == 1 else f"{slug}-{number}"
        path = own_styles_folder() / f"{stem}.csl"
        shipped = (folder / f"{stem}.csl", folder / "dependent" / f"{stem}.csl")
        taken = any(each.is_file() for each in shipped)
        if not taken and (not path.exists() or path.read_bytes() == content):
            return stem, path
        number += 1
