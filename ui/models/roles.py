"""What a delegate may ask a model for, beside Qt's own roles."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """``ROW`` the snapshot; ``DAY`` when a stretch of talk begins above it; ``FIRST`` and ``LAST`` of a group."""

    ROW = Qt.ItemDataRole.UserRole
    DAY = Qt.ItemDataRole.UserRole + 1
    FIRST = Qt.ItemDataRole.UserRole + 2
    LAST = Qt.ItemDataRole.UserRole + 3
