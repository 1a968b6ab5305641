"""One field to go anywhere, do anything and find everything that was said."""

from __future__ import annotations

from ui.palette.hits import Hit
from ui.palette.panel import Palette

__all__ = ["Hit", "Palette"]
