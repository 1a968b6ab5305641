"""What goes wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(kw_only=True)
class Faults:
    """The platforms' moods. Counters run down by themselves; 0 is all well."""

    busy: int = 0
    """So many calls are answered with -1."""
    down: int = 0
    """So many calls are answered with HTTP 502 and do nothing."""
    lost_answers: int = 0
    """So many calls are carried out and then answered with HTTP 502."""
    late_failures: int = 0
    """So many accepted kf messages fail later."""
    late_failure_type: int = 13
    duplicate_callbacks: int = 0
    """So many callbacks come twice."""
    drop_callbacks: int = 0
    """So many callbacks never come."""
    reverse_callbacks: bool = False
    """Callbacks that wait together go out in the wrong order."""
    empty_page_every: int = 4
    """Every so manieth page of sync_msg is empty although there is more; 0: never."""
    page: int = 0
    """Largest page of sync_msg, 0 for what was asked."""
    calls_per_minute: int = 0
    """Per app and interface, instead of the documented rate; 0 for that."""
    refuse_end: bool = False
    """Session transitions the documentation leaves open (0, 1, 2 to 4 and 3 to 2) are refused."""

    def take(self, name: str) -> bool:
        """Whether the fault of that name strikes now; counts it down."""
        left: int = getattr(self, name)
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0

    def set(self, values: dict[str, Any]) -> None:
        """Change some of them.

        Raises:
            ValueError: an unknown name or a value of another type.
        """
        kinds = {field.name: type(getattr(self, field.name)) for field in fields(self)}
        for name, value in values.items():
            if type(value) is not kinds.get(name):
                raise ValueError(f"{name} is no fault, or {value!r} no value for it")
            setattr(self, name, value)
