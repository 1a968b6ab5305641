"""Where the palette's lines come from: the table of commands, the pages, the accounts, the filters, the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.services import AccountService, SavedFilterService, SearchService
from app.store import Found, Sieve
from ui.delegates.names import called_by
from ui.delegates.plain import one_line
from ui.delegates.wordless import called
from ui.kit import shortcuts
from ui.kit.commands import COMMANDS, Where, title_of
from ui.kit.translations import tr
from ui.palette.hits import GROUPS, Hit, best, fit

OF_EACH = {"all": 4, "go": 5, "do": 60, "search": 40}
"""Hits of each group shown at most."""
STORED = ("customer", "quick_reply", "follow_up", "message")
ITSELF = ("palette", "go_anywhere")
"""Commands that make no sense in the palette."""
NEAR = (Where.INBOX, Where.CUSTOMERS, Where.PAGE, Where.LIST, Where.TALK, Where.COMPOSER, Where.ANYWHERE)
"""What concerns the page in front comes first; of two that are called the same the one that counts more widely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page to go to: its id, title in the running language, sign, and the command that also leads there."""

    id: str
    title: str
    icon: str
    command: str


class Finder:
    """``bound`` says which commands can be given now."""

    def __init__(
        self,
        search: SearchService,
        accounts: AccountService,
        filters: SavedFilterService,
        places: Sequence[Place],
        bound: Callable[[], dict[str, shortcuts.Binding]],
    ) -> None:
        self._search, self._accounts, self._filters = search, accounts, filters
        self._places, self._bound = tuple(places), bound
        self._commands: list[Hit] = []
        self._saved: list[Hit] = []
        self._looks: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """Accounts by id, in order; known from the first search on."""

    def look_around(self) -> None:
        """See which commands can be given where the agent stands; to be called before the palette is shown."""
        now = self._bound()
        found: dict[str, Hit] = {}
        for command in sorted(COMMANDS, key=lambda command: NEAR.index(command.where)):
            title = title_of(command)
            offered = command.id in now and not command.n and command.id not in ITSELF and title not in found
            if offered and now[command.id].is_useful():
                keys = shortcuts.shown(command.id)
                found[title] = Hit(kind="command", id=command.id, title=title, look="chevron_right", keys=keys)
        self._commands = list(found.values())

    async def read_names(self) -> None:
        """Learn what the accounts and the saved filters are called."""
        rows = await self._accounts.all()
        self._looks = {row.id: row.kind.value for row in rows}
        self.names = {row.id: row.name for row in rows}
        saved = await self._filters.all()
        self._saved = [Hit(kind="filter", id=row.id, title=row.name, look="filter") for row in saved]

    async def find(self, text: str, mode: str, sieve: Sieve) -> list[Hit]:
        """What fits, group by group, in the order of the mode; but first what begins with ``text``, to go or to do."""
        limit, groups = OF_EACH[mode], GROUPS[mode]
        kinds = tuple(kind for kind in STORED if kind in groups)
        found = await self._search.find(text, limit, kinds, sieve) if kinds else []
        hits = [*self._at_hand(text, mode, limit), *(self._hit(one) for one in found)]
        by_kind = {kind: [hit for hit in hits if hit.kind == kind] for kind in groups}
        if mode != "search":
            groups = tuple(sorted(groups, key=lambda kind: not _begins(by_kind[kind], text)))
        return [hit for kind in groups for hit in by_kind[kind]]

    def _at_hand(self, text: str, mode: str, limit: int) -> list[Hit]:
        """What needs no store. Without words: what the mode is for."""
        pages = [
            Hit(kind="page", id=p.id, title=p.title, look=p.icon, keys=shortcuts.shown(p.command) if p.command else "")
            for p in self._places
        ]
        accounts = [Hit(kind="account", id=i, title=name, look=self._looks[i]) for i, name in self.names.items()]
        if not text.strip():
            limit = max(limit, 7)
        groups = GROUPS[mode]
        at_hand = (("command", self._commands), ("page", pages), ("account", accounts), ("filter", self._saved))
        return [hit for kind, hits in at_hand if kind in groups for hit in best(hits, text, limit)]

    def _hit(self, found: Found) -> Hit:
        account = one_line(self.names.get(found.account_id, ""), 20)
        ours = {"out": tr("Palette", "us"), "note": tr("Palette", "note")}.get(found.direction, "")
        side = " · ".join(word for word in (ours, account) if word)
        return Hit(
            kind=found.kind,
            id=found.id,
            title=called_by(found.title, found.external_tail),
            text=found.text or called(found.type),
            keys=side,
            at=found.at,
            marks=found.marks,
            found=found,
        )


def _begins(hits: Sequence[Hit], text: str) -> bool:
    return bool(hits) and hits[0].kind != "message" and fit(hits[0].title, text) == 0
