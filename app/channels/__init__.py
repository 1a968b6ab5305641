"""The platforms' dialects: each connector turns one into our records and back."""

from __future__ import annotations
