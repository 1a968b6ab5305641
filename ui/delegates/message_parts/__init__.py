"""How each type of message is painted: one line a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.store import MessageRow
from ui.delegates.message_parts import cards, images, words
from ui.delegates.message_parts.part import Part, Studio


def _card(describe: Callable[[MessageRow], cards.Card]) -> Part:
    return Part(cards.measure(describe), cards.paint(describe))


PARTS: Mapping[str, Part] = {
    "text": Part(words.measure, words.paint),
    "event": Part(words.measure, words.paint),
    "note": Part(words.measure, words.paint),
    "msgmenu": Part(words.measure_menu, words.paint_menu),
    "image": Part(images.measure, images.paint, framed=False),
    "voice": _card(cards.of_voice),
    "video": _card(cards.of_video),
    "shortvideo": _card(cards.of_video),
    "file": _card(cards.of_file),
    "link": _card(cards.of_link),
    "miniprogram": _card(cards.of_mini_program),
    "miniprogrampage": _card(cards.of_mini_program),
    "location": _card(cards.of_location),
    "business_card": _card(cards.of_contact),
}
UNKNOWN = _card(cards.of_unknown)


def part_for(row: MessageRow) -> Part:
    """The painter of a message; a type nobody knows is shown as such."""
    return PARTS.get(row.type, UNKNOWN)


__all__ = ["PARTS", "UNKNOWN", "Part", "Studio", "part_for"]
