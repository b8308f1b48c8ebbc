"""A mistake of the program, and a known error's detail: said calmly, with a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import SourcebookError
from ui.shell.report import bug_report
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet
from ui.widgets.states import details_of

_PROMISE = "No titles, no notes and no names are in this report."


class BugSheet(Sheet):
    """What happened, the report, Copy report and Go on."""

    def __init__(self, theme: Theme, error: BaseException, parent: QWidget) -> None:
        super().__init__(theme, "Sourcebook made a mistake", parent, icon="flag")
        self.setObjectName("bug")
        text = "What you asked for was not done. Nothing that was saved before is lost."
        self.body.addWidget(Label(theme, text, wrap=True))
        self._report = bug_report(error)
        self.body.addWidget(report_card(theme, self._report, "bug-report"))
        self.body.addWidget(Label(theme, _PROMISE, role="meta", wrap=True))
        self.add_button("Go on", self.accept, kind="quiet")
        self.add_button("Copy report", self._copy, kind="secondary", name="copy-report")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class ErrorSheet(Sheet):
    """A known error with its technical detail, to copy."""

    def __init__(self, theme: Theme, error: SourcebookError, parent: QWidget) -> None:
        super().__init__(theme, error.message, parent, icon="warning-circle")
        self.setObjectName("error-sheet")
        if error.hint:
            self.body.addWidget(Label(theme, error.hint, wrap=True))
        self._said = details_of(error)
        self.body.addWidget(report_card(theme, self._said, "error-detail"))
        self.add_button("Copy", self._copy, kind="quiet", name="error-copy")
        self.add_button("Close", self.accept, kind="primary", name="error-close")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._said)


def report_card(theme: Theme, text: str, name: str) -> QWidget:
    """A report on a ground of its own; its words can be selected."""
    card = Card(theme, radius=6, ground="sunk", edge=False)
    label = Label(theme, text, role="meta", colour="text2", wrap=True)
    label.setObjectName(name)
    label.setAccessibleName("Report")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.addWidget(label)
    return card
