"""An encrypted SQLite behind Peewee's face."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase
from sqlcipher3 import dbapi2 as sqlcipher

_WRITER = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 0),
    ("busy_timeout", 5000),
    ("temp_store", "memory"),
    ("secure_delete", "fast"),
    ("journal_size_limit", 16 * 1024 * 1024),
)
_READER = (("busy_timeout", 5000), ("temp_store", "memory"), ("query_only", 1))


class CipherDatabase(SqliteDatabase):
    """Peewee's SQLite on SQLCipher with a raw 32-byte key; without a key the file is plain (tests and floors only)."""

    server_version = sqlcipher.sqlite_version_info

    def __init__(self, path: str, key: bytes | None, *, reading: bool = False, cache_kb: int = 4000) -> None:
        pragmas = (*(_READER if reading else _WRITER), ("cache_size", -cache_kb))
        super().__init__(path, pragmas=pragmas)
        self._key = key

    def _connect(self) -> Any:
        connection = sqlcipher.connect(self.database, timeout=5, isolation_level=None, cached_statements=256)
        try:
            if self._key is not None:
                connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                connection.execute("PRAGMA cipher_memory_security = OFF")
                connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            raise
        return connection
