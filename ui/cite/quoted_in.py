"""An original cited through the source that quotes it: "as cited in", "quoted in"."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.cite.engine import Rendered
from app.errors import SourcebookError
from app.library import Library
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, Settings
from ui.cite.copying import put
from ui.cite.preview import Preview
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class QuotedInSheet(Sheet):
    """Asks who is quoted, shows the citation as the style words it, and copies it."""

    said = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        document: str,
        locator: str | None,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "Cite as quoted in", parent)
        self.setObjectName("quoted-in")
        self._session, self._settings = session, settings
        self._document, self._locator = document, locator
        self._shown: Rendered | None = None
        self.original = TextField(
            theme, "Original", name="quoted-in-original",
            hint="Who is quoted, and when: Amaq News Agency, 2016. It is not in the reference "
            "list; the source you read is.",
        )  # fmt: skip
        self.preview = Preview(theme, "Quoted in")
        self.body.addWidget(self.original)
        self.body.addWidget(Label(theme, "In the essay", role="section"))
        self.body.addWidget(self.preview)
        self.body.addStretch(1)
        self.add_button("Cancel", self.reject, kind="quiet", name="quoted-in-cancel")
        self._copy = self.add_button("Copy", self.copy, kind="primary", name="quoted-in-copy")
        self._copy.setEnabled(False)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(120)
        self._asking.timeout.connect(self._ask)
        self.original.changed.connect(lambda _text: self._on_typed())
        room = parent.window().size()
        self.resize(min(480, room.width() - 32), 320)
        self._ask()

    def copy(self) -> None:
        """Put the citation on the clipboard."""
        if self._shown is not None:
            put(self._shown.citation, self._shown.citation_html)
            self.said.emit("Citation copied", False)
            self.accept()

    def _on_typed(self) -> None:
        self._copy.setEnabled(False)
        self._asking.start()

    def _ask(self) -> None:
        original, style = self.original.text().strip(), self._settings.get(CITATION_STYLE)
        language = self._settings.get(CITATION_LANGUAGE)

        def ask(library: Library) -> tuple[str, Rendered]:
            return original, library.cite(
                [self._document], style=style, locator=self._locator, locale=language,
                quoting=original,
            )  # fmt: skip

        self.preview.wait()
        self._session.ask(ask, self._show, self._failed, latest="quoted-in")

    def _show(self, answer: tuple[str, Rendered]) -> None:
        # What was typed meanwhile has an answer of its own on its way.
        if isValid(self) and answer[0] == self.original.text().strip():
            self._shown = rendered = answer[1]
            self._copy.setEnabled(bool(answer[0]))
            self.preview.show_entries([rendered.citation], [rendered.citation_html])
            self.fit()

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self.original.set_error(" ".join(filter(None, (error.message, error.hint))))
