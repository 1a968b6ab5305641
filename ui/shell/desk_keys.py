"""What every page shares of the keyboard: the commands of the window, the palette, the sheet of all keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.protocol import Availability
from app.session import Session
from ui.kit import settings, shortcuts
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.pages import Page
from ui.palette import Hit, Palette
from ui.palette.finder import Finder, Place
from ui.shell.cheat_sheet import CheatSheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class DeskKeys(QObject):
    """Binds the commands that count everywhere, and carries out what the palette was told."""

    def __init__(self, session: Session, pages: Sequence[Page], tasks: TaskScope, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
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
        window = self._window
        for place in range(9):
            shortcuts.bind(window, f"tab_{place + 1}", lambda place=place: window.tabs.select_place(place))
        for place, page in enumerate(in_rail):
            shortcuts.bind(window, f"page_{place + 1}", lambda page_id=page.id: window.show_page(page_id))
        acts: dict[str, Callable[[], object]] = {
            "next_tab": lambda: window.tabs.step(1),
            "previous_tab": lambda: window.tabs.step(-1),
            "longest_waiting": lambda: window.show_page("inbox", "longest_waiting"),
            "palette": lambda: self.palette.open("all"),
            "go_anywhere": lambda: self.palette.open("go"),
            "search": lambda: self.palette.open("search"),
            "cheat_sheet": self.show_sheet,
            "online": lambda: window.choose_availability(Availability.ONLINE),
            "busy": lambda: window.choose_availability(Availability.BUSY),
            "away": lambda: window.choose_availability(Availability.AWAY),
            "theme_light": lambda: _use_theme("light"),
            "theme_dark": lambda: _use_theme("dark"),
            "theme_system": lambda: _use_theme(""),
            "language_zh": lambda: settings.language.set("zh_CN"),
            "language_en": lambda: settings.language.set("en"),
            "edit_keys": lambda: self.edit_keys(),
            "notice": window.notices.take_focus,
            "notice_away": window.notices.put_newest_away,
            "lock": window.lock_asked.emit,
            "quit": window.leave,
        }
        for name, act in acts.items():
            shortcuts.bind(window, name, act)

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
            self._window.show_page(hit.id)
        elif hit.kind == "account":
            self._window.tabs.select(hit.id)
            self._window.show_page("inbox")
        elif hit.kind == "filter":
            self._window.show_page("inbox", f"filter:{hit.id}")
        elif hit.kind == "quick_reply":
            self._window.show_page("inbox", f"reply:{hit.id}")
        elif found is not None and found.conversation_id:
            message = f"#{found.id}" if hit.kind == "message" else ""
            self._window.show_page("inbox", found.conversation_id + message)
        elif found is not None and found.customer_id:
            self.palette.open("search", (found.customer_id, found.title))


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
