"""The card of a customer: who this is, what they are like, what was promised."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.session import Session
from app.store import Changes, ConversationRow, CustomerRow
from ui.customer.follow_up_section import FollowUpSection
from ui.customer.identity_section import IdentitySection
from ui.customer.profile_section import ProfileSection
from ui.customer.tag_section import TagSection
from ui.delegates import brushes
from ui.delegates.brushes import ink
from ui.delegates.clocks import DAY, now_ms
from ui.delegates.names import name_of
from ui.delegates.plain import one_line
from ui.kit.skeleton import Skeleton
from ui.kit.tasks import TaskScope
from ui.kit.widgets import AvatarLabel, ElidedLabel

HEAD = 80
"""Pixels of the face and the name, with the room around them."""

LINE, HEADINGS, EMPTY = 24, (0, 8, 11), (7, 10)
"""Pixels of a line of what is still being read; which of them are headings, and which hold nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose card it is, and where the agent comes from: a talk with one of their identities, or none in particular.

    ``name`` is what they are called until more is known.
    """

    customer_id: str = ""
    name: str = ""
    conversation_id: str = ""
    identity_id: str = ""

    @property
    def seed(self) -> str:
        """What gives the face its colour."""
        return self.customer_id or self.conversation_id

    def is_like(self, other: Subject | None) -> bool:
        """Whether the other one is the same person, looked at from the same place."""
        return other is not None and (self.seed, self.conversation_id) == (other.seed, other.conversation_id)


def subject_of(row: ConversationRow | None) -> Subject | None:
    """Whom a conversation is with."""
    if row is None:
        return None
    return Subject(customer_id=row.customer_id, name=name_of(row), conversation_id=row.id, identity_id=row.identity_id)


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """What is known of a customer, before it is known."""
    if at in HEADINGS:
        brushes.slab(painter, QRectF(16, 6, 56, 10), 5, ink("chip"))
    elif at < max(HEADINGS) + 3 and at not in EMPTY:
        brushes.slab(painter, QRectF(16, 8, 40, 8), 4, ink("chip"))
        brushes.slab(painter, QRectF(83, 8, (wide - 99) * (0.5 + at % 3 * 0.2), 8), 4, ink("chip"))


class CustomerCard(QScrollArea):
    """A column of sections.

    Signals:
        customer_shown(CustomerRow): the card was read; None for groups and strangers.
        conversation_wished(str): go to another identity's talk.
    """

    customer_shown = Signal(object)
    conversation_wished = Signal(str)

    def __init__(self, session: Session, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._customers, self._tasks = session.customers, tasks
        self._subject: Subject | None = None
        self.setObjectName("customer_card")
        self.setAccessibleName(self.tr("Customer card"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(220)
        self.profile = ProfileSection(session.customers, tasks, self)
        self.tags = TagSection(session.tags, tasks, self)
        self.follow_ups = FollowUpSection(session.follow_ups, tasks, self)
        self.identities = IdentitySection(session.customers, session.conversations, self)
        self.identities.chosen.connect(self.conversation_wished)
        self.setWidget(self._ground())
        self.destroyed.connect(session.feed.subscribe(self._on_changes))

    def _ground(self) -> QWidget:
        ground = QWidget(self)
        ground.setProperty("ground", "panel")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = self._column = QVBoxLayout(ground)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        self._face = AvatarLabel("", 48)
        self._name = ElidedLabel(size="title")
        self._name.setObjectName("card_name")
        self._facts = ElidedLabel(tone="ink3", size="caption")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._face)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._facts)
        names.addStretch(1)
        head.addLayout(names, 1)
        column.addLayout(head)
        self._sections = (self.profile, self.tags, self.follow_ups, self.identities)
        self.follow_ups.begun.connect(self._show_form, Qt.ConnectionType.QueuedConnection)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self._skeleton = Skeleton(ground, skeleton, LINE, top=HEAD)
        return ground

    def _show_form(self) -> None:
        self.ensureWidgetVisible(self.follow_ups.form)

    def add_below(self, section: QWidget) -> None:
        """A section of the page's own. It may come and go: nothing stands below it that would jump."""
        self._column.insertWidget(self._column.count() - 1, section)

    @property
    def customer_id(self) -> str:
        """Whose card it is; empty when nobody's."""
        return self._subject.customer_id if self._subject is not None else ""

    def show_customer(self, subject: Subject | None) -> None:
        """Show who this is; None: nobody."""
        same = subject.is_like(self._subject) if subject is not None else False
        self._subject = subject
        if same:
            return
        self.widget().setVisible(subject is not None)
        self.verticalScrollBar().setValue(0)
        if subject is not None:
            self._name.show_text(subject.name)
            self._face.show_name(subject.name, subject.seed)
            self._facts.show_text("")
            self._skeleton.wait()
            self._tasks.start(self._read(subject))

    def _is_shown(self, subject: Subject) -> bool:
        return subject.is_like(self._subject)

    async def _read(self, subject: Subject) -> None:
        customer = await self._customers.get(subject.customer_id) if subject.customer_id else None
        if not self._is_shown(subject):
            return
        for section in self._sections:
            section.setVisible(customer is not None)
        self.customer_shown.emit(customer)
        if customer is not None:
            self._show(customer)
            await self.tags.show_customer(customer.id)
            await self.follow_ups.show_customer(customer.id, subject.conversation_id)
            await self.identities.show_customer(customer.id, subject.identity_id)
        if self._is_shown(subject):
            self._skeleton.done()

    def _show(self, customer: CustomerRow) -> None:
        title = one_line(customer.title) or (self._subject.name if self._subject is not None else "")
        self._name.show_text(title)
        self._face.show_name(title, customer.id)
        gender = {1: self.tr("Male"), 2: self.tr("Female")}.get(customer.gender, "")
        days = max(0, (now_ms() - customer.created_at) // DAY) if customer.created_at else 0
        since = self.tr("%n day(s) with us", "", days) if days else ""
        facts = [gender, one_line(customer.city, 20), since]
        self._facts.show_text(" · ".join(word for word in facts if word))
        self.profile.show_customer(customer)

    def _on_changes(self, changes: Changes) -> None:
        subject = self._subject
        if subject is None:
            return
        if subject.customer_id in changes.of("customer") or subject.identity_id in changes.of("identity"):
            self._tasks.start(self._read(subject))
            return
        if subject.customer_id and changes.of("identity"):
            self._tasks.start(self.identities.show_customer(subject.customer_id, subject.identity_id))
        if changes.of("customer_tag") or changes.of("tag") or changes.of("tag_group"):
            self._tasks.start(self.tags.show_customer(subject.customer_id))
        if changes.of("follow_up"):
            self._tasks.start(self.follow_ups.show_customer(subject.customer_id, subject.conversation_id))
