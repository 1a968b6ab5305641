"""The installed PySide6 keeps its references: some releases lose one with every call, and then abort."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 200
NOISE = 20  # other code in the process takes and drops a few references of its own


class _Bell(QObject):
    rung = Signal()


def test_pyside_keeps_the_references_to_none_and_true() -> None:
    bell = _Bell()
    bell.rung.connect(bell.objectName)
    before = sys.getrefcount(None), sys.getrefcount(True)

    for _ in range(CALLS):
        bell.rung.emit()
        bell.setObjectName("bell")

    after = sys.getrefcount(None), sys.getrefcount(True)
    assert all(abs(new - old) < NOISE for old, new in zip(before, after, strict=True)), (before, after)
