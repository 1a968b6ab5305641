"""The two tokens of a login: the short-lived one in memory, the other wherever it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.protocol import SessionGrant


def _nowhere(refresh: str) -> None:
    """Keep the refresh token in memory only."""


class Tokens:
    """``keep`` stores the refresh token, or "" when it is worth nothing any more; it may block: it runs in a thread."""

    def __init__(self, refresh: str = "", *, keep: Callable[[str], None] = _nowhere) -> None:
        self.access = ""
        self.refresh = refresh
        self._keep = keep

    async def take(self, grant: SessionGrant) -> None:
        """Use a new pair. It is used even when it cannot be kept: then the next start asks for the login again."""
        self.access, self.refresh = grant.access_token, grant.refresh_token
        await asyncio.to_thread(self._keep, grant.refresh_token)

    async def forget(self) -> None:
        """The login is over."""
        self.access = self.refresh = ""
        await asyncio.to_thread(self._keep, "")
