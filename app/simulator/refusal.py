"""A platform says no."""

from __future__ import annotations


class Refusal(Exception):
    """Becomes HTTP 200 with this ``errcode``."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code
