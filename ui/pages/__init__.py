"""One folder a page: layout, and gestures that call service verbs."""

from __future__ import annotations
