"""From a callback's fields to an arrival; what cannot be understood is kept and shown as such."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.channels.contract import Arrival, Happening
from app.channels.parsing import fingerprint, number_of, part_of, text_of
from app.protocol import Direction
from app.rules.budget import Trigger

_MENU = frozenset({"CLICK", "scancode_push", "scancode_waitmsg"})
"""These open the minute after a menu click; VIEW and the other menu events are only information."""

_NAMES = {"shortvideo": "video", "miniprogrampage": "miniprogram"}
_COMMON = frozenset({"ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "Encrypt"})


def key_of(payload: Mapping[str, Any]) -> str:
    """The same for every delivery of the same message or event."""
    sender, number = text_of(payload, "FromUserName"), text_of(payload, "MsgId")
    if number and text_of(payload, "MsgType") != "event":
        return f"{sender}:{number}"
    # The official rule is sender and time; two different events may share a second.
    return f"{sender}:{text_of(payload, 'CreateTime')}:{fingerprint(payload)[:16]}"


def arrival_of(payload: Mapping[str, Any], account_platform_id: str) -> Arrival:
    """What a callback brought, whatever it is."""
    is_event = text_of(payload, "MsgType") == "event"
    number = text_of(payload, "MsgId")
    common: dict[str, Any] = {
        "account_platform_id": account_platform_id,
        "external_id": text_of(payload, "FromUserName"),
        "platform_id": number if number and not is_event else f"event:{key_of(payload)}",
        "at": number_of(payload, "CreateTime") * 1000,
        "raw": dict(payload),
    }
    return _event(payload, common) if is_event else _message(payload, common)


def _message(payload: Mapping[str, Any], common: dict[str, Any]) -> Arrival:
    theirs = text_of(payload, "MsgType")
    type = _NAMES.get(theirs, theirs) or "unknown"
    text, content = _content(type, payload)
    from_somebody = bool(common["external_id"]) and type != "unknown"
    return Arrival(
        happening=Happening.MESSAGE if common["external_id"] else Happening.OTHER,
        type=type,
        text=text,
        content=content,
        trigger=Trigger.MESSAGE if from_somebody else "",
        **common,
    )


def _content(type: str, payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    def some(**names: str) -> dict[str, Any]:
        return {ours: text_of(payload, theirs) for ours, theirs in names.items() if text_of(payload, theirs)}

    match type:
        case "text":
            return text_of(payload, "Content"), some(menu_id="bizmsgmenuid")
        case "image":
            return "", some(platform_media_id="MediaId", url="PicUrl")
        case "voice":
            return text_of(payload, "Recognition"), some(platform_media_id="MediaId", format="Format")
        case "video":
            return "", some(platform_media_id="MediaId", thumb_platform_media_id="ThumbMediaId")
        case "location":
            return text_of(payload, "Label"), {
                **_place(payload, "Location_X", "Location_Y"),
                **some(address="Label", scale="Scale"),
            }
        case "link":
            return text_of(payload, "Title"), some(title="Title", description="Description", url="Url")
        case "miniprogram":
            return text_of(payload, "Title"), some(
                title="Title",
                appid="AppId",
                pagepath="PagePath",
                image_url="ThumbUrl",
                thumb_platform_media_id="ThumbMediaId",
            )
        case "file":
            return text_of(payload, "Title"), some(file_name="Title", description="Description", file_key="FileKey")
        case _:
            return text_of(payload, "Title") or text_of(payload, "Content"), {}


def _place(payload: Mapping[str, Any], latitude: str, longitude: str) -> dict[str, float]:
    try:
        return {"latitude": float(text_of(payload, latitude)), "longitude": float(text_of(payload, longitude))}
    except ValueError:
        return {}


def _event(payload: Mapping[str, Any], common: dict[str, Any]) -> Arrival:
    name = text_of(payload, "Event")
    content = {"event": name, **{key: value for key, value in payload.items() if key not in _COMMON}}
    fields: dict[str, Any] = {"type": "event", "direction": Direction.EVENT, "content": content, **common}
    match name:
        case "subscribe":
            source = text_of(payload, "EventKey").removeprefix("qrscene_")
            return Arrival(happening=Happening.ENTERED, trigger=Trigger.SUBSCRIBE, source=source, **fields)
        case "unsubscribe":
            return Arrival(happening=Happening.LEFT, **fields)
        case "SCAN":
            source = text_of(payload, "EventKey")
            return Arrival(happening=Happening.ENTERED, trigger=Trigger.SCAN, source=source, **fields)
        case "user_enter_tempsession":
            source = text_of(payload, "SessionFrom")
            return Arrival(happening=Happening.ENTERED, trigger=Trigger.ENTER, source=source, **fields)
        case "LOCATION":
            content |= _place(payload, "Latitude", "Longitude")
            return Arrival(happening=Happening.OTHER, **fields)
        case "location_select":
            content |= _place(part_of(payload, "SendLocationInfo"), "Location_X", "Location_Y")
            return Arrival(happening=Happening.OTHER, **fields)
        case _:
            return Arrival(happening=Happening.OTHER, trigger=Trigger.MENU if name in _MENU else "", **fields)
