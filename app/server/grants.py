"""Who may see which account. The account's own record says so, to those who may."""

from __future__ import annotations

from app.protocol import KINDS
from app.server.book import Book
from app.server.database import Tx


def give(tx: Tx, workspace: str, user_id: str, account_id: str, now_ms: int) -> None:
    """Let a user see an account."""
    tx.run(
        "INSERT INTO granted (workspace, user_id, scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (workspace, user_id, f"account:{account_id}"),
    )
    _tell(tx, workspace, account_id, now_ms)


def take_back(tx: Tx, workspace: str, user_id: str, account_id: str, now_ms: int) -> bool:
    """Let a user see an account no longer; False when they did not."""
    sql = "DELETE FROM granted WHERE workspace = ? AND user_id = ? AND scope = ?"
    had = tx.run(sql, (workspace, user_id, f"account:{account_id}"))
    _tell(tx, workspace, account_id, now_ms)
    return bool(had)


def tell_all(tx: Tx, now_ms: int) -> None:
    """See to it that every account says who sees it: once they did not."""
    for workspace, account_id in tx.rows("SELECT workspace, id FROM record WHERE kind = 'account' AND deleted = 0"):
        _tell(tx, workspace, account_id, now_ms)


def _tell(tx: Tx, workspace: str, account_id: str, now_ms: int) -> None:
    sql = "SELECT user_id FROM granted WHERE workspace = ? AND scope = ? ORDER BY user_id"
    seen_by = [user_id for (user_id,) in tx.rows(sql, (workspace, f"account:{account_id}"))]
    book = Book(tx, workspace, now_ms)
    account = book.standing("account", account_id)
    if account is not None and account.values["seen_by"] != seen_by:
        book.put(KINDS["account"], account_id, {**account.values, "seen_by": seen_by})
        book.close()
