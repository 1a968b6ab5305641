"""What comes in on an ordinary day: customers of the store write again, some new ones for the first time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from app.protocol import KINDS, ChangePage
from app.store import records
from tests.bench import people, stores

ROWS = 2000
_NEW_CUSTOMERS = 20
_LATELY, _LATELY_SHARE = 400, 0.8
"""Most of those who write have written lately."""
_STEP_MS = 60_000


def news_for(store: Path, *, rows: int = ROWS, seed: int = 3) -> Iterator[ChangePage]:
    """Pages that follow what is in the store, without end."""
    dice = random.Random(seed)
    shop = people.Shop(seed)
    known, lately = _conversations(store)
    rev, at = 10**8, people.NOW
    while True:
        tables: dict[str, list[people.Row]] = {kind: [] for kind in KINDS}
        count = 0
        newcomers = [
            people.Person(shop, dice.randrange(people.ACCOUNTS), at + place) for place in range(_NEW_CUSTOMERS)
        ]
        for newcomer in newcomers:
            for kind, row in newcomer.arrival():
                tables[kind].append(row)
                count += 1
        writing: dict[str, people.Person] = {person.conversation_id: person for person in newcomers}
        while count < rows - len(writing):
            row = dice.choice(lately if dice.random() < _LATELY_SHARE else known)
            person = writing.get(row[0]) or people.Person.from_row(shop, row)
            writing[row[0]] = person
            at += dice.randrange(_STEP_MS)
            for kind, message in person.burst(at, dice.choice((1, 1, 2, 3))):
                tables[kind].append(message)
                count += 1
        tables["conversation"] = [person.conversation() for person in writing.values()]
        for some in tables.values():
            for row in some:
                rev += 1
                row[1] = rev
        filled = {kind: some for kind, some in tables.items() if some}
        rev += rows
        yield ChangePage(epoch=people.EPOCH, covered_to=rev, head=rev, more=True, scopes=people.scopes(), tables=filled)


def _conversations(store: Path) -> tuple[list[people.Row], list[people.Row]]:
    """Conversations of all times, and those with the newest messages."""
    db = stores.connect(store)
    it = records.shape("conversation")
    some = db.execute_sql(
        f"{it.select} WHERE id IN (SELECT id FROM conversation ORDER BY random() LIMIT 5000)"
    ).fetchall()
    newest = db.execute_sql(f"{it.select} ORDER BY last_at DESC LIMIT ?", (_LATELY,)).fetchall()
    db.close()
    return [it.read(row) for row in some], [it.read(row) for row in newest]
