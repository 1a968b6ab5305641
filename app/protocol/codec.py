"""Between records and bytes: JSON, with a record as the array of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from app.protocol.kinds import Kind
from app.protocol.records import Record

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """Compact JSON."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """``data`` as ``kind``, checked field by field.

    Raises:
        ValueError: malformed JSON, a missing or unknown field or a value of the wrong type; the text names the place.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError) as exc:
        raise ValueError(str(exc)) from exc


def to_row(kind: Kind, record: Record) -> list[Any]:
    """The record's values in wire order."""
    return [getattr(record, name) for name in kind.fields]


def from_row(kind: Kind, row: Sequence[Any]) -> Record:
    """The record from its values in wire order; missing trailing fields take their defaults, newer ones are ignored.

    Raises:
        ValueError: a value has the wrong type.
    """
    named = dict(zip(kind.fields, row, strict=False))
    return check(kind, named)


def check(kind: Kind, fields: dict[str, Any]) -> Record:
    """A record from named values.

    Raises:
        ValueError: an unknown name or a value of the wrong type.
    """
    if unknown := fields.keys() - set(kind.fields):
        raise ValueError(f"{kind.name} has no field {', '.join(sorted(unknown))}")
    try:
        return msgspec.convert(fields, type=kind.record)
    except msgspec.MsgspecError as exc:
        raise ValueError(f"{kind.name}: {exc}") from exc
