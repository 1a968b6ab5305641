"""The rules of truth: what becomes of the mutations agents send, each exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import compress
from typing import Any

import msgspec

from app.protocol import KINDS, Mutation, Outcome, Verdict
from app.protocol.clock import clamp
from app.rules.merge import Loss, defaults, make, may_drop, merge
from app.server import mentions, outgoing
from app.server.access import Principal, fresh, state_of
from app.server.book import Book
from app.server.checks import ID, Refusal, may_make, may_place, may_refer, may_take, may_touch, sound, well_formed
from app.server.database import Tx, among
from app.server.entry import Entry
from app.server.masking import masked
from app.server.news import News
from app.server.withdrawing import withdraw
from app.server.writers import writer_of

DONE_KEPT_MS = 100 * 24 * 3600 * 1000
"""How long an outcome is remembered, so that a repeated mutation has one effect."""

_DONE = (
    "INSERT INTO done (workspace, id, user_id, kind, record_id, digest, outcome, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_JSON = msgspec.json.Encoder()
APPLIED, MERGED, CONFLICT, REFUSED = Verdict  # looked up once: these are read for every mutation


class Ruling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of an outcome: all but the record, which is read again when the mutation is repeated."""

    verdict: Verdict
    clash: list[str] = msgspec.field(default_factory=list)
    clash_with: dict[str, str] = msgspec.field(default_factory=dict)
    reason: str = ""
    detail: str = ""


