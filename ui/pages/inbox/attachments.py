"""What goes with an answer: checked when it is given, shown before it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import BadInput
from app.protocol import AccountKind
from app.rules.abilities import abilities, check_file
from app.rules.variables import fill
from app.store import Part
from ui.delegates.pictures import decode, format_of
from ui.delegates.plain import file_name, one_line
from ui.delegates.quota import limits
from ui.kit.translations import tr
from ui.kit.widgets import ElidedLabel, IconButton, IconLabel, label
from ui.pages.inbox.flow import FlowLayout

SUFFIXES = {
    "image": (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"),
    "video": (".mp4",),
    "voice": (".amr",),
}
ICONS = {"image": "image", "link": "link", "miniprogram": "mini_program", "video": "play", "text": "inbox"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not yet sent. ``size`` in bytes; ``thumb`` for pictures."""

    part: Part
    name: str
    size: int
    thumb: QImage


def type_of(kind: AccountKind, name: str) -> str:
    """As what a file goes out: what it is, when the platform takes that, else as a file."""
    lower = name.lower()
    for found, endings in SUFFIXES.items():
        able = abilities(kind)
        allowed = able.media_suffixes.get(found, endings)
        if lower.endswith(endings) and found in able.outgoing_types and lower.endswith(allowed):
            return found
    return "file"


def look_at(kind: AccountKind, path: Path) -> tuple[str, int, QImage]:
    """Check a file against the platform's limits: its type, size and thumbnail. Reads the disk: call it in a thread.

    Raises:
        BadInput: it cannot be read, or the platform would refuse it.
    """
    try:
        if not path.is_file():
            raise BadInput(tr("Attachments", "{0} is not a file").format(file_name(path.name)))
        size = path.stat().st_size
        kind_of_part = type_of(kind, path.name)
        _check(kind, kind_of_part, size, path.name)
        thumb = QImage()
        if kind_of_part == "image":
            data = path.read_bytes()
            thumb = decode(data, 160)
            if thumb.isNull():
                found = format_of(data) or "?"
                raise BadInput(tr("Attachments", "{0} is no picture ({1})").format(file_name(path.name), found))
    except OSError as exc:
        raise BadInput(f"{file_name(path.name)}: {exc.strerror}") from exc
    return kind_of_part, size, thumb


def _type_words(type: str) -> str:
    return {
        "image": tr("Attachments", "pictures"),
        "voice": tr("Attachments", "voice"),
        "video": tr("Attachments", "videos"),
        "file": tr("Attachments", "files"),
    }.get(type, type)


def _check(kind: AccountKind, type: str, size: int, name: str) -> None:
    """The platform's limits, in words an agent can do something with."""
    able = abilities(kind)
    shown = file_name(name)
    if type not in able.media_limits:
        words = tr("Attachments", "{0} cannot be sent from this account: it takes {1}")
        raise BadInput(words.format(shown, ", ".join(_type_words(name) for name in able.media_limits)))
    if size == 0:
        raise BadInput(tr("Attachments", "{0} is empty").format(shown))
    most = limits().value(able.media_limits[type])
    if size > most:
        sizes = (QLocale().formattedDataSize(size, 1), QLocale().formattedDataSize(most, 1))
        raise BadInput(tr("Attachments", "{0} has {1}; the platform takes {2} at most").format(shown, *sizes))
    check_file(kind, type, size, name, limits())


def save_pasted(image: QImage, folder: Path) -> Path:
    """A pasted picture as a file in ``folder``, named by the moment. Call it in a thread."""
    path = folder / f"{datetime.now():%Y-%m-%d %H.%M.%S}.png"
    if not image.save(str(path), "PNG"):
        raise BadInput(tr("Attachments", "The picture cannot be kept"))
    return path


def content_of(media_id: str, name: str, size: int, thumb: QImage) -> dict[str, Any]:
    """What the message says of its file."""
    content: dict[str, Any] = {"media_id": media_id, "file_name": file_name(name), "size": size}
    if not thumb.isNull():
        content |= {"width": thumb.width(), "height": thumb.height()}
    return content


STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tile(QFrame):
    """One of the waiting parts, to walk to by key.

    Signals:
        pressed(int): an arrow, or a key that takes away.
        moved(int): places to go by, with Alt and an arrow.
    """

    pressed = Signal(int)
    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("attachment")
        self.setAccessibleName(name)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(208, 48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in STEPS:
            self.moved.emit(STEPS[key])
        elif key in STEPS or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


class AttachmentStrip(QWidget):
    """The parts that wait, in the order in which they go.

    Signals:
        changed: something was added or taken away.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachments")
        self.setAccessibleName(self.tr("Attachments"))
        self._items: list[Attachment] = []
        self._tiles: list[QFrame] = []
        self._flow = FlowLayout(self, 8)
        self.hide()

    @property
    def parts(self) -> list[Part]:
        """What is to be sent, in order."""
        return [item.part for item in self._items]

    def add(self, item: Attachment) -> None:
        """Put one more at the end."""
        self._items.append(item)
        self._show()
        self.changed.emit()

    def restore(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Show what a draft keeps."""
        self._items = []
        self.extend(parts)

    def extend(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Put these behind what waits."""
        for raw in parts:
            content = dict(raw.get("content") or {})
            part = Part(type=str(raw.get("type", "file")), text=str(raw.get("text", "")), content=content)
            size = content.get("size")
            called = content.get("file_name") or content.get("title") or one_line(part.text, 60) or part.type
            name = file_name(str(called))
            self._items.append(
                Attachment(part=part, name=name, size=size if isinstance(size, int) else 0, thumb=QImage())
            )
        self._show()

    def fill_in(self, answers: Mapping[str, str]) -> None:
        """Put the answers where blanks stand in the words of what waits."""
        filled = [replace(item.part, text=fill(item.part.text, answers)[0]) for item in self._items]
        self._items = [replace(item, part=part) for item, part in zip(self._items, filled, strict=True)]
        self._show()

    def _drop(self, item: Attachment) -> None:
        self._items.remove(item)
        self._show()
        self.changed.emit()

    def _move(self, item: Attachment, by: int) -> None:
        """Let it go earlier or later; it keeps the focus."""
        at = self._items.index(item)
        to = max(0, min(at + by, len(self._items) - 1))
        if to != at:
            self._items.insert(to, self._items.pop(at))
            self._show(to)
            self.changed.emit()

    def _act(self, item: Attachment, key: int) -> None:
        at = self._items.index(item)
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._focus(at - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._focus(at + 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._drop(item)
                self._focus(min(at, len(self._items) - 1))

    def _focus(self, at: int) -> None:
        if 0 <= at < len(self._tiles):
            self._tiles[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, focus: int = -1) -> None:
        self._flow.clear()
        self._tiles = [self._tile(item, at) for at, item in enumerate(self._items)]
        for tile in self._tiles:
            self._flow.addWidget(tile)
        self.setVisible(bool(self._items))
        self.updateGeometry()
        self._focus(focus)

    def _tile(self, item: Attachment, at: int) -> QFrame:
        place = self.tr("{0} of {1}").format(at + 1, len(self._items))
        tile = Tile(f"{item.name}, {place}", self)
        tile.setToolTip(self.tr("Alt and the arrows change the order, Del takes it away"))
        tile.pressed.connect(lambda key: self._act(item, key))
        tile.moved.connect(lambda by: self._move(item, by))
        row = QHBoxLayout(tile)
        row.setContentsMargins(6, 4, 4, 4)
        row.setSpacing(8)
        if item.thumb.isNull():
            row.addWidget(IconLabel(ICONS.get(item.part.type, "file"), "ink3", 22))
        else:
            face = label()
            face.setFixedSize(38, 38)
            side = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            pixmap = QPixmap.fromImage(item.thumb).scaled(38, 38, side, Qt.TransformationMode.SmoothTransformation)
            face.setPixmap(pixmap.copy((pixmap.width() - 38) // 2, (pixmap.height() - 38) // 2, 38, 38))
            row.addWidget(face)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(item.name, size="caption"))
        size = QLocale().formattedDataSize(item.size, 1) if item.size else ""
        words.addWidget(label(size, tone="ink3", size="small"))
        row.addLayout(words, 1)
        drop = IconButton("close", self.tr("Take {0} away").format(item.name), "attachment_remove", size=14)
        drop.clicked.connect(lambda: self._drop(item))
        row.addWidget(drop)
        return tile
