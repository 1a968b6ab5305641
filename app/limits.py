"""Platform limits as dated data: every number a rule uses, with its unit, source and date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.config import resource_path
from app.errors import BadConfiguration

UNITS = frozenset({"attempts", "bytes", "calls", "items", "messages", "seconds"})
_FIELDS = {"value", "unit", "source", "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number, and how we know it. ``date``: of the source itself, else of the day it was read."""

    value: int
    unit: str
    source: str
    date: date


class Limits:
    """All limits by dotted name, e.g. ``kf.send.text_bytes``."""

    def __init__(self, entries: Mapping[str, Limit]) -> None:
        self._entries = dict(entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entry(self, name: str) -> Limit:
        """The limit with its source.

        Raises:
            BadConfiguration: there is no such limit.
        """
        try:
            return self._entries[name]
        except KeyError:
            raise BadConfiguration(f"there is no limit called {name}") from None

    def value(self, name: str) -> int:
        """The number, in the entry's own unit (bytes, seconds, messages …)."""
        return self.entry(name).value

    def milliseconds(self, name: str) -> int:
        """A limit of time, in the unit of our records."""
        limit = self.entry(name)
        if limit.unit != "seconds":
            raise BadConfiguration(f"{name} is counted in {limit.unit}, not in seconds")
        return limit.value * 1000


@cache
def load() -> Limits:
    """The limits this program was shipped with.

    Raises:
        BadConfiguration: a file is missing, or an entry is incomplete.
    """
    return read(resource_path("limits"))


def read(folder: Path) -> Limits:
    """The limits of all ``*.toml`` files in a folder.

    Raises:
        BadConfiguration: no file, an incomplete entry, or a name that is given twice.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BadConfiguration(f"no limits in {folder}")
    entries: dict[str, Limit] = {}
    for file in files:
        for name, limit in _leaves(tomllib.loads(file.read_text(encoding="utf-8")), file.name):
            if name in entries:
                raise BadConfiguration(f"{file.name}: {name} is given twice")
            entries[name] = limit
    return Limits(entries)


def _leaves(table: Mapping[str, Any], where: str, prefix: str = "") -> Iterator[tuple[str, Limit]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            raise BadConfiguration(f"{where}: {name} is not an entry")
        if "value" in value:
            yield name, _limit(value, f"{where}: {name}")
        else:
            yield from _leaves(value, where, f"{name}.")


def _limit(entry: Mapping[str, Any], where: str) -> Limit:
    if entry.keys() != _FIELDS:
        raise BadConfiguration(f"{where} must have exactly {', '.join(sorted(_FIELDS))}")
    if type(entry["value"]) is not int or entry["value"] < 0:
        raise BadConfiguration(f"{where} must have a whole number")
    if entry["unit"] not in UNITS:
        raise BadConfiguration(f"{where} has an unknown unit")
    if not isinstance(entry["source"], str) or not entry["source"] or type(entry["date"]) is not date:
        raise BadConfiguration(f"{where} needs a source and a date")
    return Limit(**entry)
