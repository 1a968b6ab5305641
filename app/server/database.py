"""The one seam over SQLite and PostgreSQL: transactions are plain functions that run on a database thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]


class Tx(Protocol):
    """A running transaction. Parameters are marked with ``?`` in both dialects; statements are prepared once."""

    postgresql: bool

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        ...

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """The first row of a query."""
        ...

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Execute; returns how many rows it touched."""
        ...

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute once for each row of parameters."""
        ...


class Database(Protocol):
    """Where the server keeps everything. Functions given to it run elsewhere: they must not touch the event loop.

    A transaction that loses against another one is run again, so its function must do nothing but read and write.
    Raises :class:`app.errors.StoreDamaged` or :class:`app.errors.Offline` when the database cannot serve.
    """

    postgresql: bool

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        ...

    async def close(self) -> None:
        """Finish what runs, then disconnect."""
        ...

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``fn(tx, …)`` on one snapshot."""
        ...

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``fn(tx, …)`` and commit, or roll everything back when it raises."""
        ...

    async def alone(self, name: str) -> bool:
        """Whether no other living process over this database goes by ``name``; from now until ``close`` we do."""
        ...

    async def tell(self, word: str) -> None:
        """Say ``word`` to the other processes over this database; it may be lost."""
        ...

    def listen(self, heard: Callable[[str], None]) -> asyncio.Task[None] | None:
        """Call ``heard`` on this loop for every word told by any process; None where there is only one process."""
        ...


_SIZES = (1, 4, 16, 100)


def among(tx: Tx, sql: str, before: Sequence[Any], values: Sequence[Any]) -> list[Row]:
    """Rows of ``sql`` for any number of ``values``, which go where it says ``{}`` after the parameters ``before``.

    The list is padded to a few sizes, so that there are few statements to prepare.
    """
    found: list[Row] = []
    for start in range(0, len(values), _SIZES[-1]):
        part = list(values[start : start + _SIZES[-1]])
        size = next(size for size in _SIZES if size >= len(part))
        part += part[-1:] * (size - len(part))
        found += tx.rows(_with_marks(sql, size), (*before, *part))
    return found


def _with_marks(sql: str, size: int) -> str:
    key = (sql, size)
    if key not in _marked:
        _marked[key] = sql.replace("{}", ", ".join("?" * size))
    return _marked[key]


_marked: dict[tuple[str, int], str] = {}
