"""Whether a desk holds exactly what the server would show it."""

from __future__ import annotations

from typing import Any

import msgspec

from app.protocol import KINDS, MessageState
from app.server.access import visible
from app.store import syncing
from tests.sync.world import Desk

SEARCHED = ("message", "customer", "quick_reply", "follow_up")


async def same_as_server(desk: Desk) -> None:
    """Every record of every kind, its revision and values, nothing more, the outbox empty and the search in step.

    Only messages that failed stand here alone.
    """
    assert await desk.outbox() == [], f"{desk.name} has not handed in everything"
    condition, params = visible(await desk.store.read(syncing.scopes))
    sql = f"SELECT kind, id, rev, body FROM record WHERE deleted = 0 AND {condition}"
    theirs: dict[str, dict[str, tuple[Any, ...]]] = {kind: {} for kind in KINDS}
    for kind, record_id, rev, body in await desk.world.database.read(lambda tx: tx.rows(sql, params)):
        theirs[kind][record_id] = (rev, *msgspec.json.decode(body))
    mine = await desk.rows()
    state = 1 + KINDS["message"].fields.index("state")
    for kind in KINDS:
        alone = kind == "message"
        here = {i: row for i, row in mine[kind].items() if row[0] or not alone or row[state] != MessageState.FAILED}
        assert here.keys() == theirs[kind].keys(), f"{desk.name}: other {kind}s than the server"
        for record_id, row in here.items():
            assert row == theirs[kind][record_id], f"{desk.name}: {kind} {record_id} differs"
    for kind in SEARCHED:
        indexed = await desk.store.read(lambda look, k=kind: look.rows(f"SELECT id FROM {k}_search_docsize"))
        there = await desk.store.read(lambda look, k=kind: look.rows(f"SELECT number FROM {k}"))
        assert set(indexed) == set(there), f"{desk.name}: the search over {kind} does not match what is here"
