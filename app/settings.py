"""What a user has chosen: each setting declared once, typed, with its default.

Kept as JSON in the user's configuration folder; never holds the title or text of a document.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.filelock import locked

Value = TypeVar("Value")
Listener = Callable[["Setting[Any]"], object]


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One thing that can be chosen.

    ``allowed`` are the values of a choice, ``low``/``high``/``step`` the bounds of a number.
    ``label`` and ``says`` are its words in the preferences, ``section`` where it stands there; one
    without a label isn't shown.
    """

    name: str
    default: Value
    label: str = ""
    says: str = ""
    allowed: tuple[tuple[Value, str], ...] = ()
    low: float | None = None
    high: float | None = None
    step: float = 1
    section: str = ""

    def sound(self, value: object) -> bool:
        """Whether ``value`` may stand for this setting."""
        if isinstance(self.default, float) and type(value) is int:
            value = float(value)
        if type(value) is not type(self.default):
            return False
        if self.allowed and value not in [key for key, _ in self.allowed]:
            return False
        if isinstance(value, int | float) and self.low is not None and self.high is not None:
            return self.low <= value <= self.high
        return True


THEME = Setting(
    "theme", "system", "Theme", "Paper by day, dark by night, or always the same.",
    (("system", "Follow the system"), ("light", "Paper"), ("sepia", "Sepia"), ("dark", "Dark")),
    section="Look",
)  # fmt: skip
TEXT_SIZE = Setting(
    "text_size", 16, "Text size", "Pixels of the reading text.", (), 15, 24, 1, "Reading"
)
MEASURE = Setting("measure", 66, "Line length", "Characters in a line.", (), 50, 80, 2, "Reading")
LEADING = Setting(
    "leading", 1.55, "Line spacing", "Times the text size.", (), 1.3, 2.0, 0.05, "Reading"
)
LETTER_SPACING = Setting(
    "letter_spacing",
    0.0,
    "Letter spacing",
    "Per cent of the text size.",
    (),
    0.0,
    12.0,
    1,
    "Accessibility",
)
WORD_SPACING = Setting(
    "word_spacing",
    0.0,
    "Word spacing",
    "Per cent of the text size.",
    (),
    0.0,
    24.0,
    2,
    "Accessibility",
)
UI_SCALE = Setting(
    "ui_scale", "100", "Size of everything", "Takes effect at the next start.",
    (("100", "100 %"), ("125", "125 %"), ("150", "150 %"), ("175", "175 %"), ("200", "200 %")),
    section="Look",
)  # fmt: skip
REDUCED_MOTION = Setting(
    "reduced_motion",
    default=False,
    label="Reduce motion",
    says="Nothing fades or slides, and nothing spins.",
    section="Accessibility",
)
PARAGRAPH_NUMBERS = Setting(
    "paragraph_numbers",
    default=True,
    label="Paragraph numbers",
    says="Shown in the margin of a text.",
    section="Reading",
)
CITATION_STYLE = Setting(
    "citation_style", "harvard", "Style", "How citations and bibliographies are written.",
    section="Citing",
)  # fmt: skip
LOCATOR_FORM = Setting(
    "locator_form", "style", "Places in pages without pages", "How a passage is cited.",
    (("style", "As the style asks"), ("paragraph", "By paragraph"), ("section", "By section")),
    section="Citing",
)  # fmt: skip
AUTO_LOCK = Setting(
    "auto_lock", 0, "Lock by itself",
    "An encrypted library, when no key was pressed and nothing was moved for so long.",
    ((0, "Never"), (1, "After 1 minute"), (5, "After 5 minutes"), (10, "After 10 minutes"),
     (15, "After 15 minutes"), (30, "After 30 minutes"), (60, "After 1 hour")),
    section="Library",
)  # fmt: skip
LIST_SORT = Setting(
    "list_sort", "added", "Order of the list", "What stands at the top.",
    (("added", "Added last"), ("title", "Title"), ("author", "Author"), ("year", "Latest year")),
    section="Library",
)  # fmt: skip
CITATION_LANGUAGE = Setting(
    "citation_language", "", "Language of citations",
    "Such words as “and”, “no date”, “edited by”.",
    (("", "The style’s own"), ("en-GB", "English (UK)"), ("en-US", "English (US)"),
     ("ar", "Arabic"), ("da-DK", "Danish"), ("nl-NL", "Dutch"), ("fr-FR", "French"),
     ("de-DE", "German"), ("it-IT", "Italian"), ("nb-NO", "Norwegian"), ("fa-IR", "Persian"),
     ("pt-PT", "Portuguese"), ("es-ES", "Spanish"), ("sv-SE", "Swedish"), ("tr-TR", "Turkish")),
    section="Citing",
)  # fmt: skip
PDF_VIEW = Setting("pdf_view", "text", "", "", (("text", ""), ("pages", ""), ("both", "")))
PAGES_DARK = Setting("pages_dark", default=False)
FAVOURITE_STYLES = Setting[list[str]]("favourite_styles", [])
LAST_LIBRARY = Setting("last_library", "")
RECENT_LIBRARIES = Setting[list[str]]("recent_libraries", [])
LAST_DOCUMENTS = Setting[dict[str, str]]("last_documents", {})
WINDOW_GEOMETRY = Setting("window_geometry", "")
SIDEBAR_OPEN = Setting("sidebar_open", default=True)
INSPECTOR_OPEN = Setting("inspector_open", default=True)
INSPECTOR_TAB = Setting("inspector_tab", "citation")
SIDEBAR_WIDTH = Setting("sidebar_width", 200, "", "", (), 200, 240)
LIST_WIDTH = Setting("list_width", 340, "", "", (), 300, 400)
ADD_FOLDER = Setting("add_folder", "")
EXPORT_FORMAT = Setting("export_format", "biblatex")
EXPORT_FOLDER = Setting("export_folder", "")
EXPORT_WHAT = Setting("export_what", "all")
EXPORT_FILES = Setting[dict[str, str]]("export_files", {})

