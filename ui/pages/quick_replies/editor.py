"""Where a quick reply is written: title, shortcut, place, words with variables, what follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.store import QuickReplyRow
from ui.delegates.pictures import Pictures
from ui.delegates.plain import one_line
from ui.kit import shortcuts
from ui.kit.widgets import IconButton, label, push_button, restyle
from ui.pages.quick_replies.parts import PartList
from ui.pages.quick_replies.tree_model import Place
from ui.pages.quick_replies.variables import VariableButton, VariablePaint

LINE = 32
"""Pixels of a field, and so of what it is called."""


class ReplyEditor(QWidget):
    """One quick reply, or a new one.

    Signals:
        changed: something is not saved yet.
        save_asked, drop_asked: the agent's wish.
        conflict_asked: the agent wants to see the two versions.
        history_asked: the agent wants to see earlier ones.
    """

    changed = Signal()
    save_asked = Signal()
    drop_asked = Signal()
    conflict_asked = Signal()
    history_asked = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reply_editor")
        self.reply_id = ""
        self._base: dict[str, Any] = {}
        self._places: Sequence[Place] = ()
        self._showing = self._locked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._heading = label(size="heading")
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        self._history = IconButton("clock", self.tr("Earlier versions"), "reply_history", self)
        self._history.clicked.connect(self.history_asked)
        top.addWidget(self._history)
        self._drop = IconButton("trash", self.tr("Delete this quick reply"), "reply_drop", self)
        self._drop.clicked.connect(self.drop_asked)
        top.addWidget(self._drop)
        column.addLayout(top)
        self._conflict = push_button(
            self.tr("Changed by a colleague meanwhile: compare both"), "reply_conflict", role="link"
        )
        self._conflict.clicked.connect(self.conflict_asked)
        column.addWidget(self._conflict, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._fields())
        column.addWidget(self._body_bar())
        column.addWidget(self._body, 1)
        self.parts = PartList(pictures, self)
        self.parts.changed.connect(self._on_edit)
        column.addWidget(self.parts)
        column.addLayout(self._bottom())
        column.addStretch(1)
        self.setMaximumWidth(820)
        self._base = self.fields()

    def _fields(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self._title = QLineEdit(self)
        self._shortcut = QLineEdit(self)
        self._shortcut.setPlaceholderText("fhsj")
        self._shortcut.setMaximumWidth(220)
        self._place = QComboBox(self)
        self._place.setMinimumWidth(220)
        self._place.currentIndexChanged.connect(self._on_edit)
        for field, name, title in (
            (self._title, "reply_title", self.tr("Title")),
            (self._shortcut, "reply_shortcut", self.tr("Shortcut after /")),
            (self._place, "reply_place", self.tr("Category")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(title)
            caption = label(title, tone="ink2", size="caption")
            caption.setMinimumWidth(96)
            caption.setMinimumHeight(LINE)
            caption.setBuddy(field)
            form.addRow(caption, field)
        self._title.textEdited.connect(self._on_edit)
        self._shortcut.textEdited.connect(self._on_edit)
        return form

    def _body_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(label(self.tr("Text"), tone="ink2", size="caption"))
        row.addStretch(1)
        self._variables = VariableButton(self)
        self._variables.chosen.connect(self._insert)
        row.addWidget(self._variables)
        self._body = QPlainTextEdit(self)
        self._body.setObjectName("reply_body")
        self._body.setAccessibleName(self.tr("Text"))
        self._body.setTabChangesFocus(True)
        self._body.setMinimumHeight(96)
        self._body.setMaximumHeight(320)
        self._body.setPlaceholderText(self.tr("What will be sent. {{称呼}} is filled in for each customer."))
        self._body.textChanged.connect(self._on_edit)
        self._paint = VariablePaint(self._body.document())
        return bar

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._state = label(tone="ink3", size="caption")
        self._state.setObjectName("reply_state")
        row.addWidget(self._state, 1)
        self._save = push_button(self.tr("Save"), "reply_save", role="primary")
        shortcuts.hint(self._save, lambda: self._save.setToolTip(shortcuts.shown("save")))
        self._save.setMinimumWidth(96)
        self._save.clicked.connect(self.save_asked)
        row.addWidget(self._save)
        return row

    # -- what is shown

    def show_places(self, places: Sequence[Place]) -> None:
        """The categories to choose from; the chosen one stays."""
        if places == self._places:
            return
        self._places = places
        chosen, changed = self._place.currentData(), self.is_changed
        self._showing = True
        self._place.clear()
        for place in places:
            self._place.addItem(place.name, (place.scope, place.category_id))
        self._choose_place(chosen)
        self._showing = False
        if not changed:
            self._base = self.fields()

    def show_reply(self, reply: QuickReplyRow) -> None:
        """Show a stored one; whatever was typed before is replaced."""
        self._show(
            reply.id,
            reply.title,
            reply.shortcut,
            reply.body,
            reply.parts,
            (reply.scope, reply.category_id),
            reply.parked,
        )
        self._heading.setText(one_line(reply.title, 60) or self.tr("Quick reply"))

    def show_new(self, scope: str, category_id: str) -> None:
        """Show an empty one that will hang there."""
        self._show("", "", "", "", (), (scope, category_id), False)
        self._heading.setText(self.tr("New quick reply"))
        self._title.setFocus()

    def _show(
        self,
        reply_id: str,
        title: str,
        shortcut: str,
        body: str,
        parts: Sequence[Mapping[str, Any]],
        place: tuple[str, str],
        parked: bool,
    ) -> None:
        self._showing = True
        self.reply_id = reply_id
        self._title.setText(title)
        self._shortcut.setText(shortcut)
        self._body.setPlainText(body)
        self.parts.show_parts(parts)
        self._choose_place(place)
        self._conflict.setVisible(parked)
        self._drop.setVisible(bool(reply_id) and not self._locked)
        self._history.setVisible(bool(reply_id))
        restyle(self._body, "wrong", "false")
        self._showing = False
        self._base = self.fields()
        self._tell()

    def _choose_place(self, place: object) -> None:
        for at in range(self._place.count()):
            if tuple(self._place.itemData(at)) == place:
                self._place.setCurrentIndex(at)
                return

    def fields(self) -> dict[str, Any]:
        """Everything as it stands in the form."""
        scope, category_id = self._place.currentData() or ("", "")
        return {
            "title": self._title.text().strip(),
            "shortcut": self._shortcut.text().strip().lstrip("/／"),
            "scope": scope,
            "category_id": category_id,
            "body": self._body.toPlainText(),
            "parts": self.parts.parts(),
        }

    def changes(self) -> dict[str, Any]:
        """Only what differs from what was shown."""
        return {name: value for name, value in self.fields().items() if value != self._base.get(name)}

    @property
    def is_changed(self) -> bool:
        return bool(self.changes())

    def saved(self, reply_id: str) -> None:
        """What stands in the form is stored now."""
        self.reply_id, self._base = reply_id, self.fields()
        self._drop.setVisible(True)
        self._history.setVisible(True)
        self._tell()

    def blame_body(self) -> None:
        """There must be words."""
        restyle(self._body, "wrong", "true")
        self._body.setFocus()

    def lock(self, on: bool) -> None:
        """Whether this agent may only read."""
        self._locked = on
        for field in (self._title, self._shortcut, self._body):
            field.setReadOnly(on)
        self._place.setEnabled(not on)
        self._variables.setVisible(not on)
        self._save.setVisible(not on)
        self._drop.setVisible(bool(self.reply_id) and not on)
        self.parts.lock(on)
        self._tell()

    def _on_edit(self) -> None:
        if not self._showing:
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        changed = self.is_changed
        self._save.setEnabled(changed)
        if self._locked:
            self._state.setText(self.tr("To be used, not to be changed: you work here as a partner"))
            return
        self._state.setText(
            self.tr("Not saved yet") if changed else self.tr("Saved on this computer") if self.reply_id else ""
        )

    def _insert(self, text: str) -> None:
        self._body.insertPlainText(text)
        self._body.setFocus()
