"""From our message to the body of kf/send_msg; what the platform would cut or refuse is refused here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.channels.contract import Outgoing
from app.channels.fields import needed, short
from app.channels.parsing import parts_of, text_of
from app.errors import BadInput
from app.limits import Limits
from app.protocol import AccountKind
from app.rules.abilities import check_outgoing

NEEDS_THUMBNAIL = frozenset({"link", "miniprogram"})


def body_of(message: Outgoing, limits: Limits) -> dict[str, Any]:
    """``msgtype`` and its payload.

    Raises:
        BadInput: a type that cannot be sent, something missing, or something too long (in bytes).
    """
    check_outgoing(AccountKind.WECOM_KF, message.type, message.text, limits)
    return {"msgtype": message.type, message.type: _PAYLOADS[message.type](message, limits)}


def _text(message: Outgoing, limits: Limits) -> dict[str, Any]:
    menu_id = text_of(message.content, "menu_id")
    return {"content": message.text, **({"menu_id": menu_id} if menu_id else {})}


def _media(message: Outgoing, limits: Limits) -> dict[str, Any]:
    return {"media_id": needed(message.content, "platform_media_id")}


def _link(message: Outgoing, limits: Limits) -> dict[str, Any]:
    return {
        "title": needed(message.content, "title", "kf.send.link_title_bytes", limits),
        "desc": short(message.content, "description", "kf.send.link_description_bytes", limits),
        "url": needed(message.content, "url", "kf.send.url_bytes", limits),
        "thumb_media_id": needed(message.content, "thumb_platform_media_id"),
    }


def _miniprogram(message: Outgoing, limits: Limits) -> dict[str, Any]:
    return {
        "appid": needed(message.content, "appid"),
        "title": short(message.content, "title", "kf.send.miniprogram_title_bytes", limits),
        "thumb_media_id": needed(message.content, "thumb_platform_media_id"),
        "pagepath": needed(message.content, "pagepath"),
    }


def _location(message: Outgoing, limits: Limits) -> dict[str, Any]:
    place = {name: message.content.get(name) for name in ("latitude", "longitude")}
    if not all(isinstance(value, int | float) for value in place.values()):
        raise BadInput("a location needs latitude and longitude")
    return {"name": text_of(message.content, "name"), "address": text_of(message.content, "address"), **place}


def _menu(message: Outgoing, limits: Limits) -> dict[str, Any]:
    items = parts_of(message.content, "items")
    clickable = sum(text_of(item, "type") != "text" for item in items)
    if not items or len(items) > limits.value("kf.menu.items") or clickable > limits.value("kf.menu.clickable_items"):
        raise BadInput(f"a menu of {len(items)} items, {clickable} of them to be clicked")
    return {
        "head_content": short(message.content, "head", "kf.menu.head_bytes", limits),
        "list": [_menu_item(item, limits) for item in items],
        "tail_content": short(message.content, "tail", "kf.menu.tail_bytes", limits),
    }


def _menu_item(item: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    match text_of(item, "type"):
        case "click":
            inner = {
                "id": short(item, "id", "kf.menu.click_id_bytes", limits),
                "content": needed(item, "text", "kf.menu.click_bytes", limits),
            }
            return {"type": "click", "click": inner}
        case "view":
            inner = {
                "url": needed(item, "url", "kf.send.url_bytes", limits),
                "content": needed(item, "text", "kf.menu.view_bytes", limits),
            }
            return {"type": "view", "view": inner}
        case "miniprogram":
            inner = {
                "appid": needed(item, "appid"),
                "pagepath": needed(item, "pagepath"),
                "content": needed(item, "text", "kf.menu.view_bytes", limits),
            }
            return {"type": "miniprogram", "miniprogram": inner}
        case "text":
            return {"type": "text", "text": {"content": needed(item, "text", "kf.menu.text_bytes", limits)}}
        case other:
            raise BadInput(f"a menu has no items of type {other!r}")


_PAYLOADS: dict[str, Callable[[Outgoing, Limits], dict[str, Any]]] = {
    "text": _text,
    "image": _media,
    "voice": _media,
    "video": _media,
    "file": _media,
    "link": _link,
    "miniprogram": _miniprogram,
    "msgmenu": _menu,
    "location": _location,
}
