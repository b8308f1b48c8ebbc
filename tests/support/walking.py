"""Walking through a window as somebody does who has only a keyboard and a screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

MOST = 250
INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip


def called(widget: QWidget) -> str:
    """A widget's object names from the window down, as a person looks for it."""
    names: list[str] = []
    here: QWidget | None = widget
    while here is not None:
        names.append(here.objectName() or type(here).__name__)
        here = None if here.isWindow() else here.parentWidget()
    return "/".join(reversed(names))


def interactive(window: QWidget) -> list[QWidget]:
    """Every widget of a window that is shown, enabled, and there to be used."""
    found = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.isEnabled()
        and each.window() is window.window()
        and (isinstance(each, INTERACTIVE) or each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not _part_of_another(each)
    ]
    return [each for each in found if not each.visibleRegion().isEmpty() or each.size().isEmpty()]


def _part_of_another(widget: QWidget) -> bool:
    """Whether Qt made it inside a widget that stands for it: a chooser's list, a box's field."""
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView):
            return True
        parent = None if parent.isWindow() else parent.parentWidget()
    # What stands for another in the focus chain only hands the keyboard on.
    return widget.focusProxy() is not None


def nameless(widgets: Iterable[QWidget]) -> list[str]:
    """Those without an object name, or without a name or a role for a screen reader."""
    found = []
    for each in widgets:
        told = QAccessible.queryAccessibleInterface(each)
        named = each.accessibleName() or (told and told.text(QAccessible.Text.Name))
        if not each.objectName() or not named or told.role() is QAccessible.Role.NoRole:
            found.append(called(each))
    return found


def doubled(widgets: Iterable[QWidget]) -> list[str]:
    """The names that two widgets of a window share, each told from the window down."""
    counted = Counter(map(called, widgets))
    return sorted(name for name, times in counted.items() if times > 1)


def tabbed_through(window: QWidget) -> list[QWidget]:
    """The widgets that Tab comes to, in its order, from the first around to it again."""
    window.activateWindow()
    window.setFocus()
    QApplication.processEvents()
    seen: list[QWidget] = []
    for _ in range(MOST):
        now = QApplication.focusWidget()
        QTest.keyClick(now or window, Qt.Key.Key_Tab)
        came = QApplication.focusWidget()
        if came is None or came in seen:
            break
        seen.append(came)
    return seen


def beside(widget: QWidget, reached: Iterable[QWidget]) -> bool:
    """Whether it is one of several of which Tab comes to one and the arrows to the others."""
    return (
        isinstance(widget, QAbstractButton)
        and widget.autoExclusive()
        and any(
            isinstance(each, QAbstractButton)
            and each.autoExclusive()
            and each.parentWidget() is widget.parentWidget()
            for each in reached
        )
    )


def looks(widget: QWidget, *, focused: bool) -> QImage:
    """How a widget looks with the keyboard on it, or elsewhere."""
    if focused:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    elif widget.hasFocus():
        widget.clearFocus()
    QApplication.processEvents()
    return widget.grab().toImage()


def unseen(widgets: Iterable[QWidget]) -> list[str]:
    """Those that look the same with the keyboard on them as without."""
    found = []
    for each in widgets:
        with_it = looks(each, focused=True)
        held = each.hasFocus()
        without = looks(each, focused=False)
        if held and with_it == without:
            found.append(called(each))
    return found
