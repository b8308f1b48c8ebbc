"""The sheet of a library's passphrase: set it, change it, turn it off, make a recovery code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.errors import InputError, LockedLibraryError, SourcebookError
from ui.securing.pair import NewPassphrase, secret_field
from ui.securing.words import (
    ABOUT,
    ACTS,
    BUTTONS,
    LOST,
    PLAIN,
    READ_ONLY,
    REWRITING,
    SAMPLE,
    told,
)
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class SecuritySheet(Sheet):
    """What a passphrase needs; errors stand where they belong.

    ``rewriting_wanted`` carries the present passphrase and the new one, one of them empty: the
    library has to be closed for that. ``code_made`` carries a new recovery code, ``said`` what was
    done.
    """

    rewriting_wanted = Signal(str, str)
    code_made = Signal(str)
    said = Signal(str)

    def __init__(self, theme: Theme, session: Session, parent: QWidget, error: str = "") -> None:
        super().__init__(theme, "Passphrase and recovery", parent)
        self.setObjectName("securing")
        self.setFixedWidth(480)
        self._session = session
        self._error = Label(theme, error, colour="danger", wrap=True)
        self._error.setObjectName("securing-error")
        self._error.setVisible(bool(error))
        able = session.writable and not session.sample
        if not able:
            self.body.addWidget(Label(theme, SAMPLE if session.sample else READ_ONLY, wrap=True))
        elif session.encrypted:
            self._lay_out_encrypted()
        else:
            self._lay_out_plain()
        self.body.addWidget(self._error)
        close = "Cancel" if able else "Close"
        self.add_button(close, self.reject, kind="quiet", name="securing-cancel")
        if able:
            words = BUTTONS["change"] if session.encrypted else "Encrypt the library"
            self._go = self.add_button(words, self.go, kind="primary", name="securing-go")
            self.new.entered.connect(self.go)
        if able and session.encrypted:
            self._on_act()
            self.present.edit.setFocus()

    def _lay_out_plain(self) -> None:
        for words in (PLAIN, LOST):
            self.body.addWidget(Label(self.theme_, words, wrap=True))
        self.new = NewPassphrase(self.theme_, "securing")
        self.body.addWidget(self.new)
        self.body.addWidget(Label(self.theme_, REWRITING, role="meta", wrap=True))
        self.new.first.edit.setFocus()

    def _lay_out_encrypted(self) -> None:
        theme = self.theme_
        library = self._session.library
        has = "and there is" if library.recoverable else "but there is no"
        head = f"This library is encrypted, {has} a recovery code. {LOST.partition('. ')[0]}."
        self.body.addWidget(Label(theme, head.replace("no a", "no"), wrap=True))
        self.act = Choice(theme, "What to do", ACTS, name="securing-act")
        self.act.chosen.connect(lambda _value: self._on_act())
        self.body.addWidget(self.act)
        self._about = Label(theme, "", role="meta", wrap=True)
        self.body.addWidget(self._about)
        self.present = secret_field(theme, "Present passphrase, or recovery code", "securing-now")
        self.present.changed.connect(lambda _text: self.present.set_error(""))
        self.present.edit.returnPressed.connect(self._on_present_entered)
        self.body.addWidget(self.present)
        self.new = NewPassphrase(theme, "securing")
        self.body.addWidget(self.new)

    @property
    def _wanted(self) -> str:
        return str(self.act.value()) if self._session.encrypted else "on"

    def _on_act(self) -> None:
        wanted = self._wanted
        self._about.set_text(ABOUT[wanted])
        self.new.setVisible(wanted == "change")
        self._go.setText(BUTTONS[wanted])
        self._go.setAccessibleName(BUTTONS[wanted])
        self._error.hide()

    def _on_present_entered(self) -> None:
        if self._wanted == "change":
            self.new.first.edit.setFocus()
        else:
            self.go()

    def go(self) -> None:
        """Do what is chosen, once what is typed will do."""
        if not self._go.isEnabled():
            return
        self._error.hide()
        if self._wanted == "on":
            new = self.new.take()
            if new is not None:
                self.accept()
                self.rewriting_wanted.emit("", new)
            return
        if not self.present.text():
            self.present.set_error("Type the present passphrase first.")
            self.present.edit.setFocus()
            return
        {"change": self._change, "code": self._make_code, "off": self._turn_off}[self._wanted]()

    def _change(self) -> None:
        new, now = self.new.take(), self.present.text()
        if new is None:
            return

        def done(_none: None) -> None:
            self._end()
            self.said.emit("The passphrase was changed")

        self._begin()
        self._session.work(lambda library: library.change_passphrase(now, new), done, self._failed)

    def _make_code(self) -> None:
        now = self.present.text()

        def done(code: str) -> None:
            self._end()
            self.code_made.emit(code)

        self._begin()
        self._session.work(lambda library: library.make_recovery_code(now), done, self._failed)

    def _turn_off(self) -> None:
        now = self.present.text()

        def done(_none: None) -> None:
            self._end()
            self.rewriting_wanted.emit(now, "")

        self._begin()
        self._session.work(lambda library: library.check_passphrase(now), done, self._failed)

    def _begin(self) -> None:
        self._go.setEnabled(False)

    def _end(self) -> None:
        self._go.setEnabled(True)
        self.accept()

    def reject(self) -> None:
        """Close, unless a passphrase is being tried, which takes a moment."""
        if not hasattr(self, "_go") or self._go.isEnabled():
            super().reject()

    def _failed(self, error: SourcebookError) -> None:
        if not isValid(self):
            return
        self._go.setEnabled(True)
        if isinstance(error, LockedLibraryError):
            self.present.set_error(told(error))
            self.present.edit.selectAll()
            self.present.edit.setFocus()
        elif isinstance(error, InputError) and self._wanted == "change":
            self.new.first.set_error(told(error))
            self.new.first.edit.setFocus()
        else:
            self._error.set_text(told(error))
            self._error.show()
