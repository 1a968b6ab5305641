"""Pages of changes in, and edits out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.protocol import KINDS, ChangePage, Mutation
from app.store import overlay, records
from app.store.facts import fact, remember
from app.store.tables import Outbox
from app.store.transaction import Reading, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Edits not yet on the server, refused by it, and waiting for the agent's choice."""

    pending: int
    refused: int
    parked: int


def cursor(look: Reading) -> int:
    """The revision up to which everything granted was pulled."""
    return int(fact(look, "cursor", "0"))


def epoch(look: Reading) -> str:
    """The server's epoch that the cursor belongs to; empty before the first contact."""
    return fact(look, "epoch")


def last_stamp(look: Reading) -> str:
    """The newest stamp of the hybrid clock given here, to start it again."""
    return fact(look, "stamp")


def counts(look: Reading) -> Counts:
    """For the status bar."""
    found = look.row(
        "SELECT (SELECT count(*) FROM outbox WHERE acked_rev = 0),"
        " (SELECT count(*) FROM refused), (SELECT count(*) FROM parked)"
    )
    assert found is not None
    return Counts(pending=found[0], refused=found[1], parked=found[2])


def begin(tx: Transaction, new_epoch: str, head: int) -> None:
    """First contact: from here on the cursor follows; everything older comes as back-fill."""
    remember(tx, "epoch", new_epoch)
    remember(tx, "cursor", str(head))


def apply_page(tx: Transaction, page: ChangePage) -> None:
    """Remote rows and the cursor move together or not at all. A row older than ours is passed over."""
    take(tx, page)
    remember(tx, "cursor", str(page.covered_to))
    covered = tx.rows("DELETE FROM outbox WHERE acked_rev > 0 AND acked_rev <= ? RETURNING id", (page.covered_to,))
    tx.note_many("outbox", [mutation_id for (mutation_id,) in covered])


def take(tx: Transaction, page: ChangePage) -> None:
    """Put a page's rows in, my pending edits laid over them."""
    for kind in KINDS:
        if rows := page.tables.get(kind):
            revs = records.known(tx, kind, [row[0] for row in rows])
            newer = [row for row in rows if row[1] > revs.get(row[0], -1)] if revs else rows
            records.put_many(tx, kind, overlay.laid(tx, kind, newer))
        if gone := page.dropped.get(kind):
            revs = records.known(tx, kind, [record_id for record_id, _ in gone])
            overlay.drop_remote(tx, kind, [i for i, rev in gone if i in revs and revs[i] <= rev])


def due(tx: Transaction, now_ms: int, limit: int = 100) -> list[Mutation]:
    """The next edits to send, in order, and marked as handed out: from now on they do not change any more.

    An edit waits while an earlier one of its lane (its conversation's messages, its record) waits.
    """
    rows = list(
        Outbox.raw(
            "SELECT * FROM outbox AS o WHERE acked_rev = 0 AND due_at <= ? AND NOT EXISTS (SELECT 1 FROM outbox AS e"
            " WHERE e.lane = o.lane AND e.number < o.number AND e.acked_rev = 0 AND e.due_at > ?)"
            " ORDER BY number LIMIT ?",
            now_ms,
            now_ms,
            limit,
        ).execute(tx.db)
    )
    unclaimed = [(o.number,) for o in rows if not o.claimed]
    if unclaimed:
        tx.many("UPDATE outbox SET claimed = 1 WHERE number = ?", unclaimed)
    return [mutation_of(o) for o in rows]


def next_due(look: Reading) -> int | None:
    """When the earliest waiting edit is due; None when nothing waits."""
    found = look.row("SELECT min(due_at) FROM outbox WHERE acked_rev = 0")
    return None if found is None else found[0]


def postpone(tx: Transaction, ids: list[str], until: int) -> None:
    """Leave these edits alone until a time (ms)."""
    tx.many(
        "UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ? AND acked_rev = 0",
        [(until, i) for i in ids],
    )
    tx.note_many("outbox", ids)


def mutation_of(o: Any) -> Mutation:
    """An outbox row as it travels."""
    return Mutation(
        id=o.id,
        kind=o.kind,
        record_id=o.record_id,
        hlc=o.hlc,
        base_rev=o.base_rev,
        fields=o.fields,
        base=o.base,
        drop=o.dropping,
    )
