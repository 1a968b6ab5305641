"""The local memory: one encrypted SQLite file, one thread, one stream of change notices."""

from __future__ import annotations
