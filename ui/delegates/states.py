"""What is known of a message's way, in words: no more than there is evidence for, and what to do when it failed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.phrases import phrase
from app.protocol import Direction, MessageState
from app.store import MessageRow
from app.store.messages import HELD_BACK
from ui.delegates.clocks import clock_of, due_of, now_ms
from ui.delegates.plain import one_line
from ui.kit.translations import tr

_WAIT = phrase("WayOut", "Wait until the customer writes, or answer from another identity")
_ELSEWHERE = phrase("WayOut", "Call them, or answer from another identity")
_OTHER_TYPE = phrase("WayOut", "Send it as another type")
_SUBSCRIPTION = phrase("WayOut", "Wait until the customer writes, or send a subscription message")
# By the platform's number (errcode, or fail_type of msg_send_fail): what the agent can do.
WAYS_OUT: dict[int, str] = {
    **dict.fromkeys((4, 5, 6, 95001, 95002, 95013, 95018, 95031), _WAIT),
    **dict.fromkeys((10, 48002, 84061), _ELSEWHERE),
    **dict.fromkeys((12, 40008, 45162, 95030), _OTHER_TYPE),
    **dict.fromkeys((45015, 45047), _SUBSCRIPTION),
    13: phrase("WayOut", "Change the words"),
}
# What the desk and the server say, in words: their reasons are one word that travels.
REASONS: dict[str, str] = {
    "stopped": phrase("Reason", "held back, because an earlier part of it failed"),
    "earlier_part_failed": phrase("Reason", "held back, because an earlier part of it failed"),
    "held": phrase("Reason", "a colleague was answering"),
    "window_closed": phrase("Reason", "the window had closed"),
    "window_will_close": phrase("Reason", "the window will be closed by then"),
    "quota_used": phrase("Reason", "all messages of this window were used"),
}
OWN_WAYS: dict[str, str] = {
    "held": phrase("WayOut", "Look at their answer, or take over"),
    "window_closed": _WAIT,
    "window_will_close": phrase("WayOut", "Choose an earlier time"),
    "quota_used": _WAIT,
}
_NUMBERED = re.compile(r"(-?\d+)(?: (.*))?", re.DOTALL)
LARGEST_TYPE = 99
"""Kinds of failure are small numbers that say nothing to anybody; what is larger can be looked up, and is shown."""


@dataclass(frozen=True, slots=True)
class StateWords:
    """The line below a bubble. ``sign`` is clock, tick, double, or empty; ``action`` is what a click on it does."""

    text: str
    tone: str = "ink2"
    sign: str = ""
    action: str = ""
    """resend, continue, withdraw, or empty."""


def why_and_way_out(reason: str) -> tuple[str, str]:
    """What is known of a refusal and what to do about it, translated; nothing better than trying again: empty."""
    if reason in REASONS:
        return tr("Reason", REASONS[reason]), tr("WayOut", OWN_WAYS[reason]) if reason in OWN_WAYS else ""
    found = _NUMBERED.fullmatch(reason)
    if found is None:
        return tr("Channel", one_line(reason)), ""
    number, words = int(found[1]), tr("Channel", one_line(found[2] or ""))
    shown = " ".join(filter(None, (found[1] if number > LARGEST_TYPE else "", words)))
    return shown, tr("WayOut", WAYS_OUT[number]) if number in WAYS_OUT else ""


def state_words(row: MessageRow) -> StateWords | None:
    """What stands below a message of ours; None below others."""
    if row.direction is not Direction.OUT:
        return None
    clock = clock_of(datetime.fromtimestamp(row.at / 1000))
    match row.state:
        case MessageState.QUEUED:
            words = tr("MessageState", "Waiting to be sent")
            if row.waits:
                words = tr("MessageState", "Goes out {0}").format(due_of(row.scheduled_at, now_ms()))
            return StateWords(" · ".join((words, tr("MessageState", "Take it back"))), sign="clock", action="withdraw")
        case MessageState.ACCEPTED:
            return StateWords(tr("MessageState", "Accepted {0}").format(clock), sign="tick")
        case MessageState.CONFIRMED:
            return StateWords(tr("MessageState", "Delivered {0}").format(clock), sign="double")
        case MessageState.FAILED:
            return _failed(row.reason)
        case MessageState.UNKNOWN:
            return StateWords(
                tr("MessageState", "Unknown whether it arrived: check before sending again"), "warn", "", "resend"
            )
        case MessageState.RECALLED:
            return StateWords(tr("MessageState", "Recalled {0}").format(clock))
        case MessageState.RECORDED:
            return StateWords(tr("MessageState", "Copied and marked as sent {0}").format(clock))
    return StateWords(clock)


def _failed(reason: str) -> StateWords:
    """Why, what can be done about it, and what a click does."""
    why, way = why_and_way_out(reason)
    if reason in HELD_BACK:
        words = (tr("MessageState", "Not sent: {0}").format(why), tr("MessageState", "Send the rest"))
        return StateWords(" · ".join(words), "bad", "", "continue")
    said = tr("MessageState", "Not delivered: {0}").format(why or tr("MessageState", "no reason given"))
    words = (said, way, tr("MessageState", "Send again"))
    return StateWords(" · ".join(word for word in words if word), "bad", "", "resend")
