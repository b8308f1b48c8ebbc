"""What the window's own actions do: everything that belongs to no single pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.store.check import Problem
from ui.actions import ACTIONS, shown_keys
from ui.adding.page import ask_files
from ui.cite.copying import Copying
from ui.cite.export import ExportSheet
from ui.library.presenter import ALL, Place, counted, meta_line
from ui.reader.page import defanged
from ui.shell.palette import Entry, Palette, ranked
from ui.theme import KIND_ICONS

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect the actions that the panes don't connect themselves."""
    on = window.actions_.on
    on("add-files", lambda: window.add_files(ask_files(window)))
    on("paste-source", window.paste)
    on("recent-imports", window.show_imports)
    on("export", lambda: _export(window))
    on("switch-library", lambda: _switch(window))
    on("reset-sample", lambda: _reset_sample(window))
    able = window.session.sample and window.session.writable
    window.actions_["reset-sample"].setEnabled(able)
    on("preferences", lambda: _preferences(window))
    on("quit", window.close)
    on("undo", window.session.undo)
    on("redo", window.session.redo)
    on("search", window.focus_search)
    on("next-theme", window.cycle_theme)
    on("text-larger", lambda: window.change_text_size(1))
    on("text-smaller", lambda: window.change_text_size(-1))
    on("text-reset", lambda: window.change_text_size(0))
    on("sidebar", window.toggle_sidebar)
    on("inspector", window.toggle_inspector)
    on("next-pane", lambda: window.next_pane(1))
    on("previous-pane", lambda: window.next_pane(-1))
    on("show-documents", lambda: window.show_in_sidebar(ALL))
    on("show-marks", lambda: window.show_in_sidebar(Place("marks", "", "Marks")))
    on("show-notes", lambda: window.show_in_sidebar(Place("notes", "", "Notes")))
    on("help", lambda: window.show_help(window.help_page()))
    on("shortcuts", lambda: _shortcuts(window))
    on("about", lambda: _about(window))
    on("new-reference", lambda: _edit(window, new=True))
    on("edit-reference", lambda: _edit(window, new=False))
    on("add-quotation", lambda: _type_quotation(window))
    on("print", lambda: _print(window))
    on("save-pdf", lambda: _save_pdf(window))
    _connect_keeping(window)
    _connect_copying(window)
    _connect_palette(window)
    if not window.session.writable:
        for id_ in _CHANGING:
            window.actions_[id_].setEnabled(False)


_CHANGING = (
    "add-files", "paste-source", "undo", "redo", "back-up", "write-note", "delete-mark",
    "new-reference", "edit-reference", "add-quotation", "tag-mark", "grow-mark",
    "shrink-mark", "grow-mark-start", "shrink-mark-start", "add-document-note",
    *(f"mark-{number}" for number in range(1, 7)),
)  # fmt: skip
"""What a window that can only read leaves off."""


def _connect_keeping(window: MainWindow) -> None:
    session = window.session

    def backed_up(_answer: object) -> None:
        window.say("Backup written into the library’s folder")

    def checked(problems: list[Problem]) -> None:
        if problems:
            told = "; ".join(problem.message for problem in problems[:3])
            window.say(f"{counted(len(problems), 'problem')} found: {told}")
        else:
            window.say("Everything in the library is sound")

    window.actions_.on("back-up", lambda: session.ask(lambda library: library.back_up(), backed_up))
    window.actions_.on(
        "check-library", lambda: session.ask(lambda library: library.check(), checked)
    )


def _connect_copying(window: MainWindow) -> None:
    copying = Copying(window.session, window.settings, window)
    copying.said.connect(window.say)
    on = window.actions_.on
    on("copy-quotation", lambda: _copy_quotation(window, copying))
    on("copy-citation", lambda: copying.citation(_chosen(window)))
    on("copy-bibliography", lambda: copying.bibliography(_chosen(window)))
    on("copy-key", lambda: _copy_keys(window, copying))
    on("copy-address", lambda: _copy_addresses(window, copying))


def _copy_quotation(window: MainWindow, copying: Copying) -> None:
    document = window.reader.current_document
    selected, mark = window.reader.page.selection(), window.reader.current_mark
    if document is not None and selected is not None:
        copying.quotation(document, *selected)
    elif mark is not None:
        copying.highlight(mark.id)
    else:
        window.say("Select a passage or go to a mark first, then press C.")


def _chosen(window: MainWindow) -> list[str]:
    """The selected documents, else the open one."""
    selected = [str(id_) for id_ in window.list.selected]
    open_now = window.reader.current_document
    return selected or ([open_now] if open_now else [])


