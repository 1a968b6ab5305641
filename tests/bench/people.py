"""A made-up shop's whole history as rows of changes, in the order in which a server would have numbered them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from app.protocol import KINDS, AccountKind, ChangePage, natural_id
from tests.bench import shapes
from tests.bench.bursts import left_out, who_writes
from tests.bench.shapes import Row
from tests.bench.words import Words

Record = tuple[str, Row]
"""Kind and row, as they stand in a page of changes."""

EPOCH = "bench-epoch"
NOW = 1_767_000_000_000
"""The end of the history: every file of the same size is the same."""
YEAR_MS = 365 * 24 * 3600 * 1000

_KINDS = (
    *(AccountKind.WECOM_KF,) * 3,
    *(AccountKind.OFFICIAL_ACCOUNT,) * 2,
    AccountKind.MINI_PROGRAM,
    *(AccountKind.WECOM_MEMBER,) * 2,
    *(AccountKind.CUSTOMER_GROUP,) * 2,
    AccountKind.GROUP_ROBOT,
    AccountKind.PERSONAL,
)
ACCOUNTS = len(_KINDS)
STAFF = 8
TAGS = 60
_CATEGORIES = 40
_CANNED, _CANNED_SHARE = 400, 0.6
"""Agents answer with quick replies more often than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big a shop is. Each customer has one identity and one conversation.

    ``busiest``: only the messages of so many conversations are here, of those with the most, and of each the ``last``
    ones, as after a sync that left the cold ones out.
    """

    messages: int
    customers: int
    replies: int
    busiest: int | None = None
    last: int = 50
    accounts: int = ACCOUNTS

    @property
    def name(self) -> str:
        """For the file's name."""
        whole = f"{self.messages}-{self.customers}-{self.replies}"
        whole += f"-last-{self.last}-of-{self.busiest}" if self.busiest is not None else ""
        return f"{whole}-in-{self.accounts}" if self.accounts != ACCOUNTS else whole


def user_id(place: int) -> str:
    """The id of a member of staff; the first is the one whose desk this is."""
    return natural_id("bench-user", str(place))


def account_id(place: int) -> str:
    """The id of an account."""
    return natural_id("bench-account", str(place))


def scopes(accounts: int = ACCOUNTS) -> list[str]:
    """What the agent has been granted: everything."""
    return ["workspace", f"user:{user_id(0)}", *(f"account:{account_id(place)}" for place in range(accounts))]


def pages(size: Size, *, page: int = 2000, seed: int = 1) -> Iterator[ChangePage]:
    """The whole history in pages of changes."""
    tables: dict[str, list[Row]] = {}
    count = rev = 0
    for rev, (kind, row) in enumerate(history(size, seed=seed), start=1):
        row[1] = rev
        tables.setdefault(kind, []).append(row)
        count += 1
        if count == page:
            yield _page(tables, rev, more=True)
            tables, count = {}, 0
    yield _page(tables, rev, more=False)


def _page(tables: dict[str, list[Row]], rev: int, *, more: bool) -> ChangePage:
    return ChangePage(epoch=EPOCH, covered_to=rev, head=rev, more=more, scopes=scopes(), tables=tables)


def history(size: Size, *, seed: int = 1) -> Iterator[Record]:
    """Every record in the order of its last change; revisions are still to be given."""
    shop = Shop(seed, size.accounts)
    yield from shop.house()
    yield from shop.replies(size.replies)
    yield from shop.talk(size) if size.customers else ()


