"""Quoting for platforms that have none: the words stand in the answer, in the brackets Chinese readers know."""

from __future__ import annotations

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
