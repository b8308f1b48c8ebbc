"""A desktop of its own to use the real program on: a screen, a window manager, the mouse and keys.

Everything that a test waits for is something that can be seen: a thing on the screen as a screen
reader gets it, a window's title, the clipboard, a file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from tests.support.checkout import TOP
from ui.system import MissingError, ensure_libraries

Value = TypeVar("Value")

TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox", "xclip": "xclip",
         "dbus-daemon": "dbus-daemon"}  # fmt: skip
"""The programs this needs, with Debian's package for each."""

SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 20.0
"""Seconds within which anything must have happened; it takes tenths of one."""


def pictures() -> Path | None:
    """The folder that SOURCEBOOK_SCREENSHOTS names, for what a person is to look at; or None."""
    named = os.environ.get("SOURCEBOOK_SCREENSHOTS")
    if not named:
        return None
    folder = Path(named).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def lacking() -> str:
    """Why there can be no desktop here, or an empty string."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    try:
        ensure_libraries()
    except MissingError as error:
        return str(error)
    return f"needs {', '.join(missing)}" if missing else lacking_accessibility()


def lacking_accessibility() -> str:
    """Why nothing can be seen as a screen reader sees it, or an empty string."""
    wanted = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if Path(SYSTEM_PYTHON).exists():
        tried = subprocess.run([SYSTEM_PYTHON, "-c", wanted], capture_output=True, check=False)
        buses = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
        if tried.returncode == 0 and any(Path(bus).exists() for bus in buses):
            return ""
    return "needs at-spi2-core, python3-gi and gir1.2-atspi-2.0"


@dataclass(frozen=True)
class Thing:
    """One thing on the screen as a screen reader gets it; ``rect`` in pixels of the screen."""

    path: tuple[int, ...]
    role: str
    name: str
    description: str
    states: frozenset[str]
    interfaces: frozenset[str]
    id: str
    rect: tuple[int, int, int, int]

    @property
    def called(self) -> str:
        """Its object's name."""
        return self.id.rpartition(".")[2]

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        x, y, wide, high = self.rect
        return x + wide // 2, y + high // 2


def _thing(told: dict[str, Any]) -> Thing:
    return Thing(
        tuple(told["path"]), told["role"], told["name"], told["description"],
        frozenset(told["states"]), frozenset(told["interfaces"]), told["id"],
        tuple(told.get("rect", (0, 0, 0, 0))),
    )  # fmt: skip


