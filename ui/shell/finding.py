"""What the palette finds: what one read last, commands, documents, places, help pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.model import DocumentId
from ui.actions import ACTIONS, shown_keys
from ui.help.pages import PAGES
from ui.library.presenter import meta_line, shown, side_rows
from ui.shell.palette import Entry, ranked
from ui.theme import KIND_ICONS

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_LONGEST = 300
"""Letters of a title that are looked at and shown."""

_RECENT, _FIRST = 5, 12


def groups(window: MainWindow, typed: str) -> Sequence[tuple[str, Sequence[Entry]]]:
    """Headings with what fits what is typed; what one read last comes first where nothing is."""
    if not typed.strip():
        return (("Recent", _recent(window)), ("Commands", list(_commands(window))[:_FIRST]))
    return (
        ("Commands", ranked(typed, list(_commands(window)), 6)),
        ("Documents", _documents(window, typed)),
        ("Places", ranked(typed, list(_places(window)), 4)),
        ("Help", ranked(typed, list(_help(window)), 3)),
    )


def _commands(window: MainWindow) -> Iterator[Entry]:
    for action in ACTIONS:
        made = window.actions_[action.id]
        if action.id != "palette" and made.isEnabled():
            text = action.text.rstrip("…")
            yield Entry(text, action.icon, "", shown_keys(action), made.trigger)


def _recent(window: MainWindow) -> list[Entry]:
    here = window.reader.current_document
    ids = [id_ for id_ in window.session.library.latest_read(_RECENT + 1) if id_ != here]
    return _entries(window, ids[:_RECENT])


def _documents(window: MainWindow, typed: str) -> list[Entry]:
    entries = _entries(window, window.session.library.filtered(typed)[:30])
    return ranked(typed, entries, 5) or entries[:5]


def _entries(window: MainWindow, ids: Sequence[DocumentId]) -> list[Entry]:
    return [
        Entry(
            shown(row.title)[:_LONGEST], KIND_ICONS[row.kind], meta_line(row)[:_LONGEST], (),
            lambda id_=row.id: window.open_document(id_),  # type: ignore[misc]
        )
        for row in window.session.library.rows(ids)
    ]  # fmt: skip


def _places(window: MainWindow) -> Iterator[Entry]:
    for row in side_rows(window.session.library.overview()):
        place = row.place
        if place is not None:
            kind = place.kind.capitalize() if place.kind in ("collection", "tag") else ""
            yield Entry(
                shown(row.text)[:_LONGEST], row.icon, kind, (),
                lambda place=place: window.show_in_sidebar(place),  # type: ignore[misc]
            )  # fmt: skip


def _help(window: MainWindow) -> Iterator[Entry]:
    for id_, title in PAGES.items():
        yield Entry(
            title, "question", "Help", (),
            lambda id_=id_: window.help_.show_page(id_),  # type: ignore[misc]
        )  # fmt: skip
