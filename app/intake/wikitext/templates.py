"""Templates of wikitext: what their parameters say is kept, what only decorates is dropped.

One pass from the innermost braces outwards, so nesting costs nothing. A template that isn't known
says nothing: hatnotes, navigation boxes and maintenance notes go with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.intake.limits import NESTING, too_nested
from app.intake.office.tree import MARKS

_BRACES = re.compile(r"\{\{|\}\}")
_PIPE = re.compile(r"\[\[|\]\]|<ref\b[^<>]*?(/?)>|</ref\s*>|\|", re.IGNORECASE)
_NAMED = re.compile(r"\s*([^=<>\[\]{}|\n]{1,60}?)\s*=(?!=)")
_INFOBOX = re.compile(
    r"(?:infobox|taxobox|geobox|chembox)\b|.{1,60}\binfobox$|infobox", re.IGNORECASE
)
_DECORATION = re.compile(
    r"(?:name|title|native name lang|image|logo|photo|picture|img|map|mapframe|pushpin|coord|flag"
    r"|seal|symbol|emblem|embed|module|child|nocat|nodate|autoconvert|above ?|header ?\d+|subheader"
    r"|.*(?: size|style|colou?r|width| alt|class|upright|link|type nolink)|alt|caption|size"
    r"|bodystyle|nrhp|dim|zoom|\d+|wikidata|fetchwikidata|onlysourced|noicon)(?: ?\d+)?$"
)
_CAPTION = re.compile(r"(?:image|logo|map|photo|flag|img)?[ _]?(?:caption|cap|capt)\d?$")

Parameters = dict[str, str]


@dataclass(slots=True)
class Templates:
    """Renders templates; what infoboxes say stands in ``rows`` and ``captions`` afterwards."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    title: str = ""

    def render(self, text: str) -> str:
        """``text`` with each template replaced by what it says, or by nothing."""
        stack: list[list[str]] = [[]]
        at = 0
        for found in _BRACES.finditer(text):
            stack[-1].append(text[at : found.start()])
            at = found.end()
            if found.group() == "{{":
                if len(stack) > NESTING:
                    raise too_nested()
                stack.append([])
            elif len(stack) > 1:
                inner = "".join(stack.pop())
                stack[-1].append(self._said(inner))
        stack[-1].append(text[at:])
        # Braces that never close: their text is kept.
        return "".join(piece for level in stack for piece in level)

    def _said(self, inner: str) -> str:
        name, *parts = _split(inner)
        name = " ".join(name.replace("_", " ").split()).lower()
        if name.startswith("displaytitle:"):
            self.title = name and inner.split(":", 1)[1]
            return ""
        parameters = _parameters(parts)
        if _INFOBOX.match(name):
            self._infobox(parameters)
            return ""
        for pattern, said in _KNOWN:
            if pattern.fullmatch(name):
                return said(parameters)
        return ""

    def _infobox(self, parameters: Parameters) -> None:
        for name, value in parameters.items():
            label = " ".join(name.replace("_", " ").split())
            if not value.strip() or not label:
                continue
            if _CAPTION.fullmatch(name.lower()):
                self.captions.append(value)
            elif not _DECORATION.match(label.lower()):
                self.rows.append((label[:1].upper() + label[1:], value))


def _split(inner: str) -> list[str]:
    """The parts of a template between its pipes; those inside links and references stay."""
    parts: list[str] = []
    start = depth = 0
    for found in _PIPE.finditer(inner):
        mark = found.group()
        if mark == "|":
            if depth <= 0:
                parts.append(inner[start : found.start()])
                start = found.end()
        elif mark == "[[" or (mark.lower().startswith("<ref") and not found.group(1)):
            depth += 1
        elif not mark.lower().startswith("<ref"):
            depth -= 1
    return [*parts, inner[start:]]


def _parameters(parts: list[str]) -> Parameters:
    """Parameters by name; those without a name by their number from 1."""
    found: Parameters = {}
    number = 0
    for part in parts:
        named = _NAMED.match(part)
        if named:
            found[named.group(1)] = part[named.end() :].strip()
        else:
            number += 1
            found[str(number)] = part.strip()
    return found


def _first(*names: str) -> Callable[[Parameters], str]:
    """What says the first of these parameters that isn't empty."""
    return lambda said: next((said[name] for name in names if said.get(name)), "")


def _all(said: Parameters) -> str:
    """A list of values on one line."""
    return ", ".join(value for name, value in said.items() if name.isdigit() and value)


def _quotation(said: Parameters) -> str:
    text = _first("text", "quote", "1")(said)
    source = ", ".join(filter(None, (_first("author", "sign", "2")(said),
                                     _first("title", "source", "3")(said))))  # fmt: skip
    below = f"\n\n{MARKS['caption']}{source}" if source else ""
    return f"\n\n<blockquote>\n{text}\n</blockquote>{below}\n\n" if text else ""


def _converted(said: Parameters) -> str:
    return f"{said.get('1', '')} {said.get('2', '')}".strip()


