"""Small pictures for customers to send, drawn without a library."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha1

WIDTH, HEIGHT = 320, 240


def picture(subject: str) -> bytes:
    """A PNG: cloth in a colour and weave of its own for each subject, always the same one."""
    digest = sha1(subject.encode()).digest()
    base = tuple(150 + byte % 70 for byte in digest[:3])
    thread = tuple(value - 28 for value in base)
    stripe = 6 + digest[3] % 18
    tag = bytes((250, 247, 240)) * (WIDTH // 3)
    rows = []
    for y in range(HEIGHT):
        light = 18 * y // HEIGHT
        ground = bytes(max(0, value - light) for value in base)
        dark = bytes(max(0, value - light) for value in thread)
        row = bytearray((ground * (stripe - 2) + dark * 2) * (WIDTH // stripe + 1))[: WIDTH * 3]
        if y % stripe < 2:
            row = bytearray(dark * WIDTH)
        if HEIGHT // 3 < y < HEIGHT // 3 * 2:
            row[WIDTH // 3 * 3 : WIDTH // 3 * 3 + len(tag)] = tag
        rows.append(b"\x00" + bytes(row[: WIDTH * 3]))
    return png(WIDTH, HEIGHT, b"".join(rows))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG file of 8-bit RGB ``rows``, each with its filter byte."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
