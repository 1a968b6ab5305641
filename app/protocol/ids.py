"""Names for records, made by whoever makes the record."""

from __future__ import annotations

import os
import time
from uuid import UUID, uuid5

_HELIU = UUID("6f3a2c54-1f0e-5d0b-9a55-8a1d1c6e4b10")


def new_id() -> str:
    """A UUIDv7 as 32 hex digits: sorted by its millisecond of birth, and a legal platform ``msgid``."""
    stamp = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp & (2**48 - 1)) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & (2**62 - 1)
    return f"{value:032x}"


def natural_id(kind: str, *parts: str) -> str:
    """The same 32 hex digits on every device for the same thing, e.g. ``natural_id("customer_tag", customer, tag)``."""
    return uuid5(_HELIU, "\x1f".join((kind, *parts))).hex
