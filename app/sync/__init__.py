"""Brings the store and the server to the same truth: when, in which order, what on conflict."""

from __future__ import annotations

from app.sync.engine import SyncEngine
from app.sync.status import SyncState, SyncStatus

__all__ = ["SyncEngine", "SyncState", "SyncStatus"]
