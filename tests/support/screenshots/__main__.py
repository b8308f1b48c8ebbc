"""Writes all pictures into a folder; see the package."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = ("1280x800", "1920x1080")


def main(folder: Path, sizes: list[str]) -> None:
    """Write the pictures into ``folder``.

    The largest scale is taken by a process of its own, since Qt reads it once.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    doubled = os.environ.get("QT_SCALE_FACTOR") == "2"
    with tempfile.TemporaryDirectory() as own:
        os.environ["SOURCEBOOK_CONFIG"] = f"{own}/config"
        os.environ["XDG_DATA_HOME"] = f"{own}/data"
        from tests.support.screenshots.tour import work

        folder.mkdir(parents=True, exist_ok=True)
        work(folder, sizes or list(SIZES), Path(own), suffix="@2x" if doubled else "")
    if not doubled:
        command = [sys.executable, "-m", "tests.support.screenshots", str(folder), "1440x900"]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
