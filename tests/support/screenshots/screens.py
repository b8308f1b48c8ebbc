"""The pages and states of the window, each with the name of its picture."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from tests.support.screenshots.camera import Camera
from ui.inbox.connecting import watch_of
from ui.library.presenter import Place

READ = "Reading a"
LONG = "A title that goes on and on, as those of official reports do, " * 4
BOOK = {
    "type": "book", "title": "A book on paper", "publisher": "A Press",
    "author": [{"family": "Doe", "given": "Jo"}], "issued": {"date-parts": [[1999]]},
}  # fmt: skip
QUOTATIONS = (
    ("A source is what somebody asks a question of.", "12"),
    ("Between what was said and what was written down lies a person with a pen.", "31–32"),
)


def screens(camera: Camera) -> Iterator[str]:
    """What is looked at in every theme."""
    window, act = camera.window, camera.act
    camera.open(READ)
    window.reader.panel.show_tab("citation")
    yield "main"
    window.reader.page.select(420, 470)
    window.reader.page.selected_by_mouse.emit()
    yield "mark-bar"
    window.reader.page.clear_selection()
    window.reader.panel.show_tab("source")
    yield "source"
    window.reader.panel.show_tab("notes")
    yield "cards"
    window.reader.panel.show_tab("citation")
    camera.open("Port Serafin")
    yield "pdf-text"
    act("view-pages")
    yield "pdf-pages"
    act("view-both")
    yield "pdf-both"
    act("view-text")
    camera.open("māq")
    yield "arabic"
    act("focus")
    yield "focus"
    act("focus")
    act("find-in-text")
    yield "find"
    window.reader.find_bar.hide()
    window.reader.page.setFocus()
    act("show-marks")
    yield "marks"
    act("show-notes")
    yield "notes"
    window.search("Amaq")
    yield "search"
    window.search("zzzzzz")
    yield "nothing-found"
    act("show-documents")
    search = window.list.findChild(QWidget, "search-field")
    search.setText("zzzzzz")
    yield "filtered-to-nothing"
    search.setText("")
    window.toast.show_message("The file can’t be read. Save the page again.")
    yield "toast"
    window.toast.hide()


def states(camera: Camera) -> Iterator[str]:
    """Long titles, many tags, and quotations typed from paper."""
    window = camera.window
    id_ = window.session.library.filtered("")[0]
    camera.change(lambda library: library.set_fields(id_, {"title": LONG}))
    yield "long-title"
    window.session.undo()
    camera.settle()
    camera.change(lambda library: library.add_reference(BOOK))
    rows = window.session.library.rows(window.session.library.filtered(""))
    book = next(row.id for row in rows if row.title == BOOK["title"])
    for words, page in QUOTATIONS:
        camera.change(
            lambda library, words=words, page=page: library.highlight_quotation(
                book, words, page=page
            )
        )
    camera.open("A book on paper")
    yield "typed-quotations"
    camera.open(READ)


def collections(camera: Camera) -> Iterator[str]:
    """Collections inside one another, the innermost shown."""
    window, made = camera.window, []
    for name in ("Chapter two", "Claims of responsibility", "Who was asked first"):
        above = made[-1].id if made else None
        camera.window.session.change(
            lambda library, name=name, above=above: library.add_collection(name, parent=above),
            made.append,
        )
        camera.settle()
    ids = window.session.library.filtered("")[:3]
    camera.change(lambda library: library.collect(made[-1].id, ids))
    window.show_in_sidebar(Place("collection", made[-1].id, made[-1].name))
    yield "nested-collections"
    window.actions_["show-documents"].trigger()


def inbox(camera: Camera) -> Iterator[str]:
    """The inbox without a folder, and with one in which something is new."""
    camera.act("inbox")
    yield "inbox-none"
    folder = camera.own / "downloads"
    folder.mkdir()
    watch = watch_of(camera.window)
    watch.watch(folder)
    camera.until(lambda: watch.inbox.folder is not None)
    for name in ("reading-claims.html", "report-2024.pdf", "notes on sources.md"):
        (folder / name).write_text(f"Made for a picture: {name}", encoding="utf-8")
    camera.until(lambda: len(watch.inbox.files) == 3)
    yield "inbox"
    camera.act("show-documents")


def trash(camera: Camera) -> Iterator[str]:
    """The trash without and with documents."""
    window = camera.window
    window.show_in_sidebar(Place("trash", "", "Trash"))
    yield "trash-empty"
    ids = window.session.library.filtered("")[:2]
    camera.change(lambda library: library.trash_all(ids))
    yield "trash"
    window.session.undo()
    camera.settle()
    camera.act("show-documents")
    camera.open(READ)