class Desktop:
    """The screen and who works at it. Made by :func:`desktop`."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._children: list[subprocess.Popen[str]] = []
        self._seeing: subprocess.Popen[str] | None = None
        self._running: subprocess.Popen[str] | None = None

    # Programs -------------------------------------------------------------------------------------

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a program on this desktop."""
        child = subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._children.append(child)
        return child

    def sourcebook(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Sourcebook."""
        self._running = self.start(sys.executable, "-P", "-m", "ui.main", *arguments)
        return self._running

    def close(self) -> None:
        """End everything that was started."""
        for child in reversed(self._children):
            if child.poll() is None:
                child.terminate()
            try:
                child.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.communicate()

    def setting(self, name: str) -> Any:
        """What Sourcebook remembers under this name."""
        file = self.folder / "config" / "settings.json"
        return json.loads(file.read_text()).get(name) if file.exists() else None

    # Mouse and keys -------------------------------------------------------------------------------

    def tool(self, *arguments: object) -> str:
        """Have xdotool do something; what it prints."""
        done = subprocess.run(
            ["xdotool", *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for each in keys:
            self.tool("key", "--clearmodifiers", each)

    def type(self, text: str) -> None:
        """Type a text."""
        self.tool("type", "--delay", 12, text)

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self.tool("mousemove", x, y, "click", 1)

    def drag(self, *points: tuple[int, int], hold: Callable[[], object] | None = None) -> None:
        """Drag along points with the left button; ``hold`` before it is let go."""
        self.tool("mousemove", *points[0], "mousedown", 1)
        for at, point in enumerate(points[1:]):
            before = points[at]
            for step in range(1, 9):
                x = before[0] + (point[0] - before[0]) * step // 8
                y = before[1] + (point[1] - before[1]) * step // 8
                self.tool("mousemove", x, y)
        if hold is not None:
            hold()
        self.tool("mouseup", 1)

    def drop(self, source: subprocess.Popen[str], *points: tuple[int, int]) -> str:
        """Drag what :mod:`tests.support.drag_source` offers along points; the action that took it.

        It is let go once the place below has said that it takes it: a busy one says so late.
        """
        assert source.stdout is not None
        told = source.stdout
        self.drag(*points, hold=lambda: _until(told, "over CopyAction"))
        return _until(told, "", but="over")

    # Windows --------------------------------------------------------------------------------------

    def window(self, title: str) -> str:
        """The id of the window with this title, as soon as it is shown."""

        def seek() -> str | None:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
                env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
            return found.stdout.split()[-1] if found.stdout.split() else None

        return self.wait(seek, f"a window called {title}")

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Where a window stands on the screen, and how large it is."""
        told = dict(
            line.split("=") for line in self.tool("getwindowgeometry", "--shell", window).split()
        )
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    # What is seen ---------------------------------------------------------------------------------

    def wait(self, look: Callable[[], Value | None], what: str, limit: float = PATIENCE) -> Value:
        """What ``look`` returns as soon as that is something; fails after a limit."""
        until = time.monotonic() + limit
        while True:
            seen = look()
            if seen is not None and seen is not False:
                return seen
            program = self._running
            if program is not None and (program.poll() or 0) < 0:
                raise AssertionError(f"it died waiting for {what}: {program.communicate()}")
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.1)

    def open_eyes(self) -> None:
        """Start what sees as a screen reader does; programs started before may stay unseen."""
        self._seeing = self.start(SYSTEM_PYTHON, str(TOP / "tests/support/accessible.py"))
        self._line()

    def ask(self, ask: str, **more: object) -> Any:
        """One question to what a screen reader sees; None where that has just gone."""
        assert self._seeing is not None
        assert self._seeing.stdin is not None
        self._seeing.stdin.write(json.dumps({"ask": ask, **more}) + "\n")
        self._seeing.stdin.flush()
        return self._line().get("answer")

    def _line(self) -> dict[str, Any]:
        assert self._seeing is not None
        assert self._seeing.stdout is not None
        line = self._seeing.stdout.readline()
        assert line, self._seeing.stderr.read() if self._seeing.stderr else ""
        told: dict[str, Any] = json.loads(line)
        return told

    def things(self, *, hidden: bool = False) -> list[Thing]:
        """Everything of Sourcebook that is shown now."""
        return [_thing(told) for told in self.ask("tree", hidden=hidden) or []]

    def find(self, role: str, name: str) -> Thing | None:
        """The thing with this role whose name begins with ``name``, or whose object is called so.

        None if it is not shown now.
        """
        for thing in self.things():
            if thing.role == role and (thing.name.startswith(name) or thing.called == name):
                return thing
        return None

    def see(self, role: str, name: str) -> Thing:
        """The same, as soon as it is there and keeps its place."""

        def still() -> Thing | None:
            first = self.find(role, name)
            time.sleep(0.1)
            return first if first is not None and first == self.find(role, name) else None

        return self.wait(still, f"{role} “{name}”")

    def press(self, role: str, name: str) -> None:
        """Click on a thing."""
        self.click(*self.see(role, name).middle)

    def text_of(self, thing: Thing) -> str:
        """What stands in it."""
        return str(self.ask("text", path=thing.path) or "")

    def labels(self, thing: Thing) -> list[str]:
        """The words beside it that are its label."""
        return list(self.ask("labels", path=thing.path) or [])

    def letter(self, thing: Thing, at: int) -> tuple[int, int, int, int]:
        """Where the letter at ``at`` stands on the screen."""
        x, y, wide, high = self.ask("letter", path=thing.path, at=at)
        return x, y, wide, high

    def clipboard(self, target: str = "UTF8_STRING") -> str | None:
        """What is on the clipboard in one form, or None."""
        got = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o", "-t", target],
            env=self.environment, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return got.stdout.decode() if got.returncode == 0 else None

    def colour(self, x: int, y: int) -> str:
        """The colour of a place on the screen, as #rrggbb."""
        out, _ = self.start(sys.executable, "-m", "tests.support.look", str(x), str(y)).communicate(
            timeout=PATIENCE
        )
        return out.strip()

    def settle(self) -> None:
        """Wait until two pictures of the screen are the same.

        Qt 6.11 now and then crashes when all of a window is asked for while it is being filled.
        """
        looking = self.start(
            sys.executable, "-m", "tests.support.look", "--still", str(PATIENCE)
        )  # fmt: skip
        looking.communicate(timeout=2 * PATIENCE)
        assert looking.returncode == 0, "something goes on moving"

    def photograph(self, name: str) -> None:
        """Keep a picture of the still screen in the folder that SOURCEBOOK_SCREENSHOTS names.

        Without it nothing is kept.
        """
        folder = pictures()
        if folder is not None:
            self.settle()
            self.picture(folder / f"{name}.png")

    def picture(self, file: Path) -> None:
        """Write what is on the screen to a file, for a person to look at."""
        self.start(sys.executable, "-m", "tests.support.look", str(file)).communicate(
            timeout=PATIENCE
        )


def _until(lines: IO[str], start: str, but: str = "\0") -> str:
    """The next line that begins so, and not as ``but``."""
    for line in lines:
        if line.startswith(start) and not line.startswith(but):
            return line.strip()
    raise AssertionError("the program ended")


def take(screen: Desktop, person: Any, steps: Iterable[Callable[[Any], object]]) -> None:
    """Have a ``person``, whose ``program`` runs, take each step; a picture of one that fails."""
    for step in steps:
        try:
            step(person)
        except (AssertionError, subprocess.SubprocessError):
            screen.picture(screen.folder / f"failed-{step.__name__}.png")
            person.program.terminate()
            print(person.program.communicate(timeout=30), person.program.returncode)
            raise


def leave(screen: Desktop, person: Any) -> None:
    """Quit a person's program by its key, which it does without a word."""
    screen.key("ctrl+q")
    _, err = person.program.communicate(timeout=30)
    assert (person.program.returncode, err) == (0, "")


@contextmanager
def desktop(folder: Path, size: str = "1600x1000") -> Iterator[Desktop]:
    """A desktop with its own display, session bus and folders; all of it ends with it."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
        "PYTHONPATH": str(TOP),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "SOURCEBOOK_CONFIG": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "xdg"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONFAULTHANDLER": "1",
        "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
    }
    made = Desktop(folder, environment)
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            environment["DISPLAY"] = f":{told.readline().strip()}"
        bus = made.start("dbus-daemon", "--session", "--nofork", "--print-address=1")
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        made.start("openbox", "--sm-disable")
        made.open_eyes()
        yield made
    finally:
        made.close()
        server.terminate()
        server.wait(30)
