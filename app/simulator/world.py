"""Who and what exists on the simulated platforms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import count
from typing import Any

from app.protocol import AccountKind


@dataclass(kw_only=True, eq=False)
class App:
    """Who calls: a self-built WeCom app, or a public account or mini program itself.

    ``callback``: plain, compatible or secure. ``format``: xml or json. ``callback_url`` is empty until one was checked.
    """

    app_id: str
    secret: str
    token: str
    encoding_aes_key: str
    callback: str = "secure"
    format: str = "xml"
    callback_url: str = ""
    serial: int = 0

    @property
    def is_wecom(self) -> bool:
        """Which of the two platforms it lives on."""
        return self.app_id.startswith("ww")


@dataclass(kw_only=True, eq=False)
class Account:
    """An account customers write to."""

    key: str
    kind: AccountKind
    name: str
    platform_id: str
    app: App
    log: list[tuple[int, float, dict[str, Any]]] = field(default_factory=list)
    """微信客服: serial number, time and item of what sync_msg gives."""
    sync_tokens: dict[str, float] = field(default_factory=dict)
    """微信客服: tokens of callbacks and when they expire."""
    msgids: set[str] = field(default_factory=set)
    """微信客服: ids of accepted messages."""
    pages: int = 0
    """微信客服: how often sync_msg answered, for the empty pages."""

    @property
    def original_id(self) -> str:
        """The ``gh_`` name under which public accounts sign their callbacks."""
        return f"gh_{sha1(self.platform_id.encode()).hexdigest()[:12]}"


@dataclass(kw_only=True)
class Opening:
    """A window of a public account or mini program. ``until``: seconds since 1970."""

    trigger: str
    until: float
    left: int


@dataclass(kw_only=True, eq=False)
class Customer:
    """Somebody who writes to one account. ``received``: what reached them, newest last."""

    account: Account
    external_id: str
    name: str
    remark: str = ""
    unionid: str = ""
    gender: int = 0
    received: list[dict[str, Any]] = field(default_factory=list)
    last_wrote_at: float = 0.0
    last_seen_at: float = 0.0
    """微信客服: wrote or entered; their profile is told for 48 hours."""
    sent_since: int = 0
    state: int = 4
    """微信客服: the session state of platforms.md B.3."""
    servicer: str = ""
    codes: dict[str, tuple[float, frozenset[str], int]] = field(default_factory=dict)
    """微信客服: codes for one message on an event: valid until, message types, state (-1: any)."""
    openings: dict[str, Opening] = field(default_factory=dict)
    subscribed: bool = True
    typing_until: float = 0.0


@dataclass(kw_only=True, eq=False)
class Media:
    """A temporary file. ``owner``: the app_id that may use it."""

    owner: str
    type: str
    name: str
    mime: str
    data: bytes
    until: float


@dataclass(kw_only=True)
class World:
    """Everything there is: apps by id and secret, accounts by key, customers by account and id."""

    apps: dict[tuple[str, str], App] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    customers: dict[tuple[str, str], Customer] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    serial: Iterator[int] = field(default_factory=lambda: count(1))

    def account(self, name: str) -> Account:
        """By key or platform id. Raises ``KeyError``."""
        found = self.accounts.get(name) or next((a for a in self.accounts.values() if a.platform_id == name), None)
        if found is None:
            raise KeyError(f"there is no account called {name}")
        return found

    def customer(self, account: Account, name: str) -> Customer:
        """By platform id or name. Raises ``KeyError``."""
        found = self.customers.get((account.platform_id, name))
        if found is None:
            found = next((c for c in self.customers.values() if c.account is account and c.name == name), None)
        if found is None:
            raise KeyError(f"nobody called {name} writes to {account.key}")
        return found

    def accounts_of(self, app: App) -> list[Account]:
        """The accounts an app may speak for."""
        return [account for account in self.accounts.values() if account.app is app]


def external_id_of(account: Account, name: str) -> str:
    """The platform's id for a customer: the same in every run, ``wm…`` in WeCom, an openid elsewhere."""
    digest = sha1(f"{account.platform_id}/{name}".encode()).hexdigest()
    return f"wm{digest[:30]}" if account.app.is_wecom else f"o{digest[:27]}"
