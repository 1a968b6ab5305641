"""The row of account tabs: as many as fit, the rest one click and a few letters away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.protocol import AccountKind
from app.rules.abilities import Mode, abilities
from app.store import AccountRow, Badge
from ui.kit.translations import plain, tr
from ui.kit.widgets import push_button
from ui.shell.account_list import AccountList
from ui.shell.account_tab import HEIGHT, AccountTab
from ui.shell.tab_order import TabOrder

MARGIN = 8
_KINDS = tuple(AccountKind)


class AccountTabs(QWidget):
    """Which account is looked at.

    Signals:
        chosen(account_id): "" is all accounts.
        arranged(TabOrder): the agent moved, pinned, hid or showed a tab.
    """

    chosen = Signal(str)
    arranged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account_tabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Accounts"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._accounts: dict[str, AccountRow] = {}
        self._badges: Mapping[str, Badge] = {}
        self._order = TabOrder()
        self._current = ""
        self._tabs: dict[str, AccountTab] = {"": self._make_tab("", self.tr("All"), "", "")}
        self._row: list[str] = []
        self._tabs[""].setChecked(True)
        self._more = push_button("", "account_tabs_more", role="quiet", parent=self)
        self._more.clicked.connect(self.open_list)

    # -- what is shown

    def show_accounts(self, accounts: Sequence[AccountRow], order: TabOrder) -> None:
        """Show these accounts in the agent's order, else by kind; tabs that stay are kept as they are."""
        accounts = sorted(accounts, key=lambda account: _KINDS.index(account.kind))
        self._accounts, self._order = {account.id: account for account in accounts}, order
        for gone in [i for i in self._tabs if i and i not in self._accounts]:
            self._tabs.pop(gone).deleteLater()
        for account in accounts:
            tab = self._tabs.get(account.id)
            if tab is None or tab.text() != account.name:
                if tab is not None:
                    tab.deleteLater()
                may = abilities(account.kind)
                word = "" if may.mode is Mode.TWO_WAY else tr("Abilities", may.glance)
                tab = self._tabs[account.id] = self._make_tab(account.id, account.name, account.kind, word)
                tab.setToolTip(plain(tr("Abilities", may.why)))
            tab.troubled = bool(account.trouble)
            tab.pinned = account.id in order.pinned
            if account.trouble:
                tab.setToolTip(plain(account.trouble))
        self._row = order.shown([account.id for account in accounts])
        if self._current not in self._tabs:
            self.select("")
        self._tabs[self._current].setChecked(True)
        self.show_badges(self._badges)
        self._arrange()

    def show_badges(self, badges: Mapping[str, Badge]) -> None:
        """Show what waits in each account, and all of it in the first tab."""
        self._badges = badges
        news = False
        for account_id, tab in self._tabs.items():
            if account_id:
                badge = badges.get(account_id)
                direct, indirect = (badge.direct, badge.indirect) if badge else (0, False)
            else:
                known = [badge for i, badge in badges.items() if i in self._accounts]
                direct, indirect = sum(b.direct for b in known), any(b.indirect for b in known)
            words = self.tr("%n unread", "", direct) if direct else ""
            news = tab.show_waiting(direct, indirect, words) or news
        if news:
            self._arrange()

    @property
    def current(self) -> str:
        """The account that is looked at, "" for all."""
        return self._current

    def select(self, account_id: str) -> None:
        """Look at this account; one that is gone means all."""
        account_id = account_id if account_id in self._tabs else ""
        self._tabs[account_id].setChecked(True)
        if account_id != self._current:
            self._current = account_id
            self.chosen.emit(account_id)
        self._arrange()

    def select_place(self, place: int) -> None:
        """Look at the tab at this place, the first is 0; nothing when there is none."""
        places = ["", *self._row]
        if place < len(places):
            self.select(places[place])

    def step(self, by: int) -> None:
        """Look at the next tab, or with -1 the one before, round and round."""
        places = ["", *self._row]
        at = places.index(self._current) if self._current in places else 0
        self.select(places[(at + by) % len(places)])

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    # -- layout

    def _make_tab(self, account_id: str, name: str, dot: str, ability: str) -> AccountTab:
        tab = AccountTab(account_id, name, dot, ability, self)
        tab.clicked.connect(lambda: self.select(account_id))
        tab.dragged.connect(lambda x: self._drag(account_id, x))
        tab.dropped.connect(self._drop)
        return tab

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, held: str = "") -> None:
        """Place the tabs from left to right; the current one always has a place."""
        hints = self._hints()
        fitting, left_over = self._fit(hints)
        x = MARGIN
        for account_id in ["", *fitting]:
            tab = self._tabs[account_id]
            tab.resize(hints[account_id])
            if account_id != held:
                tab.move(x, 0)
            x += tab.width() + 2
        for account_id, tab in self._tabs.items():
            tab.setVisible(not account_id or account_id in fitting)
        count = len(left_over) + len(self._accounts) - len(self._row)
        self._more.setText(self.tr("%n more", "", count) + "  ⌄" if count else self.tr("Accounts") + "  ⌄")
        self._more.setAccessibleName(self.tr("Find an account"))
        self._more.setVisible(len(self._accounts) > 1)
        self._more.adjustSize()
        self._more.move(self.width() - self._more.width() - MARGIN, (HEIGHT - self._more.height()) // 2)

    def _hints(self) -> dict[str, QSize]:
        return {account_id: tab.sizeHint() for account_id, tab in self._tabs.items()}

    def _fit(self, hints: Mapping[str, QSize]) -> tuple[list[str], list[str]]:
        widths = {account_id: hint.width() + 2 for account_id, hint in hints.items()}
        room = self.width() - 2 * MARGIN - hints[""].width() - 120
        if self._current:
            room -= widths[self._current]
        fitting: list[str] = []
        for at, account_id in enumerate(self._row):
            if account_id == self._current:
                fitting.append(account_id)
            elif widths[account_id] <= room:
                room -= widths[account_id]
                fitting.append(account_id)
            else:
                rest = self._row[at:]
                if self._current in rest:
                    fitting.append(self._current)
                return fitting, [i for i in rest if i != self._current]
        if self._current and self._current not in self._row:
            fitting.append(self._current)
        return fitting, []

    def _drag(self, account_id: str, x: int) -> None:
        tab = self._tabs[account_id]
        tab.raise_()
        tab.move(max(MARGIN, min(x, self.width() - tab.width())), 0)
        centre = tab.x() + tab.width() // 2
        others = [i for i in self._fit(self._hints())[0] if i != account_id]
        place = sum(1 for i in others if self._tabs[i].geometry().center().x() < centre)
        hidden_behind = [i for i in self._row if i not in others and i != account_id]
        self._row = [*others[:place], account_id, *others[place:], *hidden_behind]
        self._arrange(held=account_id)

    def _drop(self) -> None:
        self._change(self._order.arranged(self._row))

    # -- gestures

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        tab = self.childAt(event.pos())
        if isinstance(tab, AccountTab) and tab.account_id:
            self._menu_of(tab.account_id).popup(event.globalPos())

    def _menu_of(self, account_id: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("account_tab_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pinned = account_id in self._order.pinned
        at = self._row.index(account_id) if account_id in self._row else -1

        def move(by: int) -> None:
            row = [i for i in self._row if i != account_id]
            row.insert(at + by, account_id)
            self._change(self._order.arranged(row))

        entries: list[tuple[str, bool, Callable[[], None]]] = [
            (
                self.tr("Unpin") if pinned else self.tr("Pin to the front"),
                True,
                lambda: self._change(self._order.pin(account_id, not pinned)),
            ),
            (self.tr("Move left"), at > 0, lambda: move(-1)),
            (self.tr("Move right"), 0 <= at < len(self._row) - 1, lambda: move(1)),
            (self.tr("Hide this tab"), True, lambda: self._hide(account_id)),
        ]
        for text, enabled, act in entries:
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(act)
        return menu

    def _hide(self, account_id: str) -> None:
        if self._current == account_id:
            self.select("")
        self._change(self._order.hide(account_id, True))

    def _change(self, order: TabOrder) -> None:
        self.show_accounts(list(self._accounts.values()), order)
        self.arranged.emit(order)

    def open_list(self) -> None:
        """Show every account, hidden ones too, with a field to search them."""
        popup = AccountList(list(self._accounts.values()), self._order, self._badges, self)
        popup.chosen.connect(self._choose_from_list)
        corner = self.mapToGlobal(QPoint(self.width() - popup.width() - MARGIN, HEIGHT - 4))
        popup.move(corner)
        popup.show()

    def _choose_from_list(self, account_id: str) -> None:
        if account_id in self._order.hidden:
            self._change(self._order.hide(account_id, False))
        self.select(account_id)
