"""One public account or mini program: its callbacks and its customer-service messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.channels.calling import Caller, Means, token_fields
from app.channels.contract import Batch, CallbackRequest, Credentials, Notice, Outgoing, Profile, Received
from app.channels.crypto import Envelope, check_signature
from app.channels.errcodes import MP
from app.channels.media import MediaLine
from app.channels.mp.arrivals import arrival_of, key_of
from app.channels.mp.sending import NEEDS_THUMBNAIL, body_of
from app.channels.parsing import number_of, parse, parts_of, text_of
from app.channels.replay import ReplayGuard
from app.channels.tokens import Fetch
from app.errors import BadConfiguration, BadInput
from app.protocol import AccountKind
from app.rules.abilities import check_file

MODES = ("plain", "compatible", "secure")


class MpConnector:
    """Speaks for one appid; ``kind`` says which of the two it is."""

    repeatable = False

    def __init__(self, kind: AccountKind, credentials: Credentials, means: Means) -> None:
        """Raises ``BadConfiguration`` for an unknown mode or, unless it is plain, a malformed key."""
        if credentials.callback not in MODES:
            raise BadConfiguration(f"callback must be one of {', '.join(MODES)}")
        self._kind, self._credentials, self._limits = kind, credentials, means.limits
        self._envelope = (
            None
            if credentials.callback == "plain"
            else Envelope(credentials.token, credentials.encoding_aes_key, credentials.app_id)
        )
        self._guard = ReplayGuard(means.limits, means.now)
        self._caller = Caller(credentials, means, errors=MP, retries="mp.busy.retries", fetch=_fetch)
        self._media = MediaLine(self._caller, means, lifetime="mp.media.lifetime")

    def answer_check(self, request: CallbackRequest) -> bytes:
        """``echostr`` as it came; here it is never encrypted."""
        self._check_plain(request)
        return text_of(request.query, "echostr").encode()

    def open(self, request: CallbackRequest) -> Notice:
        """A callback carries what was said. Unless the account is plain, only its encrypted part counts."""
        query = request.query
        if self._envelope is None:
            signature = text_of(query, "signature")
            self._check_plain(request)
            payload = parse(request.body, self._limits)
            if "Encrypt" in payload and "MsgType" not in payload:
                raise BadInput("an encrypted callback for a plain account")
        else:
            signature = text_of(query, "msg_signature")
            payload = parse(self._opened(request, self._envelope), self._limits)
        self._guard.admit(text_of(query, "timestamp"), text_of(query, "nonce"), signature)
        return Notice(
            key=f"mp:{self._credentials.app_id}:{key_of(payload)}",
            payload=payload,
            at=number_of(payload, "CreateTime") * 1000,
            account_platform_id=self._credentials.platform_id,
        )

    def forget(self, request: CallbackRequest) -> None:
        name = "signature" if self._envelope is None else "msg_signature"
        self._guard.forget(text_of(request.query, "nonce"), text_of(request.query, name))

    async def receive(self, notice: Notice, cursor: str) -> Batch:
        """The notice itself."""
        return Batch(arrivals=[arrival_of(notice.payload, self._credentials.platform_id)])

    async def catch_up(self, cursor: str) -> Batch:
        """Nothing: this platform keeps no log that can be asked."""
        return Batch(arrivals=[])

    async def send(self, message: Outgoing) -> str:
        """Send once: this platform knows no message ids, so a repeat would be a second message."""
        message = await self._media.with_thumbnail(message, NEEDS_THUMBNAIL)
        body = {"touser": message.external_id, **body_of(self._kind, message, self._limits)}
        reply = await self._caller.call("/cgi-bin/message/custom/send", json=body, sends=True, again=False)
        return text_of(reply, "msgid")

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        check_file(self._kind, type, len(data), name, self._limits)
        return await self._media.upload(data, name=name, type=type)

    async def download(self, platform_media_id: str) -> Received:
        return await self._media.download(platform_media_id)

    async def profiles(self, external_ids: Sequence[str]) -> Mapping[str, Profile]:
        """Remark and unionid of followers; nicknames are not told since 2021. Nothing of mini-program users."""
        found: dict[str, Profile] = {}
        if self._kind is AccountKind.MINI_PROGRAM:
            return found
        size = self._limits.value("mp.user.batch")
        for start in range(0, len(external_ids), size):
            asked = {"user_list": [{"openid": openid} for openid in external_ids[start : start + size]]}
            reply = await self._caller.call("/cgi-bin/user/info/batchget", json=asked)
            for row in parts_of(reply, "user_info_list"):
                found[text_of(row, "openid")] = Profile(name=text_of(row, "remark"), unionid=text_of(row, "unionid"))
        return found

    async def aclose(self) -> None:
        await self._caller.aclose()

    def _check_plain(self, request: CallbackRequest) -> None:
        stamp, nonce = text_of(request.query, "timestamp"), text_of(request.query, "nonce")
        check_signature(text_of(request.query, "signature"), self._credentials.token, stamp, nonce)
        self._guard.check_age(stamp)

    def _opened(self, request: CallbackRequest, envelope: Envelope) -> bytes:
        query = request.query
        encrypted = text_of(parse(request.body, self._limits), "Encrypt")
        if not encrypted:
            raise BadInput("a callback in clear for an account that is not plain")
        stamp, nonce = text_of(query, "timestamp"), text_of(query, "nonce")
        envelope.check(text_of(query, "msg_signature"), stamp, nonce, encrypted)
        self._guard.check_age(stamp)
        return envelope.open(encrypted)


def _fetch(caller: Caller) -> Fetch:
    async def fetch(another: bool) -> tuple[str, int]:
        credentials = caller.credentials
        asked: dict[str, Any] = {
            "grant_type": "client_credential",
            "appid": credentials.app_id,
            "secret": credentials.secret,
            "force_refresh": another,
        }
        return token_fields(caller, await caller.bare("/cgi-bin/stable_token", json=asked))

    return fetch
