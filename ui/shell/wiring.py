"""What the window's own actions do: everything that belongs to no single pane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer

from ui.cite.connecting import connect_citing
from ui.library.presenter import ALL, Place, counted
from ui.securing.connecting import connect_securing
from ui.shell.readiness import get_ready
from ui.versions.connecting import Versions

if TYPE_CHECKING:
    from app.cite.styles import StyleChoice
    from app.store.check import Problem
    from ui.shell.palette import Palette
    from ui.shell.window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect the actions that the panes don't connect themselves."""
    on = window.actions_.on
    on("add-files", lambda: _add_files(window))
    on("paste-source", window.paste)
    on("move-in", lambda: _move_in(window))
    on("recent-imports", window.show_imports)
    on("inbox", lambda: window.show_page("inbox").setFocus())
    QTimer.singleShot(_KEEPING_AFTER, window, lambda: _begin_inbox(window))
    on("switch-library", lambda: _switch(window))
    on("reset-sample", lambda: _reset_sample(window))
    able = window.session.sample and window.session.writable
    window.actions_["reset-sample"].setEnabled(able)
    on("keep-bib", lambda: _keep_bib(window))
    QTimer.singleShot(_KEEPING_AFTER, window, lambda: _begin_keeping(window))
    get_ready(window)
    on("duplicates", lambda: _duplicates(window))
    on("check-fields", lambda: _check_fields(window))
    on("citation-keys", lambda: _citation_keys(window))
    on("preferences", lambda: _preferences(window))
    on("quit", window.close)
    on("undo", window.session.undo)
    on("redo", window.session.redo)
    on("search", window.focus_search)
    on("next-theme", window.cycle_theme)
    on("text-larger", lambda: _resize(window, 1))
    on("text-smaller", lambda: _resize(window, -1))
    on("text-reset", lambda: _resize(window, 0))
    on("sidebar", window.toggle_sidebar)
    on("inspector", window.toggle_inspector)
    on("next-pane", lambda: window.next_pane(1))
    on("previous-pane", lambda: window.next_pane(-1))
    on("show-documents", lambda: window.show_in_sidebar(ALL))
    on("show-marks", lambda: window.show_in_sidebar(Place("marks", "", "Marks")))
    on("show-notes", lambda: window.show_in_sidebar(Place("notes", "", "Notes")))
    on("help", window.help_.show_here)
    on("shortcuts", lambda: _shortcuts(window))
    on("about", lambda: _about(window))
    _connect_keeping(window)
    connect_citing(window)
    connect_securing(window)
    Versions(window)
    _connect_palette(window)
    if not window.session.writable:
        for id_ in _CHANGING:
            window.actions_[id_].setEnabled(False)


_KEEPING_AFTER = 1500
"""Milliseconds after which .bib files are looked at: nobody waits for that at the start."""

_CHANGING = (
    "add-files", "paste-source", "move-in", "undo", "redo", "back-up", "write-note", "delete-mark",
    "new-reference", "edit-reference", "add-quotation", "tag-mark", "grow-mark",
    "shrink-mark", "grow-mark-start", "shrink-mark-start", "add-document-note",
    *(f"mark-{number}" for number in range(1, 7)),
)  # fmt: skip
"""What a window that can only read leaves off."""


def _resize(window: MainWindow, by: int) -> None:
    """Larger or smaller pages where these are read, else text."""
    if not window.reader.pages.zoom(by):
        window.change_text_size(by)


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


def _connect_palette(window: MainWindow) -> None:
    @cache
    def palette() -> Palette:
        from ui.shell.finding import groups
        from ui.shell.palette import Palette

        return Palette(window.theme, window, lambda typed: groups(window, typed))

    window.actions_.on("palette", lambda: palette().open())


def _add_files(window: MainWindow) -> None:
    from app.settings import ADD_FOLDER
    from ui.adding.page import ask_files

    files = ask_files(window, window.settings.get(ADD_FOLDER))
    if files:
        window.settings.set(ADD_FOLDER, str(Path(files[0]).parent))
    window.add_files(files)


def _move_in(window: MainWindow) -> None:
    from ui.moving.connecting import open_sheet

    open_sheet(window)


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

    def ask(styles: Sequence[StyleChoice]) -> None:
        choices = [(each.alias, each.title) for each in styles]
        restart = window.application.restart
        keys = window.actions_["citation-keys"].trigger
        inbox = window.actions_["inbox"].trigger
        Preferences(window.theme, window.settings, window, choices, restart, keys, inbox).open()

    window.session.ask(lambda library: library.styles(), ask, latest="preferences")


def _keep_bib(window: MainWindow) -> None:
    from ui.keeping.connecting import open_sheet

    open_sheet(window)


def _begin_keeping(window: MainWindow) -> None:
    """Keep files up to date once the window stands."""
    from ui.keeping.connecting import keeper_of

    keeper_of(window)


def _begin_inbox(window: MainWindow) -> None:
    """Look at the watched folder once the window stands, where there is one."""
    from ui.inbox.connecting import watch_of

    if not window.session.closed and window.session.library.inbox_folder() is not None:
        watch_of(window)


def _duplicates(window: MainWindow) -> None:
    from ui.doubting.connecting import open_merging

    open_merging(window)


def _check_fields(window: MainWindow) -> None:
    from ui.doubting.connecting import open_sheet

    open_sheet(window)


def _citation_keys(window: MainWindow) -> None:
    from ui.cite.keys_sheet import KeysSheet

    sheet = KeysSheet(window.theme, window.session, window)
    sheet.said.connect(window.say)
    sheet.open()


def _shortcuts(window: MainWindow) -> None:
    from ui.help.shortcuts import ShortcutSheet

    ShortcutSheet(window.theme, window).open()


def _about(window: MainWindow) -> None:
    from ui.shell.about import AboutSheet

    AboutSheet(window.theme, window.session, window).open()
