"""What a transaction wrote, in the hand of those who tell of it: nobody need read it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

FEW = 50
"""Records one piece of news carries, if a hint has room for them; else it only says that there are some."""


class Written(NamedTuple):
    """A record as it was stored: ``body`` is its JSON array, ``scope`` and ``also`` say who sees it."""

    kind: str
    id: str
    rev: int
    deleted: bool
    body: str
    scope: str
    also: str


class Departed(NamedTuple):
    """A record that left ``scope`` with revision ``rev``."""

    kind: str
    id: str
    rev: int
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The revisions ``since`` (exclusive) to ``head`` of a workspace; 0 when nothing was written.

    ``written`` and ``departed`` are all there is, unless ``known`` is false: then they must be read. ``access`` is
    the count of changes to anybody's rights as of the same transaction.
    """

    workspace: str
    head: int = 0
    since: int = 0
    epoch: str = ""
    access: int = 0
    known: bool = False
    written: Sequence[Written] = ()
    departed: Sequence[Departed] = ()
