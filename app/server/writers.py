"""Who wrote what stands in a field."""

from __future__ import annotations

from app.server.book import Book
from app.server.entry import Entry

_LAST = (
    "SELECT cause, user_id FROM past WHERE workspace = ? AND kind = ? AND record_id = ? AND field = ?"
    " AND cause IN ('overwritten', 'deleted') ORDER BY at DESC, id DESC LIMIT 1"
)


def writer_of(book: Book, entry: Entry, field: str) -> str:
    """The id of the user; empty when it was the server, or nobody."""
    last = book.tx.row(_LAST, (book.workspace, entry.kind.name, entry.id, field))
    if last is not None and last[0] == "overwritten":
        return str(last[1])
    # Whoever wrote first overwrote nothing, but then the stamp is theirs alone.
    node = entry.stamps.get(field, "")[16:]
    device = book.tx.row("SELECT user_id FROM device WHERE workspace = ? AND id = ?", (book.workspace, node))
    return str(device[0]) if device is not None else ""
