"""The interfaces of public accounts and mini programs: tokens, custom messages, users, media."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from app.limits import Limits
from app.protocol import AccountKind
from app.simulator.calls import Call, Interface
from app.simulator.clock import Clock
from app.simulator.kf import ReceivedHook
from app.simulator.media import MediaShelf
from app.simulator.mp import account_of, take_from_window
from app.simulator.refusal import Refusal
from app.simulator.tokens import Tokens
from app.simulator.world import Customer, World

_BOTH = frozenset({"text", "image", "miniprogrampage"})
_TYPES = {
    AccountKind.OFFICIAL_ACCOUNT: _BOTH | {"voice", "video", "music", "news", "mpnews", "msgmenu"},
    AccountKind.MINI_PROGRAM: _BOTH | {"link"},
}
_MEDIA = {"image": ("media_id",), "voice": ("media_id",), "video": ("media_id", "thumb_media_id")}


class MpCalls:
    """What a public account or mini program may ask."""

    def __init__(
        self,
        world: World,
        *,
        clock: Clock,
        limits: Limits,
        tokens: Tokens,
        shelf: MediaShelf,
        received: ReceivedHook,
        public_url: Callable[[], str],
    ) -> None:
        self._world, self._clock, self._limits = world, clock, limits
        self._tokens, self._shelf, self._received = tokens, shelf, received
        self._public_url = public_url

    def interfaces(self) -> dict[str, Interface]:
        """By path below ``/cgi-bin/``."""
        send = Interface(method="POST", run=self._send)
        return {
            "token": Interface(method="GET", run=self._token, needs_token=False, bare=True),
            "stable_token": Interface(method="POST", run=self._stable_token, needs_token=False, bare=True),
            "message/custom/send": send,
            "message/custom/business/send": send,
            "message/custom/typing": Interface(method="POST", run=self._typing),
            "user/get": Interface(method="GET", run=self._users, bare=True),
            "user/info": Interface(method="GET", run=self._user, bare=True),
            "user/info/batchget": Interface(method="POST", run=self._batchget, bare=True),
            "media/upload": Interface(method="POST", run=self._upload, takes_json=False, bare=True),
            "media/get": Interface(method="GET", run=self._media_get),
        }

    def _token(self, call: Call) -> dict[str, Any]:
        if call.query.get("grant_type") != "client_credential":
            raise Refusal(40002)
        token, seconds = self._tokens.plain(call.query.get("appid", ""), call.query.get("secret", ""))
        return {"access_token": token, "expires_in": seconds}

    def _stable_token(self, call: Call) -> dict[str, Any]:
        if call.fields.get("grant_type") != "client_credential":
            raise Refusal(40002)
        appid, secret = (str(call.fields.get(name, "")) for name in ("appid", "secret"))
        token, seconds = self._tokens.stable(appid, secret, force=call.fields.get("force_refresh") is True)
        return {"access_token": token, "expires_in": seconds}

    def _send(self, call: Call) -> dict[str, Any]:
        account = account_of(self._world, call.caller.app_id)
        customer = self._customer(call, call.fields.get("touser"))
        msgtype = call.fields.get("msgtype")
        if msgtype not in _TYPES[account.kind]:
            raise Refusal(40008)
        payload = call.fields.get(str(msgtype))
        if not isinstance(payload, dict):
            raise Refusal(44002)
        self._check(call, str(msgtype), payload)
        if code := take_from_window(customer, self._clock.now()):
            raise Refusal(code)
        customer.typing_until = 0.0
        self._received(customer, {"at": self._clock.now(), "msgtype": msgtype, str(msgtype): payload})
        return {}

    def _check(self, call: Call, msgtype: str, payload: dict[str, Any]) -> None:
        if msgtype == "text":
            content = payload.get("content")
            if not isinstance(content, str) or not content:
                raise Refusal(44004)
            if len(content.encode()) > self._limits.value("mp.send.text_bytes"):
                raise Refusal(45002)
        for name in _MEDIA.get(msgtype, ()):
            self._shelf.find(call.caller, payload.get(name))
        if msgtype == "miniprogrampage":
            self._shelf.find(call.caller, payload.get("thumb_media_id"))
        if msgtype == "news":
            articles = payload.get("articles")
            if not isinstance(articles, list) or len(articles) > self._limits.value("mp.send.articles"):
                raise Refusal(45008)

    def _typing(self, call: Call) -> dict[str, Any]:
        customer = self._customer(call, call.fields.get("touser"))
        now = self._clock.now()
        if call.fields.get("command") == "CancelTyping":
            customer.typing_until = 0.0
            return {}
        if call.fields.get("command") != "Typing":
            raise Refusal(45072)
        if now - customer.last_wrote_at > self._limits.value("mp.typing.interaction"):
            raise Refusal(45080)
        if now < customer.typing_until:
            raise Refusal(45081)
        customer.typing_until = now + self._limits.value("mp.typing.state")
        return {}

    def _users(self, call: Call) -> dict[str, Any]:
        openids = [customer.external_id for customer in self._customers(call) if customer.subscribed]
        return {"total": len(openids), "count": len(openids), "data": {"openid": openids}, "next_openid": ""}

    def _user(self, call: Call) -> dict[str, Any]:
        return _info(self._customer(call, call.query.get("openid")))

    def _batchget(self, call: Call) -> dict[str, Any]:
        asked = call.fields.get("user_list")
        if not isinstance(asked, list) or not 0 < len(asked) <= self._limits.value("mp.user.batch"):
            raise Refusal(40032)
        return {"user_info_list": [_info(self._customer(call, dict(row).get("openid"))) for row in asked]}

    def _upload(self, call: Call) -> dict[str, Any]:
        return self._shelf.upload(call.caller, call.query.get("type", ""), call.body, call.content_type)

    def _media_get(self, call: Call) -> Response:
        base = f"{self._public_url()}/_files"
        return self._shelf.get(call.caller, call.query.get("media_id", ""), call.range, base)

    def _customers(self, call: Call) -> list[Customer]:
        return [customer for customer in self._world.customers.values() if customer.account.app is call.caller]

    def _customer(self, call: Call, openid: object) -> Customer:
        customer = self._world.customers.get((call.caller.app_id, str(openid)))
        if customer is None:
            raise Refusal(40003)
        return customer


def _info(customer: Customer) -> dict[str, Any]:
    """What is still told of a follower: no nickname, no picture, no sex since 2021-12-27."""
    if not customer.subscribed:
        return {"subscribe": 0, "openid": customer.external_id}
    return {
        "subscribe": 1,
        "openid": customer.external_id,
        "language": "zh_CN",
        "subscribe_time": 1700000000,
        "remark": customer.remark,
        "groupid": 0,
        "tagid_list": [],
        "subscribe_scene": "ADD_SCENE_QR_CODE",
        "qr_scene": 0,
        "qr_scene_str": "",
        **({"unionid": customer.unionid} if customer.unionid else {}),
    }
