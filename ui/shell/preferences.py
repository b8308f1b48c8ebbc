"""The preferences: every setting that has a label, made from its declaration."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.settings import SETTINGS, Setting, Settings
from ui.theme import Theme
from ui.widgets.fields import Check, Choice, Stepper
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class Preferences(Sheet):
    """What can be chosen; each choice takes effect at once and is remembered."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(theme, "Preferences", parent)
        self.setObjectName("preferences")
        self._theme = theme
        self._settings = settings
        for setting in SETTINGS:
            if setting.label:
                self._add(setting)

    def _add(self, setting: Setting[Any]) -> None:
        name = f"preference-{setting.name}"
        value = self._settings.get(setting)

        def chosen(new: Any) -> None:
            self._settings.set(setting, type(setting.default)(new))

        if setting.allowed:
            choice = Choice(self._theme, setting.label, setting.allowed, name=name)
            choice.set_value(value)
            choice.chosen.connect(chosen)
            self.body.addWidget(choice)
        elif isinstance(setting.default, bool):
            check = Check(self._theme, setting.label, name=name)
            check.setChecked(value)
            check.toggled.connect(chosen)
            self.body.addWidget(check)
        else:
            low, high = setting.low or 0, setting.high or 0
            stepper = Stepper(self._theme, setting.label, low, high, setting.step, name=name)
            stepper.set_value(value)
            stepper.changed.connect(chosen)
            self.body.addWidget(stepper)
        if setting.says:
            self.body.addWidget(Label(self._theme, setting.says, role="meta", wrap=True))
