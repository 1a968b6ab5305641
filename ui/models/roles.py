"""What a delegate may ask a model for, beside Qt's own roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from app.store import MessageRow


class Role(IntEnum):
    """``ROW``: the snapshot a row shows."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Placed:
    """A message and its place among its neighbours: ``day`` is the time written above it when a stretch of talk begins
    there, else 0; ``first`` and ``last`` of a group."""

    row: MessageRow
    day: int
    first: bool
    last: bool
