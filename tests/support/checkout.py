"""The checkout under test: its files, its sources, and the wheel that is built from it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def files() -> list[Path]:
    """Every file that belongs to the checkout, relative to its top, sorted.

    Files not committed yet count and ignored ones don't. Without git it is all but caches and
    what starts with a dot.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=TOP, capture_output=True, check=True).stdout
        names = [Path(name) for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(TOP) for path in TOP.rglob("*")]
        names = [name for name in names if not any(_is_cache(part) for part in name.parts)]
    return sorted(name for name in names if (TOP / name).is_file())


def _is_cache(part: str) -> bool:
    return part.startswith(".") or part in ("__pycache__", "build", "dist")


@cache
def sources(*rooms: str) -> tuple[Path, ...]:
    """The Python files in the named top-level folders, e.g. ``sources("app", "ui")``; absolute."""
    return tuple(TOP / name for name in files() if name.suffix == ".py" and name.parts[0] in rooms)


def copy_to(folder: Path, *, only: tuple[str, ...] = ()) -> Path:
    """A copy of the checkout in the new ``folder``, whole or only of the top-level names given."""
    for name in files():
        if only and name.parts[0] not in only:
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(TOP / name, target)
    return folder


def build_wheel(folder: Path) -> Path:
    """The wheel of the checkout, built into ``folder`` from a copy and without any network."""
    copy = copy_to(folder / "checkout")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheel")],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "wheel").glob("*.whl")
    return wheel
