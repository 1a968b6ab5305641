"""Finding what was said, by whom, and what to say."""

from __future__ import annotations

from app.services.service import Service
from app.store import Found, words


class SearchService(Service):
    """One search over messages, customers, quick replies and follow-ups."""

    async def find(self, query: str, limit: int = 50, kinds: tuple[str, ...] = words.KINDS_SEARCHED) -> list[Found]:
        """The best of each kind, the newest first; one Chinese character is enough."""
        return await self._store.search(words.find, query, limit, kinds) if query.strip() else []