def _date(said: Parameters) -> str:
    """A date of three numbers as ISO 8601; other forms as they are written."""
    parts = [said.get(name, "") for name in "123"]
    if parts[0].isdigit():
        return "-".join(part.zfill(2) for part in parts if part.isdigit())
    return parts[0]


def _note(said: Parameters) -> str:
    name = f' name="{said["name"]}"' if said.get("name") else ""
    return f"<ref{name}>{said.get('1', '')}</ref>"


def _listed(said: Parameters) -> str:
    """References that are defined where the list of them stands."""
    return f"<references>{said['refs']}</references>" if said.get("refs") else ""


def _short_note(said: Parameters) -> str:
    return f"<ref>{_harvard(said)}.</ref>"


def _harvard(said: Parameters) -> str:
    names = [said[name] for name in sorted(said) if name.isdigit()]
    pages = said.get("p") or said.get("pp") or said.get("loc") or ""
    mark = "p. " if said.get("p") else "pp. " if said.get("pp") else ""
    return " ".join(names) + (f", {mark}{pages}" if pages else "")


def _recalled(said: Parameters) -> str:
    return "".join(f'<ref name="{value}" />' for name, value in said.items() if name.isdigit())


def _cited(said: Parameters) -> str:
    """A citation as a sentence: who, when, what, where."""
    when = _first("date", "year")(said)
    title = _first("title", "chapter", "contribution")(said)
    book = said.get("title", "") if said.get("chapter") and title != said.get("title") else ""
    where = [
        book,
        _first("work", "website", "newspaper", "journal", "magazine", "encyclopedia")(said),
        _first("publisher", "institution", "agency", "via")(said),
        _issue(said),
        _first("url", "chapter-url")(said) or (f"doi:{said['doi']}" if said.get("doi") else ""),
        f"Retrieved {said['access-date']}" if said.get("access-date") else "",
    ]
    head = _people(said) + (f" ({when})" if when else "")
    parts = [head.strip(), f"“{title}”" if title else "", *where]
    return ". ".join(part.rstrip(".") for part in parts if part) + ("." if title or head else "")


def _issue(said: Parameters) -> str:
    volume = said.get("volume", "")
    issue = f"({said['issue']})" if said.get("issue") else ""
    pages = said.get("pages") or said.get("page") or ""
    return f"{volume}{issue}" + (
        f": {pages}" if pages and volume else f"p. {pages}" if pages else ""
    )


def _people(said: Parameters) -> str:
    people = []
    for number in ("", *map(str, range(1, 10))):
        family = said.get(f"last{number}") or said.get(f"author{number}") or ""
        given = said.get(f"first{number}")
        if family:
            people.append(f"{family}, {given}" if given else family)
    if not people and (name := said.get("authors") or said.get("vauthors")):
        people.append(name)
    return "; ".join(dict.fromkeys(people))


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[Parameters], str]], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"lang|langue", _first("text", "2")),
        (r"lang-[a-z-]{2,12}|langx|lang-rtl", lambda said: said.get("2") or said.get("1", "")),
        (r"transl|transliteration|translit", lambda said: said.get("3") or said.get("2", "")),
        (r"cite .{1,40}|citation|cit .{1,20}", _cited),
        (r"efn|efn-[a-z]{2}|refn|#tag:ref", _note),
        (r"reflist|refs|notelist.*|references?", _listed),
        (r"sfn|sfnp|sfnm", _short_note),
        (r"harvnb|harv|harvtxt|harvp", _harvard),
        (r"r|rp-ref", _recalled),
        (r"(?:block|c|long )?quot(?:e|ation)|quote box|bquote", _quotation),
        (r"ubl|unbulleted list|plainlist|plain list|flatlist|hlist|bulleted list|ublist", _all),
        (r"convert|cvt", _converted),
        (r"(?:start|end|birth|death|film)(?: date| date and age)(?: and age)?|date|dts", _date),
        (r"circa|c\.", lambda said: f"c. {said.get('1', '')}".strip()),
        (r"as of", lambda said: f"As of {_date(said)}"),
        (
            r"nowrap|nobr|small|smaller|big|larger|center|abbr|nobold|noitalic|tooltip|em|strong"
            r"|mono|code|kbd|sup|sub|var|smallcaps|linktext|visible anchor|vanchor|iast|ipa|script"
            r"|rtl-lang|rtlarabic|arabic|flag|flagcountry|flagicon text|flagdeco text|color text"
            r"|interlanguage link|ill|illm|illl|link-interwiki|official website|official url"
            r"|percentage|formatnum|rlm text|lrm text|sic|proper name|plain text|as written",
            _first("1"),
        ),
        (r"url|official", _first("2", "1")),
        (r"nbsp|spaces?|space", lambda _: " "),
        (r"snd|spnd|spaced ndash|ndash|endash|–", lambda _: " – "),
        (r"mdash|emdash|—", lambda _: "—"),
        (r"!|pipe", lambda _: "|"),
        (r"=", lambda _: "="),
        (r"'", lambda _: "’"),
        (r"·|dot|middot|bull|•", lambda _: " · "),
        (r"br|break|clear-br", lambda _: "<br>"),
    )
)
