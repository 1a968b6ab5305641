"""公众号 and 小程序 as their customers live them: callbacks that carry what was said, windows that open and close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.limits import Limits
from app.protocol import AccountKind
from app.rules.budget import WINDOWS, Trigger
from app.simulator.callbacks import Callbacks, Delivery
from app.simulator.clock import Clock
from app.simulator.kf import ReceivedHook
from app.simulator.world import Account, Customer, Opening, World

_MENU = frozenset({"CLICK", "scancode_push", "scancode_waitmsg"})


class Mp:
    """What customers of public accounts and mini programs do."""

    def __init__(
        self, world: World, clock: Clock, limits: Limits, callbacks: Callbacks, received: ReceivedHook
    ) -> None:
        self._world, self._clock, self._limits = world, clock, limits
        self._callbacks, self._received = callbacks, received

    def say(self, customer: Customer, msgtype: str, fields: dict[str, Any]) -> str:
        """A customer's message; its MsgId."""
        number = str(23_000_000_000_000_000 + next(self._world.serial))
        customer.last_wrote_at = self._clock.now()
        self._open(customer, Trigger.MESSAGE)
        is_json = customer.account.app.format == "json"
        payload = self._head(customer, msgtype) | fields | {"MsgId": int(number) if is_json else number}
        self._post(customer, payload)
        return number

    def event(self, customer: Customer, event: str, fields: dict[str, Any]) -> None:
        """Something a customer does besides writing."""
        match event:
            case "subscribe":
                customer.subscribed = True
                self._open(customer, Trigger.SUBSCRIBE)
            case "unsubscribe":
                customer.subscribed = False
                customer.openings.clear()
            case "SCAN":
                self._open(customer, Trigger.SCAN)
            case "user_enter_tempsession":
                self._open(customer, Trigger.ENTER)
            case _ if event in _MENU:
                self._open(customer, Trigger.MENU)
        self._post(customer, self._head(customer, "event") | {"Event": event} | fields)

    def _open(self, customer: Customer, trigger: Trigger) -> None:
        names = WINDOWS.get((customer.account.kind, trigger))
        if names is not None:
            until = self._clock.now() + self._limits.value(names[0])
            customer.openings[trigger] = Opening(trigger=trigger, until=until, left=self._limits.value(names[1]))

    def _head(self, customer: Customer, msgtype: str) -> dict[str, Any]:
        return {
            "ToUserName": customer.account.original_id,
            "FromUserName": customer.external_id,
            "CreateTime": int(self._clock.now()),
            "MsgType": msgtype,
        }

    def _post(self, customer: Customer, payload: dict[str, Any]) -> None:
        def answered(reply: dict[str, Any]) -> None:
            if reply.get("MsgType") == "text":
                words = {"msgtype": "text", "text": {"content": str(reply.get("Content", ""))}}
                self._received(customer, {"at": self._clock.now(), "passive": True, **words})

        delivery = Delivery(app=customer.account.app, payload=payload, answered=answered, given_up=_notice(customer))
        self._callbacks.post(delivery)


def _notice(customer: Customer) -> Callable[[], None]:
    def unavailable() -> None:
        customer.received.append({"msgtype": "notice", "notice": {"content": "该公众号提供的服务出现故障，请稍后再试"}})

    return unavailable if customer.account.kind is AccountKind.OFFICIAL_ACCOUNT else lambda: None


def take_from_window(customer: Customer, now: float) -> int:
    """Count one message to a customer; 0, or why it may not be sent."""
    if not customer.subscribed:
        return 45015
    customer.openings = {name: opening for name, opening in customer.openings.items() if opening.until > now}
    if not customer.openings:
        return 45015
    usable = [opening for opening in customer.openings.values() if opening.left > 0]
    if not usable:
        return 45047
    min(usable, key=lambda opening: opening.until).left -= 1
    return 0


def account_of(world: World, appid: str) -> Account:
    """The account whose app this is."""
    return next(account for account in world.accounts.values() if account.platform_id == appid)
