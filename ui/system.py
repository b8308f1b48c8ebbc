"""What the operating system must bring for the window, and how to get it on Debian and its kin.

Standard library only: it is asked before Qt is imported, and by run.py before anything is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# What Qt's xcb platform loads, with Debian's package for each. Qt brings everything else itself.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class MissingError(Exception):
    """The system lacks something; the text is one sentence that ends with what to type."""


def ensure_libraries() -> None:
    """Make sure that Qt finds its system libraries, installing them where that is allowed.

    Only Linux leaves them to the system. Raises :class:`MissingError` with the line to type.
    """
    missing = missing_libraries() if sys.platform.startswith("linux") else []
    if missing:
        packages = [LIBRARIES[library] for library in missing]
        install_packages(packages, "The window needs system libraries that are missing here")


def missing_libraries() -> list[str]:
    """The file names of the libraries that can't be loaded."""
    import ctypes

    missing = []
    for library in LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(library)
    return missing


def install_packages(packages: list[str], reason: str) -> None:
    """Install Debian packages when run as root, saying so on stderr.

    Raises :class:`MissingError` when that isn't allowed, isn't possible or fails.
    """
    apt = shutil.which("apt-get")
    names = " ".join(packages)
    if not apt:
        raise MissingError(f"{reason}; install what Debian calls {names} with your system's tools.")
    if os.geteuid() == 0:
        print(f"{reason}; installing {names}.", file=sys.stderr, flush=True)  # noqa: T201
        if apt_installs(apt, packages):
            return
    raise MissingError(f"{reason}; type: sudo apt-get install {names}")


def apt_installs(apt: str, packages: list[str]) -> bool:
    """Whether apt-get installed the packages, after fetching newer lists if it had to."""
    install = ["install", "-y", "--no-install-recommends", *packages]
    return _quietly(apt, install) or (_quietly(apt, ["update"]) and _quietly(apt, install))


def _quietly(apt: str, arguments: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        [apt, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
