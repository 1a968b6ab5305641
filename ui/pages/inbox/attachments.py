"""What goes with an answer: checked when it is given, shown before it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import BadInput
from app.protocol import AccountKind
from app.rules.abilities import abilities, check_file
from app.rules.variables import fill
from app.store import Part
from ui.delegates.pictures import Pictures, decode, format_of
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


def type_of(kind: AccountKind, name: str) -> str:
    """As what a file goes out: what it is, when the platform takes that, else as a file."""
    lower = name.lower()
    for found, endings in SUFFIXES.items():
        able = abilities(kind)
        allowed = able.media_suffixes.get(found, endings)
        if lower.endswith(endings) and found in able.outgoing_types and lower.endswith(allowed):
            return found
    return "file"


def look_at(kind: AccountKind, path: Path) -> dict[str, Any]:
    """Check a file against the platform's limits: the part it makes. Reads the disk: call it in a thread.

    Raises:
        BadInput: it cannot be read, or the platform would refuse it.
    """
    try:
        if not path.is_file():
            raise BadInput(tr("Attachments", "{0} is not a file").format(file_name(path.name)))
        size = path.stat().st_size
        kind_of_part = type_of(kind, path.name)
        _check(kind, kind_of_part, size, path.name)
        content: dict[str, Any] = {"file_name": file_name(path.name), "size": size}
        if kind_of_part == "image":
            content |= _measured(path)
    except OSError as exc:
        raise BadInput(f"{file_name(path.name)}: {exc.strerror}") from exc
    return {"type": kind_of_part, "text": "", "content": content}


def _measured(path: Path) -> dict[str, int]:
    """Width and height of a picture, at most as many pixels as are ever shown in a talk."""
    data = path.read_bytes()
    image = decode(data)
    if image.isNull():
        found = format_of(data) or "?"
        raise BadInput(tr("Attachments", "{0} is no picture ({1})").format(file_name(path.name), found))
    return {"width": image.width(), "height": image.height()}


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


def name_of(part: Part) -> str:
    """What a waiting part is called."""
    content = part.content
    called = content.get("file_name") or content.get("title") or one_line(part.text, 60) or part.type
    return file_name(str(called))


def picture_of(part: Part) -> str:
    """The media id of what can be seen of it; empty: nothing."""
    return str(part.content.get("media_id" if part.type == "image" else "thumb_media_id") or "")


FACE = 38
"""Pixels of the picture on a tile."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tile(QFrame):
    """One of the waiting parts, to walk to by key.

    Signals:
        pressed(int): an arrow, a key that takes away, or the space bar to look at it.
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
        elif key in STEPS or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(Qt.Key.Key_Space)


class AttachmentStrip(QWidget):
    """The parts that wait, in the order in which they go.

    Signals:
        changed: something was added or taken away.
        opened(Part): look at this one closely.
    """

    changed = Signal()
    opened = Signal(object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachments")
        self.setAccessibleName(self.tr("Attachments"))
        self._pictures = pictures
        self._parts: list[Part] = []
        self._tiles: list[Tile] = []
        self._flow = FlowLayout(self, 8)
        pictures.ready.connect(self._picture_ready)
        self.hide()

    @property
    def parts(self) -> list[Part]:
        """What is to be sent, in order."""
        return list(self._parts)

    def restore(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Show what a draft keeps."""
        self._parts = []
        self._add(parts)

    def extend(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Put these behind what waits."""
        self._add(parts)
        self.changed.emit()

    def fill_in(self, answers: Mapping[str, str]) -> None:
        """Put the answers where blanks stand in the words of what waits."""
        self._parts = [replace(part, text=fill(part.text, answers)[0]) for part in self._parts]
        self._show()

    def _add(self, parts: Sequence[Mapping[str, Any]]) -> None:
        self._parts += [
            Part(
                type=str(raw.get("type", "file")),
                text=str(raw.get("text", "")),
                content=dict(raw.get("content") or {}),
            )
            for raw in parts
        ]
        self._show()

    def _drop(self, at: int) -> None:
        del self._parts[at]
        self._show(min(at, len(self._parts) - 1))
        self.changed.emit()

    def _move(self, at: int, by: int) -> None:
        """Let it go earlier or later; it keeps the focus."""
        to = max(0, min(at + by, len(self._parts) - 1))
        if to != at:
            self._parts.insert(to, self._parts.pop(at))
            self._show(to)
            self.changed.emit()

    def _act(self, at: int, key: int) -> None:
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._focus(at - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._focus(at + 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._drop(at)
            case Qt.Key.Key_Space:
                self.opened.emit(self._parts[at])

    def _focus(self, at: int) -> None:
        if 0 <= at < len(self._tiles):
            self._tiles[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _picture_ready(self, media_id: str) -> None:
        if media_id in map(picture_of, self._parts):
            self._show(next((at for at, tile in enumerate(self._tiles) if tile.hasFocus()), -1))

    def _show(self, focus: int = -1) -> None:
        self._flow.clear()
        self._tiles = [self._tile(part, at) for at, part in enumerate(self._parts)]
        for tile in self._tiles:
            self._flow.addWidget(tile)
        self.setVisible(bool(self._parts))
        self.updateGeometry()
        self._focus(focus)

    def _tile(self, part: Part, at: int) -> Tile:
        name = name_of(part)
        tile = Tile(f"{name}, {self.tr('{0} of {1}').format(at + 1, len(self._parts))}", self)
        tile.setToolTip(self.tr("Alt and the arrows change the order, Del takes it away, Space shows it"))
        tile.pressed.connect(lambda key: self._act(at, key))
        tile.moved.connect(lambda by: self._move(at, by))
        row = QHBoxLayout(tile)
        row.setContentsMargins(6, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._face(part))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, size="caption"))
        size = part.content.get("size")
        if isinstance(size, int) and size > 0:
            words.addWidget(label(QLocale().formattedDataSize(size, 1), tone="ink3", size="small"))
        row.addLayout(words, 1)
        drop = IconButton("close", self.tr("Take {0} away").format(name), "attachment_remove", size=14)
        drop.clicked.connect(lambda: self._drop(at))
        row.addWidget(drop)
        return tile

    def _face(self, part: Part) -> QWidget:
        """The picture itself where there is one, else a sign of its kind."""
        shown = self._pictures.thumbnail(picture_of(part)) if picture_of(part) else None
        if shown is None or shown.isNull():
            return IconLabel(ICONS.get(part.type, "file"), "ink3", 22)
        face = label()
        face.setFixedSize(FACE, FACE)
        wide = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        pixmap = shown.scaled(FACE, FACE, wide, Qt.TransformationMode.SmoothTransformation)
        face.setPixmap(pixmap.copy((pixmap.width() - FACE) // 2, (pixmap.height() - FACE) // 2, FACE, FACE))
        return face
