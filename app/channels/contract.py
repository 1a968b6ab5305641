"""What a platform's connector owes the server: receive, send, media, all in our own words.

``content`` of an :class:`Arrival` or an :class:`Outgoing`, by type (``text`` is what to show where there is no room):

========== =====================================================================================================
image      ``platform_media_id`` (and ``url`` where the platform gives one); voice adds ``format``, video adds
           ``thumb_platform_media_id``; file adds ``file_name`` where it is known
link       ``title``, ``description``, ``url``, ``image_url``; sent by 微信客服 it needs ``thumb_platform_media_id``
miniprogram ``title``, ``appid``, ``pagepath``, ``thumb_platform_media_id``
msgmenu    ``head``, ``tail``, ``items``: ``{"type": "click" | "view" | "miniprogram" | "text", "id", "text", "url",
           "appid", "pagepath"}``
location   ``latitude``, ``longitude``, ``name``, ``address``
event      ``event`` (the platform's word) and the event's own fields
========== =====================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from app.errors import BadInput
from app.protocol import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """How one account is reached. Made by the administrator; secrets stay encrypted on the server.

    ``app_id``: corpid of WeCom, appid of a public account or mini program. ``platform_id``: ``open_kfid`` or appid.
    ``callback``: plain, compatible or secure (platforms.md C.7); WeCom is always secure.
    """

    account_id: str
    platform_id: str
    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    base_url: str
    callback: str = "secure"
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRequest:
    """A platform's request as it came in. ``query`` values are URL-decoded, with ``+`` kept as ``+``."""

    query: Mapping[str, str]
    body: bytes = b""


class Replayed(BadInput):
    """Rightly signed, but this very delivery was taken in before: answer as if it were new, do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A callback that was verified and opened; what the durable queue holds.

    ``key`` is the same for every delivery of the same thing (platforms.md A.16, C.7). ``account_platform_id``: the
    account it is about; a WeCom app has one callback address for all its 微信客服 accounts, so it may be a sibling of
    the one that was called, and its connector must receive it. ``at``: milliseconds, by the platform's clock.
    """

    key: str
    payload: dict[str, Any]
    at: int
    account_platform_id: str = ""


class Happening(StrEnum):
    """What an arrival is, besides something said."""

    MESSAGE = "message"
    SEND_FAILED = "send_failed"
    RECALLED = "recalled"
    LEFT = "left"
    """The customer unsubscribed or removed the account: windows close."""
    ENTERED = "entered"
    """The customer opened the chat or subscribed."""
    OTHER = "other"
    """Something to be written down in the timeline and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One thing that came from the platform, in our words, with what it said itself kept in ``raw``."""

    happening: Happening
    account_platform_id: str
    external_id: str
    """Empty when it concerns the account as a whole, and no conversation."""
    platform_id: str
    """The platform's message id, or one made of the event's own fields; the same in every delivery."""
    at: int
    direction: Direction = Direction.IN
    type: str = "text"
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    """As in :class:`app.protocol.Message`; ``platform_media_id`` where a file is to be fetched."""
    trigger: str = ""
    """What window this opens, a name of :mod:`app.rules.budget`; empty for none."""
    about: str = ""
    """Of SEND_FAILED and RECALLED: the platform id of that message."""
    reason: str = ""
    name: str = ""
    unionid: str = ""
    source: str = ""
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Arrivals, and the cursor to be stored in one transaction with them (empty when the platform has none)."""

    arrivals: Sequence[Arrival]
    cursor: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message to be sent. ``id`` (32 hex digits) is handed to platforms that recognise repeats."""

    id: str
    external_id: str
    type: str
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    """``platform_media_id`` (and ``thumb_platform_media_id``) are already uploaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that somebody sent. ``type`` is the MIME type, as the platform says."""

    data: bytes
    type: str
    name: str = ""
    """What they called it, word for word; empty where the platform does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the platform tells about a customer."""

    name: str = ""
    unionid: str = ""
    gender: int = 0


class Connector(Protocol):
    """One account on one platform.

    Every awaited call raises ``ChannelBusy`` (nothing happened, try later), ``ChannelUnknown`` (it may have happened),
    ``ChannelError`` with the platform's code (it said no) or ``BadConfiguration`` (credentials).
    """

    repeatable: bool
    """Whether sending the same ``Outgoing.id`` twice is recognised by the platform as one message."""

    def answer_check(self, request: CallbackRequest) -> bytes:
        """The body that proves the URL is ours.

        Raises:
            BadInput: the signature, the age or the envelope is wrong.
        """
        ...

    def open(self, request: CallbackRequest) -> Notice:
        """Verify, decrypt and parse a callback, and remember its signature.

        Raises:
            Replayed: this delivery was opened before, within the replay window.
            BadInput: wrongly signed, too old, malformed, oversized or entity-laden.
        """
        ...

    def forget(self, request: CallbackRequest) -> None:
        """What was opened could not be stored: let its repeat in."""
        ...

    async def receive(self, notice: Notice, cursor: str) -> Batch:
        """What the notice brings: itself, or what there is to be fetched after ``cursor``."""
        ...

    async def catch_up(self, cursor: str) -> Batch:
        """What was missed, where the platform lets us ask; an empty batch where it does not."""
        ...

    async def send(self, message: Outgoing) -> str:
        """Hand a message to the platform; returns its id there, empty if it gives none. Accepted is not delivered.

        Raises, besides the errors of every call:
            BadInput: the platform would refuse or cut this: too long (in bytes), or of a type it does not take.
        """
        ...

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        """Upload a temporary file (``image``, ``voice``, ``video``, ``file`` or ``thumb``); returns its id there.

        Raises, besides the errors of every call:
            BadInput: too large, empty, or of a type the platform does not take.
        """
        ...

    async def download(self, platform_media_id: str) -> Received:
        """A received file."""
        ...

    async def profiles(self, external_ids: Sequence[str]) -> Mapping[str, Profile]:
        """Names and unionids, for those the platform will tell about."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
