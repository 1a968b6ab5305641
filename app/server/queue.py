"""The table of jobs: what must happen even if the process dies, claimed by one worker at a time, in order per lane."""

from __future__ import annotations

import random
from dataclasses import dataclass

from app.protocol import new_id
from app.server.database import Row, Tx

LEASE_MS = 60_000
"""A worker that has not finished by then is taken for dead."""
DONE_KEPT_MS = 7 * 24 * 3600 * 1000
"""How long finished jobs are kept, so that a repeated callback is recognised."""
LONGEST_PAUSE_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed job. ``interrupted``: somebody began it before and never said how it ended."""

    id: str
    workspace: str
    kind: str
    lane: str
    account_id: str
    key: str
    payload: str
    attempts: int
    interrupted: bool


INSERT = (
    "INSERT INTO job (id, workspace, kind, lane, place, key, account_id, payload, due_at, attempts, started,"
    " leased_until, done_at, trouble) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '') ON CONFLICT (key) DO NOTHING"
)


def row(
    *,
    workspace: str,
    kind: str,
    lane: str,
    key: str,
    place: int,
    due_at: int,
    account_id: str = "",
    payload: str = "{}",
) -> Row:
    """What ``INSERT`` stores. Jobs of a lane run one by one in order of ``place``; a key is never done twice."""
    return new_id(), workspace, kind, lane, place, key, account_id, payload, due_at


def add(tx: Tx, job: Row) -> bool:
    """Add a job made by :func:`row`; False when one with that key is known already."""
    return tx.run(INSERT, job) > 0


_CLAIMABLE = (
    "SELECT j.id, j.workspace, j.kind, j.lane, j.account_id, j.key, j.payload, j.attempts, j.started FROM job j"
    " WHERE j.done_at = 0 AND j.due_at <= ? AND j.leased_until <= ? AND NOT EXISTS (SELECT 1 FROM job e"
    " WHERE e.lane = j.lane AND e.done_at = 0 AND (e.place < j.place OR (e.place = j.place AND e.id < j.id)))"
    " ORDER BY j.due_at LIMIT ?"
)


def claim(tx: Tx, now_ms: int, most: int, claimant: str = "") -> list[Job]:
    """Take up to ``most`` due jobs, the first of each lane, for ``LEASE_MS``, in the name of ``claimant``."""
    rows = tx.rows(f"{_CLAIMABLE} FOR UPDATE OF j SKIP LOCKED" if tx.postgresql else _CLAIMABLE, (now_ms, now_ms, most))
    tx.many(
        "UPDATE job SET leased_until = ?, claimed_by = ?, attempts = attempts + 1, started = 1 WHERE id = ?",
        [(now_ms + LEASE_MS, claimant, row[0]) for row in rows],
    )
    names = ("id", "workspace", "kind", "lane", "account_id", "key", "payload", "attempts")
    return [Job(**dict(zip(names, (*row[:7], row[7] + 1), strict=True)), interrupted=bool(row[8])) for row in rows]


def any_due(tx: Tx, now_ms: int) -> bool:
    """Whether something is to be done now, or is being done; not what stands behind a job whose time is to come."""
    sql = (
        "SELECT 1 FROM job j WHERE j.done_at = 0 AND j.due_at <= ? AND NOT EXISTS (SELECT 1 FROM job e"
        " WHERE e.lane = j.lane AND e.done_at = 0 AND e.due_at > ? AND (e.place < j.place OR (e.place = j.place"
        " AND e.id < j.id))) LIMIT 1"
    )
    return tx.row(sql, (now_ms, now_ms)) is not None


def finish(tx: Tx, job_id: str, now_ms: int, trouble: str = "") -> None:
    """The job is done, or given up for the stated ``trouble``."""
    tx.run(
        "UPDATE job SET done_at = ?, leased_until = 0, started = 0, trouble = ? WHERE id = ?",
        (now_ms, trouble, job_id),
    )


def postpone(tx: Tx, job_id: str, due_at: int, trouble: str, *, begun: bool) -> None:
    """Try again at ``due_at``. ``begun``: the attempt may have had an effect."""
    tx.run(
        "UPDATE job SET due_at = ?, leased_until = 0, started = ?, trouble = ? WHERE id = ?",
        (due_at, int(begun), trouble, job_id),
    )


def take_back(tx: Tx, claimant: str) -> None:
    """End every lease of that name: whoever bore it before is gone."""
    tx.run("UPDATE job SET leased_until = 0 WHERE leased_until > 0 AND done_at = 0 AND claimed_by = ?", (claimant,))


def forget_done(tx: Tx, now_ms: int) -> None:
    """Let go of finished jobs that had no trouble."""
    tx.run("DELETE FROM job WHERE done_at > 0 AND done_at < ? AND trouble = ''", (now_ms - DONE_KEPT_MS,))


def pause_ms(attempts: int) -> int:
    """How long to wait after that many failed attempts: doubling, with jitter, never more than five minutes."""
    most = min(LONGEST_PAUSE_MS, 500 * 2 ** min(attempts, 12))
    return round(random.uniform(most / 2, most))
