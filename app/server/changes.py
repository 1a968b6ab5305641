"""Pages of changes: stored bodies are spliced into the answer as they are, never parsed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import msgspec

from app.protocol import Digest, Role
from app.protocol.wire import digest_of
from app.server.access import Principal, fresh, state_of, visible
from app.server.checks import Refusal
from app.server.database import Row, Tx
from app.server.masking import masked
from app.server.news import News

STRIDE = 50
"""A page looks at no more than this times its limit of revisions, so that a narrow view stays quick."""

_FIRST = (
    " AND record.deleted = 0 AND (record.kind <> 'message' OR EXISTS (SELECT 1 FROM record c WHERE"
    " c.workspace = record.workspace AND c.kind = 'conversation' AND c.id = record.parent AND c.at <= record.at))"
)
_HEAD_ONLY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a client wants to know. ``since`` -1 asks for epoch, head and scopes only.

    ``upto`` and ``scopes`` restrict a back-fill; ``first`` leaves out cold messages and tombstones.
    """

    since: int
    limit: int
    upto: int | None = None
    scopes: frozenset[str] | None = None
    first: bool = False


def page(tx: Tx, who: Principal, ask: Ask) -> bytes:
    """The JSON of a :class:`app.protocol.ChangePage`.

    Raises:
        LoginExpired: no rights left.
        Refusal: a scope was asked for that is not granted.
    """
    state = state_of(tx, who.workspace)
    who = fresh(tx, who, state)
    if ask.scopes is not None and not ask.scopes <= who.scopes:
        raise Refusal("not_found", "no such scope")
    end = state.head if ask.upto is None else min(ask.upto, state.head)
    rows: list[Row] = []
    gone: list[Row] = []
    covered, more = end, False
    if 0 <= ask.since < end:
        wanted = who.scopes if ask.scopes is None else ask.scopes
        rows, covered, more = _rows(tx, who.workspace, wanted, ask, end)
        gone = [] if ask.first else _departed(tx, who.workspace, wanted, ask.since, covered)
    return _spliced(state.epoch, state.head, covered if ask.since >= 0 else state.head, more, who, rows, gone)


def heard(who: Principal, news: Sequence[News]) -> bytes | None:
    """The same page from what was written just now, without reading it again.

    None when there is no news, or when anybody's rights were others then than ``who`` is known for.
    """
    if not news or any(part.access != who.access for part in news):
        return None
    latest = {(row.kind, row.id): row for part in news for row in part.written}
    seen = {name for name, row in latest.items() if who.sees(row.scope, row.also)}
    rows = sorted((row[:5] for name, row in latest.items() if name in seen), key=itemgetter(2))
    gone = {row[:3] for part in news for row in part.departed if row.scope in who.scopes and row[:2] not in seen}
    head = news[-1].head
    return _spliced(news[-1].epoch, head, head, False, who, rows, sorted(gone, key=itemgetter(2)))


def history(tx: Tx, who: Principal, conversation_id: str, at: int, before_id: str, limit: int) -> bytes:
    """The JSON of the messages older than ``(at, before_id)``, newest first.

    Raises:
        LoginExpired: no rights left.
        Refusal: not_found.
    """
    who = fresh(tx, who, state_of(tx, who.workspace))
    above = tx.row(
        "SELECT scope, also FROM record WHERE workspace = ? AND kind = 'conversation' AND id = ?",
        (who.workspace, conversation_id),
    )
    if above is None or not who.sees(*above):
        raise Refusal("not_found")
    sql = (
        "SELECT id, rev, body FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
        " AND (at, id) < (?, ?) AND deleted = 0 ORDER BY at DESC, id DESC LIMIT ?"
    )
    found = tx.rows(sql, (who.workspace, conversation_id, at, before_id, limit + 1))
    rows = ",".join(f'["{name}",{rev},{body[1:]}' for name, rev, body in found[:limit])
    return f'{{"rows":[{rows}],"more":{"true" if len(found) > limit else "false"}}}'.encode()


