"""Reads about accounts and staff."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.protocol import Account, AccountKind, Availability, Role, Team, User
from app.store import records
from app.store.rows import AccountRow, UserRow
from app.store.transaction import Reading


def accounts(look: Reading) -> list[AccountRow]:
    """All accounts the agent may see, by name."""
    return [
        AccountRow(
            id=account_id,
            kind=AccountKind(a.kind),
            name=a.name,
            platform_id=a.platform_id,
            team_id=a.team_id,
            paused=a.paused,
            trouble=a.trouble,
            auto_assign=a.auto_assign,
        )
        for account_id, a in sorted(records.everything(look, "account", Account), key=lambda pair: pair[1].name)
    ]


def users(look: Reading) -> list[UserRow]:
    """All colleagues, by name."""
    return [
        UserRow(
            id=user_id,
            name=u.name,
            login=u.login,
            role=Role(u.role),
            availability=Availability(u.availability),
            disabled=u.disabled,
            team_ids=tuple(u.team_ids),
            capacity=u.capacity,
        )
        for user_id, u in sorted(records.everything(look, "user", User), key=lambda pair: pair[1].name)
    ]


def who_see(look: Reading, account_ids: Collection[str]) -> list[UserRow]:
    """The users who see all of these accounts, by name, without those who are shut out."""
    accounts = records.some(look, "account", Account, sorted(account_ids))
    seen_by = set.intersection(*(set(account.seen_by) for _, account in accounts)) if accounts else set()
    return [user for user in users(look) if user.id in seen_by and not user.disabled]


def teams(look: Reading) -> dict[str, str]:
    """What each team is called, by its id."""
    return {team_id: team.name for team_id, team in records.everything(look, "team", Team)}


def team_of(scope: str, teams: Mapping[str, str]) -> str:
    """What the team is called that a scope names; empty for other scopes."""
    return teams.get(scope.removeprefix("team:"), "")
