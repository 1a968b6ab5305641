"""What waits for the agent's choice: parked words, and edits that were refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import Refused as Declined
from app.phrases import phrase
from app.protocol import KINDS, HybridClock
from app.store import outbox, people, records
from app.store.tables import Parked, Refused
from app.store.transaction import Reading, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """My words and theirs for one field. ``theirs`` is what the record says now."""

    id: str
    kind: str
    record_id: str
    title: str
    field: str
    mine: Any
    base: Any
    theirs: Any
    gone: bool
    at: int
    with_id: str = ""
    """The user whose words mine met, and what they are called; maybe myself, on another device."""
    with_name: str = ""
    scope: str = ""
    """Whose the record is, as in :class:`QuickReplyRow`, and what the team is called."""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """An edit that did not get through, with its words. ``reason`` is a stable word of the server."""

    id: str
    kind: str
    record_id: str
    title: str
    fields: Mapping[str, Any]
    dropping: bool
    reason: str
    detail: str
    at: int


def parked(look: Reading) -> list[ConflictRow]:
    """Texts that somebody else changed while I did, the oldest first."""
    found, teams = [], people.teams(look)
    names = {user.id: user.name for user in people.users(look)}
    for p in Parked.select().order_by(Parked.at).execute(look.db):
        row = records.get_row(look, p.kind, p.record_id)
        named = dict(zip(KINDS[p.kind].fields, row[2:], strict=True)) if row else {}
        scope = str(named.get("scope", ""))
        found.append(
            ConflictRow(
                id=p.id,
                kind=p.kind,
                record_id=p.record_id,
                title=title(look, p.kind, p.record_id),
                field=p.field,
                mine=p.mine,
                base=p.base,
                theirs=named.get(p.field),
                gone=row is None,
                at=p.at,
                with_id=p.with_id,
                with_name=names.get(p.with_id, ""),
                scope=scope,
                team=people.team_of(scope, teams),
            )
        )
    return found


def refused(look: Reading) -> list[RefusedRow]:
    """Edits that did not get through, the oldest first."""
    return [
        RefusedRow(
            id=r.id,
            kind=r.kind,
            record_id=r.record_id,
            title=title(look, r.kind, r.record_id) or str(r.fields.get("title") or r.fields.get("name") or ""),
            fields=r.fields,
            dropping=r.dropping,
            reason=r.reason,
            detail=r.detail,
            at=r.at,
        )
        for r in Refused.select().order_by(Refused.at).execute(look.db)
    ]


def choose(tx: Transaction, parked_id: str, value: Any, clock: HybridClock) -> None:
    """Write ``value`` over what stands there now, and be done with the choice."""
    for p in list(Parked.select().where(Parked.id == parked_id).execute(tx.db)):
        outbox.edit(tx, p.kind, p.record_id, {p.field: value}, clock)
        keep_theirs(tx, parked_id)


def choose_mine(tx: Transaction, parked_id: str, clock: HybridClock) -> None:
    """Write my words over theirs; theirs stay in the server's history."""
    for p in list(Parked.select().where(Parked.id == parked_id).execute(tx.db)):
        choose(tx, parked_id, p.mine, clock)


def keep_theirs(tx: Transaction, parked_id: str) -> None:
    """Let my words go."""
    Parked.delete().where(Parked.id == parked_id).execute(tx.db)
    tx.note("parked", parked_id)


def retry(tx: Transaction, refused_id: str, clock: HybridClock) -> None:
    """Try a refused edit again, as a new one.

    Raises:
        Refused: the record is not here any more and the edit did not make it.
    """
    for r in list(Refused.select().where(Refused.id == refused_id).execute(tx.db)):
        if r.dropping:
            outbox.drop(tx, r.kind, r.record_id, clock)
        elif records.get_row(tx, r.kind, r.record_id) is not None:
            outbox.edit(tx, r.kind, r.record_id, r.fields, clock)
        elif KINDS[r.kind].agent_made and r.reason != "scope_revoked":
            outbox.create(tx, r.kind, r.record_id, r.fields, clock)
        else:
            raise Declined(phrase("Errors", "This is not here any more"))
        discard(tx, refused_id)


def discard(tx: Transaction, refused_id: str) -> None:
    """Let a refused edit go."""
    Refused.delete().where(Refused.id == refused_id).execute(tx.db)
    tx.note("refused", refused_id)


def title(look: Reading, kind: str, record_id: str) -> str:
    """A few words by which the agent knows the record; empty when it is gone."""
    row = records.get_row(look, kind, record_id)
    if row is None:
        return ""
    named = dict(zip(KINDS[kind].fields, row[2:], strict=True))
    words = next((str(named[n]) for n in ("title", "remark", "name", "body", "text") if named.get(n)), "")
    return " ".join(words.split())[:60]
