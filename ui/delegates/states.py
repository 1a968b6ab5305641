"""What is known of a message's way, in words: no more than there is evidence for, and what to do when it failed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.phrases import phrase
from app.protocol import Direction, MessageState
from app.store import MessageRow
from ui.delegates.clocks import due_of, now_ms
from ui.delegates.plain import one_line
from ui.kit.translations import tr

# By the platform's number (errcode, or fail_type of msg_send_fail): what the agent can do.
WAYS_OUT: dict[str, str] = {
    "95001": phrase("WayOut", "Wait until the customer writes, or answer from another identity"),
    "fail_type 6": phrase("WayOut", "Wait until the customer writes, or answer from another identity"),
    "fail_type 4": phrase("WayOut", "The 48 hours are over: wait until the customer writes"),
    "fail_type 5": phrase("WayOut", "The session has ended: wait until the customer writes"),
    "fail_type 10": phrase("WayOut", "The customer refuses messages"),
    "fail_type 12": phrase("WayOut", "Send it as another type"),
    "fail_type 13": phrase("WayOut", "The platform blocked the content: change the words"),
    "45015": phrase("WayOut", "Wait until the customer writes, or send a subscription message"),
    "45047": phrase("WayOut", "Wait until the customer writes, or send a subscription message"),
    "48002": phrase("WayOut", "The customer refuses messages"),
    "84061": phrase("WayOut", "The customer has deleted this account"),
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
    "window_closed": phrase("WayOut", "Wait until the customer writes, or answer from another identity"),
    "window_will_close": phrase("WayOut", "Choose an earlier time"),
    "quota_used": phrase("WayOut", "Wait until the customer writes, or answer from another identity"),
}
_NUMBERS = re.compile(r"fail_type \d+|\b\d{5}\b")


@dataclass(frozen=True, slots=True)
class StateWords:
    """The line below a bubble. ``sign`` is clock, tick, double, or empty; ``action`` is what a click on it does."""

    text: str
    tone: str = "ink2"
    sign: str = ""
    action: str = ""
    """resend, continue, withdraw, or empty."""


def way_out(reason: str) -> str:
    """What to do about a platform's refusal, translated; empty when nothing better than trying again is known."""
    if reason in OWN_WAYS:
        return tr("WayOut", OWN_WAYS[reason])
    found = _NUMBERS.search(reason.replace("fail_type=", "fail_type "))
    return tr("WayOut", WAYS_OUT[found.group()]) if found and found.group() in WAYS_OUT else ""


def state_words(row: MessageRow) -> StateWords | None:
    """What stands below a message of ours; None below others."""
    if row.direction is not Direction.OUT:
        return None
    when = datetime.fromtimestamp(row.at / 1000)
    clock = f"{when.hour:02d}:{when.minute:02d}"
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
    if reason in ("stopped", "earlier_part_failed"):
        words = [tr("MessageState", "Not sent: {0}").format(tr("Reason", REASONS[reason]))]
        return StateWords(" · ".join((*words, tr("MessageState", "Send the rest"))), "bad", "", "continue")
    why = tr("Reason", REASONS[reason]) if reason in REASONS else tr("Channel", one_line(reason))
    words = [tr("MessageState", "Not delivered: {0}").format(why or tr("MessageState", "no reason given"))]
    words += [way_out(reason), tr("MessageState", "Send again")]
    return StateWords(" · ".join(word for word in words if word), "bad", "", "resend")