def digest(tx: Tx, who: Principal, scope: str, since: int) -> Digest:
    """Count and hash of what stands in one scope; of messages only those newer than revision ``since``.

    Raises:
        LoginExpired: no rights left.
        Refusal: not_found.
    """
    state = state_of(tx, who.workspace)
    who = fresh(tx, who, state)
    if scope not in who.scopes:
        raise Refusal("not_found")
    condition, scopes = visible([scope])
    sql = (
        f"SELECT kind, id, rev FROM record WHERE workspace = ? AND deleted = 0 AND {condition}"
        " AND (kind <> 'message' OR rev > ?)"
    )
    sums: dict[str, tuple[int, int]] = {}
    for kind, record_id, rev in tx.rows(sql, (who.workspace, *scopes, since)):
        count, total = sums.get(kind, (0, 0))
        sums[kind] = (count + 1, total ^ digest_of(record_id, rev))
    kinds = {kind: (count, f"{total:016x}") for kind, (count, total) in sums.items()}
    return Digest(scope=scope, rev=state.head, kinds=kinds)


def _rows(tx: Tx, workspace: str, scopes: Collection[str], ask: Ask, end: int) -> tuple[list[Row], int, bool]:
    condition, params = visible(scopes)
    stop = min(end, ask.since + ask.limit * STRIDE)
    sql = (
        "SELECT kind, id, rev, deleted, body FROM record WHERE workspace = ? AND rev > ? AND rev <= ?"
        f" AND {condition}{_FIRST if ask.first else ''} ORDER BY rev LIMIT ?"
    )
    rows = tx.rows(sql, (workspace, ask.since, stop, *params, ask.limit))
    if len(rows) == ask.limit:
        stop = rows[-1][2]
    return rows, stop, stop < end


def _departed(tx: Tx, workspace: str, scopes: Collection[str], since: int, upto: int) -> list[Row]:
    """Records that left these scopes, and are not seen in another of them."""
    condition, params = visible(scopes)
    ordered = sorted(scopes)
    sql = (
        "SELECT DISTINCT d.kind, d.id, d.rev FROM departure d JOIN record ON record.workspace = d.workspace"
        " AND record.kind = d.kind AND record.id = d.id WHERE d.workspace = ? AND d.rev > ? AND d.rev <= ?"
        f" AND d.scope IN ({', '.join('?' * len(ordered))}) AND NOT {condition}"
    )
    return tx.rows(sql, (workspace, since, upto, *ordered, *params)) if ordered else []


def _spliced(
    epoch: str, head: int, covered: int, more: bool, who: Principal, rows: list[Row], gone: list[Row]
) -> bytes:
    tables: dict[str, list[str]] = {}
    dropped: dict[str, list[str]] = {}
    partner = who.role is Role.PARTNER
    before: dict[str, int] = {}
    for kind, record_id, rev, deleted, body in rows:
        if deleted:
            dropped.setdefault(kind, []).append(f'["{record_id}",{rev}]')
        else:
            spliced = masked(who.role, kind, body) if partner else body
            step, before[kind] = rev - before.get(kind, 0), rev
            tables.setdefault(kind, []).append(f'["{record_id}",{step},{spliced[1:]}')
    for kind, record_id, rev in gone:
        dropped.setdefault(kind, []).append(f'["{record_id}",{rev}]')
    scopes = msgspec.json.encode(sorted(who.scopes)).decode()
    return (
        f'{{"epoch":"{epoch}","covered_to":{covered},"head":{head},"more":{"true" if more else "false"},'
        f'"scopes":{scopes},"tables":{_by_kind(tables)},"dropped":{_by_kind(dropped)}}}'
    ).encode()


def _by_kind(lists: dict[str, list[Any]]) -> str:
    return "{" + ",".join(f'"{kind}":[{",".join(rows)}]' for kind, rows in lists.items()) + "}"
