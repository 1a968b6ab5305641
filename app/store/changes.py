"""What changed, told once, after it is safely on disk."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched by one committed transaction, by table. Listeners read again what they show."""

    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, table: str) -> frozenset[str]:
        """Ids touched in ``table``, a kind's name or ``outbox``, ``parked``, ``refused``."""
        return self.rows.get(table, frozenset())

    def __bool__(self) -> bool:
        return bool(self.rows)


Listener = Callable[[Changes], None]
Look = Callable[[Any, Changes], Any]
Tell = Callable[[Any], None]


class ChangeFeed:
    """Plain callbacks on the loop's thread, in the order of the commits."""

    def __init__(self) -> None:
        self._listeners: dict[object, Listener] = {}
        self._followers: dict[object, tuple[Look, Tell]] = {}

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every commit; call what is returned to stop that."""
        token = object()
        self._listeners[token] = listener

        def leave() -> None:
            self._listeners.pop(token, None)

        return leave

    def follow(self, look: Look, tell: Tell) -> Callable[[], None]:
        """The same for what must be on the screen at once: what ``look(reading, changes)`` finds, told before all else.

        It looks on the writing thread, where what was written is at hand: whoever writes next waits for it.
        """
        token = object()
        self._followers[token] = (look, tell)

        def leave() -> None:
            self._followers.pop(token, None)

        return leave

    def seen(self, reading: object, changes: Changes) -> list[Listener]:
        """What the followers see of a commit, each to be told it by ``publish``."""
        return [
            _telling(tell, found)
            for look, tell in list(self._followers.values())
            if (found := _guarded(look, reading, changes)) is not None
        ]

    def publish(self, changes: Changes, seen: Iterable[Listener] = ()) -> None:
        """Tell everybody; a listener that fails does not keep the others from hearing."""
        for listener in (*seen, *self._listeners.values()):
            _guarded(listener, changes)


def _telling(tell: Tell, found: object) -> Listener:
    return lambda _changes: tell(found)


def _guarded(fn: Callable[..., Any], *args: object) -> Any:
    try:
        return fn(*args)
    except Exception:
        log.exception("a change listener failed")
        return None


class Touched:
    """Collects ids while a transaction runs."""

    def __init__(self) -> None:
        self._rows: dict[str, set[str]] = defaultdict(set)

    def note(self, table: str, ids: Iterable[str]) -> None:
        """Remember that these rows of ``table`` changed."""
        self._rows[table].update(ids)

    def freeze(self) -> Changes:
        """All that was noted."""
        return Changes({table: frozenset(ids) for table, ids in self._rows.items() if ids})
