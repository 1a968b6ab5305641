"""Values that were overwritten, lost or deleted, and the way back."""

from __future__ import annotations

from typing import Any

import msgspec

from app.protocol import KINDS, HybridClock, Mutation, Outcome, new_id
from app.server import ledger
from app.server.access import Principal, fresh, state_of
from app.server.checks import Refusal
from app.server.database import Tx
from app.server.news import News

NODE = "restored"
MOST = 500


def past(tx: Tx, who: Principal, kind: str, record_id: str) -> list[dict[str, Any]]:
    """Newest first; ``cause`` is overwritten, late, clash or deleted.

    Raises:
        Refusal: not_found.
    """
    who = fresh(tx, who, state_of(tx, who.workspace))
    _seen(tx, who, kind, record_id)
    rows = tx.rows(
        "SELECT id, field, value, stamp, cause, user_id, at FROM past WHERE workspace = ? AND kind = ?"
        " AND record_id = ? ORDER BY at DESC, id DESC LIMIT ?",
        (who.workspace, kind, record_id, MOST),
    )
    names = ("id", "field", "value", "stamp", "cause", "user_id", "at")
    return [{**dict(zip(names, row, strict=True)), "value": msgspec.json.decode(row[2])} for row in rows]


def restore(tx: Tx, who: Principal, kind: str, record_id: str, past_id: str, now_ms: int) -> tuple[Outcome, News]:
    """Write an old value again, as an edit by this user; returns the outcome and what was written.

    Raises:
        Refusal: not_found, or whatever an edit may be refused for.
    """
    who = fresh(tx, who, state_of(tx, who.workspace))
    body, rev, stamps = _seen(tx, who, kind, record_id)
    row = tx.row(
        "SELECT field, value FROM past WHERE id = ? AND workspace = ? AND kind = ? AND record_id = ?",
        (past_id, who.workspace, kind, record_id),
    )
    if row is None:
        raise Refusal("not_found")
    field, value = row[0], msgspec.json.decode(row[1])
    now = dict(zip(KINDS[kind].fields, msgspec.json.decode(body), strict=False))
    clock = HybridClock(NODE, now=lambda: now_ms)
    clock.observe(max((stamp for stamp in msgspec.json.decode(stamps).values()), default=""))
    edit = Mutation(
        id=new_id(),
        kind=kind,
        record_id=record_id,
        hlc=clock.tick(),
        base_rev=rev,
        fields={field: value},
        base={field: now[field]} if field in now else {},
    )
    settled = ledger.apply(tx, who, [edit], now_ms)
    outcome = settled.outcomes[0]
    if outcome.reason:
        raise Refusal(outcome.reason, outcome.detail)
    return outcome, settled.news


def _seen(tx: Tx, who: Principal, kind: str, record_id: str) -> tuple[str, int, str]:
    row = tx.row(
        "SELECT scope, also, body, rev, stamps FROM record WHERE workspace = ? AND kind = ? AND id = ?",
        (who.workspace, kind, record_id),
    )
    if row is None or not who.sees(row[0], row[1]):
        raise Refusal("not_found")
    return row[2], row[3], row[4]
