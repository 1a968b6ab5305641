"""The shape of a talk that is still being read: bubbles without words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.delegates import brushes
from ui.delegates.brushes import ink
from ui.delegates.bubbles import FACE_GAP, FACE_SIDE, MARGIN
from ui.kit.skeleton import Skeleton

HEIGHT = 52
BUBBLE = 38
SHARES = (0.24, 0.38, -0.32, 0.3, -0.2)
"""How much of the width each takes, from the last one up; ours below zero."""


def over(timeline: QWidget) -> Skeleton:
    """The shape of the talk that ``timeline`` will show."""
    return Skeleton(timeline, skeleton, HEIGHT, ground="bg", upwards=True)


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """One message, the newest first."""
    share = SHARES[at % len(SHARES)]
    ours, room = share < 0, abs(share) * wide
    face = wide - MARGIN - FACE_SIDE if ours else MARGIN
    left = face - FACE_GAP - room if ours else face + FACE_SIDE + FACE_GAP
    brushes.slab(painter, QRectF(face, 0, FACE_SIDE, FACE_SIDE), 8, ink("line"))
    brushes.slab(painter, QRectF(left, 0, room, BUBBLE), 12, ink("out" if ours else "in"))
