"""What happened that an agent may want to be told of."""

from __future__ import annotations

from collections.abc import Collection

from app.protocol.clock import wall_ms
from app.services.service import Service
from app.store import news
from app.store.news import NewsRow, Waiting


class NewsService(Service):
    """Reads what the change feed only names."""

    async def arrived(self, message_ids: Collection[str], since: int) -> list[NewsRow]:
        """Unread customers' words, my failed messages and notes that mention me, younger than ``since`` (ms)."""
        return await self._store.read(news.arrived, message_ids, since, self._user_id)

    async def waiting(self) -> list[Waiting]:
        """Who waits for me or for anybody, longest first."""
        return await self._store.read(news.waiting, self._user_id, wall_ms())
