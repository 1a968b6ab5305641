"""The index of messages made and kept in order behind the agent's back, a slice at a time."""

from __future__ import annotations

import msgspec

from app.store import pairs
from app.store.facts import fact, remember
from app.store.search import spoken
from app.store.transaction import Reading, Transaction

REACHED = "indexed.message"
"""The fact that says how far down the index reaches, while it does not hold all messages."""

_MESSAGES = 400
_PAGES = 250
"""A slice takes some ten milliseconds: nobody who writes meanwhile waits longer."""

_NEXT = "SELECT number, text, content FROM message WHERE number < ? ORDER BY number DESC LIMIT ?"
_TAKE = "INSERT OR REPLACE INTO message_search (rowid, words) VALUES (?, ?)"
_MERGE = "INSERT INTO message_search (message_search, rank) VALUES ('merge', ?)"


def reached(look: Reading) -> int:
    """Messages with a smaller number may be missing from the index; 0 when none are."""
    return int(fact(look, REACHED, "0"))


def proceed(tx: Transaction) -> bool:
    """Do the next slice: take in older messages, then merge what was taken in. Whether there is more to do."""
    if below := reached(tx):
        return _take_in(tx, below)
    before = _written(tx)
    tx.run(_MERGE, (_PAGES,))
    return _written(tx) - before > 1  # the statement itself counts for one


def _take_in(tx: Transaction, below: int) -> bool:
    rows = tx.rows(_NEXT, (below, _MESSAGES))
    entries = [(number, pairs.entry(spoken(text, msgspec.json.decode(content)))) for number, text, content in rows]
    tx.many(_TAKE, reversed(entries))
    remember(tx, REACHED, str(rows[-1][0] if rows else 0))
    return True


def _written(tx: Transaction) -> int:
    found = tx.row("SELECT total_changes()")
    assert found is not None
    return int(found[0])
