"""What the inbox does at a key or a word of the palette; every command of it goes through here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.session import Session
from app.store import MessageRow
from app.store.handling import HIGHEST_PRIORITY
from ui.customer.identity_menu import identity_menu
from ui.kit import notices, shortcuts
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.models.saved_filters import SavedFilters
from ui.pages.contract import PageView
from ui.pages.inbox.card_room import CardRoom
from ui.pages.inbox.conversation_column import FILTER, ConversationColumn
from ui.pages.inbox.conversation_verbs import ConversationVerbs
from ui.pages.inbox.filter_desk import WITH_KEYS, FilterDesk
from ui.pages.inbox.queue_desk import QueueDesk
from ui.pages.inbox.talk import Talk

LONGEST = 2000
"""Characters of messages that a follow-up begins with."""

REPLY = "reply:"
"""What stands before the id of a quick reply that is to be inserted."""

ABOUT_CONVERSATIONS = (
    *("resolve", "reopen", "pending", "snooze", "take", "transfer", "give_back", "tag"),
    *("priority", "unread", "star", "pin", "mute", "card"),
    *(f"priority_{priority}" for priority in range(HIGHEST_PRIORITY + 1)),
    *(f"snooze_{preset}" for preset in ("tomorrow", "hour", "reply", "monday", "window", "custom")),
)
"""Commands that are names of ``ConversationVerbs.do``, too."""


class InboxCommands:
    """Bound to the keys of one page, for as long as it lives."""

    def __init__(
        self,
        page: PageView,
        talk: Talk,
        column: ConversationColumn,
        room: CardRoom,
        session: Session,
        saved: SavedFilters,
        tasks: TaskScope,
    ) -> None:
        self._page, self._talk, self._column, self._room = page, talk, column, room
        self._session, self._tasks = session, tasks
        self._verbs = ConversationVerbs(talk, column, room, session, tasks)
        self._filters = FilterDesk(session, saved, column, tasks)
        self._queue = QueueDesk(session.conversations, column.queue, tasks)
        self._queue.taken.connect(self._go)
        self._queue.all_wished.connect(lambda: column.show_view("unattended"))
        self._bind()

    def _bind(self) -> None:
        page, view = self._page, self._column.view
        acts: dict[str, Callable[[], object]] = {
            "note": self._talk.composer.toggle_mode,
            "follow_up": self.follow_up,
            "identity": lambda: self._tasks.start(self.choose_identity()),
            "find": self.find,
            "queue": self._queue.show_preview,
            "take_next": self._queue.take_next,
            "filters": self._filters.open_menu,
            "filter_new": self._filters.make,
            "filter_edit": self._filters.arrange,
        }
        for name, act in acts.items():
            shortcuts.bind(page, name, act)
        for name in ABOUT_CONVERSATIONS:
            shortcuts.bind(page, name, partial(self._verbs.do, name), partial(self._verbs.can_do, name))
        shortcuts.bind(view, "list_tag", partial(self._verbs.do, "tag"), partial(self._verbs.can_do, "tag"))
        shortcuts.bind(view, "list_follow_up", self.follow_up)
        shortcuts.bind(view, "list_mark_all", self._verbs.mark_all)
        shortcuts.bind(view, "list_mark_none", view.unmark)
        shortcuts.bind(view, "list_undo", self._verbs.undo)
        for place in range(WITH_KEYS):
            shortcuts.bind(view, f"filter_{place + 1}", partial(self._filters.choose, place))
        shortcuts.bind(view, "list_reply", self._choose_reply)
        shortcuts.bind(view, "list_select", self._talk.timeline.select_newest)

    def _choose_reply(self) -> None:
        self._talk.composer.edit.setFocus()
        self._talk.composer.open_list()

    def find(self) -> None:
        """Search what concerns the customer in front; without one, everything."""
        row = self._talk.row
        customer_id = row.customer_id if row is not None else ""
        self._page.palette_wished.emit("search", customer_id, row.title if row is not None and customer_id else "")

    def follow_up(self, message_id: str = "") -> None:
        """Begin a follow-up: of one message, else of those that are selected, else an empty one."""
        rows = self._talk.timeline.selected_rows()
        if message_id and message_id not in {row.id for row in rows}:
            one = self._talk.message(message_id)
            rows = [one] if one is not None else []
        self._room.show()
        self._room.card.follow_ups.write(_words(rows), tuple(row.id for row in rows))

    def reveal(self, target: str) -> None:
        """``<conversation>``, ``<conversation>#<message>``, ``longest_waiting``, ``filter:<id>`` or ``reply:<id>``."""
        conversation_id, _, message_id = target.partition("#")
        if target == "longest_waiting":
            self._tasks.start(self.open_longest_waiting())
        elif target.startswith(FILTER):
            self._tasks.start(self.show_filter(target.removeprefix(FILTER)))
        elif target.startswith(REPLY):
            self._tasks.start(self.insert(target.removeprefix(REPLY)))
        elif message_id:
            self._tasks.start(self._talk.show_message(conversation_id, message_id))
        elif target:
            self._go(target)

    async def show_filter(self, filter_id: str) -> None:
        """Turn the list to a saved filter."""
        await self._filters.show(filter_id)
        self._column.view.setFocus()

    async def insert(self, reply_id: str) -> None:
        """Put a quick reply into the answer."""
        reply = await self._session.quick_replies.get(reply_id)
        if reply is not None:
            self._talk.composer.insert(reply)

    async def open_longest_waiting(self) -> None:
        """Go to whoever has waited longest, over all accounts."""
        found = await self._session.conversations.longest_waiting()
        if found is not None:
            await self._talk.answer_in(found)

    def _go(self, conversation_id: str) -> None:
        self._tasks.start(self._talk.answer_in(conversation_id))

    async def choose_identity(self) -> None:
        """Offer the other accounts the customer writes to; the talk there opens, ready for the answer."""
        row = self._talk.row
        if row is None:
            return
        found = await self._session.customers.identities(row.customer_id) if row.customer_id else []
        others = [one for one in found if one.id != row.identity_id and one.conversation_id]
        there = await self._session.conversations.rows([one.conversation_id for one in others])
        if self._talk.row is None or self._talk.row.id != row.id:
            return
        if not others:
            notices.say(tr("IdentityMenu", "This customer writes to no other account"), tone=notices.Tone.INFO)
            return
        identity_menu(others, there, self._go, self._talk.composer)


def _words(rows: list[MessageRow]) -> str:
    return "\n".join(row.text for row in rows if row.text)[:LONGEST]
