"""Whether something that happened makes itself heard or seen, and how: the agent's matrix, decided without a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from app.phrases import phrase

PREFERENCE: Final = "notices"
"""The name under which the matrix follows the agent."""
SOUNDS: Final = ("drop", "chime", "knock", "bell", "pluck")
"""Files of resources/sounds."""
SILENCE: Final = "none"
WEEK: Final = frozenset(range(7))
DAY_MINUTES: Final = 24 * 60


class Event(StrEnum):
    """What may be told."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    MENTIONED = "mentioned"
    SLOW = "slow"
    FAILED = "failed"
    REMINDER = "reminder"
    CONFLICT = "conflict"


class Means(StrEnum):
    """How it is told. ``BLANK_TOAST`` says only that something happened; it stands for ``TOAST`` while locked."""

    SOUND = "sound"
    TOAST = "toast"
    TRAY = "tray"
    FLASH = "flash"
    BLANK_TOAST = "blank_toast"


CHOICES: Final = (Means.SOUND, Means.TOAST, Means.TRAY, Means.FLASH)
"""What the agent may tick, in the order of the columns."""
EVENT_TITLES: Final = {
    Event.MINE: phrase("Notices", "A customer of mine writes"),
    Event.UNASSIGNED: phrase("Notices", "A customer nobody serves yet writes"),
    Event.MENTIONED: phrase("Notices", "A colleague mentions me"),
    Event.SLOW: phrase("Notices", "Somebody waits too long"),
    Event.FAILED: phrase("Notices", "A message could not be sent"),
    Event.REMINDER: phrase("Notices", "A reminder is due"),
    Event.CONFLICT: phrase("Notices", "Two edits contradict each other"),
}
MEANS_TITLES: Final = {
    Means.SOUND: phrase("Notices", "Sound"),
    Means.TOAST: phrase("Notices", "Message"),
    Means.TRAY: phrase("Notices", "Tray"),
    Means.FLASH: phrase("Notices", "Flash"),
}
_DEFAULTS: Final = {
    Event.MINE: frozenset(CHOICES),
    Event.UNASSIGNED: frozenset({Means.SOUND, Means.TRAY}),
    Event.MENTIONED: frozenset(CHOICES),
    Event.SLOW: frozenset({Means.SOUND, Means.TOAST, Means.FLASH}),
    Event.FAILED: frozenset({Means.SOUND, Means.TOAST}),
    Event.REMINDER: frozenset({Means.SOUND, Means.TOAST, Means.FLASH}),
    Event.CONFLICT: frozenset({Means.TRAY}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours without disturbance, in minutes of the day and days of the week (0 is Monday) on which they begin.

    ``begins`` after ``ends`` reaches into the next morning.
    """

    on: bool = False
    begins: int = 22 * 60
    ends: int = 8 * 60
    days: frozenset[int] = WEEK

    def holds(self, now: datetime) -> bool:
        """Whether ``now`` (local time) lies in them."""
        if not self.on or self.begins == self.ends:
            return False
        minute, today = now.hour * 60 + now.minute, now.weekday()
        if self.begins < self.ends:
            return today in self.days and self.begins <= minute < self.ends
        return (today in self.days and minute >= self.begins) or ((today - 1) % 7 in self.days and minute < self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The agent's choices. ``repeat_minutes``: how often to say again that somebody of mine waits, 0 never.

    ``sounds``: by account id, a name of ``SOUNDS`` or ``SILENCE``; other accounts have ``sound``.
    """

    cells: Mapping[Event, frozenset[Means]] = field(default_factory=lambda: dict(_DEFAULTS))
    repeat_minutes: int = 0
    quiet: Quiet = Quiet()
    sound: str = SOUNDS[0]
    sounds: Mapping[str, str] = field(default_factory=dict)

    def tick(self, event: Event, means: Means, on: bool) -> Matrix:
        """The same with one cell changed."""
        cell = self.cells.get(event, frozenset())
        return replace(self, cells={**self.cells, event: cell | {means} if on else cell - {means}})

    def with_sound(self, account_id: str, sound: str) -> Matrix:
        """The same with another sound for an account; "" gives it the common one again."""
        kept = {i: name for i, name in self.sounds.items() if i != account_id}
        return replace(self, sounds={**kept, account_id: sound} if sound else kept)

    def sound_of(self, account_id: str) -> str:
        """What is heard for an account: a name of ``SOUNDS``, or "" for silence."""
        chosen = self.sounds.get(account_id, self.sound)
        return "" if chosen == SILENCE else chosen

    def as_value(self) -> dict[str, Any]:
        """What a preference can keep."""
        return {
            "cells": {event.value: sorted(self.cells.get(event, ())) for event in Event},
            "repeat_minutes": self.repeat_minutes,
            "quiet": {
                "on": self.quiet.on,
                "begins": self.quiet.begins,
                "ends": self.quiet.ends,
                "days": sorted(self.quiet.days),
            },
            "sound": self.sound,
            "sounds": dict(self.sounds),
        }

    @classmethod
    def of_value(cls, value: Any) -> Matrix:
        """What a preference kept; whatever is damaged or missing has its default."""
        given = _mapping(value)
        cells, sounds = _mapping(given.get("cells")), _mapping(given.get("sounds"))
        known = {*SOUNDS, SILENCE}
        return cls(
            cells={event: _cell(cells.get(event.value), _DEFAULTS[event]) for event in Event},
            repeat_minutes=_within(given.get("repeat_minutes"), 0, 60, 0),
            quiet=_quiet(given.get("quiet")),
            sound=given["sound"] if _text(given.get("sound")) in known else SOUNDS[0],
            sounds={str(i): name for i, name in sounds.items() if _text(name) in known},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How things stand at the desk.

    ``locked``: nobody may read what is on the screen. ``hushed``: muted from the tray for a while. ``in_front``: our
    window is the one being worked in. ``in_view``: the very conversation is open there. ``muted``: the conversation is.
    """

    locked: bool = False
    hushed: bool = False
    in_front: bool = False
    in_view: bool = False
    muted: bool = False


def decide(event: Event, matrix: Matrix, now: datetime, at_desk: Circumstances) -> frozenset[Means]:
    """By which means to tell ``event`` at ``now`` (local time).

    Quiet hours and a hush leave the mark in the tray alone. What is open before the agent's eyes needs no telling,
    and a window in front neither flash nor mark. A muted conversation speaks only of mentions and failures.
    """
    means = matrix.cells.get(event, frozenset()) & frozenset(CHOICES)
    seen = at_desk.in_front and at_desk.in_view and not at_desk.locked
    if seen and event in (Event.MINE, Event.UNASSIGNED, Event.MENTIONED):
        return frozenset()
    if at_desk.muted and event in (Event.MINE, Event.UNASSIGNED, Event.SLOW):
        return frozenset()
    if at_desk.hushed or matrix.quiet.holds(now):
        means &= {Means.TRAY}
    if at_desk.in_front:
        means -= {Means.FLASH, Means.TRAY}
    if at_desk.locked and Means.TOAST in means:
        means = (means - {Means.TOAST}) | {Means.BLANK_TOAST}
    return means


def next_repeat(matrix: Matrix, waiting_since: int, told_at: int) -> int:
    """When (ms) to say again that somebody waits; 0 for never. ``told_at``: when it was said last, 0 not yet."""
    if not matrix.repeat_minutes or not waiting_since:
        return 0
    return max(waiting_since, told_at) + matrix.repeat_minutes * 60_000


def _cell(value: Any, default: frozenset[Means]) -> frozenset[Means]:
    return frozenset(means for means in CHOICES if means.value in value) if isinstance(value, list) else default


def _quiet(value: Any) -> Quiet:
    given = _mapping(value)
    days = given.get("days")
    return Quiet(
        on=given.get("on") is True,
        begins=_within(given.get("begins"), 0, DAY_MINUTES - 1, Quiet().begins),
        ends=_within(given.get("ends"), 0, DAY_MINUTES - 1, Quiet().ends),
        days=frozenset(day for day in WEEK if day in days) if isinstance(days, list) else WEEK,
    )


def _within(value: Any, least: int, most: int, default: int) -> int:
    return value if type(value) is int and least <= value <= most else default


def _mapping(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
