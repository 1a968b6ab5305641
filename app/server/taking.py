"""Taking conversations that nobody has: of two who try, one gets each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.protocol import HybridClock, Mutation, new_id
from app.server import ledger
from app.server.access import Principal
from app.server.database import Tx, among


def take(tx: Tx, who: Principal, ids: Sequence[str], now_ms: int) -> ledger.Settled:
    """Give ``who`` those that nobody has, as edits of theirs; what a colleague has is refused as ``taken``."""
    sql = "SELECT id, rev, stamps FROM record WHERE workspace = ? AND kind = 'conversation' AND id IN ({})"
    found = {name: (rev, stamps) for name, rev, stamps in among(tx, sql, (who.workspace,), sorted(set(ids)))}
    clock = HybridClock(who.device_id, now=lambda: now_ms)
    edits = []
    for name in ids:
        rev, stamps = found.get(name, (1, "{}"))
        clock.observe(msgspec.json.decode(stamps).get("assignee_id", ""))
        edits.append(
            Mutation(
                id=new_id(),
                kind="conversation",
                record_id=name,
                hlc=clock.tick(),
                base_rev=rev,
                fields={"assignee_id": who.user_id},
                base={"assignee_id": ""},
            )
        )
    return ledger.apply(tx, who, edits, now_ms)
