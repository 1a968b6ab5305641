"""The administrator's verbs: workspaces, users, accounts, grants. Each is one transaction with its audit row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.errors import BadInput
from app.protocol import KINDS, AccountKind, Role, new_id
from app.rules.merge import defaults
from app.server import grants
from app.server.access import rights_changed
from app.server.audit import write_down
from app.server.book import Book
from app.server.database import Tx
from app.server.teams import join, leave, meet


def create_workspace(tx: Tx, name: str, now_ms: int, *, workspace: str = "") -> str:
    """Returns the new workspace's id.

    Raises:
        BadInput: there is one of that name.
    """
    if not name.strip():
        raise BadInput("a workspace needs a name")
    if tx.row("SELECT id FROM workspace WHERE name = ?", (name,)) is not None:
        raise BadInput(f"there is a workspace {name} already")
    workspace = workspace or new_id()
    tx.run(
        "INSERT INTO workspace (id, name, epoch, head, access, created_at) VALUES (?, ?, ?, 0, 0, ?)",
        (workspace, name, new_id(), now_ms),
    )
    write_down(tx, workspace, "", "workspace_created", "workspace", workspace, now_ms)
    return workspace


def add_user(
    tx: Tx,
    workspace: str,
    *,
    login: str,
    name: str,
    password: str,
    role: Role,
    now_ms: int,
    teams: Sequence[str] = (),
    user_id: str = "",
    capacity: int = 20,
) -> str:
    """Add a member of staff; ``password`` is a hash, empty for nobody may log in. Returns the user's id.

    Raises:
        BadInput: the login is taken, or a team's id is none.
    """
    if tx.row("SELECT 1 FROM staff WHERE login = ?", (login,)):
        raise BadInput(f"the login {login} is taken")
    for team_id in teams:
        meet(tx, workspace, team_id, now_ms)
    user_id = user_id or new_id()
    tx.run(
        "INSERT INTO staff (user_id, workspace, login, password, role, teams, disabled, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
        (user_id, workspace, login, password, role.value, " ".join(teams), now_ms),
    )
    if role is Role.ADMIN:
        for (account_id,) in tx.rows(
            "SELECT id FROM record WHERE workspace = ? AND kind = 'account' AND deleted = 0", (workspace,)
        ):
            grants.give(tx, workspace, user_id, account_id, now_ms)
    _put(
        tx,
        workspace,
        "user",
        user_id,
        now_ms,
        name=name,
        login=login,
        role=role.value,
        team_ids=list(teams),
        capacity=capacity,
    )
    write_down(tx, workspace, "", "user_added", "user", user_id, now_ms)
    return user_id


def user_named(tx: Tx, login: str) -> tuple[str, str]:
    """Workspace and id of the user with that login (or id).

    Raises:
        BadInput: there is none.
    """
    row = tx.row("SELECT workspace, user_id FROM staff WHERE login = ? OR user_id = ?", (login, login))
    if row is None:
        raise BadInput(f"there is no user {login}")
    return row[0], row[1]


def set_password(tx: Tx, login: str, password: str, now_ms: int) -> None:
    """Change a password (a hash) and sign the user out everywhere."""
    workspace, user_id = user_named(tx, login)
    tx.run("UPDATE staff SET password = ? WHERE user_id = ?", (password, user_id))
    _sign_out(tx, workspace, user_id, now_ms)
    write_down(tx, workspace, "", "password_changed", "user", user_id, now_ms)


def disable_user(tx: Tx, login: str, disabled: bool, now_ms: int) -> None:
    """Shut a user out at once, or let them in again."""
    workspace, user_id = user_named(tx, login)
    tx.run("UPDATE staff SET disabled = ? WHERE user_id = ?", (int(disabled), user_id))
    if disabled:
        _sign_out(tx, workspace, user_id, now_ms)
    rights_changed(tx, workspace)
    _put(tx, workspace, "user", user_id, now_ms, disabled=disabled)
    write_down(tx, workspace, "", "user_disabled" if disabled else "user_enabled", "user", user_id, now_ms)


def set_capacity(tx: Tx, login: str, conversations: int, now_ms: int) -> None:
    """How many open conversations a user is given at most; they keep what they have.

    Raises:
        BadInput: there is no such user, or it is less than none.
    """
    if conversations < 0:
        raise BadInput("nobody carries less than no conversation")
    workspace, user_id = user_named(tx, login)
    _put(tx, workspace, "user", user_id, now_ms, capacity=conversations)
    write_down(tx, workspace, "", "capacity_set", "user", f"{user_id} {conversations}", now_ms)


def add_account(
    tx: Tx, workspace: str, *, kind: AccountKind, name: str, platform_id: str, now_ms: int, account_id: str = "",
    team_id: str = "", auto_assign: bool = False,
) -> str:  # fmt: skip
    """Add an account, seen by the administrators until it is granted to others. Returns its id."""
    account_id = account_id or new_id()
    _put(
        tx, workspace, "account", account_id, now_ms, kind=kind.value, name=name, platform_id=platform_id,
        team_id=team_id, auto_assign=auto_assign,
    )  # fmt: skip
    for (user_id,) in tx.rows(
        "SELECT user_id FROM staff WHERE workspace = ? AND role = ?", (workspace, Role.ADMIN.value)
    ):
        grants.give(tx, workspace, user_id, account_id, now_ms)
    rights_changed(tx, workspace)
    write_down(tx, workspace, "", "account_added", "account", account_id, now_ms)
    return account_id


def pause_account(tx: Tx, workspace: str, account_id: str, paused: bool, now_ms: int) -> None:
    """Stop sending for an account, or go on; what customers write is taken in all the same.

    Raises:
        BadInput: there is no such account.
    """
    _check_account(tx, workspace, account_id)
    _put(tx, workspace, "account", account_id, now_ms, paused=paused)
    write_down(tx, workspace, "", "account_paused" if paused else "account_resumed", "account", account_id, now_ms)


def assign_in_turn(tx: Tx, workspace: str, account_id: str, on: bool, now_ms: int) -> None:
    """Give what customers of an account write to agents in turn, or leave it to whoever takes it.

    Raises:
        BadInput: there is no such account.
    """
    _check_account(tx, workspace, account_id)
    _put(tx, workspace, "account", account_id, now_ms, auto_assign=on)
    write_down(tx, workspace, "", "turns_on" if on else "turns_off", "account", account_id, now_ms)


def grant(tx: Tx, login: str, scope: str, now_ms: int) -> None:
    """Let a user see ``account:<id>``, or put them into ``team:<id>``.

    Raises:
        BadInput: no such user, account or kind of scope.
    """
    workspace, user_id = user_named(tx, login)
    kind, _, name = scope.partition(":")
    if kind not in ("account", "team") or not name:
        raise BadInput("a scope is account:<id> or team:<id>")
    if kind == "account" and not tx.row(
        "SELECT 1 FROM record WHERE workspace = ? AND kind = 'account' AND id = ?", (workspace, name)
    ):
        raise BadInput(f"there is no account {name}")
    if kind == "team":
        join(tx, workspace, user_id, name, now_ms)
    else:
        grants.give(tx, workspace, user_id, name, now_ms)
    _rights(tx, workspace, user_id, now_ms)
    write_down(tx, workspace, "", "granted", "user", f"{user_id} {scope}", now_ms)


def revoke(tx: Tx, login: str, scope: str, now_ms: int) -> None:
    """Take a scope away; the user's devices purge it.

    Raises:
        BadInput: no such user, or they did not have it.
    """
    workspace, user_id = user_named(tx, login)
    kind, _, name = scope.partition(":")
    take_back = {"team": leave, "account": grants.take_back}.get(kind)
    if take_back is None or not take_back(tx, workspace, user_id, name, now_ms):
        raise BadInput(f"{login} does not have {scope}")
    _rights(tx, workspace, user_id, now_ms)
    write_down(tx, workspace, "", "revoked", "user", f"{user_id} {scope}", now_ms)


def _check_account(tx: Tx, workspace: str, account_id: str) -> None:
    sql = "SELECT 1 FROM record WHERE workspace = ? AND kind = 'account' AND id = ? AND deleted = 0"
    if not tx.row(sql, (workspace, account_id)):
        raise BadInput(f"there is no account {account_id}")


def _rights(tx: Tx, workspace: str, user_id: str, now_ms: int) -> None:
    """Every process reads the rights again, and the user's devices get a reason to ask."""
    rights_changed(tx, workspace)
    _put(tx, workspace, "user", user_id, now_ms)


def _put(tx: Tx, workspace: str, kind: str, record_id: str, now_ms: int, /, **fields: Any) -> None:
    book = Book(tx, workspace, now_ms)
    entry = book.find(kind, record_id)
    before = entry.values if entry else defaults(KINDS[kind])
    book.put(KINDS[kind], record_id, {**before, **fields})
    book.close()


def _sign_out(tx: Tx, workspace: str, user_id: str, now_ms: int) -> None:
    tx.run(
        "DELETE FROM token WHERE device_id IN (SELECT id FROM device WHERE workspace = ? AND user_id = ?)",
        (workspace, user_id),
    )
    tx.run(
        "UPDATE device SET revoked_at = ? WHERE workspace = ? AND user_id = ? AND revoked_at = 0",
        (now_ms, workspace, user_id),
    )
    rights_changed(tx, workspace)
