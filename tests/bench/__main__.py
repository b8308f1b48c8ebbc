"""All benches in a short form, one after the other: ``python tests/bench``.

Each runs by itself, so that none leaves memory or child programs to the next. The figures of the
short form are rough; run a bench alone for more. ``extraction.py`` asks for a folder of pages and
is only run by itself.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHORT: dict[str, tuple[str, ...]] = {
    "startup": ("--runs=5",),
    "opening": ("--runs=5", "--references=300"),
    "intake": ("--pages=20", "--pdf-pages=100", "--rounds=1"),
    "importing": ("--files=100",),
    "bibtex": ("--entries=1000", "--rounds=1"),
    "citing": ("--calls=30", "--styles=apa,chicago-18"),
    "search": ("--documents=3000",),
    "reanchoring": ("--size=200000", "--passages=200"),
    "durability": ("--operations=300", "--images=60", "--kills=12", "--files=20"),
    "window": ("--documents=3000", "--runs=3"),
    "pages": ("--pages=100", "--runs=3"),
}


def main() -> int:
    """Run them; how many could not be run."""
    failed = 0
    for name, options in SHORT.items():
        file = Path(__file__).resolve().with_name(f"{name}.py")
        failed += subprocess.run([sys.executable, file, *options], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
