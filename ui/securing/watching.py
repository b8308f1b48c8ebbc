"""Locks an encrypted library when nobody has touched its window for as long as was chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from app.settings import AUTO_LOCK, Settings
from ui.securing.idle import Idle
from ui.session import Session

_LOOKED_AT = 5_000
"""Milliseconds between two looks; also after the machine slept it is no longer."""

_INPUT = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove,
    QEvent.Type.TabletPress,
}  # fmt: skip


class Watch(QObject):
    """Calls ``lock`` once nobody was there for long enough; never while ``busy`` says so.

    Input is noticed in the windows that have the keyboard, where the system delivers it; what an
    input method composes moves the cursor.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings,
        lock: Callable[[], object],
        busy: Callable[[], bool],
        parent: QObject,
        *,
        idle: Idle | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("watch")
        self._settings, self._lock, self._busy = settings, lock, busy
        self.idle = idle or Idle()
        self._timer = QTimer(self, interval=_LOOKED_AT)
        self._timer.timeout.connect(self.look)
        self._end = settings.listen(self._on_setting)
        self._ended = False
        session.closing.connect(self.end)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.idle.touch)
        self._on_focus(QGuiApplication.focusWindow())
        self._on_setting(AUTO_LOCK)

    def look(self) -> bool:
        """Lock where it is time to; whether it was."""
        if self._ended or not self.idle.passed(self._settings.get(AUTO_LOCK)):
            return False
        if self._busy():
            self.idle.touch()
            return False
        self.end()
        self._lock()
        return True

    def end(self) -> None:
        """Look no more: the library is being closed."""
        if not self._ended:
            self._ended = True
            self._timer.stop()
            self._end()

    def _on_setting(self, setting: object) -> None:
        if setting is not AUTO_LOCK or self._ended:
            return
        self.idle.touch()
        if self._settings.get(AUTO_LOCK):
            self._timer.start()
        else:
            self._timer.stop()

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None and not self._ended:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice what is typed and moved; the first touch after the time was up unlocks nothing."""
        if event.type() in _INPUT and not self._ended:
            if self.look():
                return True
            self.idle.touch()
        return False
