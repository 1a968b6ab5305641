"""Where the agent wants which account: order, pinned and hidden ones. A value that syncs as one preference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

PREFERENCE = "account_tabs"


@dataclass(frozen=True, slots=True, kw_only=True)
class TabOrder:
    """Ids of accounts. An account that is not in ``order`` stands behind those that are, as the server lists it."""

    order: tuple[str, ...] = ()
    pinned: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def shown(self, account_ids: Sequence[str]) -> list[str]:
        """The accounts that have a tab, pinned ones first."""
        place = {account_id: at for at, account_id in enumerate(self.order)}
        visible = [account_id for account_id in account_ids if account_id not in self.hidden]
        return sorted(visible, key=lambda a: (a not in self.pinned, place.get(a, len(place))))

    def pin(self, account_id: str, pinned: bool) -> TabOrder:
        """With the account among the pinned ones, or not."""
        return replace(self, pinned=self.pinned | {account_id} if pinned else self.pinned - {account_id})

    def hide(self, account_id: str, hidden: bool) -> TabOrder:
        """With the account's tab hidden, or not."""
        return replace(self, hidden=self.hidden | {account_id} if hidden else self.hidden - {account_id})

    def arranged(self, account_ids: Sequence[str]) -> TabOrder:
        """With exactly this order of tabs; those not named keep their places behind."""
        rest = tuple(account_id for account_id in self.order if account_id not in account_ids)
        return replace(self, order=(*account_ids, *rest))

    def as_value(self) -> dict[str, Any]:
        """As the preference keeps it."""
        return {"order": list(self.order), "pinned": sorted(self.pinned), "hidden": sorted(self.hidden)}

    @classmethod
    def of_value(cls, value: object) -> TabOrder:
        """What the preference holds; the plain order when it holds nothing usable."""
        if not isinstance(value, dict):
            return cls()
        lists = [value.get(name) for name in ("order", "pinned", "hidden")]
        order, pinned, hidden = ([str(i) for i in part] if isinstance(part, list) else [] for part in lists)
        return cls(order=tuple(order), pinned=frozenset(pinned), hidden=frozenset(hidden))
