"""The server's tables, as numbered steps that are never edited once released."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.errors import StoreTooNew
from app.server.database import Tx

_FIRST = """
CREATE TABLE workspace (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, epoch TEXT NOT NULL,
    head BIGINT NOT NULL, access BIGINT NOT NULL, created_at BIGINT NOT NULL
);
CREATE TABLE record (
    workspace TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, rev BIGINT NOT NULL,
    scope TEXT NOT NULL, also TEXT NOT NULL, parent TEXT NOT NULL, at BIGINT NOT NULL, deleted INTEGER NOT NULL,
    body TEXT NOT NULL, stamps TEXT NOT NULL,
    edited BIGINT NOT NULL, editor TEXT NOT NULL, edited_before BIGINT NOT NULL,
    PRIMARY KEY (workspace, kind, id)
);
CREATE UNIQUE INDEX record_by_rev ON record (workspace, rev);
CREATE INDEX record_by_parent ON record (workspace, kind, parent, at, id) WHERE parent <> '';
CREATE TABLE departure (
    workspace TEXT NOT NULL, rev BIGINT NOT NULL, scope TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (workspace, rev, scope, kind, id)
);
CREATE TABLE past (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, kind TEXT NOT NULL, record_id TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, stamp TEXT NOT NULL, cause TEXT NOT NULL, user_id TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE INDEX past_by_record ON past (workspace, kind, record_id, at);
CREATE TABLE done (
    workspace TEXT NOT NULL, id TEXT NOT NULL, user_id TEXT NOT NULL, kind TEXT NOT NULL, record_id TEXT NOT NULL,
    digest TEXT NOT NULL, outcome TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX done_by_time ON done (at);
CREATE TABLE staff (
    user_id TEXT PRIMARY KEY, workspace TEXT NOT NULL, login TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
    role TEXT NOT NULL, teams TEXT NOT NULL, disabled INTEGER NOT NULL, added_at BIGINT NOT NULL
);
CREATE TABLE granted (
    workspace TEXT NOT NULL, user_id TEXT NOT NULL, scope TEXT NOT NULL,
    PRIMARY KEY (workspace, user_id, scope)
);
CREATE TABLE device (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL,
    created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, revoked_at BIGINT NOT NULL
);
CREATE INDEX device_by_user ON device (workspace, user_id);
CREATE TABLE token (
    hash TEXT PRIMARY KEY, device_id TEXT NOT NULL, purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL, used_at BIGINT NOT NULL
);
CREATE INDEX token_by_device ON token (device_id);
CREATE INDEX token_by_expiry ON token (expires_at);
CREATE TABLE attempt (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE INDEX attempt_by_subject ON attempt (subject, at);
CREATE TABLE audit (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, at BIGINT NOT NULL, user_id TEXT NOT NULL,
    action TEXT NOT NULL, about TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (workspace, at);
CREATE TABLE credential (
    account_id TEXT PRIMARY KEY, workspace TEXT NOT NULL, sealed TEXT NOT NULL
);
CREATE TABLE channel (
    account_id TEXT PRIMARY KEY, workspace TEXT NOT NULL, position TEXT NOT NULL, moved_at BIGINT NOT NULL
);
CREATE TABLE job (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, kind TEXT NOT NULL, lane TEXT NOT NULL, place BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE, account_id TEXT NOT NULL, payload TEXT NOT NULL, due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL, started INTEGER NOT NULL, leased_until BIGINT NOT NULL,
    done_at BIGINT NOT NULL, trouble TEXT NOT NULL
);
CREATE INDEX job_waiting ON job (due_at) WHERE done_at = 0;
CREATE INDEX job_in_lane ON job (lane, place, id) WHERE done_at = 0;
CREATE INDEX job_done ON job (done_at) WHERE done_at > 0;
CREATE TABLE media (
    workspace TEXT NOT NULL, id TEXT NOT NULL, size BIGINT NOT NULL, type TEXT NOT NULL, file TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE TABLE upload (
    workspace TEXT NOT NULL, id TEXT NOT NULL, user_id TEXT NOT NULL, size BIGINT NOT NULL, type TEXT NOT NULL,
    file TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (workspace, id, user_id)
);
CREATE TABLE holder (
    workspace TEXT NOT NULL, id TEXT NOT NULL, user_id TEXT NOT NULL,
    PRIMARY KEY (workspace, id, user_id)
);
CREATE TABLE mention (
    workspace TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, record_id TEXT NOT NULL,
    PRIMARY KEY (workspace, id, kind, record_id)
);
CREATE TABLE sent (
    account_id TEXT NOT NULL, platform_id TEXT NOT NULL, message_id TEXT NOT NULL,
    PRIMARY KEY (account_id, platform_id)
);
CREATE TABLE raw (
    workspace TEXT NOT NULL, message_id TEXT NOT NULL, payload TEXT NOT NULL,
    PRIMARY KEY (workspace, message_id)
);
CREATE TABLE platform_media (
    account_id TEXT NOT NULL, id TEXT NOT NULL, purpose TEXT NOT NULL, platform_media_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id, purpose)
);
"""

_TURNS = """
CREATE TABLE turn (
    workspace TEXT NOT NULL, user_id TEXT NOT NULL, number BIGINT NOT NULL,
    PRIMARY KEY (workspace, user_id)
);
CREATE TABLE workload (
    workspace TEXT NOT NULL, conversation_id TEXT NOT NULL, user_id TEXT NOT NULL,
    PRIMARY KEY (workspace, conversation_id)
);
CREATE INDEX workload_by_user ON workload (workspace, user_id)
"""
"""``workload``: the open and pending conversations that each user has."""

_STATUS, _ASSIGNEE = 4, 5
"""Where a conversation's body has them."""


def _weigh_all(tx: Tx) -> None:
    found = tx.rows("SELECT workspace, id, body FROM record WHERE kind = 'conversation' AND deleted = 0")
    read = ((workspace, name, msgspec.json.decode(body)) for workspace, name, body in found)
    busy = [(w, name, v[_ASSIGNEE]) for w, name, v in read if v[_STATUS] in ("open", "pending") and v[_ASSIGNEE]]
    tx.many("INSERT INTO workload (workspace, conversation_id, user_id) VALUES (?, ?, ?)", busy)


_QUEUE = """
ALTER TABLE workload ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
ALTER TABLE workload ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
CREATE INDEX workload_queue ON workload (workspace, account_id, since) WHERE user_id = '';
ALTER TABLE job ADD COLUMN claimed_by TEXT NOT NULL DEFAULT ''
"""
"""Without a user ``workload`` has what waits for one; kept by :mod:`app.server.workload`."""

_ACCOUNT, _WAITING = 0, 13


def _queue_all(tx: Tx) -> None:
    found = tx.rows("SELECT workspace, id, body FROM record WHERE kind = 'conversation' AND deleted = 0")
    read = ((workspace, name, msgspec.json.decode(body)) for workspace, name, body in found)
    waiting = [(w, name, v[_ACCOUNT], v[_WAITING]) for w, name, v in read if v[_STATUS] == "open" and not v[_ASSIGNEE]]
    sql = "INSERT INTO workload (workspace, conversation_id, user_id, account_id, since) VALUES (?, ?, '', ?, ?)"
    tx.many(sql, [row for row in waiting if row[3]])


Step = str | Callable[[Tx], None]
STEPS: tuple[Step, ...] = (_FIRST, _TURNS, _weigh_all, _QUEUE, _queue_all)


def migrate(tx: Tx, steps: tuple[Step, ...] = STEPS) -> None:
    """Bring the tables to the newest version, inside the caller's transaction.

    Raises:
        StoreTooNew: a newer server has written here.
    """
    tx.run("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")
    row = tx.row("SELECT version FROM schema_version")
    version = row[0] if row else 0
    if version > len(steps):
        raise StoreTooNew(f"the database has version {version}, this server knows {len(steps)}")
    for step in steps[version:]:
        if callable(step):
            step(tx)
            continue
        for statement in step.split(";"):
            if statement.strip():
                tx.run(statement)
    if row is None:
        tx.run("INSERT INTO schema_version VALUES (?)", (len(steps),))
    elif version < len(steps):
        tx.run("UPDATE schema_version SET version = ?", (len(steps),))
