"""Decisions that need no I/O: pure functions over records."""

from __future__ import annotations
