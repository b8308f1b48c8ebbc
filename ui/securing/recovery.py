"""The sheet for a forgotten passphrase: the recovery code first, then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import SourcebookError
from app.library import securing
from ui.jobs import Jobs
from ui.securing.pair import NewPassphrase
from ui.securing.words import told
from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_FIRST = (
    "Type the code that was shown when the passphrase was set. Dashes and capitals don’t matter."
)
_SECOND = (
    "The code opens this library. Set a passphrase that opens it from now on; the code stays good."
)


class RecoverySheet(Sheet):
    """Asks for a code, then for a new passphrase; ``passphrase_set`` carries it once it opens."""

    passphrase_set = Signal(str)

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        parent: QWidget | None,
        broke: Callable[[BaseException], object],
    ) -> None:
        super().__init__(theme, "Use the recovery code", parent)
        self.setObjectName("recovery")
        self.setFixedWidth(480)
        self._folder, self._broke = folder, broke
        self._code = ""
        self._jobs = Jobs(self)
        self._said = Label(theme, _FIRST, colour="text2", wrap=True)
        self.code = TextField(
            theme, "Recovery code", placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX",
            name="recovery-typed",
        )  # fmt: skip
        self.code.changed.connect(lambda _text: self.code.set_error(""))
        self.code.edit.returnPressed.connect(self.go)
        self.new = NewPassphrase(theme, "recovery")
        self.new.entered.connect(self.go)
        self.new.hide()
        for each in (self._said, self.code, self.new):
            self.body.addWidget(each)
        self.add_button("Cancel", self.reject, kind="quiet", name="recovery-cancel")
        self._go = self.add_button("Next", self.go, kind="primary", name="recovery-go")
        self.code.edit.setFocus()

    def go(self) -> None:
        """Try the code, or set the passphrase."""
        if not self._go.isEnabled():
            return
        if self._code:
            self._set()
        elif not self.code.text().strip():
            self.code.set_error("Type the code first.")
        else:
            typed, folder = self.code.text(), self._folder
            self._run(lambda: securing.check_code(folder, typed), lambda: self._opened(typed))

    def _opened(self, code: str) -> None:
        self._code = code
        self._said.set_text(_SECOND)
        self.code.hide()
        self.new.show()
        self._go.setText("Set and open")
        self._go.setAccessibleName("Set and open")
        self._go.updateGeometry()
        self.adjustSize()
        self.new.first.edit.setFocus()

    def _set(self) -> None:
        new = self.new.take()
        if new is None:
            return
        code, folder = self._code, self._folder

        def done() -> None:
            self.accept()
            self.passphrase_set.emit(new)

        self._run(lambda: securing.set_by_code(folder, code, new), done)

    def _run(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        self._go.setEnabled(False)

        def ended(_none: None) -> None:
            self._go.setEnabled(True)
            done()

        self._jobs.in_library(work, ended, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._go.setEnabled(True)
        if not isinstance(error, SourcebookError):
            self._broke(error)
            return
        field = self.new.first if self._code else self.code
        field.set_error(told(error))
        field.edit.setFocus()

    def reject(self) -> None:
        """Close, unless a code is being tried, which takes a moment."""
        if self._go.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the thread."""
        self._jobs.close()
        super().done(result)
