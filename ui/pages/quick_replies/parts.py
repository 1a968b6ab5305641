"""What follows the words of a quick reply: pictures, files, further messages, in the order in which they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit.icons import icon
from ui.kit.theme import theme
from ui.kit.widgets import IconButton, label, push_button

MAX_PARTS = 9
_ICONS = {"image": "image", "text": "inbox", "link": "link", "miniprogram": "mini_program"}


class PartList(QWidget):
    """A short list that is put in order by dragging or by keys.

    Signals:
        changed: a part was added, moved or taken away.
    """

    changed = Signal()

    def __init__(self, choose_file: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reply_parts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        bar = QHBoxLayout()
        bar.addWidget(label(self.tr("Sent after the text"), tone="ink2", size="caption"))
        bar.addStretch(1)
        self._add = push_button(self.tr("Add picture or file"), "reply_add_file", role="quiet")
        self._add.clicked.connect(choose_file)
        bar.addWidget(self._add)
        self._remove = IconButton("close", self.tr("Take this part away"), "reply_remove_part", self, size=16)
        self._remove.clicked.connect(self._on_remove)
        bar.addWidget(self._remove)
        column.addLayout(bar)
        self._list = QListWidget(self)
        self._list.setObjectName("reply_part_list")
        self._list.setAccessibleName(self.tr("Sent after the text"))
        self._list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self._list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._list.model().rowsMoved.connect(self.changed)
        self._list.itemSelectionChanged.connect(self._arrange)
        column.addWidget(self._list)
        self._arrange()

    def parts(self) -> list[dict[str, Any]]:
        """As the record keeps them."""
        return [dict(self._list.item(at).data(Qt.ItemDataRole.UserRole)) for at in range(self._list.count())]

    def show_parts(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Show these."""
        self._list.clear()
        for part in parts:
            self._append(part)
        self._arrange()

    def add(self, part: Mapping[str, Any]) -> None:
        """Append one."""
        self._append(part)
        self._arrange()
        self.changed.emit()

    def _append(self, part: Mapping[str, Any]) -> None:
        content = part.get("content") or {}
        words = str(content.get("file_name") or content.get("title") or part.get("text") or part.get("type", ""))
        if size := content.get("size"):
            words += f"  ·  {QLocale().formattedDataSize(int(size))}"
        item = QListWidgetItem(icon(_ICONS.get(str(part.get("type")), "file"), theme().color("ink3"), 16), words)
        item.setData(Qt.ItemDataRole.UserRole, dict(part))
        self._list.addItem(item)

    def _on_remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        count = self._list.count()
        self._list.setVisible(count > 0)
        self._list.setFixedHeight(min(count, 4) * 32 + 4)
        self._remove.setVisible(bool(self._list.selectedItems()))
        self._add.setEnabled(count < MAX_PARTS)
