"""What a delegate may ask a model for, beside Qt's own roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from app.store import MessageRow


class Role(IntEnum):
    """``ROW`` the snapshot; ``DAY`` when a stretch of talk begins above it; ``FIRST`` and ``LAST`` of a group.

    ``PLACED`` is all four of them in one answer, for a brush that asks for every row.
    """

    ROW = Qt.ItemDataRole.UserRole
    DAY = Qt.ItemDataRole.UserRole + 1
    FIRST = Qt.ItemDataRole.UserRole + 2
    LAST = Qt.ItemDataRole.UserRole + 3
    PLACED = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A message and its place among its neighbours."""

    row: MessageRow
    day: int
    first: bool
    last: bool