_APPLIED = Ruling(verdict=APPLIED)
_APPLIED_STEM = _JSON.encode(_APPLIED).decode()
_REUSED = Ruling(verdict=REFUSED, reason="reused_id")
_UNSOUND = Ruling(
    verdict=REFUSED, reason="bad_fields", detail="an id has 1 to 64 letters, digits, _ or -; hlc is a stamp"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Answer to a batch. ``queued``: there are new jobs."""

    outcomes: list[Outcome]
    news: News
    queued: bool
    reused: int
    """How many mutations bore the id of another one."""


def apply(tx: Tx, who: Principal, mutations: Sequence[Mutation], now_ms: int) -> Settled:
    """Settle an ordered batch in one transaction.

    Raises:
        LoginExpired: the author has no rights left.
    """
    who = fresh(tx, who, state_of(tx, who.workspace))
    book = Book(tx, who.workspace, now_ms)
    usable = [sound(mutation) for mutation in mutations]
    book.load(_needed(compress(mutations, usable)))
    done = _done(tx, who.workspace, sorted({m.id for m in compress(mutations, usable)}))
    author = who.user_id.encode() + b"\0"
    rulings: list[tuple[Ruling, Entry | None]] = []
    remembered: list[Sequence[Any]] = []
    reused = 0
    sending = outgoing.Sending(book)
    for mutation, is_sound in zip(mutations, usable, strict=True):
        if not is_sound:
            rulings.append((_UNSOUND, None))
            continue
        digest = blake2b(author + _JSON.encode(mutation), digest_size=16).hexdigest()
        if (before := done.get(mutation.id)) is not None:
            ruling, entry = _again(book, before, digest)
            reused += ruling is _REUSED
        else:
            ruling, entry = _one(book, who, mutation, sending)
            stem = _APPLIED_STEM if ruling is _APPLIED else _JSON.encode(ruling).decode()
            kind, record_id = (entry.kind.name, entry.id) if entry is not None else ("", "")
            done[mutation.id] = (digest, kind, record_id, stem)
            remembered.append((who.workspace, mutation.id, who.user_id, kind, record_id, digest, stem, now_ms))
        rulings.append((ruling, entry))
    tx.many(_DONE, remembered)
    sending.close()
    news = book.close()
    outcomes = [_outcome(who, mutation, *ruled) for mutation, ruled in zip(mutations, rulings, strict=True)]
    return Settled(outcomes=outcomes, news=news, queued=sending.queued > 0 or book.stirs, reused=reused)


def forget_old(tx: Tx, now_ms: int) -> int:
    """Let go of outcomes older than ``DONE_KEPT_MS``."""
    return tx.run("DELETE FROM done WHERE at < ?", (now_ms - DONE_KEPT_MS,))


def _one(book: Book, who: Principal, mutation: Mutation, sending: outgoing.Sending) -> tuple[Ruling, Entry | None]:
    kind = KINDS.get(mutation.kind)
    if kind is None:
        return Ruling(verdict=REFUSED, reason="unknown_kind"), None
    entry: Entry | None = None
    try:
        fields = well_formed(kind, mutation.fields)
        base = well_formed(kind, mutation.base) if mutation.base else {}
        entry = book.find(kind.name, mutation.record_id)
        if entry is not None:
            may_touch(who, kind, entry)
        if mutation.drop:
            return _drop(book, who, mutation, entry), entry
        if entry is None or (entry.deleted and not mutation.base_rev):
            return _make(book, who, mutation, fields, entry, sending)
        return _edit(book, who, mutation, fields, base, entry), entry
    except Refusal as no:
        seen = entry if no.reason != "not_found" else None
        return Ruling(verdict=REFUSED, reason=no.reason, detail=no.detail), seen


def _make(
    book: Book,
    who: Principal,
    mutation: Mutation,
    fields: dict[str, Any],
    entry: Entry | None,
    sending: outgoing.Sending,
) -> tuple[Ruling, Entry | None]:
    kind = KINDS[mutation.kind]
    if mutation.base_rev and not kind.agent_made:
        raise Refusal("not_found")
    may_make(who, kind, mutation.record_id, fields)
    may_place(who, kind, fields)
    may_refer(book, who, kind, fields)
    if kind.name in mentions.CARRYING:
        mentions.may_mention(book, who, fields)
    stamp = clamp(mutation.hlc, book.now_ms)
    merged = make(kind, fields, stamp)
    if merged.verdict is REFUSED:
        raise Refusal(merged.reason, merged.detail)
    values, at = merged.values, None
    if kind.name == "message":
        values, at = sending.admit(who, mutation.record_id, values)
    if entry is not None:
        book.remember(entry, _tombstone(entry), who.user_id)
    entry = book.put(kind, mutation.record_id, values, at=at)
    entry.stamps, entry.touched_by = merged.stamps, _node(mutation)
    if kind.name in mentions.CARRYING:
        mentions.keep(book, entry, fields)
    return _APPLIED, entry


def _edit(
    book: Book, who: Principal, mutation: Mutation, fields: dict[str, Any], base: dict[str, Any], entry: Entry
) -> Ruling:
    kind, node = entry.kind, _node(mutation)
    making = not mutation.base_rev
    if kind.name == "conversation":
        may_take(who, fields, base, entry)
    may_refer(book, who, kind, fields, entry.values)
    if kind.name in mentions.CARRYING:
        mentions.may_mention(book, who, fields)
    unseen = not may_drop(
        base_rev=mutation.base_rev,
        node=node,
        edited=entry.edited,
        editor=entry.touched_by if entry.touched_by is not None else entry.editor,
        edited_before=entry.edited_before,
    )
    merged = merge(
        kind, entry.values, entry.stamps, fields, base, clamp(mutation.hlc, book.now_ms), making=making, unseen=unseen
    )
    if merged.verdict is REFUSED:
        raise Refusal(merged.reason, merged.detail)
    if merged.lost:
        book.remember(entry, merged.lost, who.user_id)
    if merged.written or entry.deleted:
        values = merged.values
        if kind.name == "conversation":
            values = outgoing.after_edit(book, entry, values, merged.written)
        book.write(entry, values, merged.written)
        entry.touched_by = node
        if kind.name in mentions.CARRYING:
            mentions.keep(book, entry, fields)
    entry.stamps = merged.stamps
    if merged.verdict is APPLIED:
        return _APPLIED
    clash_with = {name: writer for name in merged.clash if (writer := writer_of(book, entry, name))}
    return Ruling(verdict=merged.verdict, clash=merged.clash, clash_with=clash_with)


def _drop(book: Book, who: Principal, mutation: Mutation, entry: Entry | None) -> Ruling:
    kind = KINDS[mutation.kind]
    if entry is None:
        raise Refusal("not_found")
    if not kind.agent_made:
        raise Refusal("forbidden", f"only the server removes a {kind.name}")
    if kind.name == "message" and not outgoing.may_discard(entry, who.user_id):
        raise Refusal("forbidden", "what was said stays said")
    if entry.deleted:
        return _APPLIED
    node = _node(mutation)
    if not may_drop(
        base_rev=mutation.base_rev,
        node=node,
        edited=entry.edited,
        editor=entry.editor,
        edited_before=entry.edited_before,
    ) or entry.touched_by not in (None, node):
        return Ruling(verdict=CONFLICT, reason="changed_since")
    if kind.name == "message":
        withdraw(book, entry)
    book.remember(entry, _tombstone(entry), who.user_id)
    book.drop(entry)
    entry.touched_by = node
    return _APPLIED


def _needed(mutations: Iterable[Mutation]) -> set[tuple[str, str]]:
    """The records a batch will need, so that they come in few statements."""
    keys = set()
    for mutation in mutations:
        if mutation.kind in KINDS:
            keys.add((mutation.kind, mutation.record_id))
        for name, kind in (("conversation_id", "conversation"), ("customer_id", "customer")):
            target = mutation.fields.get(name)
            if isinstance(target, str) and ID.match(target):
                keys.add((kind, target))
    return keys


def _done(tx: Tx, workspace: str, ids: Sequence[str]) -> dict[str, tuple[str, str, str, str]]:
    sql = "SELECT id, digest, kind, record_id, outcome FROM done WHERE workspace = ? AND id IN ({})"
    return {row[0]: row[1:] for row in among(tx, sql, (workspace,), ids)}


def _again(book: Book, before: tuple[str, str, str, str], digest: str) -> tuple[Ruling, Entry | None]:
    was, kind, record_id, stem = before
    if was != digest:
        return _REUSED, None
    ruling = msgspec.json.decode(stem, type=Ruling)
    return ruling, book.find(kind, record_id) if kind else None


def _outcome(who: Principal, mutation: Mutation, ruling: Ruling, entry: Entry | None) -> Outcome:
    """The outcome with the record as it now stands, as far as the author may see it."""
    rev, deleted = 0, False
    row: Any = None
    if entry is not None and entry.place is not None and who.sees(entry.place.scope, entry.place.also):
        body = entry.body or _JSON.encode(list(entry.values.values())).decode()
        row = msgspec.Raw(masked(who.role, entry.kind.name, body).encode())
        rev, deleted = entry.rev, entry.deleted
    return Outcome(
        id=mutation.id,
        verdict=ruling.verdict,
        rev=rev,
        row=row,
        deleted=deleted,
        clash=ruling.clash,
        clash_with=ruling.clash_with if row is not None else {},
        reason=ruling.reason,
        detail=ruling.detail,
    )


def _node(mutation: Mutation) -> str:
    return mutation.hlc[16:]


def _tombstone(entry: Entry) -> list[Loss]:
    from_start = defaults(entry.kind)
    return [
        Loss(field=name, value=value, stamp=entry.stamps.get(name, ""), cause="deleted")
        for name, value in entry.values.items()
        if value != from_start[name]
    ]
