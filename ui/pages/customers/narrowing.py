"""What narrows the list of customers down: something promised, tags, and in which order they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.store import CustomerFilter, TagGroupRow
from ui.customer.tag_section import TagPicker
from ui.delegates.plain import one_line
from ui.kit.flow import FlowLayout
from ui.kit.translations import plain
from ui.kit.widgets import push_button


class Narrowing(QWidget):
    """Pills that run on to the next line.

    Signals:
        changed: other customers are wanted, or in another order.
        tags_wished: let the agent choose a tag; ``offer`` them.
    """

    changed = Signal()
    tags_wished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("customer_filters")
        self._groups: Sequence[TagGroupRow] = ()
        self._chosen: list[str] = []
        self._chips: list[QPushButton] = []
        self._sorts = {"contact": self.tr("Last contact"), "newest": self.tr("Newest")}
        self._sort = "contact"
        self._flow = FlowLayout(self, 6)
        self._flow.setContentsMargins(12, 2, 12, 8)
        self.sort_button = push_button("", "customer_sort", role="pill", parent=self)
        self.sort_button.setCheckable(False)
        self.sort_button.clicked.connect(self._offer_sorts)
        self.due_button = push_button(self.tr("With a follow-up due"), "customer_due", role="pill", parent=self)
        self.due_button.clicked.connect(self.changed)
        self.tag_button = push_button(self.tr("Tag") + "  ⌄", "customer_tags", role="pill", parent=self)
        self.tag_button.setCheckable(False)
        self.tag_button.setAccessibleName(self.tr("Only customers with a tag"))
        self.tag_button.clicked.connect(self.tags_wished)
        for button in (self.sort_button, self.due_button, self.tag_button):
            self._flow.addWidget(button)
        self.picker = TagPicker(self, creates=False)
        self.picker.toggled.connect(self._toggle)
        self._show_sort()

    def filter(self, text: str) -> CustomerFilter:
        """What is wanted, with these words."""
        return CustomerFilter(
            text=text.strip(),
            tags=tuple(self._chosen),
            with_follow_up=self.due_button.isChecked(),
            sort=self._sort,
        )

    def clear(self) -> None:
        """Any tag, whatever was promised."""
        self.due_button.setChecked(False)
        self._chosen.clear()
        self._show_chips()

    # -- order

    def _offer_sorts(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("customer_sorts")
        menu.setAccessibleName(self.sort_button.accessibleName())
        one_of = QActionGroup(menu)
        for sort, title in self._sorts.items():
            action = QAction(title, one_of)
            action.setCheckable(True)
            action.setChecked(sort == self._sort)
            action.triggered.connect(lambda checked=False, sort=sort: self.order_by(sort))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sort_button.mapToGlobal(QPoint(0, self.sort_button.height() + 4)))

    def order_by(self, sort: str) -> None:
        """Show them in this order."""
        self._sort = sort
        self._show_sort()
        self.changed.emit()

    def _show_sort(self) -> None:
        title = self._sorts[self._sort]
        self.sort_button.setText(f"{title}  ⌄")
        self.sort_button.setAccessibleName(self.tr("Order: {0}").format(title))

    # -- tags

    def offer(self, groups: Sequence[TagGroupRow]) -> None:
        """Let the agent type one of these."""
        self._groups = groups
        self.picker.open_at(self.tag_button.mapToGlobal(QPoint(0, self.tag_button.height() + 4)), self._marked())

    def _marked(self) -> list[TagGroupRow]:
        return [
            replace(group, tags=tuple(replace(tag, on=tag.id in self._chosen) for tag in group.tags))
            for group in self._groups
        ]

    def _toggle(self, tag_id: str) -> None:
        if tag_id in self._chosen:
            self._chosen.remove(tag_id)
        else:
            self._chosen.append(tag_id)
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        names = {tag.id: one_line(tag.name, 24) for group in self._groups for tag in group.tags}
        self._chips = [self._chip(tag_id, names.get(tag_id, "")) for tag_id in self._chosen]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self.updateGeometry()

    def _chip(self, tag_id: str, name: str) -> QPushButton:
        chip = push_button(f"{name.replace('&', '&&')}  ✕", "customer_filter_tag", role="pill", parent=self)
        chip.setChecked(True)
        chip.setAccessibleName(self.tr("Tag {0}: any").format(name))
        chip.setToolTip(plain(self.tr("Do not ask for the tag {0}").format(name)))
        chip.clicked.connect(lambda: self._toggle(tag_id))
        return chip
