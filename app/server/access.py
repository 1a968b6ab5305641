"""Who is asking, what they may do and which records they may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.errors import LoginExpired
from app.protocol import Role
from app.server.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A signed-in user on one device. ``access`` is the count of changes to anybody's rights this was read at."""

    workspace: str
    user_id: str
    device_id: str
    role: Role
    scopes: frozenset[str]
    access: int

    def sees(self, scope: str, also: str) -> bool:
        """Whether a record placed there is theirs to see."""
        return scope in self.scopes or (also != "" and not self.scopes.isdisjoint(also.strip("|").split("|")))


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """The counter row of a workspace."""

    epoch: str
    head: int
    access: int


def state_of(tx: Tx, workspace: str) -> WorkspaceState:
    """Epoch, head and count of changed rights, as of this transaction.

    Raises:
        LoginExpired: there is no such workspace any more.
    """
    row = tx.row("SELECT epoch, head, access FROM workspace WHERE id = ?", (workspace,))
    if row is None:
        raise LoginExpired("the workspace is gone")
    return WorkspaceState(*row)


def principal_of(tx: Tx, workspace: str, user_id: str, device_id: str) -> Principal:
    """The user's rights as they are now.

    Raises:
        LoginExpired: the user is disabled or the device signed out.
    """
    row = tx.row(
        "SELECT s.role, s.teams, w.access FROM staff s JOIN workspace w ON w.id = s.workspace"
        " JOIN device d ON d.id = ? AND d.user_id = s.user_id AND d.revoked_at = 0"
        " WHERE s.workspace = ? AND s.user_id = ? AND s.disabled = 0",
        (device_id, workspace, user_id),
    )
    if row is None:
        raise LoginExpired("the user is disabled or the device was signed out")
    role, teams, access = row
    granted = tx.rows("SELECT scope FROM granted WHERE workspace = ? AND user_id = ?", (workspace, user_id))
    scopes = {"workspace", f"user:{user_id}", *(f"team:{team}" for team in teams.split()), *(s for (s,) in granted)}
    return Principal(
        workspace=workspace,
        user_id=user_id,
        device_id=device_id,
        role=Role(role),
        scopes=frozenset(scopes),
        access=access,
    )


def granted(tx: Tx, workspace: str, user_id: str, scope: str) -> bool:
    """Whether a scope was granted to a user."""
    sql = "SELECT 1 FROM granted WHERE workspace = ? AND user_id = ? AND scope = ?"
    return tx.row(sql, (workspace, user_id, scope)) is not None


def fresh(tx: Tx, who: Principal, state: WorkspaceState) -> Principal:
    """``who``, read again when anybody's rights changed since.

    Raises:
        LoginExpired: they have none left.
    """
    return who if state.access == who.access else principal_of(tx, who.workspace, who.user_id, who.device_id)


def visible(scopes: Collection[str]) -> tuple[str, list[str]]:
    """A condition on the table ``record`` that holds for what may be seen in ``scopes``, and its parameters."""
    ordered = sorted(scopes)
    accounts = [f"%|{scope}|%" for scope in ordered if scope.startswith("account:")]
    condition = f"record.scope IN ({', '.join('?' * len(ordered))})" if ordered else "1 = 0"
    if accounts:
        condition += f" OR (record.also <> '' AND ({' OR '.join(['record.also LIKE ?'] * len(accounts))}))"
    return f"({condition})", [*ordered, *accounts]


def rights_changed(tx: Tx, workspace: str) -> None:
    """Make every process read everybody's rights again before the next answer."""
    tx.run("UPDATE workspace SET access = access + 1 WHERE id = ?", (workspace,))
