"""The hint stream: server-sent events that say "there is something up to revision N", and what, if it is short."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.protocol import MAX_HINT_BYTES, Hint
from app.protocol.wire import add_up

LONGEST_LINE = MAX_HINT_BYTES
"""Whoever sends more is not our server."""

_decode = msgspec.json.Decoder(Hint).decode


class HintParser:
    """Bytes in, hints out, in whatever pieces the bytes come."""

    def __init__(self) -> None:
        self._rest = b""
        self._event = b""

    def feed(self, data: bytes) -> Iterator[Hint]:
        """The hints in ``data`` and what came before it.

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
                hint = _decode(value)
                if hint.page is not None:
                    add_up(hint.page)
                yield hint
