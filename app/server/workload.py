"""Who carries which conversation, and which wait in the queue for somebody to carry them."""

from __future__ import annotations

from collections.abc import Sequence

from app.protocol import ConversationStatus, new_id
from app.server import queue
from app.server.database import Tx
from app.server.entry import Entry, Load, Shelf


def load_of(entry: Entry) -> Load | None:
    """What a conversation weighs on the team; None when nobody need look at it."""
    values = entry.values
    status = values["status"] if entry.stands else None
    if values["assignee_id"]:
        busy = status in (ConversationStatus.OPEN, ConversationStatus.PENDING)
        return Load(values["assignee_id"]) if busy else None
    waits = status == ConversationStatus.OPEN and values["waiting_since"]
    return Load("", values["account_id"], values["waiting_since"]) if waits else None


def weigh(tx: Tx, workspace: str, entries: Sequence[Entry], shelf: Shelf) -> bool:
    """Keep the table; whether somebody may now have room for what waits, or something new waits for them."""
    moved = [(e, now) for e in entries if e.kind.name == "conversation" and (now := load_of(e)) != e.load]
    if moved:
        sql = "DELETE FROM workload WHERE workspace = ? AND conversation_id = ?"
        tx.many(sql, [(workspace, entry.id) for entry, _ in moved])
        sql = "INSERT INTO workload (workspace, conversation_id, user_id, account_id, since) VALUES (?, ?, ?, ?, ?)"
        tx.many(sql, [(workspace, entry.id, *now) for entry, now in moved if now])
    return any(e.kind.name in ("user", "account") for e in entries) or any(
        _given_up(entry.load, now) or _asks(shelf, now) for entry, now in moved
    )


def deal_soon(tx: Tx, workspace: str, now_ms: int) -> None:
    """Add a job that gives what waits to whoever has room, once this transaction is committed."""
    queue.add(
        tx,
        queue.row(
            workspace=workspace,
            kind="deal",
            lane=f"deal:{workspace}",
            key=f"deal:{new_id()}",
            place=now_ms,
            due_at=now_ms,
        ),
    )


def _given_up(before: Load | None, now: Load | None) -> bool:
    return before is not None and before.user_id != "" and (now is None or now.user_id != before.user_id)


def _asks(shelf: Shelf, now: Load | None) -> bool:
    account = shelf.find("account", now.account_id) if now and now.account_id else None
    return account is not None and account.stands and bool(account.values["auto_assign"])
