"""微信客服 as its customers live it: sessions, the log, what comes late."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from app.limits import Limits
from app.simulator.callbacks import Callbacks, Delivery
from app.simulator.clock import Agenda, Clock
from app.simulator.world import Account, Customer, Media, World

NEW, BY_API, POOL, SERVICER, ENDED = range(5)

_LATE = 2.0
"""Seconds from accepting a message to telling that it failed."""


class Kf:
    """Everything that is written into the log of an account."""

    def __init__(self, world: World, clock: Clock, agenda: Agenda, limits: Limits, callbacks: Callbacks) -> None:
        self._world, self._clock, self._agenda = world, clock, agenda
        self._limits, self._callbacks = limits, callbacks

    def say(self, customer: Customer, msgtype: str, payload: dict[str, Any], media: Media | None = None) -> str:
        """A customer's message; its msgid. It opens the window anew, and an ended session as a new one."""
        self.settle(customer)
        if media and (most := self._too_large(media)):
            msgtype, payload = "text", {"content": f"[收到一个超过 {most} 字节的文件，请在手机上查看]"}
        if customer.state == ENDED:
            customer.state = NEW
        customer.last_wrote_at = customer.last_seen_at = self._clock.now()
        customer.sent_since = 0
        item = {"external_userid": customer.external_id, "origin": 3, "msgtype": msgtype, msgtype: payload}
        return self.write(customer.account, item)

    def enter(self, customer: Customer, scene: str = "", scene_param: str = "") -> None:
        """A customer opens the chat through a link; a code to welcome them if they were long away."""
        self.settle(customer)
        customer.last_seen_at = self._clock.now()
        event = {"event_type": "enter_session", "scene": scene, "scene_param": scene_param}
        if not self.in_window(customer):
            window = self._limits.value("kf.event.welcome_window")
            event["welcome_code"] = self.code_for(customer, window, frozenset({"text", "msgmenu"}), state=-1)
        self.event(customer, event)

    def recall(self, customer: Customer, msgid: str) -> None:
        """A customer takes a message back."""
        self.event(customer, {"event_type": "user_recall_msg", "recall_msgid": msgid})

    def fail_later(self, customer: Customer, msgid: str, fail_type: int) -> None:
        """An accepted message turns out not to have arrived."""

        def tell() -> None:
            self.event(customer, {"event_type": "msg_send_fail", "fail_msgid": msgid, "fail_type": fail_type})

        self._agenda.after(_LATE, tell)

    def hand_over(self, customer: Customer, state: int, servicer: str) -> str:
        """A new session state, told in the log; the code for one message on the occasion, if there is one."""
        before, customer.state = customer.state, state
        old, customer.servicer = customer.servicer, servicer if state == SERVICER else ""
        change = 3 if state == ENDED else 1 if before == POOL else 2 if state == SERVICER else 0
        seconds = self._limits.value("kf.event.welcome_window" if state == ENDED else "kf.event.session_window")
        types = frozenset({"text", "msgmenu"}) if state == ENDED else frozenset({"text"})
        code = self.code_for(customer, seconds, types, state=state) if state in (POOL, SERVICER, ENDED) else ""
        if change:
            event = {"event_type": "session_status_change", "change_type": change}
            event |= {"old_servicer_userid": old, "new_servicer_userid": customer.servicer}
            self.event(customer, event)
        return code

    def servicer_says(self, customer: Customer, userid: str, text: str) -> str:
        """A colleague writes in the WeCom client."""
        item = {"external_userid": customer.external_id, "origin": 5, "servicer_userid": userid}
        return self.write(customer.account, {**item, "msgtype": "text", "text": {"content": text}})

    def event(self, customer: Customer, event: dict[str, Any]) -> str:
        """An event about a customer; the ids are inside it."""
        ids = {"open_kfid": customer.account.platform_id, "external_userid": customer.external_id}
        return self.write(customer.account, {"origin": 4, "msgtype": "event", "event": {**ids, **event}})

    def write(self, account: Account, item: dict[str, Any]) -> str:
        """Write into the log and ring the bell."""
        now, msgid = self._clock.now(), secrets.token_urlsafe(24)
        head: dict[str, Any] = {"msgid": msgid, "send_time": int(now)}
        if item["msgtype"] != "event":
            head["open_kfid"] = account.platform_id
        account.log.append((next(self._world.serial), now, {**head, **item}))
        token = secrets.token_urlsafe(48)
        account.sync_tokens = {name: until for name, until in account.sync_tokens.items() if until > now}
        account.sync_tokens[token] = now + self._limits.value("kf.sync.token_lifetime")
        payload = {
            "ToUserName": account.app.app_id,
            "CreateTime": int(now),
            "MsgType": "event",
            "Event": "kf_msg_or_event",
            "Token": token,
            "OpenKfId": account.platform_id,
        }
        self._callbacks.post(Delivery(app=account.app, payload=payload))
        return msgid

    def in_window(self, customer: Customer) -> bool:
        """Whether the customer wrote within 48 hours."""
        return self._clock.now() - customer.last_wrote_at < self._limits.value("kf.send.window")

    def settle(self, customer: Customer) -> None:
        """A session ends by itself when nobody wrote for 48 hours."""
        if not self.in_window(customer):
            customer.state, customer.servicer = ENDED, ""

    def code_for(self, customer: Customer, seconds: int, types: frozenset[str], *, state: int) -> str:
        """A code for one message."""
        code = secrets.token_urlsafe(24)
        customer.codes[code] = (self._clock.now() + seconds, types, state)
        return code

    def _too_large(self, media: Media) -> int:
        most = self._limits.value(f"kf.inbound.{media.type}_bytes")
        return most if len(media.data) > most else 0


ReceivedHook = Callable[[Customer, dict[str, Any]], None]
"""What a customer does when a message reaches them."""
