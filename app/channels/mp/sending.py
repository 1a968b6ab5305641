"""From our message to the body of message/custom/send; what the platform would refuse is refused here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.channels.contract import Outgoing
from app.channels.fields import needed
from app.channels.parsing import parts_of, text_of
from app.errors import BadInput
from app.limits import Limits
from app.protocol import AccountKind
from app.rules.abilities import check_bytes, check_outgoing

NEEDS_THUMBNAIL = frozenset({"miniprogram", "video"})


def body_of(kind: AccountKind, message: Outgoing, limits: Limits) -> dict[str, Any]:
    """``msgtype`` and its payload, as this kind of account wants it.

    Raises:
        BadInput: a type that cannot be sent, something missing, or something too long (in bytes).
    """
    check_outgoing(kind, message.type, message.text, limits)
    msgtype, payload = _PAYLOADS[message.type](kind, message, limits)
    return {"msgtype": msgtype, msgtype: payload}


def _text(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    return "text", {"content": message.text}


def _media(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    return message.type, {"media_id": needed(message.content, "platform_media_id")}


def _video(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    content = message.content
    return "video", {
        "media_id": needed(content, "platform_media_id"),
        "thumb_media_id": needed(content, "thumb_platform_media_id"),
        "title": text_of(content, "title"),
        "description": text_of(content, "description"),
    }


def _link(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    content = message.content
    card = {
        "title": needed(content, "title"),
        "description": text_of(content, "description"),
        "url": needed(content, "url"),
    }
    picture = text_of(content, "image_url")
    if kind is AccountKind.MINI_PROGRAM:
        return "link", {**card, "thumb_url": picture}
    return "news", {"articles": [{**card, "picurl": picture}]}


def _miniprogram(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    content = message.content
    card = {
        "title": text_of(content, "title"),
        "pagepath": needed(content, "pagepath"),
        "thumb_media_id": needed(content, "thumb_platform_media_id"),
    }
    if kind is not AccountKind.MINI_PROGRAM:
        card["appid"] = needed(content, "appid")
    return "miniprogrampage", card


def _menu(kind: AccountKind, message: Outgoing, limits: Limits) -> tuple[str, dict[str, Any]]:
    items = parts_of(message.content, "items")
    if not items or any(text_of(item, "type") != "click" for item in items):
        raise BadInput("a menu needs items, and only items to be clicked")
    head, tail = text_of(message.content, "head"), text_of(message.content, "tail")
    rows = [{"id": needed(item, "id"), "content": needed(item, "text")} for item in items]
    check_bytes("".join((head, tail, *(row["content"] for row in rows))), "mp.send.text_bytes", limits)
    return "msgmenu", {"head_content": head, "list": rows, "tail_content": tail}


_PAYLOADS: dict[str, Callable[[AccountKind, Outgoing, Limits], tuple[str, dict[str, Any]]]] = {
    "text": _text,
    "image": _media,
    "voice": _media,
    "video": _video,
    "link": _link,
    "miniprogram": _miniprogram,
    "msgmenu": _menu,
}
