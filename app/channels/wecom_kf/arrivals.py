"""From an item of kf/sync_msg to an arrival; an item that cannot be understood is kept and shown as such."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.channels.contract import Arrival, Happening
from app.channels.errcodes import KF_SEND_FAILED, reason_of
from app.channels.parsing import fingerprint, number_of, part_of, parts_of, text_of
from app.protocol import Direction
from app.rules.budget import Trigger

_CUSTOMER, _SERVICER = 3, 5
_OLD_NAMES = {"schedule": "calendar", "channel_shop_order": "channels_shop_order"}


def arrival_of(item: Mapping[str, Any], account_platform_id: str) -> Arrival:
    """One entry of ``msg_list``, whatever it is."""
    type = text_of(item, "msgtype")
    event = part_of(item, "event") if type == "event" else {}
    common: dict[str, Any] = {
        "account_platform_id": text_of(item, "open_kfid") or text_of(event, "open_kfid") or account_platform_id,
        "external_id": text_of(item, "external_userid") or text_of(event, "external_userid"),
        "platform_id": text_of(item, "msgid") or f"event:{fingerprint(item)}",
        "at": number_of(item, "send_time") * 1000,
        "raw": dict(item),
    }
    return _event(event, common) if type == "event" else _message(item, _OLD_NAMES.get(type, type), common)


def _message(item: Mapping[str, Any], type: str, common: dict[str, Any]) -> Arrival:
    payload = part_of(item, text_of(item, "msgtype"))
    text, content = _content(type, payload)
    mine = number_of(item, "origin") == _SERVICER
    by_customer = number_of(item, "origin") == _CUSTOMER
    return Arrival(
        happening=Happening.MESSAGE if common["external_id"] else Happening.OTHER,
        direction=Direction.OUT if mine else Direction.IN if by_customer else Direction.EVENT,
        type=type or "unknown",
        text=text,
        content=content,
        trigger=Trigger.MESSAGE if by_customer and common["external_id"] else "",
        **common,
    )


def _content(type: str, payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    def some(**names: str) -> dict[str, Any]:
        return {ours: text_of(payload, theirs) for ours, theirs in names.items() if text_of(payload, theirs)}

    match type:
        case "text":
            return text_of(payload, "content"), some(menu_id="menu_id")
        case "image" | "voice" | "video" | "file":
            return text_of(payload, "file_name"), some(platform_media_id="media_id", file_name="file_name")
        case "location":
            place = {
                name: payload[name] for name in ("latitude", "longitude") if isinstance(payload.get(name), int | float)
            }
            return text_of(payload, "name"), {**place, **some(name="name", address="address")}
        case "link":
            return text_of(payload, "title"), some(title="title", description="desc", url="url", image_url="pic_url")
        case "miniprogram":
            return text_of(payload, "title"), some(
                title="title", appid="appid", pagepath="pagepath", thumb_platform_media_id="thumb_media_id"
            )
        case "msgmenu":
            return _menu(payload)
        case "business_card":
            return text_of(payload, "userid"), some(userid="userid")
        case "channels":
            return text_of(payload, "title"), {
                "sub_type": number_of(payload, "sub_type"),
                **some(nickname="nickname", title="title"),
            }
        case "merged_msg":
            items = [
                {name: text_of(part, name) for name in ("send_time", "msgtype", "sender_name", "msg_content")}
                for part in parts_of(payload, "item")
            ]
            return text_of(payload, "title"), {"title": text_of(payload, "title"), "items": items}
        case _:
            return text_of(payload, "title") or text_of(payload, "product_titles"), dict(payload)


def _menu(payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    items = []
    for part in parts_of(payload, "list"):
        type = text_of(part, "type")
        inner = part_of(part, type)
        item = {"type": type, "id": text_of(inner, "id"), "text": text_of(inner, "content")}
        items.append(
            item | {name: text_of(inner, name) for name in ("url", "appid", "pagepath") if text_of(inner, name)}
        )
    head, tail = text_of(payload, "head_content"), text_of(payload, "tail_content")
    lines = [head, *(item["text"] for item in items), tail]
    return "\n".join(line for line in lines if line), {"head": head, "tail": tail, "items": items}


def _event(event: dict[str, Any], common: dict[str, Any]) -> Arrival:
    name = text_of(event, "event_type")
    content = {"event": name, **{key: value for key, value in event.items() if key != "event_type"}}
    fields: dict[str, Any] = {"type": "event", "direction": Direction.EVENT, "content": content, **common}
    match name:
        case "enter_session":
            return Arrival(happening=Happening.ENTERED, source=_source(event), **fields)
        case "msg_send_fail":
            code = number_of(event, "fail_type")
            reason = reason_of(code, KF_SEND_FAILED.get(code, KF_SEND_FAILED[0]))
            return Arrival(happening=Happening.SEND_FAILED, about=text_of(event, "fail_msgid"), reason=reason, **fields)
        case "user_recall_msg" | "servicer_recall_msg":
            return Arrival(happening=Happening.RECALLED, about=text_of(event, "recall_msgid"), **fields)
        case _:
            return Arrival(happening=Happening.OTHER, **fields)


def _source(event: Mapping[str, Any]) -> str:
    channels = part_of(event, "wechat_channels")
    named = text_of(channels, "nickname") or text_of(channels, "shop_nickname")
    return " ".join(part for part in (text_of(event, "scene"), text_of(event, "scene_param"), named) if part)
