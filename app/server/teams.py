"""Teams: who is in which, and what each is called on the agents' desks."""

from __future__ import annotations

from app.errors import BadInput
from app.protocol import KINDS
from app.rules.merge import defaults
from app.server.audit import write_down
from app.server.book import Book
from app.server.checks import ID
from app.server.database import Tx


def name_team(tx: Tx, workspace: str, team_id: str, name: str, now_ms: int) -> None:
    """Call a team by another name.

    Raises:
        BadInput: that is no id for a team.
    """
    _call(tx, workspace, team_id, name, now_ms)
    write_down(tx, workspace, "", "team_named", "team", team_id, now_ms)


def meet(tx: Tx, workspace: str, team_id: str, now_ms: int) -> None:
    """See to it that there is such a team; a new one is called by its id until somebody names it.

    Raises:
        BadInput: that is no id for a team.
    """
    sql = "SELECT 1 FROM record WHERE workspace = ? AND kind = 'team' AND id = ? AND deleted = 0"
    if not tx.row(sql, (workspace, team_id)):
        _call(tx, workspace, team_id, team_id, now_ms)


def meet_all(tx: Tx, now_ms: int) -> None:
    """The same for every team anybody is in: teams had no names once."""
    for workspace, teams in tx.rows("SELECT workspace, teams FROM staff WHERE teams <> ''"):
        for team_id in filter(ID.match, teams.split()):
            meet(tx, workspace, team_id, now_ms)


def join(tx: Tx, workspace: str, user_id: str, team_id: str, now_ms: int) -> None:
    """Put a user into a team.

    Raises:
        BadInput: that is no id for a team.
    """
    meet(tx, workspace, team_id, now_ms)
    _put_into(tx, workspace, user_id, [*_of(tx, user_id), team_id], now_ms)


def leave(tx: Tx, workspace: str, user_id: str, team_id: str, now_ms: int) -> bool:
    """Take a user out of a team; False when they were not in it."""
    before = _of(tx, user_id)
    _put_into(tx, workspace, user_id, [other for other in before if other != team_id], now_ms)
    return team_id in before


def _of(tx: Tx, user_id: str) -> list[str]:
    row = tx.row("SELECT teams FROM staff WHERE user_id = ?", (user_id,))
    return row[0].split() if row else []


def _put_into(tx: Tx, workspace: str, user_id: str, teams: list[str], now_ms: int) -> None:
    teams = list(dict.fromkeys(teams))
    tx.run("UPDATE staff SET teams = ? WHERE user_id = ?", (" ".join(teams), user_id))
    book = Book(tx, workspace, now_ms)
    user = book.standing("user", user_id)
    if user is not None:
        book.put(user.kind, user_id, {**user.values, "team_ids": teams})
    book.close()


def _call(tx: Tx, workspace: str, team_id: str, name: str, now_ms: int) -> None:
    if not ID.match(team_id):
        raise BadInput("a team's id has 1 to 64 letters, digits, _ or -")
    book = Book(tx, workspace, now_ms)
    book.put(KINDS["team"], team_id, {**defaults(KINDS["team"]), "name": name})
    book.close()
