"""What opens over the window, one at a time, over each size of it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QWidget

from app.errors import SourcebookError
from app.paths import resource
from tests.support.screenshots.camera import Camera
from tests.support.screenshots.screens import READ
from ui.cite.styles_sheet import StylesSheet
from ui.shell.bugs import ErrorSheet
from ui.shell.preferences import Preferences

ARTICLE = "reading-a-claim-of-responsibility.html"
OPENING = (
    "export", "edit-reference", "new-reference", "preferences", "shortcuts", "about",
    "choose-style", "edit-tags", "set-kind", "contents", "type-settings", "help",
    "go-to-paragraph", "palette", "export-bibliography", "edit-collections", "duplicates",
    "citation-keys", "keep-bib", "print", "reset-sample", "switch-library", "tag-mark",
    "build-quotation", "copy-quoted-in", "move-in", "passphrase", "versions",
)  # fmt: skip


def sheets(camera: Camera) -> None:
    """All of them in the theme that is chosen."""
    camera.open(READ)
    for size in camera.sizes:
        camera.show(size)
        camera.wait(300)
        for id_ in OPENING:
            _take(camera, id_, size)
        _several(camera, size)
        _new_collection(camera, size)
        _emptying(camera, size)
        _mistakes(camera, size)
    two_versions(camera)


def _take(camera: Camera, id_: str, size: str, name: str = "") -> None:
    """Open what an action opens, once it has asked the library for what it shows."""
    window = camera.window
    window.reader.page.setFocus()
    window.reader.page.set_current_mark(window.reader.page.marks[0].id)
    before = visible()
    camera.act(id_)
    called = f"{name or id_}-{camera.theme}-{size}"
    palette = window.findChild(QWidget, "palette")
    if palette is not None and palette.isVisible():
        camera.wait(300)
        camera.save(window, called)
        palette.close_palette()
        return
    camera.until(lambda: opened(before))
    for each in opened(before):
        look(camera, each, called)
        each.close()


def visible() -> set[QWidget]:
    return {each for each in QApplication.topLevelWidgets() if each.isVisible()}


def opened(before: set[QWidget]) -> set[QWidget]:
    return visible() - before


def look(camera: Camera, sheet: QWidget, called: str) -> None:
    """A picture of a sheet with all that it reads; one for each section of the preferences."""
    if isinstance(sheet, StylesSheet):
        camera.until(lambda: sheet._complete)
    camera.settle()
    camera.wait(500)
    camera.save(sheet, called)
    if isinstance(sheet, Preferences):
        area = sheet.findChild(QScrollArea, "sheet-body")
        assert isinstance(area, QScrollArea)
        bar, part = area.verticalScrollBar(), 1
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep() - 40)
            part += 1
            camera.wait(50)
            camera.save(sheet, f"preferences-{part}-{called.removeprefix('preferences-')}")


def _several(camera: Camera, size: str) -> None:
    """What is asked about several documents, some of which have what others lack."""
    view = camera.window.list.findChild(QAbstractItemView, "documents-list")
    view.selectAll()
    camera.wait(200)
    for id_ in ("edit-tags", "set-kind", "edit-collections"):
        _take(camera, id_, size, f"{id_}-of-several")
    view.clearSelection()
    camera.open(READ)


def _new_collection(camera: Camera, size: str) -> None:
    before = visible()
    button = camera.window.sidebar.findChild(QAbstractButton, "new-collection")
    button.click()
    for each in opened(before):
        look(camera, each, f"new-collection-{camera.theme}-{size}")
        each.close()


def _emptying(camera: Camera, size: str) -> None:
    """What is asked before the trash is emptied."""
    session = camera.window.session
    last = session.library.order()[-1]
    session.change(lambda library: library.trash_all([last]))
    camera.until(lambda: bool(session.library.trashed()))
    _take(camera, "empty-trash", size)
    session.change(lambda library: library.restore_all([last]))
    camera.until(lambda: not session.library.trashed())


def two_versions(camera: Camera) -> None:
    """Two versions of a text, and what the newer one does to its marks."""
    id_ = camera.window.reader.current_document
    page = (resource("sample_library") / ARTICLE).read_text(encoding="utf-8")
    newer = camera.own / f"newer-{camera.theme}.html"
    told = page.replace(" is ", " was ").replace("<p>", f"<p>Saved anew, {camera.theme}. ", 1)
    newer.write_text(told, encoding="utf-8")
    camera.change(lambda library: library.add_version(id_, newer))
    camera.settle()
    for size in camera.sizes:
        camera.show(size)
        _take(camera, "text-versions", size)
    camera.window.session.undo()
    camera.settle()


def _mistakes(camera: Camera, size: str) -> None:
    """A mistake of the program, and a known error in detail."""
    before = visible()
    camera.window.report_bug(RuntimeError("made for a picture"))
    for each in opened(before):
        look(camera, each, f"bug-{camera.theme}-{size}")
        each.close()
    error = SourcebookError("The file can’t be read.", hint="Save the page again.", code="unread")
    before = visible()
    ErrorSheet(camera.window.theme, error, camera.window).open()
    for each in opened(before):
        look(camera, each, f"error-{camera.theme}-{size}")
        each.close()
