"""What the palette lists, and how well it fits what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.store import Found
from app.store.pinyin import sounds_like
from ui.kit.translations import tr

MODES = ("all", "go", "do", "search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line to choose. ``kind``: command, page, account, filter, or the kind of the record ``found`` stands for."""

    kind: str
    id: str
    title: str
    text: str = ""
    look: str = ""
    """What is painted before it: an icon, or the colour of an account's kind."""
    keys: str = ""
    at: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group of hits."""

    text: str


GROUPS: dict[str, tuple[str, ...]] = {
    "all": ("command", "page", "customer", "account", "filter", "quick_reply", "message"),
    "go": ("customer", "page", "account", "filter", "quick_reply", "message"),
    "do": ("command",),
    "search": ("message", "follow_up", "customer", "quick_reply"),
}
"""What each mode lists, in this order."""


def group_of(kind: str) -> str:
    """What a group of hits is called."""
    return {
        "command": tr("Palette", "Do"),
        "page": tr("Palette", "Pages"),
        "customer": tr("Palette", "Customers"),
        "account": tr("Palette", "Accounts"),
        "filter": tr("Palette", "Saved filters"),
        "quick_reply": tr("Palette", "Quick replies"),
        "follow_up": tr("Palette", "Follow-ups"),
        "message": tr("Palette", "Messages"),
    }[kind]


def fit(title: str, typed: str) -> int | None:
    """How well ``title`` fits, 0 best; None when not at all. By its words, what it holds, pinyin or initials."""
    wanted, name = typed.strip().lower(), title.lower()
    if not wanted:
        return 0
    if name.startswith(wanted):
        return 0
    heads = name.replace(",", " ").replace(":", " ").split()
    if all(any(head.startswith(part) for head in heads) for part in wanted.split()):
        return 1
    if wanted in name:
        return 2
    return 3 if sounds_like(name, wanted.replace(" ", "")) else None


def best(hits: Iterable[Hit], typed: str, limit: int) -> list[Hit]:
    """Those whose title fits, or else the English name of the command or page; the best first."""
    scored: list[tuple[int, int, Hit]] = []
    for at, hit in enumerate(hits):
        score = fit(hit.title, typed)
        if score is None and hit.kind in ("command", "page") and fit(hit.id.replace("_", " "), typed) is not None:
            score = 4
        if score is not None:
            scored.append((score, at, hit))
    return [hit for _, _, hit in sorted(scored, key=lambda entry: entry[:2])[:limit]]
