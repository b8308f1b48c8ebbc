"""The preferences: every setting that has a label, made from its declaration, by sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.settings import (
    CITATION_STYLE,
    EASY_SPACING,
    LEADING,
    SECTIONS,
    SETTINGS,
    UI_SCALE,
    Setting,
    Settings,
)
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Check, Choice, Stepper
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_EASY_LEADING = 1.7


class Preferences(Sheet):
    """What can be chosen; each choice takes effect at once and is remembered.

    ``styles`` are the citation styles on offer, ``restart`` starts the program again, ``keys``
    opens the sheet of citation keys, which belong to the library, ``inbox`` the inbox.
    """

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        parent: QWidget,
        styles: Sequence[tuple[str, str]] = (),
        restart: Callable[[], object] | None = None,
        keys: Callable[[], object] | None = None,
        inbox: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(theme, "Preferences", parent)
        self.setObjectName("preferences")
        self._theme, self._settings, self._styles = theme, settings, styles
        self._restart, self._keys, self._inbox = restart, keys, inbox
        self._show: dict[str, Callable[[], object]] = {}
        self._resets: dict[str, Button] = {}
        self.body.setSpacing(8)
        for section in SECTIONS:
            self._add_section(section)
        self.add_button("Close", self.accept, kind="primary", name="preferences-close")
        self.destroyed.connect(settings.listen(self._on_setting))
        self.setMinimumWidth(min(520, max(360, parent.width() - 48)))
        self._show_resets()
        # What one came for, rather than the first “Reset”.
        first = self.findChild(QWidget, f"preference-{SETTINGS[0].name}")
        if first is not None:
            first.setFocus()

    def _add_section(self, section: str) -> None:
        reset = Button(
            self._theme, "Reset", kind="link", name=f"reset-{section.casefold()}", height=24
        )
        reset.setAccessibleName(f"Reset {section}")
        reset.clicked.connect(lambda _checked=False: self._reset(section))
        self._resets[section] = reset
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(Label(self._theme, section, role="section"), 1)
        head.addWidget(reset)
        self.body.addLayout(head)
        if section == "Accessibility":
            self._add_easy()
        for setting in SETTINGS:
            if setting.section == section:
                self._add(setting)
        if section == "Citing" and self._keys is not None:
            told = "How citation keys are made in this library, and which stay as they are."
            self._add_way(told, "Citation keys…", "preference-keys", self._keys)
        if section == "Library" and self._inbox is not None:
            told = "A folder, such as the browser’s downloads, whose new files are offered here."
            self._add_way(told, "Inbox…", "preference-inbox", self._inbox)

    def _add(self, setting: Setting[Any]) -> None:
        name = f"preference-{setting.name}"
        column = QVBoxLayout()
        column.setSpacing(2)

        def chosen(new: Any) -> None:
            self._settings.set(setting, type(setting.default)(new))

        allowed = self._offered() if setting is CITATION_STYLE else setting.allowed
        if allowed:
            choice = Choice(self._theme, setting.label, allowed, name=name)
            choice.chosen.connect(chosen)
            self._show[setting.name] = lambda: choice.set_value(self._settings.get(setting))
            column.addWidget(choice)
        elif isinstance(setting.default, bool):
            check = Check(self._theme, setting.label, name=name)
            check.toggled.connect(chosen)
            self._show[setting.name] = lambda: check.setChecked(self._settings.get(setting))
            column.addWidget(check)
        elif setting.high is None:
            return
        else:
            low, high = setting.low or 0, setting.high
            stepper = Stepper(self._theme, setting.label, low, high, setting.step, name=name)
            stepper.changed.connect(chosen)
            self._show[setting.name] = lambda: stepper.set_value(self._settings.get(setting))
            column.addWidget(stepper)
        self._show[setting.name]()
        column.addLayout(self._below(setting))
        self.body.addLayout(column)

    def _add_way(self, told: str, text: str, name: str, act: Callable[[], object]) -> None:
        """What has a place of its own, and the way there."""
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, told, role="meta", wrap=True), 1)
        button = Button(self._theme, text, kind="link", name=name)

        def go() -> None:
            self.accept()
            act()

        button.clicked.connect(lambda _checked=False: go())
        row.addWidget(button)
        self.body.addLayout(row)

    def _offered(self) -> Sequence[tuple[str, str]]:
        """The styles of the shortlist, with the one in use where that is another."""
        chosen = self._settings.get(CITATION_STYLE)
        known = chosen in [alias for alias, _title in self._styles]
        return self._styles if known or not self._styles else [*self._styles, (chosen, chosen)]

    def _below(self, setting: Setting[Any]) -> QHBoxLayout:
        """What a setting says, and what has to be done for it to take effect."""
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, setting.says, role="meta", wrap=True), 1)
        if setting is UI_SCALE and self._restart is not None:
            again = Button(
                self._theme, "Restart now", kind="link", name="preference-restart", height=24
            )
            again.clicked.connect(lambda _checked=False: self._on_restart())
            row.addWidget(again)
        return row

    def _add_easy(self) -> None:
        check = Check(self._theme, "Wide spacing, easier to tell apart", name="preference-easy")
        check.toggled.connect(self._on_easy)

        def show() -> None:
            check.blockSignals(True)
            check.setChecked(all(self._settings.get(s) >= v for s, v in EASY_SPACING.items()))
            check.blockSignals(False)

        self._show["easy"] = show
        show()
        self.body.addWidget(check)

    def _on_easy(self, on: bool) -> None:
        for setting, value in EASY_SPACING.items():
            self._settings.set(setting, value if on else setting.default)
        leading = self._settings.get(LEADING)
        self._settings.set(LEADING, max(leading, _EASY_LEADING) if on else LEADING.default)

    def _on_restart(self) -> None:
        self.accept()
        if self._restart is not None:
            self._restart()

    def _reset(self, section: str) -> None:
        for setting in SETTINGS:
            if setting.section == section:
                self._settings.set(setting, setting.default)

    def _on_setting(self, setting: Setting[Any]) -> None:
        for name in (setting.name, "easy"):
            if name in self._show:
                self._show[name]()
        self._show_resets()

    def _show_resets(self) -> None:
        """A section can be reset where something in it is not as it was at first."""
        for section, button in self._resets.items():
            mine = [setting for setting in SETTINGS if setting.section == section]
            button.setEnabled(any(self._settings.get(s) != s.default for s in mine))
