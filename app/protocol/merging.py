"""How a field of a record says what happens when two people edit it."""

from __future__ import annotations

from dataclasses import Field, field
from enum import StrEnum
from typing import Any


class Merge(StrEnum):
    """What happens when two people edit the same field.

    * ``SHORT``: the later stamp wins, the loser goes to the history.
    * ``TEXT``: whoever did not see the other's words is asked; both are kept.
    * ``FIXED``: set when the record is made, never again.
    * ``SERVER``: only the server writes it; an agent's attempt is refused.
    """

    SHORT = "short"
    TEXT = "text"
    FIXED = "fixed"
    SERVER = "server"


def text(**kwargs: Any) -> Any:
    """A long text field."""
    return field(metadata={"merge": Merge.TEXT}, **kwargs)


def fixed(**kwargs: Any) -> Any:
    """A field that never changes once the record stands."""
    return field(metadata={"merge": Merge.FIXED}, **kwargs)


def server(**kwargs: Any) -> Any:
    """A field that only the server writes."""
    return field(metadata={"merge": Merge.SERVER}, **kwargs)


def merge_of(declared: Field[Any]) -> Merge:
    """The rule a dataclass field was declared with; ``SHORT`` when it says nothing."""
    rule: Merge = declared.metadata.get("merge", Merge.SHORT)
    return rule
