"""What before the cursor opens a list: ``/`` ``@`` ``{{`` ``:``, also as Chinese keyboards type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a trigger looks for."""

    REPLY = "reply"
    MENTION = "mention"
    VARIABLE = "variable"
    EMOJI = "emoji"


@dataclass(frozen=True, slots=True)
class Trigger:
    """``length`` characters before the cursor belong to it, the mark and the ``query`` behind it."""

    kind: Kind
    query: str
    length: int


# After a letter these marks are part of a word, an address or a time: 地址：, 15:30, a@b, 2/3.
_MARKS = {
    Kind.REPLY: re.compile(r"(?:^|[^A-Za-z0-9/／:.])([/／])([^\s/／]{0,24})$"),
    Kind.MENTION: re.compile(r"(?:^|[^A-Za-z0-9._@＠-])([@＠])([^\s@＠/／]{0,16})$"),
    Kind.VARIABLE: re.compile(r"(\{\{|｛｛)\s*([^{}｛｝\n]{0,20})$"),
    Kind.EMOJI: re.compile(r"(?:^|[^\w:：/\\])([:：])([A-Za-z\u4e00-\u9fff]{0,12})$"),
}
_ASKED_EMOJI = re.compile(r"([:：])([A-Za-z\u4e00-\u9fff]{0,12})$")


def trigger_before(text: str, *, mentions: bool = False, asked_at: int = -1) -> Trigger | None:
    """The trigger that ends ``text``, the last one when there are several.

    ``mentions``: colleagues can be named here. ``asked_at``: where a mark stands that a button put there, which counts
    after any character.
    """
    found: tuple[int, Trigger] | None = None
    for kind, mark in _MARKS.items():
        if kind is Kind.MENTION and not mentions:
            continue
        match = mark.search(text)
        if kind is Kind.EMOJI and 0 <= asked_at < len(text):
            match = match or _ASKED_EMOJI.match(text, asked_at)
        if match is not None and (found is None or match.start(1) > found[0]):
            found = (match.start(1), Trigger(kind, match[2], len(text) - match.start(1)))
    return found[1] if found else None
