"""The help window: contents at the left, the page at the right; nothing comes from a network."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from ui.help.pages import PAGES, page_text
from ui.theme import Theme


class HelpWindow(QWidget):
    """Shows the help pages; :meth:`show_page` brings one up."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle("Sourcebook help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, parent.isModal())
        self._theme = theme
        self._contents = self._make_contents()
        self._page = self._make_page()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._contents)
        row.addWidget(self._page, 1)
        self.resize(880, 640)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_page(self, id_: str) -> None:
        """Show a page and bring the window to the front."""
        self._contents.setCurrentRow(list(PAGES).index(id_))
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self._page.setFocus()

    def _make_contents(self) -> QListWidget:
        contents = QListWidget()
        contents.setObjectName("help-contents")
        contents.setAccessibleName("Help pages")
        contents.setFixedWidth(240)
        contents.setSpacing(2)
        for id_, title in PAGES.items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, id_)
            contents.addItem(item)
        contents.currentItemChanged.connect(self._on_chosen)
        return contents

    def _make_page(self) -> QTextBrowser:
        page = QTextBrowser()
        page.setObjectName("help-page")
        page.setAccessibleName("Help page")
        page.setOpenLinks(False)
        page.document().setDocumentMargin(32)
        return page

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._page.setMarkdown(page_text(item.data(Qt.ItemDataRole.UserRole)))

    def _on_theme_changed(self) -> None:
        tokens = self._theme.tokens
        self._page.setFont(self._theme.serif_font(16))
        self._contents.setFont(self._theme.ui_font(13))
        self._page.setStyleSheet(
            f"QTextBrowser {{ background: {tokens.paper.name()}; padding: 0;"
            f" border: none; border-left: 2px solid transparent; color: {tokens.text.name()}; }}"
            f"QTextBrowser:focus {{ border-left-color: {tokens.accent.name()}; }}"
        )
        self._contents.setStyleSheet(
            f"QListWidget {{ background: {tokens.side.name()}; border: none; padding: 16px 8px; }}"
            f"QListWidget::item {{ padding: 6px 8px; border-radius: 8px; color: "
            f"{tokens.text.name()}; }}"
            f"QListWidget::item:selected {{ background: {tokens.tint.name()}; }}"
        )
        self._on_chosen(self._contents.currentItem())
