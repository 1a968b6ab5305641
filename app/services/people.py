"""Who works here, and on which accounts."""

from __future__ import annotations

from collections.abc import Collection

from app.protocol import Availability
from app.services.service import Service
from app.store import AccountRow, UserRow, people


class AccountService(Service):
    """The accounts this agent was granted."""

    async def all(self) -> list[AccountRow]:
        """All of them, by name."""
        return await self._store.read(people.accounts)


class UserService(Service):
    """The colleagues, and oneself."""

    async def all(self) -> list[UserRow]:
        """All of them, by name."""
        return await self._store.read(people.users)

    async def me(self) -> UserRow | None:
        """The agent at this desk; None before the first sync."""
        return next((user for user in await self.all() if user.id == self._user_id), None)

    async def colleagues(self, account_ids: Collection[str]) -> list[UserRow]:
        """The others who see all of these accounts, by name."""
        return [user for user in await self._store.read(people.who_see, account_ids) if user.id != self._user_id]

    async def teams(self) -> dict[str, str]:
        """What each team is called, by its id."""
        return await self._store.read(people.teams)

    async def set_availability(self, availability: Availability) -> None:
        """Whether new conversations may be given to me."""
        await self._edit("user", self._user_id, availability=availability.value)
