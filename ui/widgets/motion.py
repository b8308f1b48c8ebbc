"""The few movements of the window: a short fade, a pane that slides; none where motion is reduced.

What moves lies over what doesn't: the text stands in its final place from the first moment on.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from ui.theme import Theme

FADE, SLIDE = 120, 160
"""Milliseconds that a fade and a slide take."""


def fade_in(widget: QWidget, theme: Theme, milliseconds: int = FADE) -> None:
    """Have a widget that was just shown come up out of nothing."""
    lasting = theme.duration(milliseconds)
    if not lasting or widget.graphicsEffect() is not None:
        return
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(0.0)
    widget.setGraphicsEffect(effect)
    moving = QPropertyAnimation(effect, b"opacity", effect)
    moving.setDuration(lasting)
    moving.setStartValue(0.0)
    moving.setEndValue(1.0)
    # The effect, and this with it, is deleted there: painting is direct again.
    moving.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
    moving.start()


class Slide:
    """Moves a pane between two places; a new movement ends the one before."""

    def __init__(self, pane: QWidget, theme: Theme) -> None:
        self._pane, self._theme = pane, theme
        self._moving: QPropertyAnimation | None = None

    def run(self, start: QPoint, end: QPoint, then: Callable[[], object] | None = None) -> None:
        """Slide from one place to another; ``then`` is called when it is there."""
        self.stop()
        lasting = self._theme.duration(SLIDE)
        if not lasting:
            self._pane.move(end)
            if then is not None:
                then()
            return
        moving = self._moving = QPropertyAnimation(self._pane, b"pos", self._pane)
        moving.setDuration(lasting)
        moving.setStartValue(start)
        moving.setEndValue(end)
        moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        if then is not None:
            moving.finished.connect(then)
        moving.start()

    def stop(self) -> None:
        """End where it is now; what was to come then is left out."""
        if self._moving is not None:
            self._moving.stop()
            self._moving.deleteLater()
            self._moving = None
