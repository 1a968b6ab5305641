"""The window: rail, account tabs, a stage for pages, the status bar. It knows of pages only what ``Page`` says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget

from app.protocol import Availability
from app.session import Session
from app.store import Changes
from ui.kit import notices, settings
from ui.kit.again import Again
from ui.kit.tasks import TaskScope
from ui.pages import Page, PageView
from ui.shell.account_tabs import AccountTabs
from ui.shell.desk_keys import DeskKeys
from ui.shell.notice_stack import NoticeStack
from ui.shell.rail import Rail
from ui.shell.status_bar import StatusBar
from ui.shell.tab_order import PREFERENCE, TabOrder

BADGES_REST = 100
"""Milliseconds in which all that comes changes the badges once."""
USUAL_SIZE = QSize(1440, 900)
SMALLEST = QSize(900, 500)


class MainWindow(QMainWindow):
    """One signed-in desk.

    Signals:
        close_asked: the window was asked to close; it stays until its owner lets it go.
        login_asked: the session is over and the agent wants to log in again.
        log_out_asked: the agent has confirmed to take this account off this computer.
        badge_changed(direct, indirect): what waits for the agent, for tray and dock.
        lock_asked: nobody shall see the desk for a while.
    """

    close_asked = Signal()
    login_asked = Signal()
    log_out_asked = Signal()
    badge_changed = Signal(int, bool)
    lock_asked = Signal()

    def __init__(self, session: Session, pages: Sequence[Page], version: str) -> None:
        super().__init__()
        self._session = session
        self._pages = {page.id: page for page in pages}
        self._views: dict[str, PageView] = {}
        self._page_id = ""
        self.has_tray = False
        """Whether a hidden window can be found again."""
        self._tasks = TaskScope(self)
        self._badges = Again(self._show_badges, self._tasks, self, pause=BADGES_REST)
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("Heliu"))
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(pages, self)
        self.tabs = AccountTabs(self)
        self.status = StatusBar(version, self)
        self._stage = QStackedWidget(self)
        self._stage.setObjectName("stage")
        self._lay_out()
        self.notices = NoticeStack(self, above=self.status.height())
        self.keys = DeskKeys(session, pages, self.tabs, self.notices, self._tasks, self)
        self._connect()
        self.destroyed.connect(session.feed.subscribe(self._on_changes))
        self.destroyed.connect(session.subscribe_status(self.status.show_status))

    def _lay_out(self) -> None:
        ground = QWidget(self)
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 2, 1)
        grid.addWidget(self.tabs, 0, 1)
        grid.addWidget(self._stage, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.rail.me.availability_chosen.connect(self.choose_availability)
        self.tabs.chosen.connect(self._follow_account)
        self.tabs.arranged.connect(self._keep_order)
        self.status.return_asked.connect(lambda: self.choose_availability(Availability.ONLINE))
        self.status.unsettled_asked.connect(lambda: self.show_page("conflicts"))
        self.status.login_asked.connect(self.login_asked)
        self.keys.page_wished.connect(self.show_page)
        self.keys.availability_chosen.connect(self.choose_availability)
        self.keys.lock_wished.connect(self.lock_asked)
        self.keys.quit_wished.connect(self.leave)

    async def fill(self) -> None:
        """Read what the shell itself shows: accounts, badges, me. What cannot be read is said and left out."""
        for reading in (self._show_accounts(), self._show_badges(), self._show_me()):
            if (task := self._tasks.start(reading)) is not None:
                await task

    # -- pages

    def show_page(self, page_id: str, target: str = "") -> None:
        """Bring a page to the front, made on first use, and let it reveal ``target``."""
        page = self._pages.get(page_id)
        if page is None:
            return
        view = self._views.get(page_id) or self._make(page)
        turned, self._page_id = page_id != self._page_id, page_id
        self._stage.setCurrentWidget(view)
        self.notices.lie_over(view.aside)
        self.rail.select(page_id)
        self.tabs.setVisible(page.has_accounts)
        if page.in_rail:
            settings.current_page.set(page_id)
        if page.has_accounts:
            view.show_account(self.tabs.current)
        if turned and view.first is not None:
            view.first.setFocus()
        if target:
            view.reveal(target)

    def view(self, page_id: str) -> PageView | None:
        """The page when it has been shown before."""
        return self._views.get(page_id)

    def is_in_view(self, page_id: str, target: str) -> bool:
        """Whether the conversation ``target`` is open on the page that is shown."""
        view = self._views.get(page_id)
        return self._page_id == page_id and view is not None and bool(target) and view.conversation_id == target

    def _make(self, page: Page) -> PageView:
        view = page.make(self._session, self._stage)
        view.setObjectName(f"page_{page.id}")
        view.badge_changed.connect(lambda direct, indirect: self.rail.show_badge(page.id, direct, indirect))
        view.page_wished.connect(self.show_page)
        view.account_wished.connect(self.tabs.select)
        view.palette_wished.connect(self.keys.open_palette)
        view.log_out_wished.connect(self.log_out_asked)
        self._views[page.id] = view
        self._stage.addWidget(view)
        return view

    def _follow_account(self, account_id: str) -> None:
        if (view := self._views.get(self._page_id)) and self._pages[self._page_id].has_accounts:
            view.show_account(account_id)

    # -- what the shell shows itself

    def _on_changes(self, changes: Changes) -> None:
        notices.voice.over.emit(notices.DISK_FULL)  # something was kept, so there is room again
        if changes.of("account") or changes.of("preference"):
            self._tasks.start(self._show_accounts())
        if changes.of("conversation") or changes.of("account"):
            self._badges.ask()
        if changes.of("user"):
            self._tasks.start(self._show_me())

    async def _show_accounts(self) -> None:
        order = TabOrder.of_value(await self._session.preferences.get(PREFERENCE))
        self.tabs.show_accounts(await self._session.accounts.all(), order)

    async def _show_badges(self) -> None:
        badges = await self._session.conversations.counts()
        self.tabs.show_badges(badges)
        direct = sum(badge.direct for badge in badges.values())
        indirect = any(badge.indirect for badge in badges.values())
        self.rail.show_badge("inbox", direct, indirect)
        name = self.tr("Heliu")
        self.setWindowTitle(f"({direct}) {name}" if direct else name)
        self.badge_changed.emit(direct, indirect)

    async def _show_me(self) -> None:
        me = await self._session.users.me()
        if me is not None:
            self.rail.me.show_me(me.name, me.id, me.availability)
            self.status.show_availability(me.availability)

    def choose_availability(self, availability: Availability) -> None:
        """I take new work from now on, or I do not."""
        self._tasks.start(self._session.users.set_availability(availability))

    def _keep_order(self, order: TabOrder) -> None:
        self._tasks.start(self._session.preferences.set(PREFERENCE, order.as_value()))

    # -- opening and closing

    def open_where_left(self) -> None:
        """Show the window as it was left, at the page that was open."""
        geometry = settings.window_geometry.get()
        if not (isinstance(geometry, QByteArray) and not geometry.isEmpty() and self.restoreGeometry(geometry)):
            self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))
        page_id = settings.current_page.get()
        self.show_page(page_id if page_id in self._pages else next(iter(self._pages)))
        self.show()
        view = self._views[self._page_id]
        (view.first or view).setFocus()

    def come_forward(self) -> None:
        """Be seen, whatever lay above."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    async def put_away(self) -> None:
        """Let every page keep what is typed, and remember the window's place."""
        settings.window_geometry.set(self.saveGeometry())
        for view in self._views.values():
            await view.put_away()

    def show_work(self, on: bool) -> None:
        """Let everything of the work be seen, or nothing."""
        self.centralWidget().setVisible(on)
        self.notices.hold(not on)

    def leave(self) -> None:
        """End the program, as soon as the work is put away."""
        self.close_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a wish: the window only hides where the agent chose so, else its owner ends the program."""
        event.ignore()
        application = QGuiApplication.instance()
        ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        if self.has_tray and settings.close_to_tray.get() and not ending:
            self.hide()
        else:
            self.leave()
