"""Fields of an outgoing message, checked against the platform's limits before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.channels.parsing import text_of
from app.errors import BadInput
from app.limits import Limits
from app.rules.abilities import check_bytes


def needed(fields: Mapping[str, Any], name: str, limit: str = "", limits: Limits | None = None) -> str:
    """A field that must be there, and within the limit of that name, if one is named.

    Raises:
        BadInput: it is missing or too long.
    """
    value = text_of(fields, name)
    if not value:
        raise BadInput(f"{name} is missing")
    if limits is not None:
        check_bytes(value, limit, limits)
    return value


def short(fields: Mapping[str, Any], name: str, limit: str, limits: Limits) -> str:
    """A field that may be empty.

    Raises:
        BadInput: it is too long.
    """
    value = text_of(fields, name)
    check_bytes(value, limit, limits)
    return value
