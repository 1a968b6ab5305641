"""What a search hands out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit of the search, newest and best first. ``kind`` is a record's kind; ``marks`` are spans in ``text``."""

    kind: str
    id: str
    title: str
    text: str
    at: int
    conversation_id: str = ""
    customer_id: str = ""
    account_id: str = ""
    marks: tuple[tuple[int, int], ...] = field(default=())
    direction: str = ""
    """Of a message: in, out, note or event."""
    type: str = ""
    """Of a message: text, image, file, …"""
    external_tail: str = ""
    """The end of the customer's id on the platform, to tell those without a name apart."""


def marks(text: str, stretches: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where in ``text`` the ``stretches``, in small letters, stand, as (start, length), for painting."""
    low = text.lower()
    if len(low) != len(text):
        return ()
    found: list[tuple[int, int]] = []
    for part in stretches:
        at = low.find(part)
        while at >= 0 and len(found) < 20:
            found.append((at, len(part)))
            at = low.find(part, at + len(part))
    return tuple(sorted(found))
