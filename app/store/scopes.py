"""Scopes this device holds: filled when granted, purged when revoked, compared by digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from app.protocol import KINDS, ChangePage, Digest, Placement
from app.protocol.wire import digest_of
from app.store import records
from app.store.facts import fact, remember
from app.store.pages import cursor, mutation_of, take
from app.store.tables import Backfill, Outbox
from app.store.transaction import Reading, Transaction
from app.store.verdicts import keep_refused


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillRow:
    """A first fetch under way: ask for ``scopes`` after ``since`` up to ``upto``."""

    number: int
    scopes: list[str]
    since: int
    upto: int


def scopes(look: Reading) -> frozenset[str]:
    """Scopes whose records are here or on their way."""
    return frozenset(name for (name,) in look.rows("SELECT name FROM scope"))


def backfills(look: Reading) -> list[BackfillRow]:
    """First fetches not yet finished, oldest first."""
    return [
        BackfillRow(number=b.number, scopes=b.scopes, since=b.since, upto=b.upto)
        for b in Backfill.select().order_by(Backfill.number).execute(look.db)
    ]


def begin_backfill(tx: Transaction, names: Iterable[str], upto: int) -> None:
    """Remember to fetch newly granted scopes up to the revision the cursor starts from."""
    new = sorted(set(names) - scopes(tx))
    if not new:
        return
    tx.many("INSERT INTO scope (name, since, filled) VALUES (?, ?, 0)", [(name, upto) for name in new])
    Backfill.insert(scopes=new, upto=upto).execute(tx.db)
    tx.note_many("scope", new)


def apply_backfill(tx: Transaction, page: ChangePage, number: int) -> None:
    """A page of a first fetch, with how far it got."""
    take(tx, page)
    if page.more:
        Backfill.update(since=page.covered_to).where(Backfill.number == number).execute(tx.db)
        return
    found = tx.row("DELETE FROM backfill WHERE number = ? RETURNING scopes", (number,))
    if found:
        names = msgspec.json.decode(found[0], type=list[str])
        tx.many("UPDATE scope SET filled = 1 WHERE name = ?", [(name,) for name in names])
        tx.note_many("scope", names)
    if not backfills(tx):
        _sweep(tx)


def purge_scopes(tx: Transaction, names: Iterable[str]) -> None:
    """Take what is only in revoked scopes off this machine; unsent words of theirs are kept as refused."""
    revoked = sorted(names)
    if not revoked:
        return
    kept = [member for scope in scopes(tx).difference(revoked) for member in members(scope, tx)]
    doomed = []  # worked out before anything goes: who a customer's identities are says where the customer belongs
    for kind, where, params in (member for name in revoked for member in members(name, tx)):
        shared = KINDS[kind].placement in (Placement.PERSON, Placement.CUSTOMER)
        others = [(where, params) for name, where, params in kept if shared and name == kind]
        elsewhere = {i for w, p in others for (i,) in tx.rows(f'SELECT id FROM "{kind}" WHERE {w}', p)}
        found = tx.rows(f'SELECT id FROM "{kind}" WHERE {where}', params)
        doomed.append((kind, [i for (i,) in found if i not in elsewhere]))
    for kind, ids in doomed:
        _keep_words(tx, kind, ids)
        records.drop_many(tx, kind, ids)
    for name in revoked:
        tx.run("DELETE FROM scope WHERE name = ?", (name,))
        tx.note("scope", name)
    left = scopes(tx)
    for b in backfills(tx):
        if keep := [name for name in b.scopes if name in left]:
            Backfill.update(scopes=keep).where(Backfill.number == b.number).execute(tx.db)
        else:
            Backfill.delete().where(Backfill.number == b.number).execute(tx.db)


def reset_for_epoch(tx: Transaction, epoch: str) -> None:
    """The server was restored: everything is fetched anew, unsent edits stay, and what does not come back goes."""
    for kind in KINDS:
        tx.run(f'UPDATE "{kind}" SET rev = 0')
    for table in ("scope", "backfill"):
        tx.run(f"DELETE FROM {table}")
    tx.run("UPDATE outbox SET acked_rev = 0, due_at = 0")
    remember(tx, "epoch", epoch)
    remember(tx, "cursor", "0")
    remember(tx, "sweep", "1")


def local_digest(look: Reading, scope: str) -> Digest:
    """Count and hash of what is here of a scope, to compare with the server's at the same revision."""
    since = scope_since(look, scope)
    kinds = {}
    for kind, where, params in members(scope, look):
        newer = "AND rev > ?" if kind == "message" else "AND rev > 0"
        bound = (*params, since) if kind == "message" else params
        rows = look.rows(f'SELECT id, rev FROM "{kind}" WHERE {where} {newer}', bound)
        if rows:
            mixed = 0
            for record_id, rev in rows:
                mixed ^= digest_of(record_id, rev)
            kinds[kind] = (len(rows), f"{mixed:016x}")
    return Digest(scope=scope, rev=cursor(look), kinds=kinds)


