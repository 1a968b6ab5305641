"""Many quick replies at once, with the categories they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.protocol import HybridClock, QuickReplyCategory, new_id
from app.store import outbox, records
from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A quick reply as a file has it. ``category`` is a path like ``售前/物流``; an empty scope means mine."""

    scope: str = ""
    category: str = ""
    title: str = ""
    shortcut: str = ""
    body: str = ""
    parts: str = "[]"
    """JSON of :attr:`app.protocol.QuickReply.parts`."""


def take_in(tx: Transaction, entries: Sequence[Entry], user_id: str, clock: HybridClock) -> int:
    """Make all of them, or none; how many were made."""
    places = {
        (c.scope, c.parent_id, c.name): category_id
        for category_id, c in records.everything(tx, "quick_reply_category", QuickReplyCategory)
    }
    for order, entry in enumerate(entries, start=1):
        scope = entry.scope or f"user:{user_id}"
        parent = ""
        for level in filter(None, entry.category.split("/")):
            place = (scope, parent, level)
            if place not in places:
                places[place] = new_id()
                fields = {"scope": scope, "parent_id": parent, "name": level, "order": len(places)}
                outbox.create(tx, "quick_reply_category", places[place], fields, clock)
            parent = places[place]
        fields = {
            "scope": scope,
            "category_id": parent,
            "title": entry.title,
            "shortcut": entry.shortcut,
            "body": entry.body,
            "parts": msgspec.json.decode(entry.parts),
            "order": order,
            "author_id": user_id,
        }
        outbox.create(tx, "quick_reply", new_id(), fields, clock)
    return len(entries)
