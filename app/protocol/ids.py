"""Names for records, made by whoever makes the record."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID, uuid5

_HELIU = UUID("6f3a2c54-1f0e-5d0b-9a55-8a1d1c6e4b10")
_STAMP_BITS, _COUNTER_BITS, _NODE_BITS = 48, 12, 62


class _Maker:
    """Counts within the millisecond, so that no two ids of one process are alike and each is greater than the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        node = int.from_bytes(os.urandom(8), "big") & (1 << _NODE_BITS) - 1
        self._tail = f"{0b10 << _NODE_BITS | node:016x}"

    def make(self) -> str:
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1_000_000 << _COUNTER_BITS)
            last = self._last
        stamp = last >> _COUNTER_BITS & (1 << _STAMP_BITS) - 1
        return f"{stamp:012x}7{last & (1 << _COUNTER_BITS) - 1:03x}{self._tail}"


def _renew() -> None:
    """A child of ``fork`` is a process of its own."""
    global _maker
    _maker = _Maker()


_maker = _Maker()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)


def new_id() -> str:
    """A UUIDv7 as 32 hex digits: sorted by its millisecond of birth, and a legal platform ``msgid``.

    As RFC 9562 section 6.2 allows, a counter follows the millisecond; the rest is one random node of 62 bits for the
    life of the process. It keeps processes apart as well as fresh dice would, and a page full of ids is small on the
    wire, as their tails repeat. Who knows one id can guess others: an id is a name and never a secret.
    """
    return _maker.make()


def natural_id(kind: str, *parts: str) -> str:
    """The same 32 hex digits on every device for the same thing, e.g. ``natural_id("customer_tag", customer, tag)``."""
    return uuid5(_HELIU, "\x1f".join((kind, *parts))).hex
