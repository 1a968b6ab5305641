"""Where the agent answers: text, quick replies and attachments, kept as a draft until they go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.rules.abilities import Mode, abilities
from app.rules.budget import Budget
from app.services import DraftService, MessageService, QuickReplyService
from app.store import ConversationRow, CustomerRow, Part, QuickReplyRow
from ui.delegates.clocks import now_ms
from ui.delegates.plain import one_line
from ui.delegates.quota import quota
from ui.kit import notices, settings
from ui.kit.dialogs import choose_file
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import restyle
from ui.pages.inbox.attachments import Attachment, content_of, look_at, save_pasted
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.draft_keeper import DraftKeeper, as_data
from ui.pages.inbox.reply_chooser import ReplyChooser
from ui.pages.inbox.reply_context import context_of


class Shelf(Protocol):
    """Where files of this machine are kept by their content."""

    def path_of(self, media_id: str) -> Path: ...

    def keep(self, source: Path) -> Awaitable[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The verbs a composer needs."""

    messages: MessageService
    quick_replies: QuickReplyService
    drafts: DraftService
    shelf: Shelf


class Composer(ComposerFrame):
    """What the field and its buttons do.

    Signals:
        sent: something went on its way.
        left: Escape; the keys belong to the list again.
        conversation_wished(str): answer the same person there, where it is still possible.
    """

    sent = Signal()
    left = Signal()
    conversation_wished = Signal(str)

    def __init__(self, desk: Desk, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._row: ConversationRow | None = None
        self._customer: CustomerRow | None = None
        self._me = ""
        self._mode = "reply"
        self._sending = False
        self._way_out = ""
        self._keeper = DraftKeeper(desk.drafts, tasks, self)
        self._chooser = ReplyChooser(desk.quick_replies, tasks, self)
        self._connect()
        self.show_conversation(None)

    def _connect(self) -> None:
        self.edit.send_wished.connect(self.send)
        self._chooser.picked.connect(self.insert)
        self._chooser.nothing_fits.connect(self.send)
        self.edit.image_pasted.connect(lambda image: self._tasks.start(self._attach_image(image)))
        self.edit.files_given.connect(lambda paths: self._tasks.start(self._attach(list(paths))))
        self.edit.escaped.connect(self.left)
        self.send_button.clicked.connect(self.send)
        self.elsewhere.clicked.connect(lambda: self.conversation_wished.emit(self._way_out))
        self.reply_button.clicked.connect(lambda: self.choose_mode("reply"))
        self.note_button.clicked.connect(lambda: self.choose_mode("note"))
        self.quick_button.clicked.connect(self.open_list)
        self.image_button.clicked.connect(lambda: self._tasks.start(self._choose("image")))
        self.file_button.clicked.connect(lambda: self._tasks.start(self._choose("file")))
        settings.send_key.changed.connect(self._show_key)
        self._show_key()

    # -- whom it is for

    def show_conversation(self, row: ConversationRow | None) -> None:
        """Turn to a conversation; what was typed for the one before is kept with that one."""
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        if not same:
            self._mode, self._customer, self._way_out = "reply", None, ""
            self._turn_draft()
        self.show_budget()

    def show_customer(self, customer: CustomerRow | None, me: str) -> None:
        """Whose name, order and phone the variables stand for."""
        self._customer, self._me = customer, me

    def show_way_out(self, conversation_id: str, account_name: str) -> None:
        """Where the customer can be answered when not here."""
        self._way_out = conversation_id
        self.elsewhere.setText(self.tr("Answer from “{0}”").format(one_line(account_name, 24)))
        self.elsewhere.setAccessibleName(self.elsewhere.text())
        self.show_budget()

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
        kind = self._row.account_kind if self._row is not None else None
        return kind is not None and abilities(kind).mode in (Mode.ASSISTED, Mode.RECORD)

    def show_budget(self) -> None:
        """Say what the button does and, when nothing can be sent, why."""
        row = self._row
        self.setEnabled(row is not None)
        budget = quota(row, now_ms()) if row is not None else None
        closed = self._closed(budget)
        restyle(self, "mode", self._mode)
        self.reply_button.setChecked(not self.is_note)
        self.note_button.setChecked(self.is_note)
        name = one_line(row.account_name, 24) if row is not None else ""
        if self.is_note:
            text = self.tr("Save the note")
        elif self._copies():
            text = self.tr("Copy and mark as “{0}”").format(name)
        else:
            text = self.tr("Send as “{0}”").format(name) if name else self.tr("Send")
        self.send_button.setText(text)
        self.send_button.setAccessibleName(text)
        self.send_button.setEnabled(row is not None and not closed and not self._sending)
        why = closed
        if not why and self._copies() and not self.is_note and row is not None:
            why = tr("Abilities", abilities(row.account_kind).why)
        self.reason.setText(why)
        self.elsewhere.setVisible(bool(closed and self._way_out))
        self.hint.setVisible(not closed)
        restyle(self.reason, "tone", "warn" if closed else "ink3")
        for button in (self.image_button, self.file_button):
            button.setEnabled(row is not None and not self.is_note and not self._copies())
        self.edit.setPlaceholderText(self._invitation())
        self.edit.setAccessibleName(self.tr("Internal note") if self.is_note else self.tr("Reply"))

    def _closed(self, budget: Budget | None) -> str:
        if budget is None or self.is_note or self._copies():
            return ""
        return "" if budget.open else tr("Budget", budget.why)

    def _invitation(self) -> str:
        if self.is_note:
            return self.tr("Only colleagues see this. @ mentions one of them.")
        return self.tr("Write an answer. / finds quick replies by pinyin.")

    def _show_key(self) -> None:
        self.edit.enter_sends = settings.send_key.get() == "enter"
        key = self.tr("Ctrl Enter for a new line · Enter sends") if self.edit.enter_sends else ""
        self.hint.setText(key or self.tr("Enter for a new line · Ctrl Enter sends"))

    def _turn_draft(self) -> None:
        self.close_list()
        self._keeper.turn_to(self._row.id if self._row is not None else "", self._mode)

    async def put_away(self) -> None:
        """Keep what is typed, now."""
        await self._keeper.put_away()

    # -- quick replies

    def close_list(self) -> None:
        """Put the list of quick replies away."""
        self._chooser.close()

    def open_list(self) -> None:
        """Put a ``/`` where the cursor is."""
        self._chooser.open()

    def place_list(self) -> None:
        """Keep the list above the field."""
        self._chooser.place()

    def insert(self, reply: QuickReplyRow, send: bool = False) -> None:
        """Fill a quick reply in at the cursor; ``send`` it as well unless something is still open."""
        if self._row is None:
            return
        context = context_of(self._row, self._customer, self._me, datetime.now())
        expansion = self._desk.quick_replies.expand(reply, context)
        self.close_list()
        self.edit.replace_query(expansion.text)
        if not self.is_note and not self._copies():
            self.strip.restore([*as_data(self.strip.parts), *expansion.parts])
            self.strip.changed.emit()
        self._tasks.start(self._desk.quick_replies.used(reply.id))
        self.edit.setFocus()
        if expansion.unresolved:
            self._stop_at_variable()
        elif send:
            self.send()

    def _stop_at_variable(self) -> bool:
        """Whether something must still be filled in; it is marked, and the reason is said where the eye is."""
        name = self.edit.first_variable()
        if name:
            self.reason.setText(self.tr("Fill in {0} before it can be sent").format(name.strip("{}[]｛｝【】 ")))
            restyle(self.reason, "tone", "bad")
            self.edit.setFocus()
        return bool(name)

    # -- attachments

    async def _choose(self, kind: str) -> None:
        patterns = self.tr("Pictures (*.png *.jpg *.jpeg *.gif)") if kind == "image" else self.tr("All files (*)")
        path = await choose_file(self, self.tr("Attach"), patterns)
        if path is not None:
            await self._attach([path])

    async def _attach_image(self, image: QImage) -> None:
        path = await asyncio.to_thread(save_pasted, image)
        try:
            await self._attach([path])
        finally:
            await asyncio.to_thread(path.unlink, True)

    async def _attach(self, paths: list[Path]) -> None:
        """Check each file, keep it, show it; one that the platform would refuse is named and left out."""
        row = self._row
        if row is None or self.is_note or self._copies():
            notices.say(self.tr("Files cannot be sent here"), tone=notices.Tone.WARN)
            return
        for path in paths:
            kind, size, thumb = await asyncio.to_thread(look_at, row.account_kind, path)
            media_id = await self._desk.shelf.keep(path)
            if self._row is None or self._row.id != row.id:
                return
            part = Part(type=kind, content=content_of(media_id, path.name, size, thumb))
            self.strip.add(Attachment(part=part, name=path.name, size=size, thumb=thumb))

    # -- sending

    def send(self) -> None:
        """Send what is written, once."""
        if self.send_button.isEnabled() and not self.edit.is_composing and not self._stop_at_variable():
            self._tasks.start(self._send())

    async def _send(self) -> None:
        row, text = self._row, self.edit.toPlainText()
        parts = [Part(type="text", text=text)] if text.strip() else []
        parts += [] if self.is_note or self._copies() else self.strip.parts
        if row is None or not parts or self._sending:
            return
        self._sending = True
        try:
            await self._deliver(row.id, text, parts)
            self._keeper.sent()
        finally:
            self._sending = False
            self.show_budget()
        self.sent.emit()

    async def _deliver(self, conversation_id: str, text: str, parts: list[Part]) -> None:
        if self.is_note:
            await self._desk.messages.note(conversation_id, text)
        elif self._copies():
            QGuiApplication.clipboard().setText(text)
            await self._desk.messages.copy_and_mark(conversation_id, text)
            notices.say(self.tr("Copied. Paste it in WeChat; it is marked as sent here."), tone=notices.Tone.GOOD)
        else:
            await self._desk.messages.send(conversation_id, parts)
