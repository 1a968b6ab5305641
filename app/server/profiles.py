"""Asking a platform for the name of somebody who wrote; it may not know one yet."""

from __future__ import annotations

import msgspec

from app import limits
from app.server import queue
from app.server.book import Book
from app.server.lines import Line


def ask(book: Book, line: Line, identity_id: str, key: str = "") -> bool:
    """Add a job that asks; False when that was asked before."""
    return queue.add(
        book.tx,
        queue.row(
            workspace=line.workspace,
            kind="profile",
            lane=f"profile:{line.account_id}",
            key=key or f"profile:{identity_id}",
            place=book.now_ms,
            due_at=book.now_ms,
            account_id=line.account_id,
            payload=msgspec.json.encode({"identity_id": identity_id}).decode(),
        ),
    )


def ask_again(book: Book, line: Line, identity_id: str) -> bool:
    """Ask once more, unless that was done within the hour or is still to be done."""
    pause = limits.load().milliseconds("heliu.profile.asked_again")
    hour = book.now_ms // pause
    keys = [f"profile:{identity_id}", *(f"profile:{identity_id}:{n}" for n in (hour - 1, hour))]
    known = book.tx.rows("SELECT place, done_at FROM job WHERE key IN (?, ?, ?)", keys)
    if any(place > book.now_ms - pause or not done_at for place, done_at in known):
        return False
    return ask(book, line, identity_id, keys[-1])
