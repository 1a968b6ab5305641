"""What the status bar may truthfully say about sync."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.errors import HeliuError


class SyncState(StrEnum):
    """Where sync stands.

    * ``STARTING``: nothing is known yet. ``CATCHING_UP``: the server has more than one page for us.
    * ``ONLINE``: everything the server had at ``last_synced_at`` is here.
    * ``OFFLINE``: the server cannot be reached; ``trouble`` says why. ``LOGIN_NEEDED``: it asks who we are.
    * ``TROUBLE``: something that time alone will not mend: a full disk, a refused device, a fault of ours.
    """

    STARTING = "starting"
    CATCHING_UP = "catching_up"
    ONLINE = "online"
    OFFLINE = "offline"
    LOGIN_NEEDED = "login_needed"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """``pending``: edits on their way. ``parked``: texts that wait for a choice. ``refused``: edits turned down.

    ``last_synced_at``: milliseconds since 1970 of the last complete cycle, 0: never in this run. ``latency_ms``: of the
    last question to the server, 0: unknown. ``live``: the server announces news at once, else they are asked for.
    """

    state: SyncState = SyncState.STARTING
    pending: int = 0
    parked: int = 0
    refused: int = 0
    last_synced_at: int = 0
    latency_ms: float = 0.0
    live: bool = False
    trouble: HeliuError | None = None
