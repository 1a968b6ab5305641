"""One 微信客服 account: its callbacks, its log, its messages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from app.channels.calling import Caller, Means, token_fields
from app.channels.contract import Batch, CallbackRequest, Credentials, Notice, Outgoing, Profile, Received
from app.channels.crypto import Envelope
from app.channels.errcodes import DUPLICATE_MSGID, STALE_SYNC_TOKEN, WECOM
from app.channels.media import MediaLine
from app.channels.parsing import fingerprint, number_of, parse, parts_of, text_of
from app.channels.replay import ReplayGuard
from app.channels.tokens import Fetch
from app.channels.wecom_kf.arrivals import arrival_of
from app.channels.wecom_kf.sending import NEEDS_THUMBNAIL, body_of
from app.errors import BadInput, ChannelError
from app.protocol import AccountKind
from app.rules.abilities import check_file


class KfConnector:
    """Speaks for one ``open_kfid``. Sessions stay in state 0 or 1: the colleagues of WeCom take no part."""

    repeatable = True

    def __init__(self, credentials: Credentials, means: Means) -> None:
        self._credentials, self._limits = credentials, means.limits
        self._envelope = Envelope(credentials.token, credentials.encoding_aes_key, credentials.app_id)
        self._guard = ReplayGuard(means.limits, means.now)
        self._caller = Caller(credentials, means, errors=WECOM, retries="wecom.busy.retries", fetch=_fetch)
        self._media = MediaLine(self._caller, means, lifetime="wecom.media.lifetime")
        self._one_page_at_a_time = asyncio.Lock()

    def answer_check(self, request: CallbackRequest) -> bytes:
        """The decrypted ``echostr``."""
        return self._opened(request, text_of(request.query, "echostr"))

    def open(self, request: CallbackRequest) -> Notice:
        """A callback says that there is something in the log, not what."""
        outer = parse(request.body, self._limits)
        plain = self._opened(request, text_of(outer, "Encrypt"))
        payload = parse(plain, self._limits)
        query = request.query
        self._guard.admit(text_of(query, "timestamp"), text_of(query, "nonce"), text_of(query, "msg_signature"))
        return Notice(
            key=f"wecom:{fingerprint(payload)}",
            payload=payload,
            at=number_of(payload, "CreateTime") * 1000,
            account_platform_id=text_of(payload, "OpenKfId") or self._credentials.platform_id,
        )

    def forget(self, request: CallbackRequest) -> None:
        self._guard.forget(text_of(request.query, "nonce"), text_of(request.query, "msg_signature"))

    async def receive(self, notice: Notice, cursor: str) -> Batch:
        """A page of the log; other events of the app bring nothing."""
        if text_of(notice.payload, "Event") != "kf_msg_or_event":
            return Batch(arrivals=[], cursor=cursor)
        try:
            return await self._page(cursor, token=text_of(notice.payload, "Token"))
        except ChannelError as exc:
            if exc.code != STALE_SYNC_TOKEN:
                raise
            return await self._page(cursor, token="")

    async def catch_up(self, cursor: str) -> Batch:
        """A page of the log without a callback's token; the platform limits these strictly."""
        return await self._page(cursor, token="")

    async def send(self, message: Outgoing) -> str:
        """Send under our own id; hearing that it was sent before is a success."""
        message = await self._media.with_thumbnail(message, NEEDS_THUMBNAIL)
        body = body_of(message, self._limits)
        address = {"touser": message.external_id, "open_kfid": self._credentials.platform_id, "msgid": message.id}
        if code := text_of(message.content, "welcome_code"):
            reply = await self._once("/cgi-bin/kf/send_msg_on_event", {"code": code, "msgid": message.id, **body})
        else:
            reply = await self._once("/cgi-bin/kf/send_msg", {**address, **body})
        return text_of(reply, "msgid") or message.id

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        type = "image" if type == "thumb" else type
        check_file(AccountKind.WECOM_KF, type, len(data), name, self._limits)
        return await self._media.upload(data, name=name, type=type)

    async def download(self, platform_media_id: str) -> Received:
        return await self._media.download(platform_media_id)

    async def profiles(self, external_ids: Sequence[str]) -> Mapping[str, Profile]:
        """Those who were active in the last 48 hours."""
        found: dict[str, Profile] = {}
        size = self._limits.value("kf.customer.batch")
        for start in range(0, len(external_ids), size):
            asked = {"external_userid_list": list(external_ids[start : start + size]), "need_enter_session_context": 0}
            reply = await self._caller.call("/cgi-bin/kf/customer/batchget", json=asked)
            for row in parts_of(reply, "customer_list"):
                found[text_of(row, "external_userid")] = Profile(
                    name=text_of(row, "nickname"), unionid=text_of(row, "unionid"), gender=number_of(row, "gender")
                )
        return found

    async def aclose(self) -> None:
        await self._caller.aclose()

    def _opened(self, request: CallbackRequest, encrypted: str) -> bytes:
        if not encrypted:
            raise BadInput("nothing encrypted in the callback")
        stamp, nonce = text_of(request.query, "timestamp"), text_of(request.query, "nonce")
        self._envelope.check(text_of(request.query, "msg_signature"), stamp, nonce, encrypted)
        self._guard.check_age(stamp)
        return self._envelope.open(encrypted)

    async def _page(self, cursor: str, *, token: str) -> Batch:
        open_kfid = self._credentials.platform_id
        asked: dict[str, Any] = {"open_kfid": open_kfid, "limit": self._limits.value("kf.sync.page"), "voice_format": 0}
        asked |= {name: value for name, value in (("cursor", cursor), ("token", token)) if value}
        async with self._one_page_at_a_time:
            reply = await self._caller.call("/cgi-bin/kf/sync_msg", json=asked)
        return Batch(
            arrivals=[arrival_of(item, open_kfid) for item in parts_of(reply, "msg_list")],
            cursor=text_of(reply, "next_cursor") or cursor,
            more=number_of(reply, "has_more") == 1,
        )

    async def _once(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return await self._caller.call(path, json=body, sends=True)
        except ChannelError as exc:
            if exc.code != DUPLICATE_MSGID:
                raise
            return {"msgid": body["msgid"]}


def _fetch(caller: Caller) -> Fetch:
    async def fetch(another: bool) -> tuple[str, int]:
        credentials = caller.credentials
        query = {"corpid": credentials.app_id, "corpsecret": credentials.secret}
        return token_fields(caller, await caller.bare("/cgi-bin/gettoken", query=query))

    return fetch
