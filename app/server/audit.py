"""Who did what to whom: rows that are only ever appended, and never hold anybody's words."""

from __future__ import annotations

from app.protocol import new_id
from app.server.database import Tx


def write_down(tx: Tx, workspace: str, user_id: str, action: str, about: str, detail: str, now_ms: int) -> None:
    """Append one row, in the transaction of the deed. ``user_id`` is empty for the administrator's commands."""
    tx.run(
        "INSERT INTO audit (id, workspace, at, user_id, action, about, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (new_id(), workspace, now_ms, user_id, action, about, detail),
    )