class Shop:
    """A source of names, texts and ids that never repeats itself and always says the same."""

    def __init__(self, seed: int, accounts: int = ACCOUNTS) -> None:
        self.accounts = accounts
        self.words = Words(seed)
        self.random = random.Random(seed + 1)
        self.canned = self.words.texts(_CANNED)
        self._nodes = [0b10 << 62 | self.random.getrandbits(62) for _ in range(1 + STAFF)]
        self._born: dict[int, int] = {}

    def id(self, at: int, maker: int = 0) -> str:
        """An id as :func:`app.protocol.new_id` would have made it then, on the server or on a member's desk (1, 2…)."""
        moment = at << 8 | maker
        count = self._born[moment] = self._born.get(moment, -1) + 1
        return f"{at:012x}7{count:03x}{self._nodes[maker]:016x}"

    def house(self) -> Iterator[Record]:
        user = shapes.maker("user", "name", "login", "role")
        for place in range(STAFF):
            yield "user", user(user_id(place), self.words.name(), f"agent{place}", "agent")
        account = shapes.maker("account", "kind", "name", "platform_id")
        for place, kind in enumerate(islice(cycle(_KINDS), self.accounts)):
            yield "account", account(account_id(place), str(kind), f"账号{place + 1}", f"wk{place:022d}")
        group, tag = (
            shapes.maker("tag_group", "name", "order"),
            shapes.maker("tag", "group_id", "name", "order", "color"),
        )
        for place in range(TAGS // 10):
            yield "tag_group", group(natural_id("bench-group", str(place)), f"标签组{place}", place)
        for place in range(TAGS):
            owner = natural_id("bench-group", str(place // 10))
            yield "tag", tag(_tag(place), owner, self.words.name(), place, "blue")

    def replies(self, count: int) -> Iterator[Record]:
        category = shapes.maker("quick_reply_category", "scope", "name", "order")
        for place in range(_CATEGORIES):
            yield (
                "quick_reply_category",
                category(natural_id("bench-category", str(place)), "workspace", self.words.title()[:8], place),
            )
        reply = shapes.maker(
            "quick_reply", "scope", "category_id", "title", "shortcut", "body", "order", "author_id", "uses"
        )
        bodies = self.words.texts(count)
        for place in range(count):
            yield (
                "quick_reply",
                reply(
                    self.id(NOW - YEAR_MS + place),
                    "workspace" if self.random.random() < 0.8 else f"user:{user_id(0)}",
                    natural_id("bench-category", str(self.random.randrange(_CATEGORIES))),
                    self.words.title(),
                    f"k{place}" if place % 5 == 0 else "",
                    bodies[place],
                    place,
                    user_id(place % STAFF),
                    int(self.random.paretovariate(1)) - 1,
                ),
            )

    def talk(self, size: Size) -> Iterator[Record]:
        """Bursts of messages: every customer writes at least once, a few write very often."""
        bursts = who_writes(self.random, size.messages, size.customers)
        cold = left_out(bursts, size.busiest, size.last)
        last = {place: number for number, (place, _) in enumerate(bursts)}
        step = YEAR_MS / (len(bursts) + 1)
        people: dict[int, Person] = {}
        for number, (place, length) in enumerate(bursts):
            at = int(NOW - YEAR_MS + number * step)
            if place not in people:
                people[place] = person = Person(self, place, at)
                yield from person.arrival()
            for kind, row in people[place].burst(at, length):
                if cold[place]:
                    cold[place] -= 1
                else:
                    yield kind, row
            if last[place] == number:
                yield "conversation", people.pop(place).conversation()


class Person:
    """A customer with their conversation while they write."""

    def __init__(self, shop: Shop, place: int, at: int) -> None:
        self.shop, self.at = shop, at
        self.account = account_id(place % shop.accounts)
        self.name = shop.words.name()
        self.external = f"wm{shop.random.getrandbits(120):030x}"
        self.identity_id = natural_id("identity", self.account, self.external)
        self.customer_id = self.conversation_id = self.identity_id
        self.last_at, self.snippet, self.direction, self.waiting, self.unread = at, "", "", 0, 0

    @classmethod
    def from_row(cls, shop: Shop, row: Row) -> Person:
        """The customer of a conversation that is there already."""
        values = dict(zip(KINDS["conversation"].fields, row[2:], strict=True))
        it = cls(shop, 0, values["created_at"])
        it.account, it.conversation_id = values["account_id"], row[0]
        it.customer_id, it.identity_id, it.name = values["customer_id"], values["identity_id"], values["title"]
        it.last_at, it.snippet, it.direction = values["last_at"], values["snippet"], values["last_direction"]
        it.waiting, it.unread = values["waiting_since"], values["unread"]
        return it

    def arrival(self) -> Iterator[Record]:
        """Their first appearance."""
        words, dice = self.shop.words, self.shop.random
        remark = words.title()[:10] if dice.random() < 0.2 else ""
        phones = [f"1{dice.randrange(30, 99)}{dice.randrange(10**8):08d}"] if dice.random() < 0.25 else []
        said = (self.name, remark, phones, dice.randrange(3), words.city())
        yield "customer", shapes.customer(self.customer_id, *said, self.account, self.at)
        yield "identity", shapes.identity(self.identity_id, self.customer_id, self.account, self.external, self.name)
        if dice.random() < 0.2:
            tag = _tag(dice.randrange(TAGS))
            tagged = natural_id("customer_tag", self.customer_id, tag)
            by = user_id(dice.randrange(STAFF))
            yield "customer_tag", shapes.customer_tag(tagged, self.customer_id, tag, by, self.at)

    def burst(self, at: int, length: int) -> Iterator[Record]:
        """Some messages from them and to them."""
        dice = self.shop.random
        for text in self.shop.words.texts(length):
            incoming = self.direction != "in" or dice.random() < 0.4
            self.direction = "in" if incoming else "out"
            if not incoming and dice.random() < _CANNED_SHARE:
                text = dice.choice(self.shop.canned)
            at += dice.randrange(1000, 40_000)
            if incoming:
                at = at // 1000 * 1000  # platforms count in seconds
            author = dice.randrange(STAFF)
            name = self.shop.id(at + dice.randrange(200, 3000)) if incoming else self.shop.id(at, 1 + author)
            kind, content = (
                ("text", {}) if dice.random() < 0.93 else ("image", {"media_id": f"{dice.getrandbits(256):064x}"})
            )
            yield (
                "message",
                shapes.message(
                    name,
                    self.conversation_id,
                    self.direction,
                    "" if incoming else user_id(author),
                    kind,
                    "" if content else text,
                    content,
                    at,
                    "received" if incoming else "confirmed",
                ),
            )
            self.last_at, self.snippet = at, "[图片]" if content else text[:60]
            self.waiting = (self.waiting or at) if incoming else 0
            self.unread = self.unread + 1 if incoming else 0

    def conversation(self) -> Row:
        """The conversation as it stands after all that."""
        dice = self.shop.random
        old = NOW - self.last_at > 7 * 24 * 3600 * 1000
        if old and dice.random() < 0.97:
            self.waiting = self.unread = 0
        return shapes.conversation(
            self.conversation_id,
            self.account,
            self.customer_id,
            self.identity_id,
            self.name,
            "resolved" if old and not self.waiting else "open",
            user_id(dice.randrange(STAFF)) if dice.random() < 0.5 else "",
            0 if self.unread else self.last_at,
            self.unread,
            self.waiting,
            self.last_at,
            self.snippet,
            self.direction,
            "message",
            self.last_at,
            self.at,
        )


def _tag(place: int) -> str:
    return natural_id("bench-tag", str(place))
