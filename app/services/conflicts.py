"""Choosing between my words and theirs."""

from __future__ import annotations

from typing import Any

from app.services.service import Service
from app.store import ConflictRow, RefusedRow, conflicts


class ConflictService(Service):
    """Edits that need the agent: parked because somebody else changed the same text, or refused."""

    async def all(self) -> list[ConflictRow]:
        """What is parked, the oldest first."""
        return await self._store.read(conflicts.parked)

    async def keep_theirs(self, conflict_id: str) -> None:
        """Let my words go."""
        await self._change(conflicts.keep_theirs, conflict_id)

    async def use_mine(self, conflict_id: str) -> None:
        """Write my words over theirs; theirs stay in the history."""
        await self._change(conflicts.choose_mine, conflict_id, self._clock)

    async def use_text(self, conflict_id: str, text: Any) -> None:
        """Write what the agent made of both."""
        await self._change(conflicts.choose, conflict_id, text, self._clock)

    async def refused(self) -> list[RefusedRow]:
        """What the server did not let through, the oldest first."""
        return await self._store.read(conflicts.refused)

    async def retry(self, refused_id: str) -> None:
        """Try it once more."""
        await self._change(conflicts.retry, refused_id, self._clock)

    async def discard(self, refused_id: str) -> None:
        """Let it go."""
        await self._change(conflicts.discard, refused_id)