def scope_since(look: Reading, scope: str) -> int:
    """The revision after which this scope's messages are complete here."""
    found = look.row("SELECT since FROM scope WHERE name = ?", (scope,))
    return found[0] if found else 0


def members(scope: str, look: Reading) -> list[tuple[str, str, tuple[str, ...]]]:
    """By kind, the condition that finds the records of a scope; children before their parents."""
    family, _, name = scope.partition(":")
    found: list[tuple[str, str, tuple[str, ...]]] = []
    of_account = "account_id = ?"
    customers = (
        "SELECT id FROM customer WHERE account_id = ? UNION SELECT customer_id FROM identity WHERE account_id = ?"
    )
    for kind in reversed(list(KINDS.values())):
        match kind.placement:
            case Placement.WORKSPACE if scope == "workspace":
                found.append((kind.name, "1", ()))
            case Placement.STATED:
                found.append((kind.name, "scope = ?", (scope,)))
            case Placement.USER if family == "user":
                found.append((kind.name, "user_id = ?", (name,)))
            case Placement.SELF if family == "account":
                found.append((kind.name, "id = ?", (name,)))
            case Placement.ACCOUNT if family == "account":
                found.append((kind.name, of_account, (name,)))
            case Placement.CONVERSATION if family == "account":
                inside = "conversation_id IN (SELECT id FROM conversation WHERE account_id = ?)"
                found.append((kind.name, inside, (name,)))
            case Placement.CUSTOMER if family == "account":
                found.append((kind.name, f"customer_id IN ({customers})", (name, name)))
            case Placement.PERSON if family == "account":
                found.append((kind.name, f"id IN ({customers})", (name, name)))
    return found


def _keep_words(tx: Transaction, kind: str, ids: list[str]) -> None:
    among = msgspec.json.encode(ids).decode()
    pending = Outbox.raw(
        "SELECT * FROM outbox WHERE kind = ? AND acked_rev = 0 AND record_id IN (SELECT value FROM json_each(?))",
        kind,
        among,
    ).execute(tx.db)
    for o in list(pending):
        keep_refused(tx, mutation_of(o), "scope_revoked")
    tx.run("DELETE FROM outbox WHERE kind = ? AND record_id IN (SELECT value FROM json_each(?))", (kind, among))


def _sweep(tx: Transaction) -> None:
    """After a restore: what no page brought back and no edit holds is gone from the server."""
    if not fact(tx, "sweep"):
        return
    for kind in KINDS:
        mine = "AND state <> 'failed'" if kind == "message" else ""
        stale = (
            f'SELECT id FROM "{kind}" WHERE rev = 0 {mine} AND id NOT IN (SELECT record_id FROM outbox WHERE kind = ?)'
        )
        records.drop_many(tx, kind, [i for (i,) in tx.rows(stale, (kind,))])
    remember(tx, "sweep", "")
