"""What came from a platform becomes records: each once, however often and in whatever order it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app import limits
from app.channels.contract import Arrival, Happening
from app.protocol import KINDS, AccountKind, Conversation, Direction, Message, MessageState, natural_id, new_id
from app.protocol.codec import check
from app.rules.budget import opened, window_of
from app.rules.merge import defaults
from app.rules.threads import after_failure, after_leaving, after_message, in_window
from app.server import assignment, profiles, queue
from app.server.book import Book
from app.server.database import Tx, among
from app.server.entry import Entry
from app.server.lines import Line
from app.server.news import News
from app.server.outgoing import as_values, conversation_of
from app.server.sending import stop_rest

CHUNK = 100
"""Arrivals in one transaction."""
_EVIDENCE_LOOKS_BACK = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a batch. ``jobs``: there is more to fetch."""

    news: News
    fresh: int
    jobs: bool


def take_in(tx: Tx, line: Line, arrivals: Sequence[Arrival], position: str | None, now_ms: int) -> Taken:
    """Write a batch down, and in the same transaction how far the platform's log was read (None: not yet)."""
    book = Book(tx, line.workspace, now_ms)
    book.load([key for arrival in arrivals for key in _keys(line, arrival)])
    known = _known(book, line, [arrival.platform_id for arrival in arrivals])
    fresh, jobs = 0, False
    for arrival in arrivals:
        if not arrival.external_id:
            continue
        match arrival.happening:
            case Happening.SEND_FAILED:
                fresh += _failed(book, line, arrival)
            case Happening.RECALLED:
                fresh += _recalled(book, line, arrival)
            case _:
                if arrival.platform_id in known:
                    continue
                known.add(arrival.platform_id)
                wants = _written(book, line, arrival)
                fresh, jobs = fresh + 1, jobs or wants
    if position is not None:
        tx.run(
            "INSERT INTO channel (account_id, workspace, position, moved_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET position = excluded.position, moved_at = excluded.moved_at",
            (line.account_id, line.workspace, position, now_ms),
        )
    talks = {person_id_of(line, a.external_id) for a in arrivals if a.direction is Direction.IN}
    assignment.give_out(book, talks)
    return Taken(news=book.close(), fresh=fresh, jobs=jobs)


def person_id_of(line: Line, external_id: str) -> str:
    """One name for somebody at an account: of their identity, its one conversation and the customer first met there.

    A desk gets all three together, so the same name thrice costs the wire hardly more than once.
    """
    return natural_id("identity", line.account_id, external_id)


def _keys(line: Line, arrival: Arrival) -> list[tuple[str, str]]:
    name = person_id_of(line, arrival.external_id)
    return [("identity", name), ("conversation", name), ("customer", name)]


def _known(book: Book, line: Line, platform_ids: Sequence[str]) -> set[str]:
    """Which of them are written down already. Who holds their people, as the book does, will find no more later."""
    sql = "SELECT platform_id FROM sent WHERE account_id = ? AND platform_id IN ({})"
    return {row[0] for row in among(book.tx, sql, (line.account_id,), platform_ids)}


def _written(book: Book, line: Line, arrival: Arrival) -> bool:
    """Write down a new message; whether there are jobs to do for it."""
    message_id = new_id()
    book.tx.run(
        "INSERT INTO sent (account_id, platform_id, message_id) VALUES (?, ?, ?)",
        (line.account_id, arrival.platform_id, message_id),
    )
    conversation, stranger = _conversation(book, line, arrival)
    before = conversation_of(conversation)
    at = arrival.at or book.now_ms
    if at <= before.last_at:  # platforms count in seconds: within one, the order of arrival is the best we know
        second = at - at % 1000
        at = max(at, book.last_said(conversation.id, second, second + 1000) + 1)
    values = {
        **defaults(KINDS["message"]),
        "conversation_id": conversation.id,
        "direction": arrival.direction.value,
        "type": arrival.type,
        "text": arrival.text,
        "content": arrival.content,
        "at": at,
        "state": (MessageState.RECEIVED if arrival.direction is not Direction.OUT else MessageState.ACCEPTED).value,
    }
    message = check(KINDS["message"], values)
    assert isinstance(message, Message)
    after = after_message(before, message)
    if arrival.direction is Direction.IN:
        _confirm(book, line, conversation.id, at)
    if arrival.happening is Happening.LEFT:
        after = after_leaving(after)
    after = in_window(after, opened(line.kind, window_of(after), arrival.trigger, at, limits.load()))
    book.put(KINDS["conversation"], conversation.id, as_values(after))
    book.put(KINDS["message"], message_id, values, at=at)
    _keep_raw(book, message_id, arrival)
    wants = bool(arrival.content.get("platform_media_id")) and queue.add(
        book.tx,
        queue.row(
            workspace=line.workspace,
            kind="media",
            lane=f"media:{message_id}",
            key=f"media:{message_id}",
            place=0,
            due_at=book.now_ms,
            account_id=line.account_id,
            payload=msgspec.json.encode({"message_id": message_id}).decode(),
        ),
    )
    return wants or stranger


