"""The way through the whole program, from the first screen to a library that can't be read."""

from __future__ import annotations

from pathlib import Path

from app.library import create_library
from tests.support.screenshots.adding import adding
from tests.support.screenshots.camera import Camera
from tests.support.screenshots.screens import collections, inbox, screens, states, trash
from tests.support.screenshots.sheets import sheets
from ui.printing.options import PrintOptions
from ui.printing.pages import Pages, PdfFile
from ui.session import open_session
from ui.shell.window import MainWindow


def work(folder: Path, sizes: list[str], own: Path, *, suffix: str) -> None:
    """Take all of them."""
    camera = Camera(folder, sizes, own, suffix)
    camera.application.start(own / "nothing")
    camera.take("first-run")
    camera.application.create(own / "empty")
    camera.until(lambda: hasattr(camera.window, "session"))
    camera.take("empty")
    camera.application.open_sample()
    camera.until(lambda: hasattr(camera.window, "session") and camera.window.session.sample)
    for theme in ("light", "sepia", "dark"):
        camera.choose(theme)
        camera.take_all(screens(camera))
    for theme in ("dark", "light"):
        camera.choose(theme)
        sheets(camera)
    camera.take_all(states(camera))
    camera.take_all(collections(camera))
    camera.take_all(trash(camera))
    camera.take_all(inbox(camera))
    second_window(camera)
    paper(camera)
    adding(camera)
    locked(camera)
    damaged(camera)
    camera.window.close()


def second_window(camera: Camera) -> None:
    """A library that another window has open."""
    session = open_session(camera.window.session.folder)
    second = MainWindow(camera.application.theme, session, camera.settings, camera.application)
    second.show()
    second.open_document(session.library.filtered("")[0])
    camera.take("read-only", second)
    second.close()


def paper(camera: Camera) -> None:
    """The first page as it is printed."""
    import pypdfium2

    pages = Pages(camera.window.reader.opened, PrintOptions(), sample=True)
    file = PdfFile("")
    list(pages.steps())
    list(pages.paint_all(file.device))
    document = pypdfium2.PdfDocument(file.content())
    picture = document[0].render(scale=1.5).to_pil()
    picture.save(camera.folder / f"paper{camera.suffix}.png")
    document.close()


def locked(camera: Camera) -> None:
    """The page that asks for a passphrase."""
    create_library(camera.own / "locked", passphrase="made for a picture").close()
    camera.application.open(camera.own / "locked")
    camera.until(lambda: not hasattr(camera.window, "session"))
    camera.take("locked")


def damaged(camera: Camera) -> None:
    """The page that says that a library can't be read."""
    folder = camera.own / "damaged"
    create_library(folder).close()
    (folder / "library.db").write_bytes(b"no database at all" * 500)
    camera.application.open(folder)
    camera.take("damaged")
