"""Finding what was said, by whom, and what to say."""

from __future__ import annotations

from app.services.service import Service
from app.store import Found, Sieve, finding, words

EVERYTHING = Sieve()


class SearchService(Service):
    """One search over messages, customers, quick replies and follow-ups of all accounts, without the network."""

    async def find(
        self,
        query: str,
        limit: int = 50,
        kinds: tuple[str, ...] = words.KINDS_SEARCHED,
        sieve: Sieve = EVERYTHING,
    ) -> list[Found]:
        """The best of each kind that ``sieve`` lets through, the newest first; one Chinese character is enough.

        With a sieve and no words: all that it lets through, the newest first.
        """
        if not query.strip() and sieve.is_open:
            return []
        return await self._store.search(finding.find, query, limit, kinds, sieve)
