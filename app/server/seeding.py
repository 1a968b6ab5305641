"""Fills a workspace from a file such as resources/demo/desk.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.channels import CHANNELS, Credentials
from app.errors import BadInput
from app.protocol import (
    KINDS,
    AccountKind,
    Conversation,
    Direction,
    HybridClock,
    Message,
    MessageState,
    Record,
    Role,
    Stage,
    natural_id,
    records,
)
from app.rules.merge import plain
from app.rules.threads import after_message
from app.server import staff, vault
from app.server.book import Book
from app.server.database import Tx
from app.server.sessions import hash_password

_MINUTE = 60_000


def read_seed(path: Path) -> dict[str, Any]:
    """The file as it stands, with passwords replaced by their hashes; slow on purpose.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        seed = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise BadInput(f"{path}: {exc}") from exc
    for user in seed.get("user", ()):
        user["password"] = hash_password(user["password"])
    return seed


def sow(tx: Tx, seed: Mapping[str, Any], platform: str, secret_key: bytes, now_ms: int) -> str:
    """Make the workspace the seed describes, or where it stands already only tell its accounts the new address.

    ``platform`` is the address before each account's ``base_path``. Returns the workspace's id.

    Raises:
        BadInput: a key is missing or names nothing.
        BadConfiguration: there is no secret key.
    """
    try:
        name = seed["workspace"]["name"]
        found = tx.row("SELECT id FROM workspace WHERE name = ?", (name,))
        workspace = found[0] if found else staff.create_workspace(tx, name, now_ms)
        if not found:
            _Field(tx, workspace, seed, now_ms).sow()
        for account in seed["account"]:
            _connect(tx, workspace, account, platform, secret_key)
    except KeyError as exc:
        raise BadInput(f"the seed misses {exc}") from exc
    return str(workspace)


def _connect(tx: Tx, workspace: str, account: Mapping[str, Any], platform: str, secret_key: bytes) -> None:
    if all(channel.kind != account["kind"] for channel in CHANNELS):
        return
    credentials = Credentials(
        account_id=natural_id("account", account["key"]),
        platform_id=account["platform_id"],
        app_id=account["app_id"],
        secret=account["secret"],
        token=account["token"],
        encoding_aes_key=account["encoding_aes_key"],
        base_url=platform + account["base_path"],
        callback=account["callback"],
    )
    vault.store(tx, workspace, credentials.account_id, vault.seal(secret_key, credentials))


