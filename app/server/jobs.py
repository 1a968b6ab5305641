"""Work that must happen even if the process dies: rows that are claimed, done once, and tried again."""

from __future__ import annotations

import asyncio


class Desk:
    """Where jobs wait."""

    def __init__(self) -> None:
        self._stirred = asyncio.Event()

    def wake(self) -> None:
        """There is a new job."""
        self._stirred.set()
