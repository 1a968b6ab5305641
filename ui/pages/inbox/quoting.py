"""Quoting for platforms that have none: the words stand in the answer, in the brackets Chinese readers know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.store import MessageRow
from ui.delegates.plain import one_line
from ui.kit.translations import tr

OPEN, CLOSE = "「", "」"
LONGEST = 60


def quoted(author: str, row: MessageRow) -> str:
    """``「周雨晴：M 码能换 L 吗？」`` and a line end."""
    said = row.text if row.type == "text" else row.text or str(row.content.get("title") or "")
    words = one_line(said, LONGEST + 1) or tr("Quoting", "a message")
    words = words[:LONGEST] + "…" if len(words) > LONGEST else words
    return f"{OPEN}{one_line(author, 20)}：{words.replace(CLOSE, '』').replace(OPEN, '『')}{CLOSE}\n"


def quotes(text: str) -> bool:
    """Whether the answer still begins with a quote."""
    return text.startswith(OPEN) and f"{CLOSE}\n" in text


def with_quote(message_id: str, text: str, parts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What a draft keeps besides its words: the message they quote, if they do, and the parts."""
    quote = {"type": "quote", "text": "", "content": {"message_id": message_id}}
    return [quote, *parts] if message_id and quotes(text) else list(parts)


def without_quote(parts: Sequence[Mapping[str, Any]]) -> tuple[str, list[Mapping[str, Any]]]:
    """The same the other way round: the id of the quoted message, if any, and the parts."""
    quotes_kept = [part.get("content") or {} for part in parts if part.get("type") == "quote"]
    message_id = str(quotes_kept[0].get("message_id", "")) if quotes_kept else ""
    return message_id, [part for part in parts if part.get("type") != "quote"]
