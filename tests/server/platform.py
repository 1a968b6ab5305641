"""A platform made by hand: remembers what it was told, and says what a test wants said."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from app.channels import (
    Arrival,
    Batch,
    CallbackRequest,
    Credentials,
    Happening,
    Notice,
    Outgoing,
    Profile,
    Received,
    Replayed,
)
from app.errors import BadInput
from app.protocol import AccountKind, Direction
from app.rules.budget import Trigger


class Platform:
    """What all its connectors share. ``log`` is read by cursor, as in kf/sync_msg."""

    def __init__(self) -> None:
        self.repeatable = True
        self.log: dict[str, list[Arrival]] = {}
        self.sent: list[Outgoing] = []
        self.received: dict[str, Outgoing] = {}
        """What customers got, by the message's id: a repeat of a known id is no second message."""
        self.trouble: list[BaseException | None] = []
        """What the next sends raise, in order; None lets one pass."""
        self.lost_replies = 0
        """How many of the next sends arrive although their answer is lost."""
        self.files: dict[str, Received] = {}
        self.uploads: list[tuple[str, str]] = []
        self.names: dict[str, Profile] = {}
        self.gate: asyncio.Event | None = None
        """Sends wait here, if it is there."""
        self.at_gate = asyncio.Event()
        self.page = 1000
        self.fetches = 0
        self.mute: Exception | None = None
        """What everybody hears who asks for the log."""

    def connect(self, kind: AccountKind, credentials: Credentials) -> Line:
        return Line(self, credentials)

    def write(
        self, text: str, *, to: str = "shop", by: str = "ext-1", at: int, number: str = "", **rest: Any
    ) -> Arrival:
        """A customer writes."""
        account = f"platform-{to}"
        log = self.log.setdefault(account, [])
        fields: dict[str, Any] = {
            "happening": Happening.MESSAGE,
            "account_platform_id": account,
            "external_id": by,
            "platform_id": number or f"m{len(log)}",
            "at": at,
            "text": text,
            "trigger": Trigger.MESSAGE,
            "raw": {"msgtype": "text"},
        }
        arrival = Arrival(**{**fields, **rest})
        log.append(arrival)
        return arrival

    def tell(self, happening: Happening, *, to: str = "shop", by: str = "ext-1", at: int, **rest: Any) -> Arrival:
        """Something happens that is no message of the customer."""
        fields = {"happening": happening, "trigger": "", "type": "event", "direction": Direction.EVENT}
        return self.write("", to=to, by=by, at=at, **{**fields, **rest})


class Line:
    """One connector. A callback's query says what is wrong with it."""

    def __init__(self, platform: Platform, credentials: Credentials) -> None:
        self._platform, self._credentials = platform, credentials
        self._seen: set[str] = set()
        self.repeatable = platform.repeatable

    def answer_check(self, request: CallbackRequest) -> bytes:
        self._verify(request)
        return request.query["echostr"].encode()

    def open(self, request: CallbackRequest) -> Notice:
        self._verify(request)
        nonce = request.query.get("nonce", "")
        if nonce in self._seen:
            raise Replayed("this delivery was taken in before")
        self._seen.add(nonce)
        return Notice(key=request.body.decode(), payload={"body": request.body.decode()}, at=0)

    def forget(self, request: CallbackRequest) -> None:
        self._seen.discard(request.query.get("nonce", ""))

    async def receive(self, notice: Notice, cursor: str) -> Batch:
        return await self.catch_up(cursor)

    async def catch_up(self, cursor: str) -> Batch:
        self._platform.fetches += 1
        if self._platform.mute is not None:
            raise self._platform.mute
        log = self._platform.log.get(self._credentials.platform_id, [])
        start = int(cursor or 0)
        stop = min(start + self._platform.page, len(log))
        return Batch(arrivals=log[start:stop], cursor=str(stop), more=stop < len(log))

    async def send(self, message: Outgoing) -> str:
        if self._platform.gate is not None:
            self._platform.at_gate.set()
            await self._platform.gate.wait()
        self._platform.sent.append(message)
        if self._platform.lost_replies:
            self._platform.lost_replies -= 1
            self._platform.received.setdefault(message.id, message)
        trouble = self._platform.trouble.pop(0) if self._platform.trouble else None
        if trouble is not None:
            raise trouble
        self._platform.received.setdefault(message.id, message)
        return f"p-{message.id}"

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        self._platform.uploads.append((name, type))
        return f"up-{len(self._platform.uploads)}"

    async def download(self, platform_media_id: str) -> Received:
        return self._platform.files[platform_media_id]

    async def profiles(self, external_ids: Sequence[str]) -> Mapping[str, Profile]:
        return {name: self._platform.names[name] for name in external_ids if name in self._platform.names}

    async def aclose(self) -> None:
        pass

    def _verify(self, request: CallbackRequest) -> None:
        if request.query.get("signature") != "good":
            raise BadInput("the signature is wrong")
