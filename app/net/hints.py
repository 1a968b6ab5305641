"""The hint stream: server-sent events that say "there is something up to revision N", and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

LONGEST_LINE = 8192
"""Bytes. Hints are tiny: whoever sends more is not our server."""


class _Head(msgspec.Struct):
    rev: int


class HintParser:
    """Bytes in, revisions out, in whatever pieces the bytes come."""

    def __init__(self) -> None:
        self._rest = b""
        self._event = b""

    def feed(self, data: bytes) -> Iterator[int]:
        """The revisions announced by ``data`` and what came before it.

        Raises:
            ValueError: this is not a hint stream.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_LINE:
            raise ValueError("a line without end")
        for line in lines:
            name, _, value = line.rstrip(b"\r").partition(b":")
            value = value.removeprefix(b" ")
            if not name and not value:
                self._event = b""
            elif name == b"event":
                self._event = value
            elif name == b"data" and self._event == b"head":
                yield msgspec.json.decode(value, type=_Head).rev
