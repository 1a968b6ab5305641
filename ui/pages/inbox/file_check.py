"""Whether a file can go to a customer, and as what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage

from app.errors import BadInput
from app.protocol import AccountKind
from app.rules.abilities import abilities, check_file
from ui.delegates.pictures import decode, format_of
from ui.delegates.plain import file_name
from ui.delegates.quota import limits
from ui.kit.translations import tr

SUFFIXES = {
    "image": (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"),
    "video": (".mp4",),
    "voice": (".amr",),
}


def type_of(kind: AccountKind, name: str) -> str:
    """As what a file goes out: what it is, when the platform takes that, else as a file."""
    lower = name.lower()
    for found, endings in SUFFIXES.items():
        able = abilities(kind)
        allowed = able.media_suffixes.get(found, endings)
        if lower.endswith(endings) and found in able.outgoing_types and lower.endswith(allowed):
            return found
    return "file"


def look_at(kind: AccountKind, path: Path) -> dict[str, Any]:
    """Check a file against the platform's limits: the part it makes. Reads the disk: call it in a thread.

    Raises:
        BadInput: it cannot be read, or the platform would refuse it.
    """
    try:
        if not path.is_file():
            raise BadInput(tr("Attachments", "{0} is not a file").format(file_name(path.name)))
        size = path.stat().st_size
        kind_of_part = type_of(kind, path.name)
        _check(kind, kind_of_part, size, path.name)
        content: dict[str, Any] = {"file_name": file_name(path.name), "size": size}
        if kind_of_part == "image":
            content |= _measured(path)
    except OSError as exc:
        raise BadInput(f"{file_name(path.name)}: {exc.strerror}") from exc
    return {"type": kind_of_part, "text": "", "content": content}


def _measured(path: Path) -> dict[str, int]:
    """Width and height of a picture, at most as many pixels as are ever shown in a talk."""
    data = path.read_bytes()
    image = decode(data)
    if image.isNull():
        found = format_of(data) or "?"
        raise BadInput(tr("Attachments", "{0} is no picture ({1})").format(file_name(path.name), found))
    return {"width": image.width(), "height": image.height()}


def _type_words(type: str) -> str:
    return {
        "image": tr("Attachments", "pictures"),
        "voice": tr("Attachments", "voice"),
        "video": tr("Attachments", "videos"),
        "file": tr("Attachments", "files"),
    }.get(type, type)


def _check(kind: AccountKind, type: str, size: int, name: str) -> None:
    """The platform's limits, in words an agent can do something with."""
    able = abilities(kind)
    shown = file_name(name)
    if type not in able.media_limits:
        words = tr("Attachments", "{0} cannot be sent from this account: it takes {1}")
        raise BadInput(words.format(shown, ", ".join(_type_words(name) for name in able.media_limits)))
    if size == 0:
        raise BadInput(tr("Attachments", "{0} is empty").format(shown))
    if size < limits().value("wecom.media.min_bytes"):
        raise BadInput(
            tr("Attachments", "{0} holds next to nothing: the platform refuses so small a file").format(shown)
        )
    most = limits().value(able.media_limits[type])
    if size > most:
        sizes = (QLocale().formattedDataSize(size, 1), QLocale().formattedDataSize(most, 1))
        raise BadInput(tr("Attachments", "{0} has {1}; the platform takes {2} at most").format(shown, *sizes))
    check_file(kind, type, size, name, limits())


def save_pasted(image: QImage, folder: Path) -> Path:
    """A pasted picture as a file in ``folder``, named by the moment. Call it in a thread."""
    path = folder / f"{datetime.now():%Y-%m-%d %H.%M.%S}.png"
    if not image.save(str(path), "PNG"):
        raise BadInput(tr("Attachments", "The picture cannot be kept"))
    return path
