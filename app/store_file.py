"""The file of one workspace on this computer: its key, and the way on when it cannot be used any more."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import DiskFull, StoreDamaged
from app.store import Store, rescue

if TYPE_CHECKING:
    from app.net.keychain import Keychain

log = logging.getLogger(__name__)

_FRESH = "fresh.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedOver:
    """What became of a file that could not be used.

    ``aside`` is where it lies now; None when there was none. ``saved`` counts what had not been sent yet and stands in
    the new file, ``lost`` what was seen and could not be read. ``readable``: anything of it could be read at all.
    """

    aside: Path | None
    saved: int = 0
    lost: int = 0
    readable: bool = True


class StoreFile:
    """``folder`` holds the file and belongs to it; ``name`` is that of its key in the keychain. Opens nothing."""

    def __init__(self, folder: Path, keychain: Keychain, name: str) -> None:
        self.path = folder / "store.db"
        self._keychain, self._name = keychain, name

    async def unlocked(self) -> Store:
        """The store, ready to be opened. A file and its key are made when there are none.

        Raises:
            KeyMissing, NoKeychain: it cannot be unlocked.
        """
        return Store(self.path, await asyncio.to_thread(self._unlock))

    async def start_over(self) -> StartedOver:
        """Put the file under another name, and what had not been sent yet into a new one. Nothing is deleted.

        Raises:
            NoKeychain: the keychain does not answer. DiskFull: there is no room for a new file.
        """
        key = await asyncio.to_thread(self._key)
        saved = await asyncio.to_thread(self._rescue, key) if key else None
        if saved is not None and saved.count:
            await self._plant(key, saved)
        aside = await asyncio.to_thread(self._swap)
        if saved is None:
            return StartedOver(aside=aside, readable=aside is None)
        return StartedOver(aside=aside, saved=saved.count, lost=saved.lost)

    def _unlock(self) -> bytes:
        from app.net.keychain import key_of_store  # late: see app.net

        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._move_in()
        return key_of_store(self._keychain, self._name, store_exists=self.path.exists())

    def _key(self) -> bytes | None:
        kept = self._keychain.read(self._name)
        return bytes.fromhex(kept) if kept else None

    def _rescue(self, key: bytes) -> rescue.Rescued | None:
        if not self.path.exists():
            return None
        try:
            return rescue.rescue(self.path, key)
        except DiskFull:
            raise
        except StoreDamaged as exc:
            log.warning("nothing of the file can be read: %s", exc.detail)
            return None

    async def _plant(self, key: bytes | None, saved: rescue.Rescued) -> None:
        """Beside the damaged file, so that the words are always in one of the two."""
        await asyncio.to_thread(self._clear_fresh)
        store = Store(self.path.with_name(_FRESH), key)
        try:
            await store.open()
            await store.write(rescue.replant, saved)
        finally:
            await store.close()

    def _swap(self) -> Path | None:
        aside = rescue.set_aside(self.path) if self.path.exists() else None
        self._move_in()
        return aside

    def _move_in(self) -> None:
        """Also after a crash between the two steps of ``_swap``: the new file counts once the old one is away."""
        fresh = self.path.with_name(_FRESH)
        if self.path.exists() or not fresh.exists():
            return
        for suffix in ("-wal", "-shm", ".reserve"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            part = fresh.with_name(fresh.name + suffix)
            if part.exists():
                part.rename(self.path.with_name(self.path.name + suffix))
        fresh.rename(self.path)

    def _clear_fresh(self) -> None:
        for part in self.path.parent.glob(f"{_FRESH}*"):
            part.unlink()
