"""``heliu://`` links: they name a place in the desk and can do nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 512
"""Characters; a longer link is none."""
_SHAPE: Final = re.compile(r"heliu://(?P<place>[a-z][a-z-]{0,31})/?(?P<id>[A-Za-z0-9_-]{1,64})?/?\Z")
_PAGES: Final = {
    "inbox": "inbox",
    "conversation": "inbox",
    "today": "today",
    "quick-replies": "quick_replies",
    "quick-reply": "quick_replies",
    "conflicts": "conflicts",
    "settings": "settings",
}
_WITH_TARGET: Final = frozenset({"conversation", "quick-reply"})
_VERBS: Final = frozenset({"new", "longest_waiting", "search"})
"""Words that pages take for a wish of the agent; no link may utter them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the desk, and the id of what to show there ("" for the page as it is)."""

    page: str
    target: str = ""


def place_of(link: str) -> Place | None:
    """Where ``heliu://conversation/ID``, ``heliu://quick-reply/ID`` or ``heliu://PAGE`` leads, else None."""
    found = _SHAPE.match(link) if len(link) <= LONGEST else None
    if found is None or found["place"] not in _PAGES:
        return None
    has_target = found["place"] in _WITH_TARGET
    target = found["id"] or ""
    if bool(target) != has_target or target in _VERBS:
        return None
    return Place(_PAGES[found["place"]], target)
