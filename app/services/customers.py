"""Knowing the customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.errors import BadInput
from app.phrases import phrase
from app.services.service import Service
from app.store import (
    CustomerFilter,
    CustomerPage,
    CustomerRow,
    IdentityRow,
    ListedCustomer,
    Stranger,
    TagGroupRow,
    customer_lists,
    customers,
    strangers,
)
from app.store.customer_lists import Place


class CustomerService(Service):
    """Who they are: one after another in a list, and each on a card."""

    async def page(
        self, wanted: CustomerFilter, after: Place | None = None, limit: int = customer_lists.PAGE
    ) -> CustomerPage:
        """The first ids of a list, or those that follow ``after`` of the page before."""
        return await self._store.search(customer_lists.page, wanted, after, limit)

    async def count(self, wanted: CustomerFilter) -> int | None:
        """How long a list is that is not narrowed down; None for others, whose pages say so themselves."""
        return await self._store.search(customer_lists.count, wanted)

    async def rows(self, ids: list[str]) -> dict[str, ListedCustomer]:
        """What to show of them in a list, by id; those that are gone are left out."""
        return await self._store.read(customer_lists.rows, ids)

    async def get(self, customer_id: str) -> CustomerRow | None:
        """The card, or None."""
        return await self._store.read(customers.get, customer_id)

    async def edit(self, customer_id: str, **fields: Any) -> None:
        """Change fields of :class:`app.protocol.Customer`, e.g. ``remark="…"``."""
        await self._edit("customer", customer_id, **fields)

    async def find(self, text: str, limit: int = 50) -> list[CustomerRow]:
        """By name, remark, phone, company, pinyin or initials; the best first."""
        return await self._store.search(customers.find, text, limit) if text.strip() else []

    async def others_in(self, text: str, customer_id: str) -> list[Stranger]:
        """The other customers whose name, phone or order number stands in words that are meant for this one."""
        return await self._store.search(strangers.others_in, text, customer_id)

    async def identities(self, customer_id: str) -> list[IdentityRow]:
        """All the accounts this person writes to."""
        return await self._store.read(customers.identities, customer_id)


class TagService(Service):
    """Words to find customers by."""

    async def groups(self) -> list[TagGroupRow]:
        """All tags in their drawers."""
        return await self._store.read(customers.tag_groups)

    async def of_customer(self, customer_id: str) -> list[TagGroupRow]:
        """The same, those of the customer on."""
        return await self._store.read(customers.tag_groups, customer_id)

    async def toggle(self, customer_id: str, tag_id: str) -> bool:
        """Put a tag on or take it off; whether it is on now."""
        return await self._change(customers.toggle_tag, customer_id, tag_id, self._user_id, self._clock)

    async def put(self, customer_ids: Sequence[str], tag_id: str, *, on: bool = True) -> list[str]:
        """Put a tag on many customers, or take it off, in one transaction; those for whom that is news."""
        return await self._change(customers.put_tag, customer_ids, tag_id, on, self._user_id, self._clock)

    async def create(self, group_id: str, name: str, color: str = "") -> str:
        """A new tag at the end of a drawer, or the one there of that name.

        Raises:
            BadInput: the name is empty.
        """
        if not name.strip():
            raise BadInput(phrase("Errors", "A tag needs a name"))
        return await self._change(customers.create_tag, group_id, name.strip(), color, self._clock)
