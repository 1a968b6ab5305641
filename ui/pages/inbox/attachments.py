"""What goes with an answer, shown before it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rules.variables import fill
from app.store import Part
from ui.delegates.pictures import Pictures
from ui.delegates.plain import file_name, one_line
from ui.kit.flow import FlowLayout
from ui.kit.widgets import ElidedLabel, IconButton, IconLabel, label

ICONS = {"image": "image", "link": "link", "miniprogram": "mini_program", "video": "play", "text": "inbox"}


def name_of(part: Part) -> str:
    """What a waiting part is called."""
    content = part.content
    called = content.get("file_name") or content.get("title") or one_line(part.text, 60) or part.type
    return file_name(str(called))


def picture_of(part: Part) -> str:
    """The media id of what can be seen of it; empty: nothing."""
    return str(part.content.get("media_id" if part.type == "image" else "thumb_media_id") or "")


FACE, HIGH, GAP = 38, 48, 8
"""Pixels of the picture on a tile, of a tile, and between two."""

MOST_HIGH = 2 * (HIGH + GAP) + HIGH // 2
"""Pixels of the strip: that there is more is seen by what is cut."""

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
        self.setFixedSize(QSize(208, HIGH))

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


class AttachmentStrip(QScrollArea):
    """The parts that wait, in the order in which they go; of many of them a few lines at a time.

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
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(QWidget(self))
        self._flow = FlowLayout(self.widget(), GAP)
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
        self._reveal(self._tiles[-1:])
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
            self._reveal(self._tiles[at : at + 1])

    def _reveal(self, tiles: Sequence[Tile]) -> None:
        self._flow.activate()
        for tile in tiles:
            self.ensureWidgetVisible(tile, 0, GAP)

    def _fit(self) -> None:
        self.setFixedHeight(min(self._flow.heightForWidth(self.viewport().width()), MOST_HIGH))

    def _picture_ready(self, media_id: str) -> None:
        if media_id in map(picture_of, self._parts):
            self._show(next((at for at, tile in enumerate(self._tiles) if tile.hasFocus()), -1))

    def _show(self, focus: int = -1) -> None:
        self._flow.clear()
        self._tiles = [self._tile(part, at) for at, part in enumerate(self._parts)]
        for tile in self._tiles:
            self._flow.addWidget(tile)
            tile.show()
        self.setVisible(bool(self._parts))
        self._fit()
        self._focus(focus)

    def _tile(self, part: Part, at: int) -> Tile:
        name = name_of(part)
        tile = Tile(f"{name}, {self.tr('{0} of {1}').format(at + 1, len(self._parts))}", self.widget())
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
