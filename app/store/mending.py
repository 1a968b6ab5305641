"""What sync mends: a scope that drifted from the server's, and the older messages of one conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.protocol import KINDS, ChangePage
from app.store import records
from app.store.facts import remember
from app.store.pages import cursor, epoch, take
from app.store.scopes import begin_backfill, members, scope_since
from app.store.transaction import Transaction

_CONVERSATION = 2 + KINDS["message"].fields.index("conversation_id")


def refetch(tx: Transaction, scope: str) -> None:
    """Fetch a scope anew: what is shown stays until the server's version comes; what does not come back goes then."""
    for kind, where, params in members(scope, tx):
        newer, bound = ("AND rev > ?", (*params, scope_since(tx, scope))) if kind == "message" else ("", params)
        tx.run(f'UPDATE "{kind}" SET rev = 0 WHERE {where} {newer}', bound)
    remember(tx, "sweep", "1")
    tx.run("DELETE FROM scope WHERE name = ?", (scope,))
    begin_backfill(tx, [scope], cursor(tx))


def apply_history(tx: Transaction, rows: Sequence[list[Any]]) -> None:
    """Put older messages in, unless their conversation was taken away meanwhile; the cursor stays where it is."""
    at = cursor(tx)
    here = records.known(tx, "conversation", list({row[_CONVERSATION] for row in rows}))
    page = ChangePage(
        epoch=epoch(tx),
        covered_to=at,
        head=at,
        more=False,
        scopes=[],
        tables={"message": [row for row in rows if row[_CONVERSATION] in here]},
    )
    take(tx, page)
