"""What customers say and do, in words that are the same for every platform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.protocol import AccountKind
from app.simulator.kf import Kf
from app.simulator.media import MediaShelf
from app.simulator.mp import Mp
from app.simulator.pictures import picture
from app.simulator.world import Customer, World

Line = dict[str, Any]
"""One thing a customer does; exactly one of these keys:

``text``; ``image`` (what is on it); ``voice``, ``video`` (anything); ``file`` (its name);
``link`` {title, description, url}; ``miniprogram`` {title, appid, pagepath}; ``location`` {latitude, longitude, name,
address}; ``menu`` {id, text}; ``recall`` (true: the last message, or an id); ``enter`` (scene); ``subscribe`` (scene);
``unsubscribe``; ``scan`` (scene); ``click`` (key); ``raw`` {msgtype, …}, ``event`` {Event | event_type, …} verbatim.
"""

_AMR = b"#!AMR\n" + b"\x3c\x91\x17\x16\xbe\x66\x79\xe1\xe0\x01\xe7\xaf\xf0\x00\x00\x00\x80\x00" * 40
_MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08free"
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Speech:
    """Puts a line into the mouth of a customer, in the dialect of the account's platform."""

    def __init__(self, world: World, kf: Kf, mp: Mp, media: MediaShelf, public_url: Callable[[], str]) -> None:
        self._world, self._kf, self._mp, self._media, self._public_url = world, kf, mp, media, public_url
        self._last: dict[str, str] = {}

    def say(self, customer: Customer, line: Line) -> str:
        """The platform's id of the message, empty for an event.

        Raises:
            ValueError: the line is none, or this platform has nothing like it.
        """
        speak = self._in_kf if customer.account.kind is AccountKind.WECOM_KF else self._in_mp
        [(what, value)] = line.items()
        said = speak(customer, what, value)
        if said:
            self._last[customer.external_id] = said
        return said

    def _in_kf(self, customer: Customer, what: str, value: Any) -> str:
        match what:
            case "text":
                return self._kf.say(customer, "text", {"content": value})
            case "menu":
                return self._kf.say(customer, "text", {"content": value["text"], "menu_id": value["id"]})
            case "image" | "voice" | "video" | "file":
                media_id = self._file(customer, what, str(value))
                return self._kf.say(customer, what, {"media_id": media_id}, self._world.media[media_id])
            case "link":
                card = {
                    "title": value["title"],
                    "desc": value.get("description", ""),
                    "url": value["url"],
                    "pic_url": "",
                }
                return self._kf.say(customer, "link", card)
            case "miniprogram":
                thumb = self._file(customer, "image", value["title"])
                return self._kf.say(customer, "miniprogram", {**value, "thumb_media_id": thumb})
            case "location":
                return self._kf.say(customer, "location", value)
            case "raw":
                msgtype = value["msgtype"]
                return self._kf.say(customer, msgtype, value.get(msgtype, {}))
            case "recall":
                self._kf.recall(customer, self._last.get(customer.external_id, "") if value is True else value)
            case "enter":
                self._kf.enter(customer, scene=str(value))
            case "event":
                self._kf.event(customer, value)
            case _:
                raise ValueError(f"nobody does {what} in 微信客服")
        return ""

    def _in_mp(self, customer: Customer, what: str, value: Any) -> str:
        match what:
            case "text":
                return self._mp.say(customer, "text", {"Content": value})
            case "menu":
                return self._mp.say(customer, "text", {"Content": value["text"], "bizmsgmenuid": value["id"]})
            case "image":
                media_id = self._file(customer, "image", str(value))
                fields = {"PicUrl": f"{self._public_url()}/_files/{media_id}", "MediaId": media_id}
                return self._mp.say(customer, "image", fields)
            case "voice":
                fields = {"MediaId": self._file(customer, "voice", str(value)), "Format": "amr"}
                return self._mp.say(customer, "voice", fields)
            case "video":
                thumb = self._file(customer, "image", str(value))
                fields = {"MediaId": self._file(customer, "video", str(value)), "ThumbMediaId": thumb}
                return self._mp.say(customer, "video", fields)
            case "link":
                card = {"Title": value["title"], "Description": value.get("description", ""), "Url": value["url"]}
                return self._mp.say(customer, "link", card)
            case "miniprogram":
                thumb = self._file(customer, "image", value["title"])
                card = {"Title": value["title"], "AppId": value["appid"], "PagePath": value["pagepath"]}
                url = f"{self._public_url()}/_files/{thumb}"
                return self._mp.say(customer, "miniprogrampage", {**card, "ThumbUrl": url, "ThumbMediaId": thumb})
            case "location":
                place = {"Location_X": str(value["latitude"]), "Location_Y": str(value["longitude"]), "Scale": "15"}
                return self._mp.say(customer, "location", {**place, "Label": value.get("address", "")})
            case "raw":
                fields = dict(value)
                return self._mp.say(customer, fields.pop("msgtype"), fields)
            case _:
                self._event_in_mp(customer, what, value)
        return ""

    def _event_in_mp(self, customer: Customer, what: str, value: Any) -> None:
        match what:
            case "enter":
                self._mp.event(customer, "user_enter_tempsession", {"SessionFrom": str(value)})
            case "subscribe":
                fields = {"EventKey": f"qrscene_{value}", "Ticket": "TICKET"} if value else {"EventKey": ""}
                self._mp.event(customer, "subscribe", fields)
            case "unsubscribe":
                self._mp.event(customer, "unsubscribe", {"EventKey": ""})
            case "scan":
                self._mp.event(customer, "SCAN", {"EventKey": str(value), "Ticket": "TICKET"})
            case "click":
                self._mp.event(customer, "CLICK", {"EventKey": str(value)})
            case "event":
                fields = dict(value)
                self._mp.event(customer, fields.pop("Event"), fields)
            case _:
                raise ValueError(f"nobody does {what} there")

    def _file(self, customer: Customer, type: str, subject: str) -> str:
        match type:
            case "image":
                data, name = picture(subject), f"{subject}.png"
            case "voice":
                data, name = _AMR, "voice.amr"
            case "video":
                data, name = _MP4, "video.mp4"
            case _:
                data, name = _PDF, subject
        return self._media.keep(customer.account.app, type, name, data)
