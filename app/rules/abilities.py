"""What each kind of account may do: the law of the product, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import BadInput
from app.limits import Limits
from app.phrases import phrase
from app.protocol import AccountKind


class Mode(StrEnum):
    """How answers leave the desk."""

    TWO_WAY = "two_way"
    ASSISTED = "assisted"
    """Customers and tasks by API; answers are copied, sent in the official client and marked here."""
    SEND_ONLY = "send_only"
    RECORD = "record"
    """Written down only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """One kind of account at a glance.

    ``glance`` and ``why`` are phrases of the context ``Abilities``: a word for the tab, and the sentence behind it.
    """

    mode: Mode
    glance: str
    why: str
    outgoing_types: tuple[str, ...] = ()
    """The platform takes these; as in :class:`app.protocol.Message`."""
    text_limit: str = ""
    """Name of the limit of one text, in bytes of UTF-8."""
    media_limits: Mapping[str, str] = field(default_factory=dict)
    """By type: name of the limit of a file, in bytes."""
    media_suffixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By type: file name endings the platform takes; a type that is not named takes any."""


_TWO_WAY = phrase("Abilities", "two-way")
_ASSISTED = phrase("Abilities", "assisted")
_SEND_ONLY = phrase("Abilities", "send only")
_RECORD = phrase("Abilities", "record")

_PICTURES = (".jpg", ".jpeg", ".png")

_BY_KIND: dict[AccountKind, Abilities] = {
    AccountKind.WECOM_KF: Abilities(
        mode=Mode.TWO_WAY,
        glance=_TWO_WAY,
        why=phrase("Abilities", "Customers write here and are answered from here"),
        outgoing_types=("text", "image", "voice", "video", "file", "link", "miniprogram", "msgmenu", "location"),
        text_limit="kf.send.text_bytes",
        media_limits={
            "image": "wecom.media.image_bytes",
            "voice": "wecom.media.voice_bytes",
            "video": "wecom.media.video_bytes",
            "file": "wecom.media.file_bytes",
        },
        media_suffixes={"image": _PICTURES, "voice": (".amr",), "video": (".mp4",)},
    ),
    AccountKind.OFFICIAL_ACCOUNT: Abilities(
        mode=Mode.TWO_WAY,
        glance=_TWO_WAY,
        why=phrase("Abilities", "Followers write here and are answered from here"),
        outgoing_types=("text", "image", "voice", "video", "link", "miniprogram", "msgmenu"),
        text_limit="mp.send.text_bytes",
        media_limits={
            "image": "mp.media.image_bytes",
            "voice": "mp.media.voice_bytes",
            "video": "mp.media.video_bytes",
            "thumb": "mp.media.thumb_bytes",
        },
        media_suffixes={
            "image": (*_PICTURES, ".gif"),
            "voice": (".amr", ".mp3"),
            "video": (".mp4",),
            "thumb": (".jpg", ".jpeg"),
        },
    ),
    AccountKind.MINI_PROGRAM: Abilities(
        mode=Mode.TWO_WAY,
        glance=_TWO_WAY,
        why=phrase("Abilities", "Users of the mini program write here and are answered from here"),
        outgoing_types=("text", "image", "link", "miniprogram"),
        text_limit="mp.send.text_bytes",
        media_limits={"image": "mp.media.image_bytes"},
        media_suffixes={"image": (*_PICTURES, ".gif")},
    ),
    AccountKind.WECOM_MEMBER: Abilities(
        mode=Mode.ASSISTED,
        glance=_ASSISTED,
        why=phrase(
            "Abilities", "WeCom lets no program chat as a member: copy the answer, send it there and mark it here"
        ),
    ),
    AccountKind.CUSTOMER_GROUP: Abilities(
        mode=Mode.ASSISTED,
        glance=_ASSISTED,
        why=phrase(
            "Abilities", "WeCom lets no program write into a customer group: copy, send it there and mark it here"
        ),
    ),
    AccountKind.GROUP_ROBOT: Abilities(
        mode=Mode.SEND_ONLY,
        glance=_SEND_ONLY,
        why=phrase("Abilities", "The robot posts into its group and hears nothing"),
        outgoing_types=("text", "image", "voice", "file", "link"),
        text_limit="webhook.send.text_bytes",
        media_limits={
            "image": "webhook.media.image_bytes",
            "voice": "webhook.media.voice_bytes",
            "file": "webhook.media.file_bytes",
        },
        media_suffixes={"image": _PICTURES, "voice": (".amr",)},
    ),
    AccountKind.PERSONAL: Abilities(
        mode=Mode.RECORD,
        glance=_RECORD,
        why=phrase("Abilities", "A personal account has no official interface: notes and scripts only"),
    ),
}


def abilities(kind: AccountKind) -> Abilities:
    """What accounts of this kind may do."""
    return _BY_KIND[kind]


def check_outgoing(kind: AccountKind, type: str, text: str, limits: Limits) -> None:
    """Refuse what the platform would refuse or, worse, cut.

    Raises:
        BadInput: this kind cannot send that type, the text is empty, or longer than the platform takes (in bytes).
    """
    able = abilities(kind)
    if type not in able.outgoing_types:
        raise BadInput(f"{kind} cannot send {type}")
    if type == "text":
        if not text.strip():
            raise BadInput("the text is empty")
        check_bytes(text, able.text_limit, limits)


def check_bytes(text: str, limit: str, limits: Limits) -> None:
    """Refuse a text that is too long; never cut it.

    Raises:
        BadInput: ``text`` has more bytes of UTF-8 than the limit of that name, or holds what is no character.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as exc:
        raise BadInput("the text holds half a character") from exc
    if size > limits.value(limit):
        raise BadInput(f"{size} bytes, {limits.value(limit)} are allowed ({limit})")


def check_file(kind: AccountKind, type: str, size: int, name: str, limits: Limits) -> None:
    """Refuse a file before it is uploaded.

    Raises:
        BadInput: the kind takes no files of that type, the file is empty or too large, or its name ends wrongly.
    """
    able = abilities(kind)
    if type not in able.media_limits:
        raise BadInput(f"{kind} takes no {type}")
    most = limits.value(able.media_limits[type])
    if not limits.value("wecom.media.min_bytes") <= size <= most:
        raise BadInput(f"a file of {size} bytes, {most} are allowed ({able.media_limits[type]})")
    endings = able.media_suffixes.get(type)
    if endings and not name.lower().endswith(endings):
        raise BadInput(f"a {type} must end in {', '.join(endings)}")
