"""The local memory: one encrypted file, one writing thread, one stream of change notices."""

from __future__ import annotations

from app.store.changes import ChangeFeed, Changes
from app.store.store import Store
from app.store.transaction import Reading, Transaction

__all__ = ["ChangeFeed", "Changes", "Reading", "Store", "Transaction"]
