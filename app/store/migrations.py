"""Numbered steps, oldest first. Never edit one that has shipped; add the next, with an old file as fixture."""

from __future__ import annotations

from collections.abc import Callable

from peewee import SchemaManager

from app.errors import StoreTooNew
from app.store import search
from app.store.cipher import CipherDatabase
from app.store.tables import OWN, PARTIAL_INDEXES, SYNCED

Step = Callable[[CipherDatabase], None]

STEPS: tuple[Step, ...] = ()
"""``STEPS[0]`` takes a file from version 1 to 2, and so on."""

VERSION = 1 + len(STEPS)


def migrate(db: CipherDatabase) -> None:
    """Create everything in an empty file, or take an older one to this program's version, step by step.

    Raises:
        StoreTooNew: a newer program wrote it.
    """
    at: int = db.pragma("user_version")
    if at > VERSION:
        raise StoreTooNew(f"the file is at version {at}, this program knows {VERSION}")
    if at == 0:
        with db.atomic("IMMEDIATE"):
            _create(db)
            db.pragma("user_version", VERSION)
        return
    for number, step in enumerate(STEPS[at - 1 :], start=at + 1):
        with db.atomic("IMMEDIATE"):
            step(db)
            db.pragma("user_version", number)


def _create(db: CipherDatabase) -> None:
    for table in (*SYNCED.values(), *OWN):
        SchemaManager(table, database=db).create_all()
    for statement in (*PARTIAL_INDEXES, *search.SCHEMA):
        db.execute_sql(statement)
