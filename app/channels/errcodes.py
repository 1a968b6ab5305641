"""What the platforms' error numbers mean and what is to be done about them (platforms.md A.3, C)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.phrases import phrase


class Reaction(StrEnum):
    """What a number asks of us."""

    AGAIN = "again"
    """The platform is busy: a few more attempts, then later."""
    REFRESH = "refresh"
    """The token is stale: fetch one, try once more."""
    LATER = "later"
    """A rate limit: nothing happened, wait."""
    CONFIGURE = "configure"
    """An administrator must act; repeating only makes it worse."""
    REFUSE = "refuse"
    """No, and the reason is for the agent."""


Table = Mapping[int, tuple[Reaction, str]]
"""By number: the reaction, and a phrase of the context ``Channel``."""

_AGAIN, _REFRESH, _LATER = Reaction.AGAIN, Reaction.REFRESH, Reaction.LATER
_CONFIGURE, _REFUSE = Reaction.CONFIGURE, Reaction.REFUSE

BUSY = -1
DUPLICATE_MSGID = 95033
NEEDS_RANGE = 830002
STALE_SYNC_TOKEN = 95007

_NO_PERMISSION = phrase("Channel", "This app is not allowed to call that interface")
_IP = phrase("Channel", "The server's IP address is not on the platform's list")
_TOO_OFTEN = phrase("Channel", "Too many calls; the platform wants a pause")
_MEDIA = phrase("Channel", "The file is no longer there or of a wrong type")
_TOO_LONG = phrase("Channel", "The message is too long")
_EMPTY = phrase("Channel", "The message is empty")
_BLOCKED = phrase("Channel", "The platform's spam protection stopped this message")
WRONG_SECRET = phrase("Channel", "The secret is wrong")
_TOKEN = phrase("Channel", "The access token is no longer valid")
_BUSY = phrase("Channel", "The platform is busy")
_PARAMETER = phrase("Channel", "The platform did not understand the call")
_USER = phrase("Channel", "The platform does not know this customer")
_RECEIVER = phrase("Channel", "The account does not belong to this app any more")
_CORP = phrase("Channel", "The company is not verified, or the platform withdrew a permission")

WECOM: Table = {
    BUSY: (_AGAIN, _BUSY),
    6000: (_AGAIN, _BUSY),
    45035: (_AGAIN, _BUSY),
    40014: (_REFRESH, _TOKEN),
    42001: (_REFRESH, _TOKEN),
    45009: (_LATER, _TOO_OFTEN),
    45033: (_LATER, _TOO_OFTEN),
    40001: (_CONFIGURE, WRONG_SECRET),
    40091: (_CONFIGURE, WRONG_SECRET),
    40013: (_CONFIGURE, phrase("Channel", "The company id is wrong")),
    43009: (_CONFIGURE, _CORP),
    48001: (_CONFIGURE, _NO_PERMISSION),
    48002: (_CONFIGURE, _NO_PERMISSION),
    48004: (_CONFIGURE, _NO_PERMISSION),
    48006: (_CONFIGURE, _CORP),
    48011: (_CONFIGURE, _CORP),
    48007: (_CONFIGURE, phrase("Channel", "The customer-service account is not open to this app")),
    50003: (_CONFIGURE, phrase("Channel", "The app is switched off")),
    60011: (_CONFIGURE, _NO_PERMISSION),
    60020: (_CONFIGURE, _IP),
    60030: (_CONFIGURE, _NO_PERMISSION),
    301042: (_CONFIGURE, _IP),
    301002: (_CONFIGURE, _NO_PERMISSION),
    90510: (_CONFIGURE, _CORP),
    93000: (_CONFIGURE, phrase("Channel", "The robot's key is wrong or it was removed from the group")),
    95011: (_CONFIGURE, WRONG_SECRET),
    95012: (_CONFIGURE, WRONG_SECRET),
    95015: (_CONFIGURE, phrase("Channel", "The console already configured this")),
    95017: (_CONFIGURE, phrase("Channel", "Management by API is switched off for this account")),
    95023: (_CONFIGURE, phrase("Channel", "The account was given to another app")),
    701008: (_CONFIGURE, _NO_PERMISSION),
    40003: (_REFUSE, _USER),
    40004: (_REFUSE, _MEDIA),
    40005: (_REFUSE, _MEDIA),
    40006: (_REFUSE, phrase("Channel", "The file is too large")),
    40007: (_REFUSE, _MEDIA),
    40009: (_REFUSE, phrase("Channel", "The picture is too large")),
    40058: (_REFUSE, _PARAMETER),
    40063: (_REFUSE, _PARAMETER),
    40096: (_REFUSE, _USER),
    40123: (_REFUSE, _MEDIA),
    40145: (_REFUSE, _MEDIA),
    40201: (_REFUSE, _BLOCKED),
    40204: (_REFUSE, _BLOCKED),
    40206: (_REFUSE, _TOO_LONG),
    41001: (_REFUSE, _PARAMETER),
    44001: (_REFUSE, _EMPTY),
    44004: (_REFUSE, _EMPTY),
    45001: (_REFUSE, phrase("Channel", "The file is too large")),
    45002: (_REFUSE, _TOO_LONG),
    45007: (_REFUSE, phrase("Channel", "The voice message is too long")),
    45008: (_REFUSE, phrase("Channel", "Too many articles")),
    60251: (_REFUSE, _RECEIVER),
    60252: (_REFUSE, _RECEIVER),
    93004: (_REFUSE, phrase("Channel", "The robot is switched off")),
    93008: (_REFUSE, phrase("Channel", "The robot is not in the group")),
    95000: (_REFUSE, _RECEIVER),
    95004: (_REFUSE, _RECEIVER),
    95001: (_REFUSE, phrase("Channel", "All messages since the customer last wrote are used")),
    95002: (_REFUSE, phrase("Channel", "The customer last wrote more than 48 hours ago")),
    95003: (_REFUSE, _CORP),
    STALE_SYNC_TOKEN: (_REFUSE, phrase("Channel", "The callback's token has expired")),
    95008: (_REFUSE, phrase("Channel", "The menu has too many items")),
    95009: (_REFUSE, phrase("Channel", "The menu has an item of an unknown type")),
    95013: (_REFUSE, phrase("Channel", "The session is over")),
    95016: (_REFUSE, phrase("Channel", "The session cannot go into that state")),
    95018: (_REFUSE, phrase("Channel", "The session was handed to a colleague in WeCom, or is over")),
    95022: (_REFUSE, _PARAMETER),
    95030: (_REFUSE, phrase("Channel", "The platform does not take this type of message")),
    95031: (_REFUSE, phrase("Channel", "The customer last wrote more than 48 hours ago")),
    DUPLICATE_MSGID: (_REFUSE, phrase("Channel", "This message was sent before")),
    NEEDS_RANGE: (_REFUSE, phrase("Channel", "The file must be fetched in pieces")),
}

MP: Table = {
    BUSY: (_AGAIN, _BUSY),
    40001: (_REFRESH, _TOKEN),
    40014: (_REFRESH, _TOKEN),
    42001: (_REFRESH, _TOKEN),
    45009: (_LATER, phrase("Channel", "The day's calls are used up")),
    45011: (_LATER, _TOO_OFTEN),
    40013: (_CONFIGURE, phrase("Channel", "The appid is wrong")),
    40125: (_CONFIGURE, WRONG_SECRET),
    40164: (_CONFIGURE, _IP),
    48001: (_CONFIGURE, _NO_PERMISSION),
    48004: (_CONFIGURE, phrase("Channel", "The platform has banned the account's interface")),
    50002: (_CONFIGURE, phrase("Channel", "The platform has banned the account's interface")),
    40003: (_REFUSE, _USER),
    40004: (_REFUSE, _MEDIA),
    40007: (_REFUSE, _MEDIA),
    40008: (_REFUSE, phrase("Channel", "The platform does not take this type of message")),
    41001: (_REFUSE, _PARAMETER),
    44004: (_REFUSE, _EMPTY),
    45001: (_REFUSE, phrase("Channel", "The file is too large")),
    45002: (_REFUSE, _TOO_LONG),
    45007: (_REFUSE, phrase("Channel", "The voice message is too long")),
    45008: (_REFUSE, phrase("Channel", "Too many articles")),
    45015: (_REFUSE, phrase("Channel", "The reply window is closed, or the customer left")),
    45047: (_REFUSE, phrase("Channel", "All messages of this window are used")),
    45162: (_REFUSE, phrase("Channel", "The platform does not take this type of message")),
    47001: (_REFUSE, _PARAMETER),
    48002: (_REFUSE, phrase("Channel", "The customer refuses messages")),
}

KF_SEND_FAILED: Mapping[int, str] = {
    0: phrase("Channel", "The platform does not say why"),
    1: phrase("Channel", "The customer-service account was deleted"),
    2: phrase("Channel", "The app is switched off"),
    4: phrase("Channel", "The customer last wrote more than 48 hours ago"),
    5: phrase("Channel", "The session is over"),
    6: phrase("Channel", "All messages since the customer last wrote are used"),
    8: phrase("Channel", "The company is not verified"),
    10: phrase("Channel", "The customer refuses messages"),
    11: phrase("Channel", "No colleague is logged in to WeCom"),
    12: phrase("Channel", "The platform does not take this type of message"),
    13: phrase("Channel", "The platform's spam protection stopped this message"),
}

UNKNOWN = phrase("Channel", "The platform said no without a known reason")


def reason_of(code: int, meaning: str) -> str:
    """As a message's ``reason`` carries it: the platform's number, a space, a phrase of the context ``Channel``."""
    return f"{code} {meaning}"
