"""Conditions of which all or any must hold; groups may stand among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.widgets import IconButton, push_button
from ui.pages.inbox.condition_row import Choice, ConditionRow
from ui.pages.inbox.condition_words import BLANK, Known


class ConditionGroup(QFrame):
    """A frame with a choice of all or any on top. ``room``: how many groups may still lie within each other.

    Signals:
        changed: something in it says something else now.
        removal_wished: the agent does not want it.
    """

    changed = Signal()
    removal_wished = Signal()

    def __init__(
        self, conditions: Mapping[str, Any], known: Known, room: int, parent: QWidget, *, inner: bool = False
    ) -> None:
        super().__init__(parent)
        self._known, self._room = known, room
        self._parts: list[ConditionRow | ConditionGroup] = []
        self.setObjectName("condition_group")
        if inner:
            self.setProperty("role", "group")
        column = QVBoxLayout(self)
        edge = 10 if inner else 0
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(6)
        options = [("all", self.tr("All of these hold")), ("any", self.tr("At least one of these holds"))]
        glue = "any" if "any" in conditions else "all"
        self.glue = Choice("condition_glue", self.tr("How many must hold"), options, glue, self)
        self.glue.currentIndexChanged.connect(self.changed)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.glue, 1)
        if inner:
            remove = IconButton("close", self.tr("Remove this group"), "group_remove", self, size=14)
            remove.clicked.connect(self.removal_wished)
            head.addWidget(remove)
        column.addLayout(head)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        column.addLayout(self._body)
        column.addLayout(self._foot())
        whole = conditions if glue in conditions else {"all": [conditions]}
        for part in whole[glue]:
            self._add(part)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self.more = push_button(self.tr("＋ Condition"), "condition_add", role="link")
        self.more.clicked.connect(lambda: self._grow(BLANK["all"][0]))
        foot.addWidget(self.more)
        if self._room > 0:
            group = push_button(self.tr("＋ Group"), "group_add", role="link")
            group.clicked.connect(lambda: self._grow({"any": BLANK["all"]}))
            foot.addWidget(group)
        foot.addStretch(1)
        for button in (foot.itemAt(at).widget() for at in range(foot.count() - 1)):
            button.setAutoDefault(False)
        return foot

    def conditions(self) -> dict[str, Any]:
        """What it says."""
        return {
            self.glue.currentData(): [
                part.condition() if isinstance(part, ConditionRow) else part.conditions() for part in self._parts
            ]
        }

    def is_filled(self) -> bool:
        """Whether no condition in it lacks its value."""
        return all(part.is_filled() for part in self._parts)

    def _grow(self, conditions: Mapping[str, Any]) -> None:
        self._add(conditions)
        last = self._parts[-1]
        (last.field if isinstance(last, ConditionRow) else last.glue).setFocus()
        self.changed.emit()

    def _add(self, conditions: Mapping[str, Any]) -> None:
        part: ConditionRow | ConditionGroup
        if "field" in conditions:
            part = ConditionRow(dict(conditions), self._known, self)
        else:
            part = ConditionGroup(conditions, self._known, self._room - 1, self, inner=True)
        part.changed.connect(self.changed)
        part.removal_wished.connect(lambda: self._drop(part))
        self._parts.append(part)
        self._body.addWidget(part)

    def _drop(self, part: ConditionRow | ConditionGroup) -> None:
        self._parts.remove(part)
        self._body.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.more.setFocus()
        self.changed.emit()
