"""What every page shares of the keyboard: the commands of the window, the palette, the sheet of all keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.protocol import Availability
from app.session import Session
from ui.kit import settings, shortcuts
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.pages import Page
from ui.palette import Hit, Palette
from ui.palette.finder import Finder, Place
from ui.shell.account_tabs import AccountTabs
from ui.shell.cheat_sheet import CheatSheet
from ui.shell.notice_stack import NoticeStack


class DeskKeys(QObject):
    """Binds the commands that count everywhere in ``window``, and carries out what the palette was told.

    Signals:
        page_wished(page_id, target): please show that page and let it ``reveal`` the target.
        availability_chosen(Availability): I take new work from now on, or I do not.
        lock_wished: nobody shall see the desk for a while.
        quit_wished: the agent wants to end the program.
    """

    page_wished = Signal(str, str)
    availability_chosen = Signal(object)
    lock_wished = Signal()
    quit_wished = Signal()

    def __init__(
        self,
        session: Session,
        pages: Sequence[Page],
        tabs: AccountTabs,
        notices: NoticeStack,
        tasks: TaskScope,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._notices = window, tabs, notices
        self.edit_keys: Callable[[], None] = lambda: None
        """Lets the agent change the keys."""
        in_rail = [page for page in pages if page.in_rail][:9]
        places = _places(pages, in_rail)
        finder = Finder(session.search, session.accounts, session.saved_filters, places, self._bound)
        self.palette = Palette(finder, tasks, window)
        self.palette.chosen.connect(self._take)
        self._sheet: CheatSheet | None = None
        self._bind(in_rail)

    def _bind(self, in_rail: Sequence[Page]) -> None:
        window, choose = self._window, self.availability_chosen.emit
        for place in range(9):
            shortcuts.bind(window, f"tab_{place + 1}", partial(self._tabs.select_place, place))
        for place, page in enumerate(in_rail):
            shortcuts.bind(window, f"page_{place + 1}", partial(self._go, page.id))
        acts: dict[str, Callable[[], object]] = {
            "next_tab": partial(self._tabs.step, 1),
            "previous_tab": partial(self._tabs.step, -1),
            "longest_waiting": partial(self._go, "inbox", "longest_waiting"),
            "palette": partial(self.palette.open, "all"),
            "go_anywhere": partial(self.palette.open, "go"),
            "search": partial(self.palette.open, "search"),
            "cheat_sheet": self.show_sheet,
            "online": partial(choose, Availability.ONLINE),
            "busy": partial(choose, Availability.BUSY),
            "away": partial(choose, Availability.AWAY),
            "theme_light": partial(_use_theme, "light"),
            "theme_dark": partial(_use_theme, "dark"),
            "theme_system": partial(_use_theme, ""),
            "language_zh": partial(settings.language.set, "zh_CN"),
            "language_en": partial(settings.language.set, "en"),
            "edit_keys": lambda: self.edit_keys(),
            "notice": self._notices.take_focus,
            "notice_away": self._notices.put_newest_away,
            "lock": self.lock_wished.emit,
            "quit": self.quit_wished.emit,
        }
        for name, act in acts.items():
            shortcuts.bind(window, name, act)

    def _go(self, page_id: str, target: str = "") -> None:
        self.page_wished.emit(page_id, target)

    def open_palette(self, mode: str, customer_id: str = "", name: str = "") -> None:
        """What a page wishes."""
        self.palette.open(mode, (customer_id, name))

    def show_sheet(self) -> None:
        """Show all keys; a second time puts them away."""
        if self._sheet is None:
            self._sheet = CheatSheet(self._window)
            self._sheet.edit_wished.connect(lambda: self.edit_keys())
        self._sheet.open()

    def _bound(self) -> dict[str, shortcuts.Binding]:
        return shortcuts.bound(self._window)

    def _take(self, hit: Hit) -> None:
        found = hit.found
        if hit.kind == "command":
            shortcuts.give(self._window, hit.id)
        elif hit.kind == "page":
            self._go(hit.id)
        elif hit.kind == "account":
            self._tabs.select(hit.id)
            self._go("inbox")
        elif hit.kind == "filter":
            self._go("inbox", f"filter:{hit.id}")
        elif hit.kind == "quick_reply":
            self._go("inbox", f"reply:{hit.id}")
        elif found is not None and found.conversation_id:
            message = f"#{found.id}" if hit.kind == "message" else ""
            self._go("inbox", found.conversation_id + message)
        elif found is not None and found.customer_id:
            self._go("customers", found.customer_id)


def _places(pages: Sequence[Page], in_rail: Sequence[Page]) -> list[Place]:
    return [
        Place(
            id=page.id,
            title=tr("Pages", page.title),
            icon=page.icon,
            command=f"page_{in_rail.index(page) + 1}" if page in in_rail else "",
        )
        for page in pages
    ]


def _use_theme(choice: str) -> None:
    settings.theme_choice.set(choice)
    theme().choose(choice)
