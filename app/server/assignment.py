"""Who is given a conversation that nobody has: agents in turn, as many as each can carry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import msgspec

from app import limits
from app.protocol import KINDS, Availability, ConversationStatus, HybridClock, Role
from app.server import queue
from app.server.book import Book
from app.server.database import Tx
from app.server.entry import Entry
from app.server.news import News
from app.server.queue import Job

NODE = "assigned"


@dataclass(slots=True, kw_only=True)
class _Agent:
    """Somebody who may be given work. ``last_turn`` counts up over the whole workspace."""

    user_id: str
    last_turn: int
    room: int


def give_out(book: Book, conversation_ids: Collection[str]) -> None:
    """Give those of the conversations that nobody has, in accounts that ask for it, to agents in turn.

    The last thing before the book is closed: on PostgreSQL nobody else gives out work from here to the commit.
    """
    book.load(("conversation", name) for name in conversation_ids)
    waiting = [entry for name in conversation_ids if (entry := _unattended(book, name)) is not None]
    if not waiting:
        return
    waiting.sort(key=lambda entry: (entry.values["waiting_since"], entry.id))
    if book.tx.postgresql:
        word = f"{book.workspace}/turn"
        book.tx.rows("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", (word,))
    row = book.tx.row("SELECT MAX(number) FROM turn WHERE workspace = ?", (book.workspace,))
    number = (row[0] if row else 0) or 0
    crews: dict[str, list[_Agent]] = {}
    known: dict[str, _Agent] = {}
    clock = HybridClock(NODE, now=lambda: book.now_ms)
    for entry in waiting:
        account_id = entry.values["account_id"]
        if account_id not in crews:
            crews[account_id] = [known.setdefault(a.user_id, a) for a in _agents(book, account_id)]
        free = [agent for agent in crews[account_id] if agent.room > 0]
        if not free:
            continue
        agent = min(free, key=lambda each: (each.last_turn, each.user_id))
        number += 1
        agent.last_turn, agent.room = number, agent.room - 1
        book.tx.run(
            "INSERT INTO turn (workspace, user_id, number) VALUES (?, ?, ?)"
            " ON CONFLICT (workspace, user_id) DO UPDATE SET number = excluded.number",
            (book.workspace, agent.user_id, number),
        )
        entry.stamps["assignee_id"] = clock.tick()
        book.put(entry.kind, entry.id, {**entry.values, "assignee_id": agent.user_id})


def deal(tx: Tx, job: Job, now_ms: int) -> News:
    """Give what waits in the queue to whoever has room now, the longest waiting first."""
    queue.finish(tx, job.id, now_ms)
    looking = Book(tx, job.workspace, now_ms, reading=True)
    sql = "SELECT DISTINCT account_id FROM workload WHERE workspace = ? AND user_id = ''"
    accounts = [account_id for (account_id,) in tx.rows(sql, (job.workspace,))]
    book = Book(tx, job.workspace, now_ms)
    give_out(book, [name for account_id in accounts for name in _next(looking, account_id)])
    return book.close()


def _next(book: Book, account_id: str) -> list[str]:
    """As many of the account's conversations as there is room for, the longest waiting first."""
    account = book.standing("account", account_id)
    if account is None or not account.values["auto_assign"]:
        return []
    room = sum(agent.room for agent in _agents(book, account_id) if agent.room > 0)
    sql = (
        "SELECT conversation_id FROM workload WHERE workspace = ? AND account_id = ? AND user_id = ''"
        " ORDER BY since, conversation_id LIMIT ?"
    )
    return [name for (name,) in book.tx.rows(sql, (book.workspace, account_id, room))]


def _unattended(book: Book, conversation_id: str) -> Entry | None:
    entry = book.standing("conversation", conversation_id)
    if entry is None or entry.values["assignee_id"] or entry.values["status"] != ConversationStatus.OPEN:
        return None
    account = book.standing("account", entry.values["account_id"])
    return entry if account is not None and account.values["auto_assign"] else None


def _agents(book: Book, account_id: str) -> list[_Agent]:
    """Those who may see the account, are online, were heard of lately, and can carry more."""
    rows = book.tx.rows(
        "SELECT r.id, r.body, coalesce((SELECT t.number FROM turn t WHERE t.workspace = r.workspace"
        " AND t.user_id = r.id), 0), (SELECT COUNT(*) FROM workload w WHERE w.workspace = r.workspace"
        " AND w.user_id = r.id) FROM granted g JOIN staff s ON s.workspace = g.workspace AND s.user_id = g.user_id"
        " JOIN record r ON r.workspace = g.workspace AND r.kind = 'user' AND r.id = g.user_id"
        " WHERE g.workspace = ? AND g.scope = ? AND s.disabled = 0 AND s.role IN (?, ?) AND EXISTS (SELECT 1"
        " FROM device d WHERE d.workspace = g.workspace AND d.user_id = g.user_id AND d.revoked_at = 0"
        " AND d.seen_at > ?)",
        (
            book.workspace,
            f"account:{account_id}",
            Role.AGENT.value,
            Role.LEAD.value,
            book.now_ms - limits.load().milliseconds("heliu.assignment.seen"),
        ),
    )
    agents = []
    for user_id, body, last_turn, load in rows:
        user: dict[str, Any] = dict(zip(KINDS["user"].fields, msgspec.json.decode(body), strict=False))
        if user["availability"] == Availability.ONLINE:
            agents.append(_Agent(user_id=user_id, last_turn=last_turn, room=user["capacity"] - load))
    return agents
