"""Where things lie: the user's library, and the files that come with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LIBRARY_VARIABLE = "SOURCEBOOK_LIBRARY"
CONFIG_VARIABLE = "SOURCEBOOK_CONFIG"


def user_data() -> Path:
    """The folder for this user's data, by each system's own convention (not created here)."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA")
        return Path(base) if base else Path.home() / "AppData" / "Roaming"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base) if base else Path.home() / ".local" / "share"


def user_config() -> Path:
    """The folder for this user's settings: ``$SOURCEBOOK_CONFIG``, else by the system's way."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    if sys.platform in ("win32", "darwin"):
        return user_data() / "sourcebook"
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "sourcebook"


def settings_file() -> Path:
    """Where the settings of the window are kept."""
    return user_config() / "settings.json"


def default_sample() -> Path:
    """Where the sample library is made: beside the user's own."""
    return user_data() / "sourcebook" / "sample"


def default_library() -> Path:
    """The library used when none is named: ``$SOURCEBOOK_LIBRARY``, else the user's own."""
    named = os.environ.get(LIBRARY_VARIABLE)
    return Path(named) if named else user_data() / "sourcebook" / "library"


def resource(*parts: str) -> Path:
    """A file or folder that comes with the program, e.g. ``resource("sample_library")``.

    In a checkout it lies at the top; in an installed wheel under ``app/_data``.
    """
    package = Path(__file__).resolve().parent
    installed = package.joinpath("_data", *parts)
    return installed if installed.exists() else package.parent.joinpath(*parts)


def nearest_folder(*wanted: str | Path) -> Path:
    """The first wanted folder that is there, or the nearest above the first; at worst the home.

    Where a dialogue of the system is to begin: one that is told of a folder that isn't there
    begins where the program was started.
    """
    paths = [Path(each) for each in wanted if str(each)]
    found = next((each for each in paths if each.is_dir()), None)
    above = (parent for each in paths[:1] for parent in each.parents if parent.is_dir())
    return found or next(above, Path.home())
