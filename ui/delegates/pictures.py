"""Pictures from outside, decoded off the main thread: known formats only, never more than a thumbnail of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

KEPT = 160
SIDE = 640
"""Pixels of the longer side kept in memory: enough for a 220 pixel thumbnail at 300 %."""

MAX_BYTES = 40_000_000
MAX_PIXELS = 120_000_000
ALLOCATION_MB = 64

SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)


def format_of(data: bytes) -> str:
    """The picture format the first bytes prove, or an empty word: names and suffixes are not believed."""
    for sign, name in SIGNS:
        if data.startswith(sign):
            return name
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def decode(data: bytes, side: int = SIDE) -> QImage:
    """At most ``side`` pixels of a picture; null when it is none, or too large to be one. Fit for any thread."""
    kind = format_of(data)
    if not kind or len(data) > MAX_BYTES:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return QImage()
    if max(size.width(), size.height()) > side:
        size = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        reader.setScaledSize(size)
    return reader.read()


class _Done(QObject):
    decoded = Signal(str, QImage)


class _Decoding(QRunnable):
    def __init__(self, name: str, path: Path, done: _Done) -> None:
        super().__init__()
        self._name, self._path, self._done = name, path, done

    def run(self) -> None:
        try:
            with self._path.open("rb") as file:
                image = decode(file.read(MAX_BYTES + 1))
        except OSError:
            image = QImage()
        self._done.decoded.emit(self._name, image)


class Pictures(QObject):
    """The thumbnails of a desk.

    ``locate`` names the local file of a media id, or None while it is not here; it is asked at most once until
    ``arrived`` is called.

    Signals:
        ready: the thumbnail of this media id can be painted, or turned out not to be a picture.
    """

    ready = Signal(str)

    def __init__(self, locate: Callable[[str], Path | None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QImageReader.setAllocationLimit(ALLOCATION_MB)
        self._locate = locate
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._done = _Done()
        self._done.decoded.connect(self._keep)

    def thumbnail(self, media_id: str) -> QPixmap | None:
        """The picture; None while it is on its way, a null pixmap when it cannot be shown."""
        pixmap = self._pixmaps.get(media_id)
        if pixmap is None and media_id not in self._asked and self._locate is not None:
            self._asked.add(media_id)
            path = self._locate(media_id)
            if path is not None:
                self._pool.start(_Decoding(media_id, path, self._done))
        return pixmap

    def arrived(self, media_id: str) -> None:
        """The file is on this machine now: look again."""
        self._asked.discard(media_id)
        self._pixmaps.pop(media_id, None)
        self.ready.emit(media_id)

    def look_again(self, media_id: str) -> None:
        """The file may be here by now: ask once more, if its thumbnail is not known yet."""
        if media_id not in self._pixmaps:
            self.arrived(media_id)

    def _keep(self, media_id: str, image: QImage) -> None:
        self._pixmaps[media_id] = QPixmap.fromImage(image)
        if len(self._pixmaps) > KEPT:
            gone, _ = self._pixmaps.popitem(last=False)
            self._asked.discard(gone)
        self.ready.emit(media_id)
