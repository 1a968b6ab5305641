"""Where the agent answers: text, quick replies and attachments, kept as a draft until they go."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.rules.abilities import Mode, abilities
from app.store import ConversationRow, CustomerRow, MessageRow, Part, QuickReplyRow
from ui.delegates.plain import one_line
from ui.kit import settings
from ui.kit.tasks import TaskScope
from ui.kit.widgets import restyle
from ui.pages.inbox import composer_words as words
from ui.pages.inbox.attaching import Attaching
from ui.pages.inbox.colleagues import Colleagues
from ui.pages.inbox.composer_desk import Desk
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.composer_menu import ComposerMenu
from ui.pages.inbox.draft_keeper import DraftKeeper, as_data
from ui.pages.inbox.emoji import find_emoji
from ui.pages.inbox.filling import Filling
from ui.pages.inbox.occupancy import Occupancy
from ui.pages.inbox.other_people import OtherPeople
from ui.pages.inbox.quoting import quoted, quotes
from ui.pages.inbox.reply_chooser import ReplyChooser
from ui.pages.inbox.reply_context import context_of, variables
from ui.pages.inbox.sending import Sending
from ui.pages.inbox.triggers import Kind
from ui.pages.inbox.ways_out import WaysOut
from ui.pages.inbox.word_chooser import WordChooser
from ui.pages.inbox.word_popup import Word

__all__ = ["Composer", "Desk"]


class Composer(ComposerFrame):
    """What the field and its buttons do.

    Signals:
        sent: something went on its way.
        left: Escape; the keys belong to the list again.
    """

    sent = Signal()
    left = Signal()

    def __init__(self, desk: Desk, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(desk.pictures, parent)
        self._desk, self._tasks = desk, tasks
        self.row: ConversationRow | None = None
        self._customer: CustomerRow | None = None
        self._me = self._complaint = ""
        self._mode = "reply"
        self._keeper = DraftKeeper(desk.drafts, tasks, self)
        self._chooser = ReplyChooser(desk.quick_replies, tasks, self)
        self._colleagues = Colleagues(desk.users, desk.user_id, tasks, self)
        sources = {Kind.EMOJI: find_emoji, Kind.MENTION: self._colleagues.find, Kind.VARIABLE: self._variables}
        self._words = WordChooser(sources, self)
        self.occupancy = Occupancy(desk.conversations, desk.user_id, tasks, self)
        self._sending = Sending(desk.messages, tasks, self)
        self._filling = Filling(self)
        self._others = OtherPeople(desk.customers, tasks, self)
        self.ways = WaysOut(self.occupancy, tasks, self)
        self._menu = ComposerMenu(desk.shelf, self)
        self._attaching = Attaching(desk.shelf, tasks, self, self._takes_files)
        self._connect()
        self.show_conversation(None)

    def _connect(self) -> None:
        self.edit.send_wished.connect(self.send)
        self._chooser.picked.connect(self.insert)
        self._chooser.nothing_fits.connect(self.send)
        self.edit.escaped.connect(self.left)
        self.edit.textChanged.connect(self._typed)
        self._filling.filled.connect(self._filled)
        self.fill_in.asked.connect(self._lacks)
        self._keeper.restored.connect(self._others.remember)
        self.strip.changed.connect(self.show_budget)
        self._others.found.connect(self.show_budget)
        self.send_button.clicked.connect(self.send)
        self.later_button.clicked.connect(lambda: self._tasks.start(self._send_later()))
        self.reply_button.clicked.connect(lambda: self.choose_mode("reply"))
        self.note_button.clicked.connect(lambda: self.choose_mode("note"))
        self.quick_button.clicked.connect(self.open_list)
        self.emoji_button.clicked.connect(lambda: self._words.open(Kind.EMOJI, ":"))
        self.more_button.clicked.connect(lambda: self._menu.open(self._takes_files()))
        self._menu.variables_wished.connect(lambda: self._words.open(Kind.VARIABLE, "{{"))
        self._menu.card_wished.connect(lambda kind: self._tasks.start(self._menu.add_card(kind, self._takes_files)))
        self.ways.found.connect(self.show_budget)
        self.occupancy.changed.connect(self.show_budget)
        self._sending.changed.connect(self.show_budget)
        self._sending.taken_back.connect(self._give_back)
        settings.send_key.changed.connect(self._show_key)
        self._show_key()

    # -- whom it is for

    def show_conversation(self, row: ConversationRow | None) -> None:
        """Turn to a conversation; what was typed for the one before is kept with that one."""
        same = row is not None and self.row is not None and row.id == self.row.id
        self.row = row
        if not same:
            self._mode, self._customer = "reply", None
            self.ways.forget()
            self._sending.turn_to(row.id if row is not None else "")
            self._others.turn_to(row)
            self._turn_draft()
        self.occupancy.turn_to(row)
        self.show_budget()

    def show_customer(self, customer: CustomerRow | None, me: str) -> None:
        """Whose name, order and phone the variables stand for."""
        self._customer, self._me = customer, me
        self.ways.show_customer(customer)

    def show_rest(self, conversation_id: str, message_id: str, count: int) -> None:
        """Where how many parts were held back behind a failed one, and one of them; none: 0."""
        self._sending.show_rest(conversation_id, message_id, count)

    def choose_mode(self, mode: str) -> None:
        """Answer the customer ("reply") or write to colleagues ("note"); each keeps its own draft."""
        if mode != self._mode:
            self._mode = mode
            self._turn_draft()
        self.show_budget()
        self.edit.setFocus()

    def toggle_mode(self) -> None:
        """The other mode."""
        self.choose_mode("note" if self._mode == "reply" else "reply")

    @property
    def is_note(self) -> bool:
        """Whether what is typed is for colleagues only."""
        return self._mode == "note"

    def _copies(self) -> bool:
        return self.row is not None and abilities(self.row.account_kind).mode in (Mode.ASSISTED, Mode.RECORD)

    def _takes_files(self) -> ConversationRow | None:
        return None if self.is_note or self._copies() else self.row

    # -- what can be done now

    def show_budget(self) -> None:
        """Say what the button does and, when nothing can be sent, why and what else there is."""
        row = self.row
        closed = words.closed(row) if self._takes_files() is not None else ""
        blocker = "" if self.is_note else self.occupancy.blocker()
        self.setEnabled(row is not None)
        restyle(self, "mode", self._mode)
        self.reply_button.setChecked(not self.is_note)
        self.note_button.setChecked(self.is_note)
        text = words.of_send_button(row, self.is_note, self._copies())
        self.send_button.setText(text)
        self.send_button.setAccessibleName(text)
        typed = self.edit.toPlainText()
        too_long = words.too_long(self._takes_files(), typed)
        hindered = closed or blocker or too_long or self._sending.busy
        self.send_button.setEnabled(row is not None and not hindered)
        self.later_button.setVisible(self._takes_files() is not None)
        self.later_button.setEnabled(self.send_button.isEnabled())
        name = self._colleagues.name_of(blocker) if blocker else ""
        beyond = words.beyond(self._takes_files(), len(self.strip.parts) + bool(typed.strip()))
        complaint = self._complaint or ("" if self.is_note else too_long or self._others.warning() or beyond)
        self.reason.setText(words.reason(row, closed, name, complaint, self._copies() and not self.is_note))
        restyle(self.reason, "tone", "warn" if closed or blocker or complaint else "ink3")
        self.ways.offer(bool(closed), name)
        self.show_hint(not self.reason.text() and not self._sending.offers)
        for button in (self.image_button, self.file_button):
            button.setEnabled(self._takes_files() is not None)
        self.edit.mentions = self.is_note
        self.edit.setPlaceholderText(words.invitation(self.is_note))
        self.edit.setAccessibleName(words.of_field(self.is_note))

    def _show_key(self) -> None:
        self.edit.enter_sends = settings.send_key.get() == "enter"
        self.hint.setText(words.key_hint(self.edit.enter_sends))

    def _typed(self) -> None:
        if self.reason.text() or self.strip.parts or self.edit.document().characterCount() > words.SHORT:
            self._complain("")
        if self.is_note or self.row is None or self._keeper.filling:
            return
        self.occupancy.typing() if self.edit.toPlainText() else self.occupancy.resting()

    def _turn_draft(self) -> None:
        self.close_list()
        self._filling.close()
        self._complaint = ""
        self._keeper.turn_to(self.row.id if self.row is not None else "", self._mode)

    async def put_away(self) -> None:
        """Keep what is typed, now."""
        await self._keeper.put_away()

    # -- lists and quotes

    def close_list(self) -> None:
        """Put every list away."""
        self._chooser.close()
        self._words.close()

    def open_list(self) -> None:
        """Put a ``/`` where the cursor is."""
        self._chooser.open()

    def place_list(self) -> None:
        """Keep the lists above the field."""
        self._chooser.place()
        self._words.place()

    def _variables(self, query: str) -> list[Word]:
        return variables(query, context_of(self.row, self._customer, self._me, datetime.now())) if self.row else []

    def insert(self, reply: QuickReplyRow, send: bool = False) -> None:
        """Fill a quick reply in at the cursor; ``send`` it as well unless something is still open."""
        if self.row is None:
            return
        context = context_of(self.row, self._customer, self._me, datetime.now())
        expansion = self._desk.quick_replies.expand(reply, context)
        self.close_list()
        self.edit.stack(expansion.text)
        if self._takes_files() is not None:
            self.strip.extend(expansion.parts)
        self._tasks.start(self._desk.quick_replies.used(reply.id))
        self.edit.setFocus()
        if not self._filling.ask(send) and send:
            self.send()

    def quote(self, row: MessageRow, author: str) -> None:
        """Begin the answer with a message it answers to, as the customer will see it."""
        self.reply_to = row.id
        self.edit.put_first(quoted(author, row))
        self.edit.setFocus()

    def _lacks(self, name: str) -> None:
        self._complain(self.tr("Fill in {0} before it can be sent").format(one_line(name, 24)))

    def _filled(self, send: bool) -> None:
        self._complain("")
        if send:
            self.send()

    def _complain(self, words: str) -> None:
        self._complaint = words
        self.show_budget()

    # -- sending

    def send(self) -> None:
        """Send what is written, once; with nothing written, what was held back behind a failed part."""
        if self.edit.is_composing:
            return
        if not self.edit.toPlainText().strip() and not self.strip.parts:
            self._sending.continue_rest()
        elif self.send_button.isEnabled() and not self._filling.ask(True):
            self._tasks.start(self._send())

    async def _send(self, at: int = 0) -> None:
        row, text = self.row, self.edit.toPlainText()
        reply_to = self.reply_to if quotes(text) else ""
        parts = [Part(type="text", text=text, reply_to=reply_to)] if text.strip() else []
        parts += self.strip.parts if self._takes_files() is not None else []
        if row is None or not parts or self._sending.busy:
            return
        with self._sending.at_work():
            if not self.is_note and not await self._may_go(row):
                return
            if self.is_note:
                await self._sending.note(row.id, text, self._colleagues.named_in(text))
            elif self._copies():
                await self._sending.copy(row.id, text)
            else:
                await self._sending.send(row, parts, at)
        self._keeper.sent()
        self.occupancy.resting()
        self.sent.emit()

    async def _may_go(self, row: ConversationRow) -> bool:
        """Whether it is meant for them, and they are still the ones in front when that was asked."""
        return await self._others.may_go(row.title) and self.row is not None and self.row.id == row.id

    async def _send_later(self) -> None:
        if self.row is None or self.edit.is_composing or self._filling.ask(False):
            return
        at = await self._menu.ask_time(self.row)
        if at:
            await self._send(at)

    def _give_back(self, parts: list[Part]) -> None:
        """What was taken back stands here again, before what was begun meanwhile."""
        self.reply_to = next((part.reply_to for part in parts if part.reply_to), self.reply_to)
        self.edit.put_first("\n".join(part.text for part in parts if part.type == "text"))
        self.strip.restore(as_data([*(part for part in parts if part.type != "text"), *self.strip.parts]))
        self.strip.changed.emit()
        self.edit.setFocus()
