"""What is lawful when a window is closed."""

from __future__ import annotations

from app.phrases import phrase
from app.protocol import AccountKind
from ui.kit.translations import tr

_WAYS = {
    AccountKind.WECOM_KF: phrase("WaysOut", "Wait for the customer, call them, or answer from another identity."),
    AccountKind.OFFICIAL_ACCOUNT: phrase(
        "WaysOut",
        "Wait for the customer, call them, answer from another identity, or send a template or subscription message"
        " from the platform's back office.",
    ),
    AccountKind.MINI_PROGRAM: phrase(
        "WaysOut",
        "Wait for the customer, call them, answer from another identity, or send the subscription message they agreed"
        " to in the mini program.",
    ),
}


def ways_out(kind: AccountKind) -> str:
    """A sentence; empty where nothing ever closes."""
    return tr("WaysOut", _WAYS[kind]) if kind in _WAYS else ""
