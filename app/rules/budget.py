"""How many messages a conversation may still be sent, until when, and why no more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.limits import Limits
from app.phrases import phrase
from app.protocol import AccountKind, Conversation


class Trigger(StrEnum):
    """What a customer does that lets us write (platforms.md B.6, C.2)."""

    MESSAGE = "message"
    MENU = "menu"
    SUBSCRIBE = "subscribe"
    SCAN = "scan"
    ENTER = "enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The newest opening: what caused it, when (ms), and how many messages went out since."""

    trigger: str = ""
    opened_at: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be sent now. ``left`` and ``total`` are None and ``closes_at`` is 0 where the platform does not count.

    ``why`` is a phrase of the context ``Budget`` when closed, else empty.
    """

    left: int | None
    total: int | None
    closes_at: int
    open: bool
    why: str = ""


NOT_YET = phrase("Budget", "The customer has not written yet")
TOO_LATE = phrase("Budget", "The reply window has closed; it opens again when the customer writes")
USED_UP = phrase("Budget", "All messages of this window are used; the customer must write first")
COPY = phrase("Budget", "Copy the answer, send it in WeChat and mark it as sent here")

# By kind and trigger: the names of the limits that hold the length of the window and its number of messages.
WINDOWS: dict[tuple[AccountKind, Trigger], tuple[str, str]] = {
    (AccountKind.WECOM_KF, Trigger.MESSAGE): ("kf.send.window", "kf.send.per_customer_message"),
    (AccountKind.OFFICIAL_ACCOUNT, Trigger.MESSAGE): (
        "official_account.message.window",
        "official_account.message.count",
    ),
    (AccountKind.OFFICIAL_ACCOUNT, Trigger.MENU): ("official_account.menu.window", "official_account.menu.count"),
    (AccountKind.OFFICIAL_ACCOUNT, Trigger.SUBSCRIBE): (
        "official_account.subscribe.window",
        "official_account.subscribe.count",
    ),
    (AccountKind.OFFICIAL_ACCOUNT, Trigger.SCAN): ("official_account.scan.window", "official_account.scan.count"),
    (AccountKind.MINI_PROGRAM, Trigger.MESSAGE): ("mini_program.message.window", "mini_program.message.count"),
    (AccountKind.MINI_PROGRAM, Trigger.ENTER): ("mini_program.enter.window", "mini_program.enter.count"),
}
_COUNTED = frozenset(kind for kind, _ in WINDOWS)


def window_of(conversation: Conversation) -> Window:
    """The window a conversation is in."""
    return Window(
        trigger=conversation.window_trigger,
        opened_at=conversation.window_opened_at,
        sent=conversation.sent_in_window,
    )


def budget(kind: AccountKind, window: Window, now_ms: int, limits: Limits) -> Budget:
    """What the platform lets us send at ``now_ms``. Only the platform's answer is final."""
    if kind not in _COUNTED:
        can_send = kind is AccountKind.GROUP_ROBOT
        return Budget(left=None, total=None, closes_at=0, open=can_send, why="" if can_send else COPY)
    names = _names(kind, window.trigger)
    if names is None:
        return Budget(left=0, total=0, closes_at=0, open=False, why=NOT_YET)
    length, count = names
    total = limits.value(count)
    left = max(0, total - window.sent)
    closes_at = window.opened_at + limits.milliseconds(length)
    why = TOO_LATE if now_ms >= closes_at else USED_UP if left == 0 else ""
    return Budget(left=left, total=total, closes_at=closes_at, open=not why, why=why)


def opened(kind: AccountKind, window: Window, trigger: str, at: int, limits: Limits) -> Window:
    """The window after something happened at ``at`` (ms).

    A message always opens a fresh one. A click, scan or subscription opens its minute where nothing better is.
    An opening older than the present one (callbacks overtake each other) changes nothing.
    """
    if _names(kind, trigger) is None or (window.trigger and at < window.opened_at):
        return window
    if trigger != Trigger.MESSAGE and window.trigger == Trigger.MESSAGE and budget(kind, window, at, limits).open:
        return window
    return Window(trigger=trigger, opened_at=at)


def _names(kind: AccountKind, trigger: str) -> tuple[str, str] | None:
    return WINDOWS.get((kind, Trigger(trigger))) if trigger in set(Trigger) else None
