"""Access tokens: one per app, fetched by one caller at a time, renewed once when they go stale."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.errors import BadConfiguration
from app.limits import Limits

Fetch = Callable[[bool], Awaitable[tuple[str, int]]]
"""Ask the platform for a token and its remaining seconds; True: for another than the last one."""


class Token:
    """The token of one app. ``now`` gives seconds."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._margin = limits.value("heliu.token.margin")
        self._pause = limits.value("heliu.token.refused_pause")
        self._now = now
        self._value = ""
        self._good_until = 0.0
        self._refused: BadConfiguration | None = None
        self._refused_until = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def get(self, fetch: Fetch) -> str:
        """A token with some life left.

        Raises:
            BadConfiguration: the platform refused our secret; for a while it is not asked again, as it would block us.
        """
        async with self._one_at_a_time:
            if not self._value or self._now() >= self._good_until:
                await self._renew(fetch, stale="")
            return self._value

    async def renew(self, fetch: Fetch, stale: str) -> None:
        """The platform called ``stale`` invalid: get another, unless somebody just did."""
        async with self._one_at_a_time:
            if self._value == stale:
                await self._renew(fetch, stale=stale)

    async def _renew(self, fetch: Fetch, *, stale: str) -> None:
        if self._refused and self._now() < self._refused_until:
            raise BadConfiguration(self._refused.detail)
        try:
            value, seconds = await fetch(False)
            if stale and value == stale:
                value, seconds = await fetch(True)
        except BadConfiguration as exc:
            self._refused, self._refused_until = exc, self._now() + self._pause
            raise
        self._refused = None
        self._value = value
        self._good_until = self._now() + max(seconds - self._margin, seconds / 2)


class TokenShelf:
    """The tokens of all apps: connectors of one app share one, as the platforms count and invalidate per app."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._limits, self._now = limits, now
        self._tokens: dict[tuple[str, str, str], Token] = {}

    def of(self, base_url: str, app_id: str, secret: str) -> Token:
        """The one of this app."""
        return self._tokens.setdefault((base_url, app_id, secret), Token(self._limits, self._now))
