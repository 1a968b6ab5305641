"""What follows the words of a quick reply: pictures, files, cards, further messages, in the order in which they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from ui.delegates.pictures import Pictures
from ui.delegates.plain import one_line
from ui.kit.icons import icon
from ui.kit.part_dialog import TITLES
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import IconButton, label, push_button

MAX_PARTS = 9
LINE, FACE = 44, 32
_ICONS = {"image": "image", "text": "inbox", "link": "link", "miniprogram": "mini_program"}
_SHOWN = ("file_name", "title")


class PartList(QWidget):
    """A short list that is put in order by dragging or by Alt and the arrow keys.

    Signals:
        changed: a part was added, moved, rewritten or taken away.
        files_asked: the agent wants to add files.
        write_asked(dict, int): write this part, which stands at that place (-1: it is new).
    """

    changed = Signal()
    files_asked = Signal()
    write_asked = Signal(object, int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reply_parts")
        self._pictures = pictures
        self._locked = False
        pictures.ready.connect(self._paint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._bar())
        self._list = QListWidget(self)
        self._list.setObjectName("reply_part_list")
        self._list.setAccessibleName(self.tr("Sent after the text"))
        self._list.setIconSize(QSize(FACE, FACE))
        self._list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self._list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._list.model().rowsMoved.connect(self.changed)
        self._list.itemSelectionChanged.connect(self._arrange)
        self._list.itemActivated.connect(self._on_activated)
        column.addWidget(self._list)
        self._arrange()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(label(self.tr("Sent after the text"), tone="ink2", size="caption"))
        bar.addStretch(1)
        self._up = self._tool("chevron_up", self.tr("Move up"), "reply_part_up", lambda: self._step(-1))
        self._down = self._tool("chevron", self.tr("Move down"), "reply_part_down", lambda: self._step(1))
        self._remove = self._tool("close", self.tr("Take this part away"), "reply_remove_part", self._on_remove)
        for tool in (self._up, self._down, self._remove):
            bar.addWidget(tool)
        self._add = push_button(self.tr("Add a part"), "reply_add_part", role="quiet")
        self._add.clicked.connect(self._open_menu)
        bar.addWidget(self._add)
        return bar

    def _tool(self, drawing: str, words: str, name: str, act: Any) -> IconButton:
        tool = IconButton(drawing, words, name, self, size=16)
        tool.clicked.connect(act)
        return tool

    # -- what there is

    def parts(self) -> list[dict[str, Any]]:
        """As the record keeps them."""
        return [dict(self._list.item(at).data(Qt.ItemDataRole.UserRole)) for at in range(self._list.count())]

    def show_parts(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Show these."""
        self._list.clear()
        for part in parts:
            self._put(part, self._list.count())
        self._arrange()

    def lock(self, on: bool) -> None:
        """Whether they can only be looked at."""
        self._locked = on
        mode = QListWidget.DragDropMode.NoDragDrop if on else QListWidget.DragDropMode.InternalMove
        self._list.setDragDropMode(mode)
        self._arrange()

    def put(self, part: Mapping[str, Any], at: int) -> None:
        """Put a part in place of another one; -1 appends it."""
        if at >= 0:
            self._list.takeItem(at)
        self._put(part, at if at >= 0 else self._list.count())
        self._arrange()
        self.changed.emit()

    def _put(self, part: Mapping[str, Any], at: int) -> None:
        content = part.get("content") or {}
        kind = str(part.get("type", ""))
        named = next((str(content[name]) for name in _SHOWN if content.get(name)), "")
        words = one_line(named or str(part.get("text") or kind), 80)
        if size := content.get("size"):
            words += f"  ·  {QLocale().formattedDataSize(int(size))}"
        if kind in ("link", "miniprogram"):
            about = content.get("url") if kind == "link" else content.get("pagepath")
            words += f"  ·  {tr('PartDialog', TITLES[kind])}  {one_line(str(about or ''), 60)}"
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, dict(part))
        item.setSizeHint(QSize(0, LINE))
        item.setIcon(self._face(part))
        self._list.insertItem(at, item)

    def _face(self, part: Mapping[str, Any]) -> QIcon:
        """The picture itself where there is one, else a sign of its kind."""
        if (media_id := _picture_of(part)) and (shown := self._pictures.thumbnail(media_id)) and not shown.isNull():
            wide = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            return QIcon(
                shown.scaled(FACE, FACE, wide, Qt.TransformationMode.SmoothTransformation).copy(0, 0, FACE, FACE)
            )
        return icon(_ICONS.get(str(part.get("type")), "file"), theme().color("ink3"), 16)

    def _paint(self, media_id: str) -> None:
        for at in range(self._list.count()):
            part = self._list.item(at).data(Qt.ItemDataRole.UserRole)
            if _picture_of(part) == media_id:
                self._list.item(at).setIcon(self._face(part))

    # -- gestures

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("part_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Pictures or files…")).triggered.connect(self.files_asked)
        for kind, title in TITLES.items():
            blank = {"type": kind, "text": "", "content": {}}
            action = menu.addAction(tr("PartDialog", title))
            action.triggered.connect(lambda _checked=False, blank=blank: self.write_asked.emit(blank, -1))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def _on_activated(self, item: QListWidgetItem) -> None:
        part = dict(item.data(Qt.ItemDataRole.UserRole))
        if part.get("type") in TITLES and not self._locked:
            self.write_asked.emit(part, self._list.row(item))

    def _on_remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._arrange()
        self.changed.emit()

    def _step(self, by: int) -> None:
        at = self._list.currentRow()
        if 0 <= at + by < self._list.count() and at >= 0:
            item = self._list.takeItem(at)
            self._list.insertItem(at + by, item)
            self._list.setCurrentItem(item)
            self.changed.emit()

    def _arrange(self) -> None:
        count = self._list.count()
        self._list.setVisible(count > 0)
        self._list.setFixedHeight(min(count, 4) * LINE + 4)
        chosen = bool(self._list.selectedItems()) and not self._locked
        self._remove.setVisible(chosen)
        for tool in (self._up, self._down):
            tool.setVisible(chosen and count > 1)
        self._add.setVisible(not self._locked)
        self._add.setEnabled(count < MAX_PARTS)


def _picture_of(part: Mapping[str, Any]) -> str:
    content = part.get("content") or {}
    return str(content.get("media_id" if part.get("type") == "image" else "thumb_media_id") or "")
