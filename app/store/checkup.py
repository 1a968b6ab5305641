"""Looks a store over without touching it."""

from __future__ import annotations

from pathlib import Path

from app.errors import StoreDamaged
from app.store import trouble
from app.store.cipher import CipherDatabase
from app.store.migrations import version_of


def look_over(path: Path, key: bytes) -> int:
    """How many records the store at ``path`` waits to hand in, after every page was read.

    Raises:
        StoreDamaged: it cannot be read, the key is another one's, or a page is damaged.
        StoreTooNew: a newer program wrote it.
    """
    db = CipherDatabase(str(path), key, reading=True)

    def look() -> int:
        with db.connection_context():
            version_of(db)
            read_through(db)
            return int(db.execute_sql("SELECT count(*) FROM outbox").fetchone()[0])

    return trouble.told(look)


def read_through(db: CipherDatabase) -> None:
    """Read every page.

    Raises:
        StoreDamaged: one is not as it should be.
    """
    said = [row[0] for row in db.execute_sql("PRAGMA quick_check").fetchall()]
    if said != ["ok"]:
        raise StoreDamaged("; ".join(said[:3]))
