"""All accounts in one list with a field to search them, for the sixty that have no room in the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.rules.abilities import Mode, abilities
from app.store import AccountRow, Badge
from app.store.pinyin import readings
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import SearchField, label
from ui.shell.tab_order import TabOrder

ID, KIND, ASIDE, COUNT = (Qt.ItemDataRole.UserRole + n for n in range(4))


def _sounds_like(name: str, typed: str) -> bool:
    """Whether ``typed`` is part of the name, of its pinyin or of its initials."""
    wanted = "".join(typed.casefold().split())
    said = readings(name) if wanted else ()
    ways = ["".join(name.casefold().split()), *("".join(s) for s in said), *("".join(x[0] for x in s) for s in said)]
    return any(wanted in way for way in ways)


class _AccountBrush(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(240, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        look, where = theme(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(where, look.color("selected" if chosen else "hover"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(str(index.data(KIND))))
        painter.drawRoundedRect(QRect(where.x() + 12, where.center().y() - 3, 8, 8), 3, 3)
        right = where.right() - 12
        painter.setFont(look.font("small", strong=True))
        if count := int(index.data(COUNT) or 0):
            painter.setPen(look.color("bad"))
            painter.drawText(QRect(right - 40, where.y(), 40, where.height()), _RIGHT, QLocale().toString(count))
            right -= 44
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink3"))
        aside = str(index.data(ASIDE) or "")
        painter.drawText(QRect(right - 90, where.y(), 90, where.height()), _RIGHT, aside)
        right -= painter.fontMetrics().horizontalAdvance(aside) + 8
        painter.setFont(look.font())
        painter.setPen(look.color("ink"))
        words = QRect(where.x() + 30, where.y(), right - where.x() - 30, where.height())
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class AccountList(QFrame):
    """A pop-up that closes when an account is chosen or one clicks elsewhere.

    Signals:
        chosen(account_id)
    """

    chosen = Signal(str)

    def __init__(
        self, accounts: Sequence[AccountRow], order: TabOrder, badges: Mapping[str, Badge], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("account_list")
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._accounts, self._order, self._badges = accounts, order, badges
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._field = SearchField(self.tr("Find an account"), "account_list_search", self)
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        column.addWidget(self._field)
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setObjectName("account_list_view")
        self._view.setAccessibleName(self.tr("Accounts"))
        self._view.setItemDelegate(_AccountBrush(self._view))
        self._view.setModel(self._model)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.clicked.connect(self._take)
        column.addWidget(self._view)
        self._nothing = label(self.tr("No account has this name"), tone="ink3")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._nothing)
        self._fill("")
        self.setFixedSize(300, min(460, 70 + 34 * len(accounts)))
        self._field.setFocus()

    def _fill(self, text: str) -> None:
        self._model.clear()
        by_id = {account.id: account for account in self._accounts}
        shown = self._order.shown(list(by_id))
        for account_id in [*shown, *(i for i in by_id if i in self._order.hidden)]:
            account = by_id[account_id]
            if not _sounds_like(account.name, text):
                continue
            may = abilities(account.kind)
            item = QStandardItem(account.name)
            item.setData(account.id, ID)
            item.setData(str(account.kind), KIND)
            hidden = account.id in self._order.hidden
            word = "" if may.mode is Mode.TWO_WAY else tr("Abilities", may.glance)
            item.setData(self.tr("hidden") if hidden else word, ASIDE)
            badge = self._badges.get(account.id)
            item.setData(badge.direct if badge else 0, COUNT)
            self._model.appendRow(item)
        self._nothing.setVisible(self._model.rowCount() == 0)
        self._view.setVisible(self._model.rowCount() > 0)
        self._view.setCurrentIndex(self._model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list and Enter takes, while one goes on typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    row = (self._view.currentIndex().row() + step) % max(1, self._model.rowCount())
                    self._view.setCurrentIndex(self._model.index(row, 0))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take(self._view.currentIndex())
                    return True
        return super().eventFilter(watched, event)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(ID)))
            self.close()
