"""What a plain function gets to work with: a look at the store, or a write in progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from app.store.changes import Touched
from app.store.cipher import CipherDatabase


class Reading:
    """A look at the store, handed to a plain function on one of the store's threads. Keep it no longer."""

    def __init__(self, db: CipherDatabase) -> None:
        self.db = db
        self._connection = db.connection()

    def rows(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql, params).fetchall()
        return found

    def each(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for whoever does not know beforehand how many are enough."""
        with closing(self._connection.execute(sql, params)) as cursor:
            yield from cursor

    def row(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if any."""
        found: tuple[Any, ...] | None = self._connection.execute(sql, params).fetchone()
        return found


class Transaction(Reading):
    """A write in progress. What it touches is told to the feed once it is on disk."""

    def __init__(self, db: CipherDatabase, touched: Touched) -> None:
        super().__init__(db)
        self._touched = touched

    def run(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        count: int = self._connection.execute(sql, params).rowcount
        return count

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for every row."""
        self._connection.executemany(sql, rows)

    def note(self, table: str, *ids: str) -> None:
        """Say that these rows of ``table`` changed."""
        self._touched.note(table, ids)

    def note_many(self, table: str, ids: Iterable[str]) -> None:
        """The same for many."""
        self._touched.note(table, ids)
