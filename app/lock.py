"""The PIN that closes the desk: kept only as an Argon2 hash in the keychain, dearer to guess with every wrong try."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.errors import BadInput
from app.phrases import phrase

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from app.net.keychain import Keychain

SHORTEST: Final = 4
FREE_TRIES: Final = 3
LONGEST_PAUSE: Final = 300
"""Seconds."""


def pause_after(failures: int) -> int:
    """Seconds to wait after this many wrong PINs in a row: none at first, then 5, 10, 20 … up to five minutes."""
    return 0 if failures < FREE_TRIES else min(LONGEST_PAUSE, 5 * 2 ** min(10, failures - FREE_TRIES))


class Pin:
    """``keychain`` keeps hash and wrong tries under ``name``, whose desk it is: a restart does not forgive them."""

    def __init__(
        self,
        keychain: Keychain,
        name: str,
        *,
        hasher: PasswordHasher | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._keychain, self._now, self._hasher = keychain, now, hasher
        self._name, self._tries_name = f"{name}/pin", f"{name}/tries"

    async def is_set(self) -> bool:
        """Whether there is one."""
        return bool(await asyncio.to_thread(self._keychain.read, self._name))

    async def choose(self, pin: str) -> None:
        """Use ``pin`` from now on.

        Raises:
            BadInput: it is too short.
        """
        if len(pin) < SHORTEST:
            raise BadInput(phrase("Errors", "A PIN has at least 4 characters"))
        await asyncio.to_thread(lambda: self._keychain.write(self._name, self._argon2().hash(pin)))
        await self._remember(0)

    async def forget(self) -> None:
        """There is none any more."""
        for name in (self._name, self._tries_name):
            await asyncio.to_thread(self._keychain.write, name, "")

    async def pause(self) -> int:
        """Seconds until the next try is looked at; 0: now."""
        failures, at = await self._tries()
        left = at + pause_after(failures) - self._now()
        return max(0, min(LONGEST_PAUSE, math.ceil(left))) if failures >= FREE_TRIES else 0

    async def opens(self, pin: str) -> bool:
        """Whether it is the right one. During a pause nothing is."""
        if await self.pause():
            return False
        right = await asyncio.to_thread(self._matches, pin)
        failures, _ = await self._tries()
        await self._remember(0 if right else failures + 1)
        return right

    def _matches(self, pin: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError  # late, as above

        try:
            return self._argon2().verify(self._keychain.read(self._name), pin)
        except (VerificationError, InvalidHashError):
            return False

    def _argon2(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # late: it costs a tenth of a start, and few desks are ever locked

        self._hasher = self._hasher or PasswordHasher()
        return self._hasher

    async def _tries(self) -> tuple[int, float]:
        failures, _, at = (await asyncio.to_thread(self._keychain.read, self._tries_name)).partition(" ")
        try:
            return int(failures or 0), float(at or 0)
        except ValueError:
            return FREE_TRIES, self._now()

    async def _remember(self, failures: int) -> None:
        words = f"{failures} {int(self._now())}" if failures else ""
        await asyncio.to_thread(self._keychain.write, self._tries_name, words)
