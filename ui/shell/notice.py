"""The notice of a window that is not like the others: a sample, or one that can't be changed."""

from __future__ import annotations

from ui.session import Session
from ui.shell.opener import Opener
from ui.theme import Theme
from ui.widgets.notices import Banner

_READ_ONLY = {
    "read-only": ("Open in another window. Read-only here.", "Try again"),
    "folder": ("Its folder can’t be written to. Read-only here.", "Try again"),
    "newer-library": ("Made by a newer Sourcebook. Read-only here.", ""),
}
"""What is said where nothing can be changed, by the reason, and its action."""


def notice_for(theme: Theme, session: Session, application: Opener) -> Banner | None:
    """The notice of a session's window; None for a library of one's own that can be changed."""
    if session.writable and not session.sample:
        return None
    if session.writable:
        banner = Banner(
            theme, "Sample: teaching texts, not sources", icon="info",
            action_text="Start my library",
        )  # fmt: skip
        banner.acted.connect(lambda: application.start_own())  # noqa: PLW0108  (asked for late)
        return banner
    told, action = _READ_ONLY.get(session.obstacle, _READ_ONLY["read-only"])
    if session.sample:
        told = f"Sample. {told}"
    banner = Banner(theme, told, icon="eye", kind="plain", action_text=action)
    banner.acted.connect(lambda: application.reload())  # noqa: PLW0108
    return banner