class _Field:
    """One sowing."""

    def __init__(self, tx: Tx, workspace: str, seed: Mapping[str, Any], now_ms: int) -> None:
        self._tx, self._workspace, self._seed, self._now_ms = tx, workspace, seed, now_ms
        self._book = Book(tx, workspace, now_ms)
        self._stamp = HybridClock("seed", now=lambda: now_ms).tick()
        self._tags: dict[str, str] = {}

    def sow(self) -> None:
        self._staff()
        self._tag_groups()
        self._replies()
        for customer in self._seed.get("customer", ()):
            self._customer(customer)
        self._book.close()

    def _put(self, kind: str, record_id: str, record: Record, *, at: int | None = None) -> None:
        values = {name: plain(value) for name, value in asdict(record).items()}
        entry = self._book.put(KINDS[kind], record_id, values, at=at)
        entry.stamps = dict.fromkeys(values, self._stamp)

    def _staff(self) -> None:
        accounts = self._seed["account"]
        for account in accounts:
            staff.add_account(
                self._tx,
                self._workspace,
                kind=AccountKind(account["kind"]),
                name=account["name"],
                platform_id=account["platform_id"],
                now_ms=self._now_ms,
                account_id=natural_id("account", account["key"]),
                auto_assign=account.get("auto_assign", True),
            )
        for number, user in enumerate(self._seed["user"]):
            staff.add_user(
                self._tx,
                self._workspace,
                login=user["login"],
                name=user["name"],
                password=user["password"],
                role=Role(user["role"]),
                now_ms=self._now_ms + number,
                user_id=natural_id("user", user["key"]),
                capacity=user["capacity"],
            )
            keys = [account["key"] for account in accounts] if user["accounts"] == ["*"] else user["accounts"]
            for key in keys:
                staff.grant(self._tx, user["login"], f"account:{natural_id('account', key)}", self._now_ms)

    def _tag_groups(self) -> None:
        for order, group in enumerate(self._seed.get("tag_group", ())):
            group_id = natural_id("tag_group", group["name"])
            self._put("tag_group", group_id, records.TagGroup(name=group["name"], order=order))
            for place, tag in enumerate(group["tags"]):
                tag_id = self._tags[tag["name"]] = natural_id("tag", group["name"], tag["name"])
                self._put(
                    "tag",
                    tag_id,
                    records.Tag(group_id=group_id, name=tag["name"], order=place, color=tag.get("color", "")),
                )

    def _replies(self) -> None:
        scopes = {}
        for order, category in enumerate(self._seed.get("category", ())):
            owner = category["scope"].removeprefix("user:")
            mine = category["scope"].startswith("user:")
            scope = scopes[category["key"]] = f"user:{natural_id('user', owner)}" if mine else category["scope"]
            parent = natural_id("quick_reply_category", category["parent"]) if category.get("parent") else ""
            self._put(
                "quick_reply_category",
                natural_id("quick_reply_category", category["key"]),
                records.QuickReplyCategory(scope=scope, parent_id=parent, name=category["name"], order=order),
            )
        for order, reply in enumerate(self._seed.get("reply", ())):
            self._put(
                "quick_reply",
                natural_id("quick_reply", reply["category"], reply["title"]),
                records.QuickReply(
                    scope=scopes[reply["category"]],
                    category_id=natural_id("quick_reply_category", reply["category"]),
                    title=reply["title"],
                    shortcut=reply.get("shortcut", ""),
                    body=reply["body"],
                    parts=reply.get("parts", []),
                    order=order,
                ),
            )

    def _customer(self, seed: Mapping[str, Any]) -> None:
        key, account_id = seed["key"], natural_id("account", seed["account"])
        customer_id, identity_id = natural_id("customer", key), natural_id("identity", key)
        met = self._now_ms - max((m["ago"] for m in seed.get("messages", ())), default=0) * _MINUTE
        customer = records.Customer(
            name=seed.get("name", ""),
            remark=seed.get("remark", ""),
            phones=seed.get("phones", []),
            company=seed.get("company", ""),
            description=seed.get("description", ""),
            stage=Stage(seed.get("stage", "")),
            gender=seed.get("gender", 0),
            city=seed.get("city", ""),
            account_id=account_id,
            created_at=met,
            last_order=seed.get("last_order", ""),
        )
        identity = records.Identity(
            customer_id=customer_id, account_id=account_id, external_id=seed["external_id"], name=seed.get("name", "")
        )
        self._put("customer", customer_id, customer)
        self._put("identity", identity_id, identity)
        for name in seed.get("tags", ()):
            self._put(
                "customer_tag",
                natural_id("customer_tag", customer_id, self._tags[name]),
                records.CustomerTag(customer_id=customer_id, tag_id=self._tags[name], at=met),
            )
        conversation_id = natural_id("conversation", key)
        conversation = Conversation(
            account_id=account_id,
            customer_id=customer_id,
            identity_id=identity_id,
            title=seed.get("title", seed.get("name", "")),
            member_count=seed.get("member_count", 0),
            created_at=met,
        )
        self._put("conversation", conversation_id, conversation)
        for number, said in enumerate(seed.get("messages", ())):
            message = self._said(conversation_id, said)
            conversation = after_message(conversation, message)
            self._put("message", natural_id("message", key, str(number)), message, at=message.at)
        self._put("conversation", conversation_id, conversation)
        for number, touch in enumerate(seed.get("follow_ups", ())):
            self._put("follow_up", natural_id("follow_up", key, str(number)), self._touch(customer_id, touch))

    def _said(self, conversation_id: str, said: Mapping[str, Any]) -> Message:
        return Message(
            conversation_id=conversation_id,
            direction=Direction(said["from"]),
            author_id=natural_id("user", said["user"]) if said.get("user") else "",
            type=said.get("type", "text"),
            text=said.get("text", ""),
            content=said.get("content", {}),
            at=self._now_ms - said["ago"] * _MINUTE,
            state=MessageState.RECORDED,
        )

    def _touch(self, customer_id: str, touch: Mapping[str, Any]) -> records.FollowUp:
        due = touch.get("due")
        return records.FollowUp(
            customer_id=customer_id,
            author_id=natural_id("user", touch["user"]),
            at=self._now_ms - touch["ago"] * _MINUTE,
            touch=touch.get("touch", "note"),
            body=touch.get("body", ""),
            next_action=touch.get("next_action", ""),
            due_at=_due(due, self._now_ms) if due is not None else 0,
        )


def _due(due: Mapping[str, Any], now_ms: int) -> int:
    """At an hour of this computer's clock, some days ahead."""
    day = datetime.fromtimestamp(now_ms / 1000) + timedelta(days=due["days"])
    return int(datetime.combine(day, time.fromisoformat(due["at"])).timestamp() * 1000)
