"""The customer's tags: on with a few letters of pinyin, off with a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.services import TagService
from app.store import TagGroupRow, TagRow
from app.store.pinyin import sounds_like
from ui.customer.section import Section
from ui.delegates.plain import one_line
from ui.kit import shortcuts
from ui.kit.flow import FlowLayout
from ui.kit.icons import icon
from ui.kit.tasks import TaskScope
from ui.kit.theme import space, theme
from ui.kit.translations import plain, tr
from ui.kit.widgets import push_button

TICK = 14
"""Pixels."""


class TagPicker(QWidget):
    """A field and a list in a pop-up; ``creates``: a name that is not there may become a new tag.

    Signals:
        toggled(str): this tag is to be put on or taken off.
        create_wished(str): there is no tag of that name yet.
    """

    toggled = Signal(str)
    create_wished = Signal(str)

    def __init__(self, parent: QWidget, *, creates: bool = True) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._creates = creates
        self.setObjectName("tag_picker")
        self.setProperty("ground", "raise")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tags: list[tuple[str, TagRow]] = []
        self.field = QLineEdit(self)
        self.field.setObjectName("tag_search")
        self.field.setAccessibleName(self.tr("Find a tag"))
        self.field.setPlaceholderText(self.tr("Find a tag by name or pinyin"))
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setObjectName("tag_list")
        self.list.setAccessibleName(self.tr("Tags"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(TICK, TICK))
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._filter)
        self.resize(248, 288)

    def show_tags(self, groups: list[TagGroupRow]) -> None:
        """Offer these."""
        self._tags = [(group.name, tag) for group in groups for tag in group.tags]
        self._filter(self.field.text())

    def open_at(self, place: QPoint, groups: list[TagGroupRow]) -> None:
        """Let the agent type one of these."""
        self.field.clear()
        self.show_tags(groups)
        corner = self.parentWidget().screen().availableGeometry().bottomRight()
        corner -= QPoint(self.width() + space("s"), self.height() + space("s"))
        self.move(min(place.x(), corner.x()), min(place.y(), corner.y()))
        self.show()
        QTimer.singleShot(0, self.field, self.field.setFocus)

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        self.list.clear()
        for group, tag in self._tags:
            name = tag.name.lower()
            if wanted in name or sounds_like(name, wanted):
                item = QListWidgetItem(_sign(on=tag.on), one_line(tag.name), self.list)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"✓ {tag.name}" if tag.on else tag.name)
                item.setData(Qt.ItemDataRole.UserRole, tag.id)
                item.setToolTip(plain(one_line(group)))
        if self._creates and wanted and not any(tag.name.lower() == wanted for _, tag in self._tags):
            item = QListWidgetItem(self.tr("New tag “{0}”").format(one_line(text, 30)), self.list)
            item.setData(Qt.ItemDataRole.UserRole, "")
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        tag_id = item.data(Qt.ItemDataRole.UserRole)
        text = self.field.text().strip()
        self.close()
        if tag_id:
            self.toggled.emit(tag_id)
        elif text:
            self.create_wished.emit(text)


def _sign(*, on: bool) -> QIcon:
    """A tick, or as much room: the names stand below each other."""
    if on:
        return icon("check", theme().color("brand"), TICK)
    nothing = QPixmap(TICK, TICK)
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)


class TagSection(Section):
    """Chips; the first of a group that says who the customer is stands out."""

    def __init__(self, tags: TagService, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(tr("TagSection", "Tags"), "tags", "list_tag", parent)
        self._tags, self._tasks = tags, tasks
        self._customer_id = ""
        self._groups: list[TagGroupRow] = []
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, 6)
        self.body.addWidget(self._holder)
        self.picker = TagPicker(self)
        self.picker.toggled.connect(self._toggle)
        self.picker.create_wished.connect(lambda name: self._tasks.start(self._create(name)))
        assert self.button is not None
        self.button.setAccessibleName(self.tr("Add a tag"))
        shortcuts.hint(self.button, self._show_keys)
        self.button.clicked.connect(self.open_picker)

    def _show_keys(self) -> None:
        keys = filter(None, (shortcuts.shown("list_tag"), shortcuts.shown("tag")))
        if self.button is not None:
            self.button.setToolTip(self.tr("Add a tag ({0})").format(", ".join(keys)))

    async def show_customer(self, customer_id: str) -> None:
        """Read the customer's tags again."""
        self._customer_id = customer_id
        groups = await self._tags.of_customer(customer_id)
        if customer_id != self._customer_id or (groups == self._groups and self._flow.count()):
            return
        self._groups = groups
        if self.picker.isVisible():
            self.picker.show_tags(groups)
        self._flow.clear()
        for at, tag in enumerate(tag for group in groups for tag in group.tags if tag.on):
            self._flow.addWidget(self._chip(tag, "" if at else "brand"))
        add = push_button("＋", "add_tag", role="tag")
        add.setAccessibleName(self.tr("Add a tag"))
        add.clicked.connect(self.open_picker)
        self._flow.addWidget(add)
        self._holder.updateGeometry()

    def _chip(self, tag: TagRow, tone: str) -> QPushButton:
        button = push_button(one_line(tag.name, 24), "customer_tag", role="tag")
        button.setProperty("tone", tone)
        button.setAccessibleName(self.tr("Tag {0}: take it off").format(one_line(tag.name, 24)))
        button.setToolTip(plain(button.accessibleName()))
        button.clicked.connect(lambda: self._toggle(tag.id))
        return button

    def open_picker(self) -> None:
        """Let the agent type a tag."""
        if not self._customer_id:
            return
        corner = self.mapToGlobal(self.rect().topRight())
        self.picker.open_at(QPoint(corner.x() - self.picker.width(), corner.y() + 24), self._groups)

    def _toggle(self, tag_id: str) -> None:
        self._tasks.start(self._tags.toggle(self._customer_id, tag_id))

    async def _create(self, name: str) -> None:
        customer_id = self._customer_id
        group_id = self._groups[0].id if self._groups else ""
        await self._tags.toggle(customer_id, await self._tags.create(group_id, name))
