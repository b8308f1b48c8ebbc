"""Bytes of an image into pixels, within limits; done beside the GUI thread.

The format is the one the library stores, never guessed anew, so no other decoder (of SVG, say) is
ever reached; what a header promises is held against Qt's limit of memory before pixels are made.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/webp": b"webp",
}
_MOST_PIXELS = 64_000_000
_MEGABYTES = 256


def decoded(content: bytes, media_type: str, width: int, height: int) -> QImage | None:
    """The picture, at most ``width`` by ``height`` pixels; None where it can't be shown."""
    form = _FORMATS.get(media_type)
    if form is None:
        return None
    QImageReader.setAllocationLimit(_MEGABYTES)
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    room = QSize(width, height)
    if size.width() > width or size.height() > height:
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    image.setDevicePixelRatio(1.0)
    return image
