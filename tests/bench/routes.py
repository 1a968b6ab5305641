"""The server's hot routes on both databases, as figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import psycopg

from tests.bench import server_routes
from tests.bench.measure import MS, Figure
from tests.server.private_postgresql import binaries, fresh_database, running


def figures() -> Iterator[Figure]:
    """Requests a second beside bare Starlette with the same statements."""
    yield from _figures("SQLite", server_routes.measure_sqlite())
    folder = binaries()
    if folder is None:
        print("bench: no PostgreSQL is installed, its two figures are left out", file=sys.stderr)
        return
    with running(folder) as server, fresh_database(server, "bench") as url:
        yield from _figures("PostgreSQL", server_routes.measure(url, lambda name: _copy(server, name)))


def _copy(server: str, name: str) -> str:
    """Another database like the one called bench, which knows as much of its tables."""
    with psycopg.connect(server.replace("/postgres?", "/bench?"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE bench')
    return server.replace("/postgres?", f"/{name}?")


def _figures(database: str, found: dict[str, dict[str, float]]) -> Iterator[Figure]:
    for route, seconds in found.items():
        yield Figure(
            name=f"server, {route} route on {database}",
            ours=1 / seconds["ours"],
            floor=1 / seconds["floor"],
            bar=">= 0.5",
            unit="requests/s",
            note=f"{seconds['ours'] * MS:.2f} ms beside {seconds['floor'] * MS:.2f} ms",
        )
