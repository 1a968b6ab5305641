"""A saved filter: its name, its conditions, and how many conversations fit them now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.errors import BadInput
from app.rules import filters
from app.store import ChangeFeed, Changes
from ui.delegates.quota import limits
from ui.kit import notices
from ui.kit.tasks import TaskScope
from ui.kit.widgets import label, push_button
from ui.pages.inbox.condition_group import ConditionGroup
from ui.pages.inbox.condition_words import Known

PAUSE = 200
"""Milliseconds between two counts while the world moves."""

Count = Callable[[Mapping[str, Any]], Awaitable[int]]


class FilterDialog(QDialog):
    """``name`` and ``conditions`` hold what was made of it."""

    def __init__(
        self,
        name: str,
        conditions: Mapping[str, Any],
        known: Known,
        count: Count,
        feed: ChangeFeed,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._tasks = TaskScope(self)
        self.setObjectName("filter_dialog")
        self.setWindowTitle(self.tr("Edit the filter") if name else self.tr("New filter"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumSize(620, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), size="title"))
        self.field = QLineEdit(name, self)
        self.field.setObjectName("filter_name")
        self.field.setAccessibleName(self.tr("Name of the filter"))
        self.field.setPlaceholderText(self.tr("Name, such as “VIP, waiting”"))
        self.field.setMaxLength(60)
        column.addWidget(self.field)
        # The limit counts the conditions, too, and the outermost group is one already.
        self.group = ConditionGroup(conditions, known, limits().value("heliu.filter.depth") - 1, self)
        column.addWidget(self._area(), 1)
        column.addLayout(self._foot())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        self.field.textChanged.connect(self._check)
        self.group.changed.connect(self._look)
        self.destroyed.connect(feed.subscribe(self._on_changes))
        self._look()
        self.field.setFocus()

    @property
    def name(self) -> str:
        return self.field.text().strip()

    @property
    def conditions(self) -> dict[str, Any]:
        return self.group.conditions()

    def _area(self) -> QScrollArea:
        ground = QWidget(self)
        ground.setProperty("ground", "panel")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.group)
        inside.addStretch(1)
        area = QScrollArea(self)
        area.setObjectName("filter_conditions")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        return area

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.fits = label(tone="ink2")
        self.fits.setObjectName("filter_fits")
        foot.addWidget(self.fits, 1)
        cancel = push_button(self.tr("Cancel"), "filter_cancel")
        self.keep = push_button(self.tr("Save"), "filter_save", role="primary")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        for button in (cancel, self.keep):
            foot.addWidget(button)
        return foot

    # -- does it hold

    def _trouble(self) -> str:
        if not self.group.is_filled():
            return self.tr("A condition is not filled in yet")
        try:
            filters.check(self.conditions)
        except BadInput as error:
            return notices.detail_of(error)
        return ""

    def _check(self) -> None:
        self.keep.setEnabled(bool(self.name) and not self._trouble())

    def _look(self) -> None:
        self._check()
        if trouble := self._trouble():
            self.fits.setText(trouble)
        else:
            self._tasks.start(self._show(self.conditions))

    async def _show(self, conditions: dict[str, Any]) -> None:
        fitting = await self._count(conditions)
        if conditions == self.conditions:
            self.fits.setText(self.tr("%n conversation(s) fit now", "", fitting))

    def _on_changes(self, changes: Changes) -> None:
        if (changes.of("conversation") or changes.of("customer_tag")) and not self._pause.isActive():
            self._pause.start(PAUSE)
