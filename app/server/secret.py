"""The key that seals the platforms' credentials: given, or made once beside the database."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path

from app.config import ServerSettings
from app.errors import BadConfiguration
from app.server.application import database_for
from app.server.database import Tx


async def secret_key(settings: ServerSettings) -> bytes:
    """The configured key; where there is none and nothing sealed yet, a new one in ``secret_key_file``.

    Raises:
        BadConfiguration: credentials are stored, and their key is gone: a new one would lose them.
    """
    if settings.secret_key:
        return settings.secret_key
    database = database_for(settings.database)
    await database.open()
    try:
        sealed = await database.read(_sealed)
    finally:
        await database.close()
    if sealed:
        raise BadConfiguration(
            f"{sealed} accounts have credentials, but their key is neither configured nor in {settings.secret_key_file}"
        )
    return await asyncio.to_thread(_make, settings.secret_key_file)


def _sealed(tx: Tx) -> int:
    row = tx.row("SELECT COUNT(*) FROM credential")
    return row[0] if row else 0


def _make(path: Path) -> bytes:
    key = secrets.token_bytes(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key.hex())
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise BadConfiguration(f"{path} cannot be written: {exc}") from exc
    return key
