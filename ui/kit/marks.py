"""Which rows of a list are selected together, kept by name while rows come, go and change places."""

from __future__ import annotations

from ui.models.rows import RowsModel

MOST = 1000
"""Rows that are changed together at most."""


class Marks:
    """``root`` is where a stretch of rows began, ``lead`` where it ends and the arrows go on."""

    def __init__(self, rows: RowsModel) -> None:
        self._rows = rows
        self._names: dict[str, None] = {}
        self.root = self.lead = ""

    def __bool__(self) -> bool:
        return bool(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __len__(self) -> int:
        return len(self._names)

    def places(self) -> list[int]:
        """The rows they stand in, from the top."""
        return sorted(self._rows.rows_of(self._names).values())

    def names(self) -> list[str]:
        """What is selected, from the top of the list."""
        return [self._rows.id_at(at) for at in self.places()]

    def clear(self) -> None:
        """Select nothing."""
        self._names, self.root, self.lead = {}, "", ""

    def only(self, name: str) -> None:
        """Select this one."""
        self._names, self.root, self.lead = {name: None}, name, name

    def turn(self, name: str, current: str) -> None:
        """Take one in or out; the one that is open counts as the first."""
        if not self._names and self._rows.row_of(current) >= 0:
            self._names[current] = None
        if name in self._names:
            del self._names[name]
        elif len(self._names) < MOST:
            self._names[name] = None
        self.root = self.lead = name if self._names else ""

    def stretch(self, to: int, current: str) -> None:
        """Select from where the stretch began, at first the one that is open, to a row."""
        root = self._rows.row_of(self.root or current)
        root = to if root < 0 else root
        to = max(root - MOST + 1, min(to, root + MOST - 1))
        self.root, self.lead = self._rows.id_at(root), self._rows.id_at(to)
        self._names = {self._rows.id_at(at): None for at in range(min(root, to), max(root, to) + 1)}

    def everything(self) -> bool:
        """Select all rows; whether there are more than may be."""
        count = self._rows.rowCount()
        self._names = {self._rows.id_at(at): None for at in range(min(count, MOST))}
        self.root = self.lead = self._rows.id_at(0)
        return count > MOST

    def forget_gone(self) -> None:
        """Let go of what is not in the list any more: nothing may be done to what cannot be seen."""
        here = self._rows.rows_of(self._names)
        self._names = {name: None for name in self._names if name in here}
        if not self._names:
            self.clear()
