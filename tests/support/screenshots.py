"""Pictures of every screen: ``python -m tests.support.screenshots FOLDER [WIDTHxHEIGHT …]``.

Made offscreen from the sample library, in a folder of its own; to be looked at, not compared. The
largest scale is taken by a process of its own, since Qt reads it once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.application import Application

SIZES = ("1280x800", "1920x1080")
LONG = "A title that goes on and on, as those of official reports do, " * 4


def main(folder: Path, sizes: list[str]) -> None:
    """Write the pictures into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    doubled = os.environ.get("QT_SCALE_FACTOR") == "2"
    with tempfile.TemporaryDirectory() as own:
        os.environ["SOURCEBOOK_CONFIG"] = f"{own}/config"
        os.environ["XDG_DATA_HOME"] = f"{own}/data"
        folder.mkdir(parents=True, exist_ok=True)
        Photographer(folder, sizes or list(SIZES), Path(own), doubled=doubled).work()
    if not doubled:
        command = [sys.executable, "-m", "tests.support.screenshots", str(folder), "1440x900"]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)


class Photographer:
    """Opens one screen after the other and writes a picture of each size."""

    def __init__(self, folder: Path, sizes: list[str], own: Path, *, doubled: bool) -> None:
        from PySide6.QtWidgets import QApplication

        from app.settings import THEME, Settings
        from ui.application import Application

        qt = QApplication(["screenshots"])
        qt.setStyle("Fusion")
        self.settings = Settings(None)
        self.settings.set(THEME, "light")
        self.application: Application = Application(qt, self.settings)
        self.folder, self.sizes, self.own = folder, sizes, own
        self.suffix = "@2x" if doubled else ""
        self.theme = "light"

    @property
    def window(self) -> Any:
        """The window that is shown now."""
        return self.application.window

    def work(self) -> None:
        """Take all of them."""
        self.application.start(self.own / "nothing")
        self.take("first-run")
        self.application.create(self.own / "empty")
        self.until(lambda: hasattr(self.window, "session"))
        self.take("empty")
        self.application.open_sample()
        self.until(lambda: hasattr(self.window, "session") and self.window.session.sample)
        for theme in ("light", "sepia", "dark"):
            self.choose(theme)
            for name in self.screens():
                self.take(name)
        for theme in ("dark", "light"):
            self.choose(theme)
            for name in self.sheets():
                self.take(name)
        for name in self.trash():
            self.take(name)
        self.second_window()
        self.paper()
        self.locked()
        self.damaged()
        self.application.window.close()  # type: ignore[union-attr]

    def choose(self, theme: str) -> None:
        """Change the colours."""
        from app.settings import THEME

        self.theme = theme
        self.settings.set(THEME, theme)

    def screens(self) -> Iterator[str]:
        """The pages and states of the window, each with the name of its picture."""
        from app.paths import resource

        window = self.window
        rows = window.session.library.rows(window.list.model.ids)
        act = {id_: made.trigger for id_, made in ((d.id, q) for d, q in window.actions_)}
        window.open_document(next(row.id for row in rows if row.title.startswith("Reading a")))
        yield "main"
        window.reader.page.select(420, 470)
        window.reader.page.selected_by_mouse.emit()
        yield "mark-bar"
        window.reader.page.clear_selection()
        window.open_document(next(row.id for row in rows if "māq" in row.title))
        yield "arabic"
        act["focus"]()
        yield "focus"
        act["focus"]()
        act["find-in-text"]()
        yield "find"
        window.reader.find_bar.hide()
        window.reader.page.setFocus()
        act["show-marks"]()
        yield "marks"
        act["show-notes"]()
        yield "notes"
        window.search("Amaq")
        yield "search"
        window.search("zzzzzz")
        yield "nothing-found"
        act["show-documents"]()
        window.list.findChild(_widget(), "search-field").setText("zzzzzz")
        yield "filtered-to-nothing"
        window.list.findChild(_widget(), "search-field").setText("")
        missing = str(Path(__file__).with_name("missing.html"))
        good = sorted(map(str, resource("sample_library").glob("*.html")))[:2]
        window.add_files([missing, *good])
        yield "adding"
        window.toast.show_message("The file can’t be read. Save the page again.")
        act["show-documents"]()
        yield "toast"
        window.toast.hide()

    def sheets(self) -> Iterator[str]:
        """What opens over the window, one at a time."""
        from PySide6.QtWidgets import QApplication

        window = self.window
        rows = window.session.library.rows(window.list.model.ids)
        window.open_document(next(row.id for row in rows if row.title.startswith("Reading a")))
        window.list.setFocus()
        for id_ in (
            "export", "edit-reference", "new-reference", "preferences", "shortcuts", "about",
            "choose-style", "edit-tags", "set-kind", "contents", "type-settings", "help",
            "go-to-paragraph", "palette", "export-bibliography", "edit-collections", "duplicates",
            "citation-keys", "print", "reset-sample", "switch-library",
        ):  # fmt: skip
            before = set(QApplication.topLevelWidgets())
            window.actions_[id_].trigger()
            self.wait(600)
            new = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before]
            for each in new:
                each.grab().save(str(self.folder / f"{id_}-{self.theme}{self.suffix}.png"))
                each.close()
            palette = window.findChild(_widget(), "palette")
            if palette is not None and palette.isVisible():
                yield id_
                palette.close_palette()
        window.report_bug(RuntimeError("made for a picture"))
        self.wait(300)
        bug = window.findChild(_widget(), "bug")
        bug.grab().save(str(self.folder / f"bug-{self.theme}{self.suffix}.png"))
        bug.close()
        id_ = window.session.library.filtered("")[0]
        window.session.change(lambda library: library.set_fields(id_, {"title": LONG}))
        yield "long-title"
        window.session.undo()

    def second_window(self) -> None:
        """A library that another window has open."""
        from ui.session import open_session
        from ui.shell.window import MainWindow

        session = open_session(self.window.session.folder)
        second = MainWindow(self.application.theme, session, self.settings, self.application)
        second.show()
        self.wait(900)
        self.shot(second, "read-only", self.sizes[0])
        second.close()

    def paper(self) -> None:
        """The first page as it is printed."""
        import pypdfium2

        from ui.printing.options import PrintOptions
        from ui.printing.pages import Pages, PdfFile

        pages, file = Pages(self.window.reader.opened, PrintOptions(), sample=True), PdfFile("")
        list(pages.steps())
        list(pages.paint_all(file.device))
        document = pypdfium2.PdfDocument(file.content())
        document[0].render(scale=1.5).to_pil().save(self.folder / f"paper{self.suffix}.png")
        document.close()

    def locked(self) -> None:
        """The page that asks for a passphrase."""
        from app.library import create_library

        create_library(self.own / "locked", passphrase="made for a picture").close()
        self.application.open(self.own / "locked")
        self.until(lambda: not hasattr(self.window, "session"))
        self.take("locked")

    def trash(self) -> Iterator[str]:
        """The trash without and with documents."""
        from ui.library.presenter import Place

        window, place = self.window, Place("trash", "", "Trash")
        window.show_in_sidebar(place)
        yield "trash-empty"
        ids = window.session.library.filtered("")[:2]
        window.session.change(lambda library: library.trash_all(ids))
        yield "trash"
        window.session.undo()
        window.actions_["show-documents"].trigger()

    def damaged(self) -> None:
        """The page that says that a library can't be read."""
        from app.library import create_library

        folder = self.own / "damaged"
        create_library(folder).close()
        (folder / "library.db").write_bytes(b"no database at all" * 500)
        self.application.open(folder)
        self.take("damaged")

    def take(self, name: str) -> None:
        """A picture of the window in every size."""
        for size in self.sizes:
            self.shot(self.window, f"{name}-{self.theme}", size)

    def shot(self, window: QWidget, name: str, size: str) -> None:
        """One picture, once nothing moves any more."""
        wide, high = (int(part) for part in size.split("x"))
        window.resize(wide, high)
        self.wait(700)
        window.grab().save(str(self.folder / f"{name}-{size}{self.suffix}.png"))

    def wait(self, milliseconds: int) -> None:
        """Let the window and its threads work."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, seen: Callable[[], object]) -> None:
        """Wait until something is there."""
        for _ in range(300):
            if seen():
                return
            self.wait(100)
        raise TimeoutError


def _widget() -> type[QWidget]:
    from PySide6.QtWidgets import QWidget

    return QWidget


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