def _copy_keys(window: MainWindow, copying: Copying) -> None:
    keys = [window.session.library.document(id_).key for id_ in _chosen(window)]
    if keys:
        copying.plain(", ".join(keys), "Key copied")


def _copy_addresses(window: MainWindow, copying: Copying) -> None:
    library = window.session.library
    addresses = [library.document(id_).reference.get("URL") for id_ in _chosen(window)]
    found = [defanged(str(each)) for each in addresses if each]
    if found:
        copying.plain("\n".join(found), "Address copied so that it can’t be opened")
    else:
        window.say("The reference has no web address.")


def _connect_palette(window: MainWindow) -> None:
    def commands() -> list[Entry]:
        return [
            Entry(
                action.text.rstrip("…"), action.icon, "", shown_keys(action),
                window.actions_[action.id].trigger,
            )
            for action in ACTIONS
            if action.id != "palette" and window.actions_[action.id].isEnabled()
        ]  # fmt: skip

    def groups(typed: str) -> Sequence[tuple[str, Sequence[Entry]]]:
        found = ranked(typed, commands(), 6 if typed.strip() else 12)
        return (("Commands", found), ("Documents", _documents(window, typed)))

    palette = Palette(window.theme, window, groups)
    window.actions_.on("palette", palette.open)


def _documents(window: MainWindow, typed: str) -> list[Entry]:
    if not typed.strip():
        return []
    library = window.session.library
    rows = library.rows(library.filtered(typed)[:30])
    entries = [
        Entry(
            row.title or "Untitled", KIND_ICONS[row.kind], meta_line(row), (),
            lambda id_=row.id: window.open_document(id_),  # type: ignore[misc]
        )
        for row in rows
    ]  # fmt: skip
    return ranked(typed, entries, 5) or entries[:5]


def _export(window: MainWindow) -> None:
    selected = [str(id_) for id_ in window.list.selected]
    ExportSheet(window.theme, window.session, window.settings, selected, window).open()


def _edit(window: MainWindow, *, new: bool) -> None:
    from ui.cite.editor import ReferenceEditor

    chosen = _chosen(window)
    if not new and not chosen:
        window.say("Choose a document first.")
        return
    document = None if new else window.session.library.document(chosen[0])
    done = window.open_document if new else window.source.show_document
    ReferenceEditor(window.theme, window.session, document, window, done).open()


def _type_quotation(window: MainWindow) -> None:
    from ui.cite.editor import QuotationSheet

    id_ = window.reader.current_document
    document = window.session.library.document(id_) if id_ else None
    if document is None or document.text_id is not None:
        window.say("Open a reference without text first; in a text, select the words instead.")
        return
    QuotationSheet(window.theme, window.session, document, window).open()


def _print(window: MainWindow) -> None:
    from ui.printing.printing import print_document

    if window.reader.opened is not None:
        print_document(window.reader.opened, window, sample=window.session.sample)


def _save_pdf(window: MainWindow) -> None:
    from ui.printing.printing import ask_pdf

    if window.reader.opened is not None:
        done = ask_pdf(window.reader.opened, window, sample=window.session.sample)
        if done:
            window.say("PDF saved")


def _switch(window: MainWindow) -> None:
    at = window.sidebar.mapToGlobal(QPoint(12, 52))
    window.sidebar.switch_requested.emit(at)


def _reset_sample(window: MainWindow) -> None:
    from ui.widgets.labels import Label
    from ui.widgets.sheet import Sheet

    sheet = Sheet(window.theme, "Reset the sample?", window)
    sheet.setObjectName("sheet-reset-sample")
    told = (
        "The marks, notes, tags and files that you added here go, and what you deleted or changed "
        "is as it was. This can’t be undone. Your own libraries stay as they are."
    )
    sheet.body.addWidget(Label(window.theme, told, wrap=True))

    def reset() -> None:
        sheet.accept()
        window.application.reset_sample()

    sheet.add_button("Cancel", sheet.reject, kind="quiet", name="reset-cancel")
    sheet.add_button("Reset the sample", reset, kind="danger", name="reset-sample-now")
    sheet.open()


def _preferences(window: MainWindow) -> None:
    from ui.shell.preferences import Preferences

    Preferences(window.theme, window.settings, window).open()


def _shortcuts(window: MainWindow) -> None:
    from ui.help.shortcuts import ShortcutSheet

    ShortcutSheet(window.theme, window).open()


def _about(window: MainWindow) -> None:
    from ui.shell.about import AboutSheet

    AboutSheet(window.theme, window.session, window).open()
