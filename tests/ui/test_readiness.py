"""What is loaded ahead is all that the page of added files would load on the GUI thread."""

from __future__ import annotations

import subprocess
import sys

from ui.shell.readiness import LOADED

CODE = """
import sys
import ui.shell.window, ui.session, ui.library.presenter
from importlib import import_module
for name in {loaded!r}:
    import_module(name)
before = set(sys.modules)
import ui.adding.page
print(*sorted(name for name in set(sys.modules) - before if name.startswith("app.")))
"""


def test_the_page_of_added_files_finds_the_apps_modules_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(loaded=LOADED)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
