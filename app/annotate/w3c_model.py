"""What a W3C Web Annotation must be (Recommendation of 2017-02-23), checked with a reason.

Checked is what a reader relies on: context, type, one identifier, target, bodies, selectors, times,
agents and rights. What isn't known is let be, as the model asks (section 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from app.errors import InputError

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SETS = frozenset({"Choice", "Composite", "List", "Independents"})
SELECTORS = frozenset(
    {
        "FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector",
        "TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector",
    }
)  # fmt: skip
_VALUED = frozenset({"FragmentSelector", "CssSelector", "XPathSelector"})
_POSITIONS = frozenset({"TextPositionSelector", "DataPositionSelector"})
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_TIMES = ("created", "modified", "generated")
_LINKS = ("rights", "via", "canonical")
_AGENTS = ("creator", "generator", "audience")
_DEEPEST = 16

Json = dict[str, Any]


def wrong(reason: str) -> InputError:
    """The error for an annotation that isn't one, with the reason in its message."""
    return InputError(
        f"This is no Web Annotation: {reason}.",
        hint="Export it again from the program that made it.",
        code="bad-annotation",
    )


def check(record: object) -> Json:
    """``record`` as an annotation, a page of them or a collection; raises InputError otherwise."""
    if not isinstance(record, dict):
        raise wrong("it isn't a JSON object")
    contexts = _listed(record.get("@context"))
    if CONTEXT not in contexts:
        raise wrong(f"its @context isn't {CONTEXT}")
    kinds = types(record)
    if "AnnotationCollection" in kinds:
        return _collection(record)
    if "AnnotationPage" in kinds:
        return _page(record)
    return _annotation(record)


def types(record: Json) -> list[str]:
    """The types a record says it has."""
    return [kind for kind in _listed(record.get("type")) if isinstance(kind, str)]


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _collection(record: Json) -> Json:
    _identified(record, needed=True)
    first = record.get("first")
    if isinstance(first, dict):
        _page(first)
    elif first is not None:
        _link(first, "first")
    total = record.get("total", 0)
    if type(total) is not int or total < 0:
        raise wrong("its total isn't a number")
    return record


def _page(record: Json) -> Json:
    items = record.get("items")
    if not isinstance(items, list):
        raise wrong("a page has no items")
    for item in items:
        if not isinstance(item, dict):
            raise wrong("an item of a page isn't an object")
        _annotation(item)
    return record


def _annotation(record: Json) -> Json:
    if "Annotation" not in types(record):
        raise wrong("its type isn't Annotation")
    _identified(record, needed=True)
    _said_about(record)
    if record.get("target") is None:
        raise wrong("it has no target")
    if "bodyValue" in record:
        if "body" in record:
            raise wrong("it has a body and a bodyValue")
        if not isinstance(record["bodyValue"], str):
            raise wrong("its bodyValue isn't one text")
    for place, name in ((record.get("body"), "body"), (record["target"], "target")):
        for each in _listed(place):
            _resource(each, name, 0)
    return record


def _identified(record: Json, *, needed: bool) -> None:
    if "id" not in record:
        if needed:
            raise wrong("it has no id")
        return
    if isinstance(record["id"], list):
        raise wrong("it has more than one id")
    _link(record["id"], "id")


def _said_about(record: Json) -> None:
    """Times, agents and links, which everything may have."""
    for name in _TIMES:
        value = record.get(name)
        if value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
            raise wrong(f"its {name} isn't one time, such as 2015-01-28T12:00:00Z")
    for name in _AGENTS:
        for agent in _listed(record.get(name)):
            if isinstance(agent, dict):
                _identified(agent, needed=False)
            else:
                _link(agent, name)
    for name in _LINKS:
        for link in _listed(record.get(name)):
            _link(link, name)


def _link(value: object, name: str) -> None:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise wrong(f"its {name} isn't an address")


def _resource(value: object, name: str, depth: int) -> None:
    """A body or a target: an address, a text, a set of these, or a part of a resource."""
    if depth > _DEEPEST:
        raise wrong(f"its {name} nests too deep")
    if not isinstance(value, dict):
        _link(value, name)
        return
    _identified(value, needed=False)
    _said_about(value)
    _described(value, name)
    kinds = set(types(value))
    if len(kinds & SETS) > 1:
        raise wrong(f"its {name} is more than one kind of set")
    if kinds & SETS or "items" in value:
        _set(value, name, depth, kinds)
    elif "TextualBody" in kinds:
        if not isinstance(value.get("value"), str):
            raise wrong(f"a text of its {name} has no value, or several")
    elif "source" in value or "SpecificResource" in kinds:
        _part(value, name, depth)
    elif "id" not in value:
        raise wrong(f"its {name} is nothing that can be found")


def _set(value: Json, name: str, depth: int, kinds: set[str]) -> None:
    if not kinds & SETS:
        raise wrong(f"its {name} has items but isn't a set")
    items = value.get("items")
    if not isinstance(items, list) or not items:
        raise wrong(f"a set in its {name} has no items")
    for item in items:
        _resource(item, name, depth + 1)


def _described(value: Json, name: str) -> None:
    """Format, languages and direction of a resource."""
    for key in ("format", "language"):
        if not all(isinstance(each, str) for each in _listed(value.get(key))):
            raise wrong(f"the {key} of its {name} isn't a text")
    if not isinstance(value.get("processingLanguage", ""), str):
        raise wrong(f"its {name} has more than one processing language")
    if value.get("textDirection") not in (None, "ltr", "rtl", "auto"):
        raise wrong(f"the text direction of its {name} isn't ltr, rtl or auto")


def _part(value: Json, name: str, depth: int) -> None:
    source = value.get("source")
    if source is None:
        raise wrong(f"a part of a resource in its {name} has no source")
    _resource(source, name, depth + 1)
    for selector in _listed(value.get("selector")):
        _selector(selector, depth + 1)


def _selector(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise wrong("its selectors nest too deep")
    if not isinstance(value, dict):
        _link(value, "selector")
        return
    for kind in set(types(value)) & SELECTORS:
        _CHECKS.get(kind, _unchecked)(value, kind)
    if "RangeSelector" in types(value):
        for end in ("startSelector", "endSelector"):
            if value.get(end) is None:
                raise wrong(f"a RangeSelector has no {end}")
            _selector(value[end], depth + 1)
    for refined in _listed(value.get("refinedBy")):
        _selector(refined, depth + 1)


def _unchecked(_value: Json, _kind: str) -> None:
    """A kind of selector that may name its content elsewhere."""


def _has_value(value: Json, kind: str) -> None:
    if not isinstance(value.get("value"), str):
        raise wrong(f"a {kind} has no value, or several")


def _has_words(value: Json, kind: str) -> None:
    if not isinstance(value.get("exact"), str):
        raise wrong(f"a {kind} has no exact words")
    for name in ("prefix", "suffix"):
        if not isinstance(value.get(name, ""), str):
            raise wrong(f"the {name} of a {kind} isn't one text")


def _has_range(value: Json, kind: str) -> None:
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise wrong(f"a {kind} has no range from a start to an end")


_CHECKS: dict[str, Callable[[Json, str], None]] = {
    **dict.fromkeys(_VALUED, _has_value),
    **dict.fromkeys(_POSITIONS, _has_range),
    "TextQuoteSelector": _has_words,
}
