"""What the administrator may look at: staff, accounts, teams, grants, sessions, jobs that were put aside, the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from app.errors import BadInput
from app.server.database import Row, Tx


def only_workspace(tx: Tx, name: str) -> str:
    """The workspace of that name or id, or the only one there is.

    Raises:
        BadInput: there is none, or several and none of that name.
    """
    rows = tx.rows("SELECT id, name FROM workspace")
    for row in rows:
        if name in row:
            return str(row[0])
    if not rows:
        raise BadInput("there is no workspace yet")
    if len(rows) > 1:
        known = ", ".join(sorted(str(row[1]) for row in rows))
        raise BadInput(f"there is no workspace {name}; --workspace names one of {known}")
    return str(rows[0][0])


def _users(tx: Tx, workspace: str) -> list[Row]:
    sql = "SELECT login, role, disabled, user_id FROM staff WHERE workspace = ? ORDER BY login"
    return [(login, role, "disabled" if off else "", name) for login, role, off, name in tx.rows(sql, (workspace,))]


def _accounts(tx: Tx, workspace: str) -> list[Row]:
    sql = "SELECT id, body FROM record WHERE workspace = ? AND kind = 'account' AND deleted = 0 ORDER BY rev"
    found = []
    for name, body in tx.rows(sql, (workspace,)):
        kind, title, platform_id, _, paused, trouble = msgspec.json.decode(body)[:6]
        found.append((name, kind, title, platform_id, "paused" if paused else "", trouble))
    return found


def _grants(tx: Tx, workspace: str) -> list[Row]:
    sql = (
        "SELECT s.login, g.scope FROM granted g JOIN staff s ON s.user_id = g.user_id WHERE g.workspace = ?"
        " ORDER BY s.login, g.scope"
    )
    return tx.rows(sql, (workspace,))


def _teams(tx: Tx, workspace: str) -> list[Row]:
    sql = "SELECT id, body FROM record WHERE workspace = ? AND kind = 'team' AND deleted = 0 ORDER BY id"
    return [(name, msgspec.json.decode(body)[0]) for name, body in tx.rows(sql, (workspace,))]


def _sessions(tx: Tx, workspace: str) -> list[Row]:
    sql = (
        "SELECT d.id, s.login, d.name, d.seen_at FROM device d JOIN staff s ON s.user_id = d.user_id"
        " WHERE d.workspace = ? AND d.revoked_at = 0 ORDER BY d.seen_at DESC"
    )
    return tx.rows(sql, (workspace,))


def _stuck(tx: Tx, workspace: str) -> list[Row]:
    sql = "SELECT id, kind, account_id, trouble FROM job WHERE workspace = ? AND trouble <> '' ORDER BY id"
    return tx.rows(sql, (workspace,))


def _audit(tx: Tx, workspace: str) -> list[Row]:
    sql = "SELECT at, user_id, action, about, detail FROM audit WHERE workspace = ? ORDER BY at DESC, id DESC LIMIT 200"
    return tx.rows(sql, (workspace,))


LISTS: Mapping[str, Callable[[Tx, str], list[Row]]] = {
    "users": _users,
    "accounts": _accounts,
    "teams": _teams,
    "grants": _grants,
    "sessions": _sessions,
    "jobs": _stuck,
    "audit": _audit,
}
