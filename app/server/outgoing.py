"""What an agent writes in a conversation: whether it may go out, in which state it stands, the job that sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import msgspec

from app import limits
from app.errors import BadInput
from app.protocol import (
    KINDS,
    AccountKind,
    Conversation,
    Direction,
    Message,
    MessageState,
)
from app.protocol.codec import check
from app.rules.abilities import Mode, abilities, check_outgoing
from app.rules.budget import TOO_LATE, USED_UP, budget, window_of
from app.rules.threads import after_message
from app.server import queue
from app.server.access import Principal
from app.server.book import Book
from app.server.checks import Refusal
from app.server.entry import Entry
from app.server.leases import held_by_another


class Sending:
    """The messages of one batch: each is checked against what those before it used up."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._jobs: list[Sequence[Any]] = []
        self._limits = limits.load()

    @property
    def queued(self) -> int:
        """How many messages wait to be sent."""
        return len(self._jobs)

    def admit(self, who: Principal, message_id: str, values: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The message as it is to be stored, and its time; its conversation is written on the way.

        Raises:
            Refusal: window_closed, window_will_close, quota_used, held, bad_fields, not_found.
        """
        above = self._book.standing("conversation", values["conversation_id"])
        account = self._book.standing("account", above.values["account_id"]) if above else None
        if above is None or account is None:
            raise Refusal("not_found", "conversation_id names nothing you can see")
        kind = AccountKind(account.values["kind"])
        conversation = conversation_of(above)
        values["at"] = max(self._book.now_ms, conversation.last_at + 1)
        values["state"] = self._state(kind, values, conversation)
        if values["state"] == MessageState.QUEUED and held_by_another(above.values, who.user_id, self._book.now_ms):
            raise Refusal("held")
        if values["state"] == MessageState.QUEUED and self._stopped(values):
            values["state"], values["reason"] = MessageState.FAILED.value, "stopped"
        message = check(KINDS["message"], values)
        assert isinstance(message, Message)
        after = after_message(conversation, message)
        self._book.put(KINDS["conversation"], above.id, as_values(after))
        if message.state is MessageState.QUEUED:
            self._jobs.append(
                queue.row(
                    workspace=self._book.workspace,
                    kind="send",
                    lane=f"send:{above.id}",
                    key=message_id,
                    place=max(message.at, message.scheduled_at),
                    due_at=max(self._book.now_ms, message.scheduled_at if message.waits else 0),
                    account_id=account.id,
                )
            )
        return values, message.at

    def close(self) -> None:
        """Store the jobs."""
        if self._jobs:
            self._book.tx.many(queue.INSERT, self._jobs)

    def _state(self, kind: AccountKind, values: Mapping[str, Any], conversation: Conversation) -> str:
        mode = abilities(kind).mode
        match values["direction"]:
            case Direction.NOTE:
                return MessageState.RECORDED.value
            case Direction.OUT if mode in (Mode.ASSISTED, Mode.RECORD):
                return MessageState.RECORDED.value
            case Direction.IN if mode in (Mode.ASSISTED, Mode.RECORD):
                return MessageState.RECORDED.value
            case Direction.OUT:
                self._may_go(kind, values, conversation)
                return MessageState.QUEUED.value
            case _:
                raise Refusal("bad_fields", "direction is not yours to choose here")

    def _may_go(self, kind: AccountKind, values: Mapping[str, Any], conversation: Conversation) -> None:
        window = window_of(conversation)
        if values["scheduled_at"] > values["at"]:
            then = budget(kind, replace(window, sent=0), values["scheduled_at"], self._limits)
            if not then.open:
                raise Refusal("window_will_close", then.why or TOO_LATE)
        else:
            now = budget(kind, window, self._book.now_ms, self._limits)
            if not now.open:
                raise Refusal("quota_used" if now.why == USED_UP else "window_closed", now.why or TOO_LATE)
        try:
            check_outgoing(kind, values["type"], values["text"], self._limits)
        except BadInput as exc:
            raise Refusal("bad_fields", exc.detail) from exc

    def _stopped(self, values: Mapping[str, Any]) -> bool:
        """Whether an earlier part of the same reply has failed already."""
        if not values["batch_id"] or not values["part"]:
            return False
        sql = (
            "SELECT body FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
            " AND at > ?"
        )
        since = self._book.now_ms - 3600_000
        fields = KINDS["message"].fields
        found = self._book.tx.rows(sql, (self._book.workspace, values["conversation_id"], since))
        others = (dict(zip(fields, msgspec.json.decode(body), strict=False)) for (body,) in found)
        return any(
            other["batch_id"] == values["batch_id"]
            and other["part"] < values["part"]
            and other["state"] in (MessageState.FAILED, MessageState.UNKNOWN)
            for other in others
        )


def after_edit(book: Book, entry: Entry, values: dict[str, Any], written: Sequence[str]) -> dict[str, Any]:
    """An edited conversation with what follows from the edit: unread is counted anew from ``read_at``."""
    if "snoozed_until" in written and values["snoozed_until"] > book.now_ms:
        queue.add(
            book.tx,
            queue.row(
                workspace=book.workspace,
                kind="wake",
                lane=f"wake:{entry.id}",
                key=f"wake:{entry.id}:{values['snoozed_until']}",
                place=values["snoozed_until"],
                due_at=values["snoozed_until"],
                payload=msgspec.json.encode({"conversation_id": entry.id, "until": values["snoozed_until"]}).decode(),
            ),
        )
    if "read_at" not in written:
        return values
    sql = (
        "SELECT COUNT(*) FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
        " AND at > ? AND deleted = 0 AND body LIKE ?"
    )
    row = book.tx.row(sql, (book.workspace, entry.id, values["read_at"], f'["{entry.id}","{Direction.IN.value}"%'))
    return {**values, "unread": row[0] if row else 0}


def may_discard(entry: Entry, user_id: str) -> bool:
    """Whether a message may vanish: only its author's own, and only when it never went out, or has not yet."""
    never = entry.values["state"] in (MessageState.FAILED, MessageState.QUEUED)
    return bool(entry.values["author_id"] == user_id and never)


def conversation_of(entry: Entry) -> Conversation:
    """The entry's values as a record."""
    record = check(KINDS["conversation"], entry.values)
    assert isinstance(record, Conversation)
    return record


def as_values(conversation: Conversation) -> dict[str, Any]:
    """The record's values as they are stored."""
    values = asdict(conversation)
    values["status"] = conversation.status.value
    return values
