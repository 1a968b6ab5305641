"""All figures, by name, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.bench import busy_day, desk, first_sync, growth, kills, one_change, pages_in, routes, searching, stores
from tests.bench.measure import Figure
from tests.bench.people import Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is measured. ``quick`` spares rounds, never rows, but for those of the first sync."""

    big: Size = stores.BIG
    small: Size = stores.SMALL
    spread: Size = stores.SPREAD
    replies: Size = stores.REPLIES
    first_sync: Size = first_sync.SHOP
    one_change: Size = one_change.SHOP
    busy_day: Size = busy_day.SHOP
    starts: int
    opens: int
    frames: int
    arriving: int = 20_000
    pages: int
    syncs: int
    queries: int
    questions: int
    changes: int
    typing_s: int
    soak_s: int
    kills: int = 0

    @staticmethod
    def quick() -> Scale:
        """Within five minutes on two cores, with the stores at hand."""
        return Scale(
            starts=3, opens=12, frames=3, pages=12, syncs=2, queries=50, questions=60, changes=40, typing_s=6, soak_s=20
        )

    @staticmethod
    def full() -> Scale:
        """Long enough to tell a tenth."""
        return Scale(
            starts=9,
            opens=40,
            frames=7,
            pages=16,
            syncs=5,
            queries=300,
            questions=100,
            changes=300,
            kills=1000,
            typing_s=60,
            soak_s=1800,
        )


FIGURES: Mapping[str, Callable[[Scale], Iterable[Figure]]] = {
    "start": lambda s: desk.start_figures(s.big, s.small, s.starts),
    "open": lambda s: desk.open_figures(s.big, s.small, s.opens),
    "replies": lambda s: searching.reply_figures(s.replies, s.queries),
    "search": lambda s: searching.message_figures(s.big, s.queries),
    "apply": lambda s: pages_in.figures(s.big, s.small, s.pages),
    "sync": lambda s: first_sync.figures(s.first_sync, s.syncs),
    "change": lambda s: one_change.figures(s.one_change, s.changes),
    "routes": lambda s: routes.figures(),
    "frames": lambda s: desk.frame_figures(s.big, s.frames, s.arriving),
    "typing": lambda s: busy_day.typing_figures(s.busy_day, s.typing_s),
    "soak": lambda s: busy_day.soak_figures(s.busy_day, s.soak_s),
    "growth": lambda s: growth.figures(s.big, s.small, s.spread, s.questions),
    "kills": lambda s: kills.figures(s.kills),
}
