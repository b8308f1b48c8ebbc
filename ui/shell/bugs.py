"""A mistake of the program: said calmly, with a report to copy that holds no content."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.shell.report import bug_report
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class BugSheet(Sheet):
    """What happened, the report, Copy report and Go on."""

    def __init__(self, theme: Theme, error: BaseException, parent: QWidget) -> None:
        super().__init__(theme, "Sourcebook made a mistake", parent)
        self.setObjectName("bug")
        text = "What you asked for was not done. Nothing that was saved before is lost."
        self.body.addWidget(Label(theme, text, wrap=True))
        self._report = bug_report(error)
        shown = QPlainTextEdit(self._report)
        shown.setObjectName("bug-report")
        shown.setAccessibleName("Report")
        shown.setReadOnly(True)
        self.body.addWidget(shown)
        told = "No titles, no notes and no names are in this report."
        self.body.addWidget(Label(theme, told, role="meta", wrap=True))
        self.add_button("Copy report", self._copy, kind="secondary")
        self.add_button("Go on", self.accept, kind="primary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
