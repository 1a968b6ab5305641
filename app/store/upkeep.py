"""Keeps the store quick while the agent works on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.errors import HeliuError
from app.store import indexing
from app.store.store import Store

log = logging.getLogger(__name__)

_AT_START_S, _BETWEEN_S, _AGAIN_S = 15.0, 0.1, 600.0


async def keep(store: Store, rest: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Bring the search index in order, again and again, until cancelled; what does not work now is tried later."""
    await rest(_AT_START_S)
    while True:
        try:
            while await store.write(indexing.proceed):
                await rest(_BETWEEN_S)
        except HeliuError as exc:
            log.warning("the search index could not be brought in order: %s", exc)
        await rest(_AGAIN_S)
