"""Whether there is a screen to open a window on, asked before Qt ends the process over it."""

from __future__ import annotations

import ctypes
import os
import sys


def missing_display() -> str | None:
    """A sentence that says why no window can be opened here, or None when one can.

    Only X11 and Wayland can be missing. Qt's other platforms, such as ``offscreen``, are asked for
    with ``QT_QPA_PLATFORM`` and need none.
    """
    if not sys.platform.startswith("linux"):
        return None
    if os.environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in ("xcb", "wayland"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return (
            "Sourcebook's window needs a display and there is none here; "
            "everything works from the command line too: sourcebook --help"
        )
    if not _answers():
        return (
            f"The display {display} doesn't answer, so Sourcebook can't open its window; "
            "everything works from the command line too: sourcebook --help"
        )
    return None


def _answers() -> bool:
    """Whether the X server named by ``DISPLAY`` takes a connection."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # ui.system has told what is missing; Qt may know another way
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    sound = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return sound
