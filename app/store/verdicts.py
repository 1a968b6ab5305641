"""What becomes of an edit once the server has spoken."""

from __future__ import annotations

from app.protocol import KINDS, MessageState, Mutation, Outcome, Verdict
from app.protocol.clock import wall_ms
from app.store import conversations, overlay, records
from app.store.pages import cursor
from app.store.tables import Parked, Refused
from app.store.transaction import Transaction


def settle(tx: Transaction, mutation: Mutation, outcome: Outcome) -> None:
    """Do what the server's verdict on one edit asks for."""
    match outcome.verdict:
        case Verdict.APPLIED | Verdict.MERGED:
            _acknowledge(tx, mutation, outcome)
        case Verdict.CONFLICT:
            _park(tx, mutation, outcome)
            _acknowledge(tx, mutation, outcome)
        case Verdict.REFUSED:
            _refuse(tx, mutation, outcome)
    tx.note("outbox", mutation.id)


def _acknowledge(tx: Transaction, mutation: Mutation, outcome: Outcome) -> None:
    tx.run("UPDATE outbox SET acked_rev = ? WHERE id = ?", (max(outcome.rev, 1), mutation.id))
    tx.run("DELETE FROM outbox WHERE id = ? AND acked_rev <= ?", (mutation.id, cursor(tx)))
    _show(tx, mutation, outcome)


def _show(tx: Transaction, mutation: Mutation, outcome: Outcome) -> None:
    kind, record_id = mutation.kind, mutation.record_id
    if outcome.deleted:
        overlay.drop_remote(tx, kind, [record_id])
    elif outcome.row is not None:
        revs = records.known(tx, kind, [record_id])
        if outcome.rev >= revs.get(record_id, -1):
            records.put_many(tx, kind, overlay.laid(tx, kind, [[record_id, outcome.rev, *outcome.row]]))


def _park(tx: Transaction, mutation: Mutation, outcome: Outcome) -> None:
    for name in outcome.clash:
        parked_id = f"{mutation.id}.{name}"
        Parked.replace(
            id=parked_id,
            kind=mutation.kind,
            record_id=mutation.record_id,
            field=name,
            mine=mutation.fields.get(name),
            base=mutation.base.get(name),
            at=wall_ms(),
            with_id=outcome.clash_with.get(name, ""),
        ).execute(tx.db)
        tx.note("parked", parked_id)


def _refuse(tx: Transaction, mutation: Mutation, outcome: Outcome) -> None:
    tx.run("DELETE FROM outbox WHERE id = ?", (mutation.id,))
    if mutation.kind == "message" and not mutation.drop:
        reason = " ".join(filter(None, (outcome.reason, outcome.detail)))
        _fail_message(tx, mutation.record_id, reason)
        return
    if mutation.drop and outcome.reason == "not_found":
        return  # there is nothing to take away, after a restore for instance
    keep_refused(tx, mutation, outcome.reason, outcome.detail)
    if outcome.row is not None and not outcome.deleted:
        records.put_many(
            tx, mutation.kind, overlay.laid(tx, mutation.kind, [[mutation.record_id, outcome.rev, *outcome.row]])
        )
    else:
        _take_back(tx, mutation)


def keep_refused(tx: Transaction, mutation: Mutation, reason: str, detail: str = "") -> None:
    """Keep the words of an edit that did not get through."""
    Refused.replace(
        id=mutation.id,
        kind=mutation.kind,
        record_id=mutation.record_id,
        fields=mutation.fields,
        dropping=mutation.drop,
        reason=reason,
        detail=detail,
        at=wall_ms(),
    ).execute(tx.db)
    tx.note("refused", mutation.id)


def _take_back(tx: Transaction, mutation: Mutation) -> None:
    """The server shows no record: what I made vanishes, what I changed goes back to what I saw."""
    row = records.get_row(tx, mutation.kind, mutation.record_id)
    if row is not None and row[1] == 0:
        records.drop_many(tx, mutation.kind, [mutation.record_id])
    elif row is not None and mutation.base:
        records.put(tx, mutation.kind, records.changed(row, mutation.kind, mutation.base))
    elif row is None and mutation.drop and mutation.base:
        values = [mutation.base[name] for name in KINDS[mutation.kind].fields]
        records.put(tx, mutation.kind, [mutation.record_id, mutation.base_rev, *values])


def _fail_message(tx: Transaction, message_id: str, reason: str) -> None:
    """The message stays in the timeline as failed, and so do the later parts of the same reply."""
    fail = "UPDATE message SET state = ?, reason = ? WHERE id = ?"
    tx.run(fail, (MessageState.FAILED, reason, message_id))
    tx.note("message", message_id)
    for (conversation_id,) in tx.rows("SELECT conversation_id FROM message WHERE id = ?", (message_id,)):
        conversations.look_again(tx, conversation_id)
    later = tx.rows(
        "SELECT l.id FROM message m JOIN message l ON l.conversation_id = m.conversation_id"
        " AND l.batch_id = m.batch_id AND l.part > m.part JOIN outbox o ON o.record_id = l.id AND o.claimed = 0"
        " WHERE m.id = ? AND m.batch_id <> ''",
        (message_id,),
    )
    for (part_id,) in later:
        tx.run("DELETE FROM outbox WHERE record_id = ?", (part_id,))
        tx.run(fail, (MessageState.FAILED, "earlier_part_failed", part_id))
    tx.note_many("message", [part_id for (part_id,) in later])
