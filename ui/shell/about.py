"""About: version, licence, and where one's data lies."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.paths import settings_file
from ui.library.presenter import shown
from ui.session import Session
from ui.shell.report import program_version
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class AboutSheet(Sheet):
    """A few true sentences."""

    def __init__(self, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(theme, "Sourcebook", parent)
        self.setObjectName("about")
        self._versions = (
            f"Sourcebook {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
            f"{platform.system()} {platform.machine()}"
        )
        for text, role in (
            ("Read, mark and cite sources. Works without a network.", "body"),
            (self._versions, "meta"),
            ("This library", "section"),
            (shown(str(session.folder)), "meta"),
            ("Settings", "section"),
            (shown(str(settings_file())), "meta"),
            ("Licences", "section"),
            ("Free software under the GNU General Public License, version 3 or later.", "meta"),
            ("Fonts: Literata, Noto Serif, Amiri, Inter (SIL OFL). Icons: Phosphor (MIT).", "meta"),
        ):
            self.body.addWidget(Label(theme, text, role=role, wrap=True))
        self.add_button("Copy versions", self._copy, kind="quiet", name="about-copy")
        self.add_button("Close", self.accept, kind="primary", name="about-close").setFocus()
        self.setMinimumWidth(min(480, max(360, parent.width() - 48)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions)
