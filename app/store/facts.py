"""Single things worth remembering."""

from __future__ import annotations

from app.store.transaction import Reading, Transaction


def fact(look: Reading, name: str, default: str = "") -> str:
    """What was last written under ``name``."""
    found = look.row("SELECT value FROM fact WHERE name = ?", (name,))
    return str(found[0]) if found else default


def remember(tx: Transaction, name: str, value: str) -> None:
    """Write it down."""
    tx.run("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, value))
