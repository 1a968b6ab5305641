"""Rows of a long list: each is painted into a picture once, and copied until what it shows changes."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates import brushes
from ui.delegates.brushes import ink
from ui.models.roles import Role

HEIGHT = 61

PIXELS = 10_000_000
"""Of all pictures kept, 40 MB: some screens of wide rows, many of narrow ones."""

Index = QModelIndex | QPersistentModelIndex


class RowBrush(QStyledItemDelegate):
    """Who inherits says what is known of a row beside its record, and how both are painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marking = False
        """Whether what is selected was selected to do something with it, and shows a tick."""
        self._pixmaps: OrderedDict[tuple[object, ...], tuple[tuple[object, ...], QPixmap]] = OrderedDict()
        self._shown: dict[str, Any] = {}

    # -- what differs from list to list

    def _facts(self, row: Any) -> Any:
        """What is known at this second. Equal facts paint equal pixels."""
        raise NotImplementedError

    def _contents(self, painter: QPainter, wide: float, row: Any, facts: Any, ground: QColor, ticked: bool) -> None:
        raise NotImplementedError

    def _skeleton(self, painter: QPainter, wide: float) -> None:
        """A row that is not there yet."""
        raise NotImplementedError

    # -- painting

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def forget(self) -> None:
        """Colours, fonts or words changed: paint everything anew."""
        self._pixmaps.clear()
        self._shown.clear()

    def is_behind(self, row: Any) -> bool:
        """Whether a clock has gone on so that the row would be painted otherwise than it was."""
        return self._shown.get(row.id) != self._facts(row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, state = option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        row = index.data(Role.ROW)
        facts = self._facts(row) if row is not None else None
        ratio = painter.device().devicePixelRatioF()
        ticked = selected and self.marking
        place = (row.id if row is not None else "", selected, hovered, focused, ticked)
        shows = (row, facts, box.width(), ratio)
        painted = self._pixmaps.get(place)
        if painted is None or painted[0] != shows:
            painted = (shows, self._drawn(row, facts, box.size(), ratio, selected, hovered, focused, ticked))
            self._pixmaps[place] = painted
            if len(self._pixmaps) * painted[1].width() * painted[1].height() > PIXELS:
                gone, _ = self._pixmaps.popitem(last=False)
                self._shown.pop(gone[0], None)
        self._shown[place[0]] = facts
        painter.drawPixmap(box.topLeft(), painted[1])

    def _drawn(
        self,
        row: Any,
        facts: Any,
        size: QSize,
        ratio: float,
        selected: bool,
        hovered: bool,
        focused: bool,
        ticked: bool,
    ) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        ground = ink("selected") if selected else ink("hover") if hovered else ink("panel")
        pixmap.fill(ground)
        painter = QPainter(pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        wide = float(size.width())
        if row is None:
            self._skeleton(painter, wide)
        else:
            self._contents(painter, wide, row, facts, ground, ticked)
            underline(painter, wide)
        if focused:
            brushes.slab(painter, QRectF(1, 1, wide - 2, HEIGHT - 3), 4, QColor(0, 0, 0, 0), ink("brand"))
        painter.end()
        return pixmap


def underline(painter: QPainter, wide: float) -> None:
    """What parts a row from the next."""
    painter.fillRect(QRectF(0, HEIGHT - 1, wide, 1), ink("line"))


def head(painter: QPainter, name: str, key: str, *, ticked: bool) -> None:
    """The avatar at the head of a row, or a tick when the row is selected to do something with it."""
    box = QRectF(13, 10, 40, 40)
    if not ticked:
        brushes.avatar(painter, box, name, key)
        return
    brushes.slab(painter, box, 10, ink("brand"))
    painter.save()
    painter.translate(box.center())
    painter.scale(2, 2)
    brushes.tick(painter, -4, 0.5, ink("on_brand"))
    painter.restore()
