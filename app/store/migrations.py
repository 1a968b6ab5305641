"""Numbered steps, oldest first. Never edit one that has shipped; add the next, with an old file as fixture."""

from __future__ import annotations

from collections.abc import Callable

from peewee import SchemaManager

from app.errors import StoreTooNew
from app.store import indexing, search
from app.store.cipher import CipherDatabase
from app.store.tables import OWN, PARTIAL_INDEXES, SYNCED

Step = Callable[[CipherDatabase], None]


def _leases_schedules_filters(db: CipherDatabase) -> None:
    for statement in (
        'ALTER TABLE "account" ADD COLUMN "auto_assign" INTEGER NOT NULL DEFAULT 0',
        'ALTER TABLE "conversation" ADD COLUMN "holder_id" TEXT NOT NULL DEFAULT \'\'',
        'ALTER TABLE "conversation" ADD COLUMN "holder_mode" TEXT NOT NULL DEFAULT \'\'',
        'ALTER TABLE "conversation" ADD COLUMN "held_until" INTEGER NOT NULL DEFAULT 0',
        'ALTER TABLE "message" ADD COLUMN "scheduled_at" INTEGER NOT NULL DEFAULT 0',
        'CREATE TABLE "saved_filter" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL, "name" TEXT NOT NULL,'
        ' "order" INTEGER NOT NULL, "conditions" TEXT NOT NULL, "rev" INTEGER NOT NULL) WITHOUT ROWID',
    ):
        db.execute_sql(statement)


def _platform_ids_stay_on_the_server(db: CipherDatabase) -> None:
    db.execute_sql('ALTER TABLE "message" DROP COLUMN "platform_id"')


def _messages_are_found_by_pairs(db: CipherDatabase) -> None:
    for statement in ("DROP TABLE message_search", *search.MESSAGES):
        db.execute_sql(statement)
    # From the newest on they are taken in later, while the agent works; until then they are read.
    newest = "SELECT ?, number + 1 FROM message ORDER BY number DESC LIMIT 1"
    db.execute_sql(f"INSERT INTO fact (name, value) {newest}", (indexing.REACHED,))


def _teams_have_names(db: CipherDatabase) -> None:
    db.execute_sql(
        'CREATE TABLE "team" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "rev" INTEGER NOT NULL)'
        " WITHOUT ROWID"
    )


def _everybody_who_looks_is_known(db: CipherDatabase) -> None:
    db.execute_sql('ALTER TABLE "conversation" ADD COLUMN "viewers" TEXT NOT NULL DEFAULT \'{}\'')


def _accounts_say_who_sees_them(db: CipherDatabase) -> None:
    db.execute_sql('ALTER TABLE "account" ADD COLUMN "seen_by" TEXT NOT NULL DEFAULT \'[]\'')


def _parked_words_say_whose_they_met(db: CipherDatabase) -> None:
    db.execute_sql('ALTER TABLE "parked" ADD COLUMN "with_id" TEXT NOT NULL DEFAULT \'\'')


STEPS: tuple[Step, ...] = (
    _leases_schedules_filters,
    _platform_ids_stay_on_the_server,
    _messages_are_found_by_pairs,
    _teams_have_names,
    _everybody_who_looks_is_known,
    _accounts_say_who_sees_them,
    _parked_words_say_whose_they_met,
)
"""``STEPS[0]`` takes a file from version 1 to 2, and so on."""

VERSION = 1 + len(STEPS)


def version_of(db: CipherDatabase) -> int:
    """The version a file is at, 0 for an empty one.

    Raises:
        StoreTooNew: a newer program wrote it.
    """
    at: int = db.pragma("user_version")
    if at > VERSION:
        raise StoreTooNew(f"the file is at version {at}, this program knows {VERSION}")
    return at


def migrate(db: CipherDatabase) -> None:
    """Create everything in an empty file, or take an older one to this program's version, step by step.

    Raises:
        StoreTooNew: a newer program wrote it.
    """
    at = version_of(db)
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
