"""What kf/send_msg checks in a message before it accepts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.limits import Limits
from app.simulator.refusal import Refusal

_MEDIA = frozenset({"image", "voice", "video", "file"})
_OTHER = frozenset({"text", "link", "miniprogram", "msgmenu", "location", "ca_link"})


def checked(fields: dict[str, Any], limits: Limits, find: Callable[[object], object]) -> dict[str, Any]:
    """``msgtype`` and payload as the customer will see them; an over-long text is cut without a word.

    Raises:
        Refusal: in the platform's numbers.
    """
    msgtype = fields.get("msgtype")
    if msgtype not in _MEDIA | _OTHER:
        raise Refusal(40008)
    payload = fields.get(str(msgtype))
    if not isinstance(payload, dict):
        raise Refusal(40063)
    if msgtype == "text":
        content = payload.get("content")
        if not isinstance(content, str) or not content:
            raise Refusal(44004)
        cut = content.encode()[: limits.value("kf.send.text_bytes")].decode(errors="ignore")
        payload = payload | {"content": cut}
    elif msgtype in _MEDIA:
        find(payload.get("media_id"))
    elif msgtype == "link":
        find(payload.get("thumb_media_id"))
        _check(payload, limits, title="kf.send.link_title_bytes", desc="kf.send.link_description_bytes")
        _check(payload, limits, url="kf.send.url_bytes")
    elif msgtype == "miniprogram":
        find(payload.get("thumb_media_id"))
        _check(payload, limits, title="kf.send.miniprogram_title_bytes")
    elif msgtype == "msgmenu":
        _check_menu(payload, limits)
    return {"msgtype": msgtype, msgtype: payload}


def _check(payload: dict[str, Any], limits: Limits, **names: str) -> None:
    for name, limit in names.items():
        value = payload.get(name, "")
        if not isinstance(value, str) or len(value.encode()) > limits.value(limit):
            raise Refusal(40058)


def _check_menu(payload: dict[str, Any], limits: Limits) -> None:
    _check(payload, limits, head_content="kf.menu.head_bytes", tail_content="kf.menu.tail_bytes")
    items = payload.get("list")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Refusal(40058)
    if any(item.get("type") not in ("click", "view", "miniprogram", "text") for item in items):
        raise Refusal(95009)
    clickable = sum(item["type"] != "text" for item in items)
    if len(items) > limits.value("kf.menu.items") or clickable > limits.value("kf.menu.clickable_items"):
        raise Refusal(95008)