def _conversation(book: Book, line: Line, arrival: Arrival) -> tuple[Entry, bool]:
    """The conversation the arrival belongs to, made with its identity and customer when a stranger writes."""
    identity_id = conversation_id = person_id_of(line, arrival.external_id)
    identity = book.standing("identity", identity_id)
    at = arrival.at or book.now_ms
    stranger = identity is None
    if identity is None:
        identity = book.put(
            KINDS["identity"],
            identity_id,
            {
                **defaults(KINDS["identity"]),
                "customer_id": _customer(book, line, arrival, at),
                "account_id": line.account_id,
                "external_id": arrival.external_id,
                "name": arrival.name,
                "unionid": arrival.unionid,
                "source": arrival.source,
            },
        )
        profiles.ask(book, line, identity_id)
    elif not identity.values["name"]:
        stranger = profiles.ask_again(book, line, identity_id)
    gone_at = at if arrival.happening is Happening.LEFT else 0
    if identity.values["gone_at"] != gone_at:
        book.put(KINDS["identity"], identity_id, {**identity.values, "gone_at": gone_at})
    conversation = book.standing("conversation", conversation_id)
    if conversation is None:
        blank = Conversation(
            account_id=line.account_id,
            customer_id=identity.values["customer_id"],
            identity_id=identity_id,
            title=arrival.name,
            created_at=at,
        )
        conversation = book.put(KINDS["conversation"], conversation_id, as_values(blank))
    return conversation, stranger


def _customer(book: Book, line: Line, arrival: Arrival, at: int) -> str:
    """The person: one we know by their unionid, else a new one."""
    if known := book.children("customer", arrival.unionid):
        return min(customer.id for customer in known)
    customer_id = person_id_of(line, arrival.external_id)
    if book.standing("customer", customer_id) is None:
        values = {
            **defaults(KINDS["customer"]),
            "name": arrival.name,
            "unionid": arrival.unionid,
            "source": arrival.source,
            "account_id": line.account_id,
            "created_at": at,
        }
        book.put(KINDS["customer"], customer_id, values)
    return customer_id


def _confirm(book: Book, line: Line, conversation_id: str, at: int) -> None:
    """An answer is evidence: where failures are told in the same log, what came before it has arrived."""
    if line.kind is not AccountKind.WECOM_KF:
        return
    sql = (
        "SELECT id FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> '' AND at < ?"
        f" ORDER BY at DESC LIMIT {_EVIDENCE_LOOKS_BACK}"
    )
    names = [row[0] for row in book.tx.rows(sql, (book.workspace, conversation_id, at))]
    book.load(("message", name) for name in names)
    for name in names:
        entry = book.find("message", name)
        if (
            entry is not None
            and entry.values["direction"] == Direction.OUT
            and entry.values["state"] == MessageState.ACCEPTED
        ):
            book.put(entry.kind, name, {**entry.values, "state": MessageState.CONFIRMED.value})


def _failed(book: Book, line: Line, arrival: Arrival) -> bool:
    """A message that was accepted did not arrive after all."""
    entry = _about(book, line, arrival.about)
    if entry is None or entry.values["state"] == MessageState.FAILED:
        return False
    failed = {**entry.values, "state": MessageState.FAILED.value, "reason": arrival.reason}
    book.put(entry.kind, entry.id, failed)
    stop_rest(book, entry)
    conversation = book.standing("conversation", entry.values["conversation_id"])
    if conversation is not None:
        message = check(KINDS["message"], failed)
        assert isinstance(message, Message)
        before = conversation_of(conversation)
        after = after_failure(before, message, counted=True)
        waiting = after.waiting_since or unanswered_since(book, conversation.id, entry)
        book.put(conversation.kind, conversation.id, as_values(replace(after, waiting_since=waiting)))
    return True


def unanswered_since(book: Book, conversation_id: str, failed: Entry) -> int:
    """``at`` of the oldest customer message that nobody has answered, now that one answer has failed; 0 for none."""
    sql = (
        "SELECT id, body FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
        f" AND deleted = 0 ORDER BY at DESC, id DESC LIMIT {_EVIDENCE_LOOKS_BACK}"
    )
    since, fields = 0, KINDS["message"].fields
    for name, body in book.tx.rows(sql, (book.workspace, conversation_id)):
        values = dict(zip(fields, msgspec.json.decode(body), strict=False))
        if name == failed.id or values["state"] == MessageState.FAILED:
            continue
        if values["direction"] == Direction.OUT:
            break
        if values["direction"] == Direction.IN:
            since = values["at"]
    return since


def _recalled(book: Book, line: Line, arrival: Arrival) -> bool:
    entry = _about(book, line, arrival.about)
    if entry is None or entry.values["state"] == MessageState.RECALLED:
        return False
    book.put(entry.kind, entry.id, {**entry.values, "state": MessageState.RECALLED.value})
    return True


def _about(book: Book, line: Line, platform_id: str) -> Entry | None:
    """The message with that platform id, whoever wrote it."""
    row = book.tx.row(
        "SELECT message_id FROM sent WHERE account_id = ? AND platform_id = ?", (line.account_id, platform_id)
    )
    for message_id in (row[0] if row else "", platform_id):
        entry = book.find("message", message_id) if message_id else None
        above = book.find("conversation", entry.values["conversation_id"]) if entry else None
        if above is not None and above.values["account_id"] == line.account_id:
            return entry
    return None


def _keep_raw(book: Book, message_id: str, arrival: Arrival) -> None:
    if arrival.raw:
        payload: Any = msgspec.json.encode(arrival.raw).decode()
        book.tx.run(
            "INSERT INTO raw (workspace, message_id, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (book.workspace, message_id, payload),
        )