SETTINGS: tuple[Setting[Any], ...] = (
    THEME, TEXT_SIZE, MEASURE, LEADING, LETTER_SPACING, WORD_SPACING, PARAGRAPH_NUMBERS, UI_SCALE,
    REDUCED_MOTION, CITATION_STYLE, LOCATOR_FORM, CITATION_LANGUAGE, FAVOURITE_STYLES,
    LIST_SORT, AUTO_LOCK, LAST_LIBRARY, RECENT_LIBRARIES,
    LAST_DOCUMENTS, WINDOW_GEOMETRY, SIDEBAR_OPEN, INSPECTOR_OPEN, INSPECTOR_TAB, SIDEBAR_WIDTH,
    LIST_WIDTH, PDF_VIEW, PAGES_DARK, ADD_FOLDER, EXPORT_FORMAT, EXPORT_FOLDER, EXPORT_WHAT,
    EXPORT_FILES,
)  # fmt: skip
"""All of them, in the order of the preferences."""


_PATIENCE = 1.0
"""Seconds to wait for another window that is writing; it takes some milliseconds."""


SECTIONS = ("Look", "Reading", "Citing", "Library", "Accessibility")
"""The parts of the preferences, in order."""

EASY_SPACING: dict[Setting[float], float] = {LETTER_SPACING: 12.0, WORD_SPACING: 16.0}
"""Spacing that every text must bear (WCAG 2.2, 1.4.12) and that helps some readers."""


class Settings:
    """The settings in one file; each change is in it, whole, before the call returns.

    So the end of the program, however sudden, loses nothing. The disk is waited for in a thread of
    its own, since a change is made where windows are painted; only Windows, which lets nobody
    replace an open file, has it waited for at once.

    A file that can't be read is set aside as ``….damaged`` and the defaults are used; a wrong value
    falls back to its default; names this version doesn't know are kept. Windows of other processes
    may have the same file: each change is merged into what the file holds then, under a lock, so
    that none undoes another's; what they chose is seen after the next start. A folder that can't be
    written to only means that nothing is remembered.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._listeners: list[Listener] = []
        self._values: dict[str, Any] = _read(file) if file else {}
        self._settling = Settling(file) if file else None

    def get(self, setting: Setting[Value]) -> Value:
        """What was chosen, or the default."""
        return self._sound(setting, self._values.get(setting.name, setting.default))

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Choose ``value``; raises ValueError for one that can't be."""
        self.change(setting, lambda _now: value)

    def change(self, setting: Setting[Value], change: Callable[[Value], Value]) -> None:
        """Choose what ``change`` makes of the value in the file, which another window may have set.

        Raises ValueError for a value that can't be.
        """
        with self._together() as kept:
            now = kept.get(setting.name, self._values.get(setting.name, setting.default))
            value = change(self._sound(setting, now))
            if not setting.sound(value):
                raise ValueError(setting.name)
            before = self._values.get(setting.name)
            self._values[setting.name] = value
            if kept.get(setting.name) != value:
                kept[setting.name] = value
                self._write(kept)
        if before != value:
            for listener in tuple(self._listeners):
                listener(setting)

    def _sound(self, setting: Setting[Value], value: Any) -> Value:
        if not setting.sound(value):
            return setting.default
        return type(setting.default)(value)  # type: ignore[call-arg]

    @contextmanager
    def _together(self) -> Iterator[dict[str, Any]]:
        """What is in the file now, while no other window changes it; our own without a file."""
        if self._file is None:
            yield self._values.copy()
            return
        with ExitStack() as held:
            # A folder that can't be written to has no lock either, and nothing to protect.
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                lock = self._file.with_name(f"{self._file.name}.lock")
                held.enter_context(locked(lock, _PATIENCE))
            yield _read(self._file)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of each setting that changes; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _write(self, values: dict[str, Any]) -> None:
        if self._file is None:
            return
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            with new.open("w", encoding="utf-8") as out:
                json.dump(values, out, ensure_ascii=False, indent=1, sort_keys=True)
                if sys.platform == "win32":
                    out.flush()
                    os.fsync(out.fileno())
            new.replace(self._file)
        except OSError:
            # Not to remember a choice is better than to stop the user's work over it.
            return
        if sys.platform != "win32" and self._settling is not None:
            self._settling.begin()

    def settle(self) -> None:
        """Wait until the disk has every change."""
        if self._settling is not None:
            self._settling.wait()


class Settling:
    """Sees to it that the disk has a file's last content, beside whoever writes it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._wanted = threading.Event()
        self._mutex = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """The file was replaced; what is still being waited for takes this change along."""
        with self._mutex:
            self._wanted.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="settings")
                self._thread.start()

    def wait(self) -> None:
        """Return once nothing is waited for any more."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._mutex:
                if not self._wanted.is_set():
                    self._thread = None
                    return
                self._wanted.clear()
            with suppress(OSError):
                sync(self._file)


def sync(file: Path) -> None:
    """Have the disk take a file and its name; raises OSError."""
    for each in (file, file.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            return content
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        pass
    with suppress(OSError):
        file.replace(file.with_name(f"{file.name}.damaged"))
    return {}
