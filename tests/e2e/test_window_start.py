"""The real program: no display is said in a sentence, and under a real server a window opens."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.checkout import TOP
from ui.system import MissingError, ensure_libraries


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ui.main", *arguments],
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def own(folder: Path) -> dict[str, str]:
    return {"SOURCEBOOK_CONFIG": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display can miss")
@pytest.mark.parametrize("display", ["", ":987"])
def test_without_a_display_it_says_so_in_one_line(tmp_path: Path, display: str) -> None:
    screenless = {"DISPLAY": display, "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    program = start({**own(tmp_path), **screenless})
    out, err = program.communicate(timeout=60)
    assert program.returncode == 1
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "display" in err


@pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)
def test_a_window_opens_and_is_left_by_its_key(tmp_path: Path) -> None:
    try:
        ensure_libraries()
    except MissingError as missing:
        pytest.skip(str(missing))
    library = tmp_path / "thesis"
    made = start(own(tmp_path), "new", str(library))
    made.communicate(timeout=60)
    assert made.returncode == 0
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            display = {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        program = start({**own(tmp_path), **display}, "--library", str(library))
        tool = {**os.environ, **display}
        shown = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Thesis – Sourcebook"],
            env=tool,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        window = shown.stdout.split()[0]
        subprocess.run(["xdotool", "windowfocus", window], env=tool, check=True)
        time.sleep(1)
        subprocess.run(["xdotool", "key", "ctrl+q"], env=tool, check=True)
        _, err = program.communicate(timeout=60)
        assert program.returncode == 0
        assert err == ""
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
