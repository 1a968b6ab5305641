"""The platforms' dialects: each connector turns one into our records and back."""

from __future__ import annotations

from app.channels.contract import (
    Arrival,
    Batch,
    CallbackRequest,
    Connector,
    Credentials,
    Happening,
    Notice,
    Outgoing,
    Profile,
    Received,
    Replayed,
)
from app.channels.parsing import query_of
from app.channels.registry import CHANNELS, Channel, connector_for, new_shelf

__all__ = [
    "CHANNELS",
    "Arrival",
    "Batch",
    "CallbackRequest",
    "Channel",
    "Connector",
    "Credentials",
    "Happening",
    "Notice",
    "Outgoing",
    "Profile",
    "Received",
    "Replayed",
    "connector_for",
    "new_shelf",
    "query_of",
]
