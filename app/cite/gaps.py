"""What a reference lacks that a style would print: said before a reader of the essay notices."""

from __future__ import annotations

from collections.abc import Iterator

from app.cite.rules import rule_of
from app.cite.styles import Style
from app.model import Reference

_MAKERS = (
    "author", "editor", "director", "host", "interviewer", "recipient", "authority", "performer",
)  # fmt: skip
_WITHOUT_AUTHOR = {"legal_case", "legislation", "bill", "regulation", "treaty", "hearing"}
_WHERE = {
    "article-journal": ("container-title", "No journal: say where the article was published."),
    "article-magazine": ("container-title", "No magazine: say where the article was published."),
    "article-newspaper": ("container-title", "No newspaper: say where the article was published."),
    "chapter": ("container-title", "No book: say which book the chapter stands in."),
    "entry-encyclopedia": ("container-title", "No encyclopedia: say whose entry it is."),
    "webpage": ("container-title", "No site: say whose page it is."),
    "post-weblog": ("container-title", "No blog: say whose post it is."),
    "book": ("publisher", "No publisher: say who published the book."),
    "report": ("publisher", "No institution: say who published the report."),
    "thesis": ("publisher", "No university: say where the thesis was written."),
    "broadcast": ("container-title", "No series: say which podcast or programme it is from."),
    "motion_picture": ("publisher", "No publisher: say who put the video out, such as a channel."),
    "dataset": ("publisher", "No publisher: say who keeps the dataset."),
    "legal_case": ("authority", "No court: say which court decided."),
    "hearing": ("authority", "No body: say before whom the hearing was held."),
    "post": ("container-title", "No platform: say where it was posted."),
    "paper-conference": ("container-title", "No conference: say where the paper was given."),
}


def gaps(reference: Reference, style: Style) -> tuple[str, ...]:
    """What ``style`` will miss in ``reference``, a sentence each, the weightiest first."""
    return tuple(_gaps(reference, style))


def _gaps(reference: Reference, style: Style) -> Iterator[str]:
    kind = str(reference.get("type") or "")
    if not reference.get("title"):
        yield "No title: give it one, or describe the source in a few words."
    if kind not in _WITHOUT_AUTHOR | {"entry-encyclopedia"} and not _made_by(reference):
        yield "No author: it is cited by its title. An institution may be its author."
    if not reference.get("issued"):
        yield _no_date(kind, style)
    if kind == "entry-encyclopedia" and reference.get("issued") and not _lasts(reference):
        yield "Encyclopedia entry without revision: the text behind the address may change."
    if kind == "chapter" and not reference.get("page"):
        yield "No pages: say on which pages of the book the chapter stands."
    if kind == "treaty" and not (reference.get("number") or reference.get("container-title")):
        yield "No number or series: a treaty or UN document is found by it."
    field, sentence = _WHERE.get(kind, ("", ""))
    if field and not (reference.get(field) or reference.get("publisher")):
        yield sentence
    if reference.get("URL") and not _seen_or_lasting(reference) and asks_when_seen(style):
        yield "No date of access: the style gives the day you read an online source."


def asks_when_seen(style: Style) -> bool:
    """Whether the style prints the day on which an online source was read."""
    return rule_of(style).seen


def _made_by(reference: Reference) -> bool:
    return any(reference.get(role) for role in _MAKERS)


def _seen_or_lasting(reference: Reference) -> bool:
    return bool(reference.get("accessed") or reference.get("DOI"))


def _lasts(reference: Reference) -> bool:
    """Whether an entry's revision is told: by its number, or by a permalink's."""
    address = str(reference.get("URL") or "")
    return bool(reference.get("version")) or "oldid=" in address or not address


def _no_date(kind: str, style: Style) -> str:
    if kind == "entry-encyclopedia":
        return "No date of revision: entries change, so say which version you read."
    rule = rule_of(style)
    said = rule.no_date if rule.no_date_in_notes or not style.notes else ""
    if not said:
        return "No date: the citation can’t say when it appeared."
    return f"No date: the citation says “{said}”."
