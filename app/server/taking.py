"""Taking a conversation that nobody has: of two who try, one gets it."""

from __future__ import annotations

import msgspec

from app.protocol import HybridClock, Mutation, new_id
from app.server import ledger
from app.server.access import Principal
from app.server.checks import Refusal
from app.server.database import Tx


def take(tx: Tx, who: Principal, conversation_id: str, now_ms: int) -> int:
    """Give it to ``who`` unless somebody has it, as an edit of theirs; the new head, 0 when they had it already.

    Raises:
        Refusal: taken, not_found.
    """
    found = tx.row(
        "SELECT rev, stamps FROM record WHERE workspace = ? AND kind = 'conversation' AND id = ? AND deleted = 0",
        (who.workspace, conversation_id),
    )
    if found is None:
        raise Refusal("not_found")
    clock = HybridClock(who.device_id, now=lambda: now_ms)
    clock.observe(msgspec.json.decode(found[1]).get("assignee_id", ""))
    edit = Mutation(
        id=new_id(),
        kind="conversation",
        record_id=conversation_id,
        hlc=clock.tick(),
        base_rev=found[0],
        fields={"assignee_id": who.user_id},
        base={"assignee_id": ""},
    )
    settled = ledger.apply(tx, who, [edit], now_ms)
    outcome = settled.outcomes[0]
    if outcome.reason:
        raise Refusal(outcome.reason, outcome.detail)
    return settled.head
