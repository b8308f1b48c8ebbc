"""What the window does with versions of texts: the bar's label, the sheet, the tray's buttons."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.errors import NotFoundError
from app.library.effectwords import version_label
from ui.versions.presenter import renewed_words

if TYPE_CHECKING:
    from app.annotate.guesses import Guess
    from app.changes import Change
    from app.library.textversions import Renewed
    from app.model import Highlight, Note, TextVersion
    from ui.shell.window import MainWindow


class Versions(QObject):
    """Keeps the reader's label and actions in step with the open document, and does what they say.

    It lives as long as the window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._reader = window, window.session, window.reader
        self._versions: tuple[TextVersion, ...] = ()
        self._tried: tuple[str, int] = ("", 0)
        actions, tray = window.actions_, window.reader.notes_tab.tray
        actions.on("text-versions", self.show_sheet)
        actions.on("reread", self.reread)
        actions.on("add-version", self.add_version)
        window.reader.bar.version_wanted.connect(self.show_sheet)
        window.reader.document_opened.connect(lambda _id: self._follow())
        window.reader.document_closed.connect(self._follow)
        self._session.changed.connect(self._on_changed)
        tray.grown.connect(window.reader.arrange)
        tray.shown_wanted.connect(self._show_place)
        tray.find_wanted.connect(self._find_again)
        tray.attach_wanted.connect(self._attach)
        tray.note_wanted.connect(self._keep_as_note)
        tray.confirm_wanted.connect(self._confirm)
        self._follow()

    # Following ------------------------------------------------------------------------------------

    def _on_changed(self, changes: frozenset[Change]) -> None:
        id_ = self._reader.current_document
        if id_ is not None and any(change.id == id_ for change in changes):
            self._follow()

    def _follow(self) -> None:
        opened, actions = self._reader.opened, self._window.actions_
        self._versions = ()
        # A document that has gone for good is closed by the same change that tells of it here.
        with suppress(NotFoundError):
            if opened is not None:
                self._versions = self._session.library.text_versions(opened.document.id)
        several = len(self._versions) > 1
        current = next((each for each in self._versions if each.current), None)
        self._reader.bar.show_version(version_label(current) if several and current else "")
        actions["text-versions"].setEnabled(bool(self._versions))
        can = bool(self._versions) and self._session.writable
        original = opened is not None and opened.document.original is not None
        actions["reread"].setEnabled(can and original)
        actions["add-version"].setEnabled(can)

    # Actions --------------------------------------------------------------------------------------

    def show_sheet(self) -> None:
        """The versions side by side, where there are several."""
        from ui.versions.sheet import TextVersionsSheet

        opened, window = self._reader.opened, self._window
        if opened is None:
            return
        if len(self._versions) < 2:
            window.say("This text has one version only")
            return
        sheet = TextVersionsSheet(
            window.theme, self._session, opened.document, self._versions, window
        )
        sheet.use_wanted.connect(self._use)
        sheet.open()

    def _use(self, number: int) -> None:
        id_ = self._reader.current_document
        if id_ is not None:
            self._session.change(
                lambda library: library.use_version(id_, number), self._on_version_used
            )

    def _on_version_used(self, renewed: Renewed) -> None:
        version = renewed.version
        if version is not None:
            self._window.say(f"You read the {version_label(version).replace('V', 'v', 1)}", True)

    def reread(self) -> None:
        """Read the open document's file again with today's reader."""
        id_ = self._reader.current_document
        if id_ is not None:
            self._session.change(lambda library: library.reread(id_), self._on_renewed)

    def add_version(self) -> None:
        """Ask for a newer copy of the open document and add it."""
        from pathlib import Path

        from app.settings import ADD_FOLDER
        from ui.adding.page import ask_files

        id_, window = self._reader.current_document, self._window
        files = ask_files(window, window.settings.get(ADD_FOLDER)) if id_ is not None else []
        if id_ is not None and files:
            self._session.change(
                lambda library: library.add_version(id_, Path(files[0])), self._on_renewed
            )

    def _on_renewed(self, renewed: Renewed) -> None:
        self._window.say(renewed_words(renewed), renewed.status == "new")

    # The tray -------------------------------------------------------------------------------------

    def _show_place(self, start: int) -> None:
        self._reader.show_passage(start)
        self._reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_again(self, mark: str) -> None:
        self._session.ask(
            lambda library: library.find_again(mark),
            lambda guesses: self._show_guess(mark, guesses),
            latest="find-again",
        )

    def _show_guess(self, mark: str, guesses: tuple[Guess, ...]) -> None:
        """Select a likely place; asked again, the next one."""
        if not guesses:
            self._window.say("No place in this version reads like it")
            return
        last, number = self._tried
        number = (number + 1) % len(guesses) if last == mark else 0
        self._tried = (mark, number)
        guess = guesses[number]
        page = self._reader.page
        page.scroll_to(guess.start)
        page.select(guess.start, guess.end)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.say(f"Place {number + 1} of {len(guesses)}, {guess.score:.0f} % alike")

    def _attach(self, mark: str) -> None:
        selected = self._reader.page.selection()
        if selected is None:
            self._window.say("Select the passage first, then attach the mark to it")
            return
        start, end = selected
        self._session.change(lambda library: library.attach(mark, start, end), self._on_attached)

    def _on_attached(self, _mark: Highlight) -> None:
        self._window.say("Mark attached", True)

    def _keep_as_note(self, mark: str) -> None:
        def kept(_note: Note) -> None:
            self._window.say("Kept as a private note; the mark stays in its version", True)

        self._session.change(lambda library: library.keep_as_note(mark), kept)

    def _confirm(self, mark: str) -> None:
        def confirmed(_mark: Highlight) -> None:
            self._window.say("Place confirmed", True)

        self._session.change(lambda library: library.confirm_place(mark), confirmed)
