"""Customers with a script: how they begin, what they say to which answer, how fast, and that it never gets too much."""

from __future__ import annotations

import random
import tomllib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.limits import load
from app.simulator.simulator import Simulator
from app.simulator.speech import Line
from app.simulator.world import Customer

_THINK = (3.0, 9.0)
"""Seconds until a customer answers; between two lines of one answer they take a third of it."""

_IDLE = (50.0, 160.0)
"""Seconds until somebody who is through with their script thinks of something else."""

_FIRST = 12.0
"""Seconds within which the first half of the customers begin; the others follow over the next minutes."""


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """Said when an answer holds one of the words; once, unless ``always``."""

    words: tuple[str, ...]
    say: tuple[Line, ...]
    always: bool = False


@dataclass(frozen=True, kw_only=True)
class Role:
    """One customer of the script. ``chatter``: what comes to their mind later, over and over."""

    account: str
    name: str
    remark: str = ""
    gender: int = 0
    unionid: str = ""
    opening: tuple[Line, ...]
    reactions: tuple[Reaction, ...] = ()
    otherwise: tuple[Line, ...] = ()
    chatter: tuple[Line, ...] = ()


@dataclass
class _Part:
    role: Role
    customer: Customer
    used: set[int] = field(default_factory=set)
    otherwise: int = 0
    chatter: int = 0


class Script:
    """Plays all roles against whoever answers."""

    def __init__(self, simulator: Simulator, roles: list[Role], seed: int = 0) -> None:
        self._simulator = simulator
        self._random = random.Random(seed)
        self._most = load().value("heliu.demo.messages_per_minute")
        self._said_at: deque[float] = deque()
        self._playing = False
        self._parts = {id(part.customer): part for part in (self._cast(role) for role in roles)}
        simulator.listen(self._heard)

    def start(self) -> None:
        """Let them begin, or go on."""
        if self._playing:
            return
        self._playing = True
        for number, part in enumerate(self._parts.values()):
            early = number % 2 == 0
            delay = self._random.uniform(0.5, _FIRST) if early else self._random.uniform(_FIRST, 180)
            if not part.customer.last_wrote_at:
                self._perform(part, part.role.opening, delay)
            self._idle(part)
        self._simulator.wake()

    def stop(self) -> None:
        """They fall silent."""
        self._playing = False

    def _cast(self, role: Role) -> _Part:
        given = {"remark": role.remark, "gender": role.gender, "unionid": role.unionid}
        return _Part(role, self._simulator.add_customer(role.account, role.name, **given))

    def _heard(self, customer: Customer, message: dict[str, Any]) -> None:
        part = self._parts.get(id(customer))
        if part is None or not self._playing:
            return
        lines = self._answer_to(part, str(message.get(message["msgtype"], "")))
        if lines:
            self._perform(part, lines, self._random.uniform(*_THINK))

    def _answer_to(self, part: _Part, text: str) -> tuple[Line, ...]:
        for number, reaction in enumerate(part.role.reactions):
            if number not in part.used and any(word in text for word in reaction.words):
                if not reaction.always:
                    part.used.add(number)
                return reaction.say
        if part.otherwise < len(part.role.otherwise):
            part.otherwise += 1
            return (part.role.otherwise[part.otherwise - 1],)
        return ()

    def _perform(self, part: _Part, lines: tuple[Line, ...], delay: float) -> None:
        """Say one line after another: the next is only thought of when the one before is out."""

        def speak() -> None:
            if not self._playing:
                return
            if self._too_loud():
                self._perform(part, lines, self._random.uniform(*_THINK))
                return
            self._simulator.say(part.customer, lines[0])
            if lines[1:]:
                self._perform(part, lines[1:], self._random.uniform(*_THINK) / 3)

        self._simulator.agenda.after(delay, speak)

    def _idle(self, part: _Part) -> None:
        def think() -> None:
            if not self._playing:
                return
            if part.role.chatter and part.customer.last_wrote_at and part.customer.subscribed and not self._too_loud():
                line = part.role.chatter[part.chatter % len(part.role.chatter)]
                part.chatter += 1
                self._simulator.say(part.customer, line)
            self._idle(part)

        self._simulator.agenda.after(self._random.uniform(*_IDLE) * 2, think)

    def _too_loud(self) -> bool:
        now = self._simulator.clock.now()
        while self._said_at and self._said_at[0] <= now - 60:
            self._said_at.popleft()
        if len(self._said_at) >= self._most:
            return True
        self._said_at.append(now)
        return False


def read_roles(folder: Path) -> list[Role]:
    """The roles of all scripts in a folder, one of each account in turn, so that every tab soon has somebody.

    Raises:
        ValueError: a customer without an opening, or a line that is none.
    """
    by_account: dict[str, list[Role]] = {}
    for file in sorted(folder.glob("*.toml")):
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        for row in written.get("role", []):
            by_account.setdefault(written["account"], []).append(_role(written["account"], row, file.name))
    longest = max((len(roles) for roles in by_account.values()), default=0)
    return [roles[turn] for turn in range(longest) for roles in by_account.values() if turn < len(roles)]


def _role(account: str, row: dict[str, Any], where: str) -> Role:
    def lines(found: list[Any]) -> tuple[Line, ...]:
        made = tuple({"text": line} if isinstance(line, str) else line for line in found)
        if not all(isinstance(line, dict) and len(line) == 1 for line in made):
            raise ValueError(f"{where}: a line has exactly one key")
        return made

    if not row.get("opening"):
        raise ValueError(f"{where}: {row.get('name')} has no opening")
    return Role(
        account=account,
        name=row["name"],
        remark=row.get("remark", ""),
        gender=row.get("gender", 0),
        unionid=row.get("unionid", ""),
        opening=lines(row["opening"]),
        reactions=tuple(
            Reaction(words=tuple(part["words"]), say=lines(part["say"]), always=part.get("always", False))
            for part in row.get("reaction", [])
        ),
        otherwise=lines(row.get("otherwise", [])),
        chatter=lines(row.get("chatter", [])),
    )
