"""What a file is, by its first bytes, whatever it is called."""

from __future__ import annotations

_STARTS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x02#!SILK", "audio/silk"),
    (0, b"#!SILK", "audio/silk"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"%PDF-", "application/pdf"),
)

SHOWN = frozenset(mime for _, _, mime in _STARTS)
"""Types that are named when a file is handed out; everything else goes as bytes without a type."""


def sniff(start: bytes) -> str:
    """The type by the first 64 bytes, or ``application/octet-stream``."""
    for offset, mark, mime in _STARTS:
        if start.startswith(mark, offset):
            return mime
    return "application/octet-stream"


_PROGRAMS = (b"MZ", b"\x7fELF", b"L\x00\x00\x00\x01\x14\x02\x00", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_ARCHIVES = ((b"PK\x03\x04", ".zip"), (b"Rar!\x1a\x07", ".rar"), (b"7z\xbc\xaf\x27\x1c", ".7z"))
_OFFICE = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"))
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "audio/amr": ".amr",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
PROGRAM_ENDINGS = frozenset((".exe", ".com", ".scr", ".msi", ".dll", ".sys", ".lnk", ".so", ".bin"))
UNKNOWN = ".bin"
"""The ending of what nobody can open by accident."""


def is_program(data: bytes) -> bool:
    """Whether a computer would run it."""
    return data.startswith(_PROGRAMS)


def ending(data: bytes, declared: str) -> str:
    """The ending that the content proves, else that of the declared type, else ``UNKNOWN``; never one to be run."""
    if is_program(data):
        return UNKNOWN
    archive = next((found for mark, found in _ARCHIVES if data.startswith(mark)), "")
    if archive == ".zip":
        index = data[-65_536:]  # a zip names at its end what it holds
        return next((found for folder, found in _OFFICE if folder in index), archive)
    return archive or _ENDINGS.get(sniff(data[:64])) or _ENDINGS.get(declared, UNKNOWN)


def fits(declared: str, start: bytes) -> bool:
    """Whether content may bear the declared type. Pictures, sound and film must be what they say (SVG is none of
    them); anything else is a file like any other, as long as it does not claim to be shown."""
    family = declared.partition("/")[0]
    if family in ("image", "audio", "video"):
        found = sniff(start)
        return (
            found == declared
            or (family == found.partition("/")[0] and family != "image")
            or ({declared, found} == {"audio/mp4", "video/mp4"})
        )
    return family in ("application", "text")
