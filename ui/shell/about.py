"""About: version, licence, and where one's data lies."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.paths import settings_file
from ui.session import Session
from ui.shell.report import program_version
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class AboutSheet(Sheet):
    """A few true sentences."""

    def __init__(self, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(theme, f"Sourcebook {program_version()}", parent)
        self.setObjectName("about")
        for text, role in (
            ("Read, mark and cite sources. Works without a network.", "body"),
            (f"This library: {session.folder}", "meta"),
            (f"Settings: {settings_file()}", "meta"),
            ("Free software under the GNU General Public License, version 3 or later.", "meta"),
            ("Fonts: Literata, Noto Serif, Amiri, Inter (SIL OFL). Icons: Phosphor (MIT).", "meta"),
        ):
            self.body.addWidget(Label(theme, text, role=role, wrap=True))
        self.add_button("Close", self.accept, kind="primary")
