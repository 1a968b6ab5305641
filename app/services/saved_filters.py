"""Lists of the inbox that the agent has put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import BadInput
from app.phrases import phrase
from app.rules import filters
from app.services.service import Service
from app.store import SavedFilterRow, saved_filters


class SavedFilterService(Service):
    """They follow the agent to every device; ``ConversationFilter(conditions=…)`` shows one."""

    async def all(self) -> list[SavedFilterRow]:
        """Mine, in order."""
        return await self._store.read(saved_filters.of_user, self._user_id)

    async def create(self, name: str, conditions: Mapping[str, Any]) -> str:
        """A new one behind the others; its id.

        Raises:
            BadInput: it has no name, or conditions that nobody knows.
        """
        _check_name(name)
        filters.check(conditions)
        return await self._change(saved_filters.create, self._user_id, name.strip(), conditions, self._clock)

    async def edit(
        self, filter_id: str, *, name: str | None = None, conditions: Mapping[str, Any] | None = None
    ) -> None:
        """Another name, other conditions, or both.

        Raises:
            BadInput: as for ``create``.
        """
        fields: dict[str, Any] = {}
        if name is not None:
            _check_name(name)
            fields["name"] = name.strip()
        if conditions is not None:
            filters.check(conditions)
            fields["conditions"] = dict(conditions)
        await self._edit("saved_filter", filter_id, **fields)

    async def drop(self, filter_id: str) -> None:
        """Take it away."""
        await self._drop("saved_filter", filter_id)

    async def reorder(self, ids: Sequence[str]) -> None:
        """These first, in this order; the others keep theirs behind them."""
        await self._change(saved_filters.reorder, self._user_id, ids, self._clock)


def _check_name(name: str) -> None:
    if not name.strip():
        raise BadInput(phrase("Errors", "A filter needs a name"))
