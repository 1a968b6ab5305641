"""Mine and theirs side by side, with what differs marked, and the three ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.store import ConflictRow
from ui.kit.differences import differences
from ui.kit.marked_text import MarkedText
from ui.kit.widgets import Paragraph, label, push_button
from ui.pages.conflicts.words import field_name, kind_name, shown


class Comparison(QWidget):
    """One parked edit.

    Signals:
        theirs_chosen, mine_chosen: keep that version.
        text_chosen(text): write this instead of both.
    """

    theirs_chosen = Signal()
    mine_chosen = Signal()
    text_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._heading = label(size="heading")
        column.addWidget(self._heading)
        self._story = Paragraph(tone="ink2")
        column.addWidget(self._story)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        self._theirs = self._side(sides, self.tr("Theirs, as it stands now"), "conflict_theirs")
        self._mine = self._side(sides, self.tr("Mine, not yet kept"), "conflict_mine")
        column.addLayout(sides, 1)
        self._edit_title = label(self.tr("Make one text of both"), tone="ink2", size="caption")
        column.addWidget(self._edit_title)
        self._edit = QPlainTextEdit(self)
        self._edit.setObjectName("conflict_edit")
        self._edit.setAccessibleName(self._edit_title.text())
        self._edit.setTabChangesFocus(True)
        column.addWidget(self._edit, 1)
        column.addLayout(self._buttons())

    def _side(self, row: QHBoxLayout, title: str, name: str) -> MarkedText:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(title, tone="ink2", size="caption"))
        text = MarkedText(title, name, self)
        column.addWidget(text, 1)
        row.addLayout(column, 1)
        return text

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        theirs = push_button(self.tr("Keep theirs"), "conflict_keep_theirs")
        theirs.clicked.connect(self.theirs_chosen)
        mine = push_button(self.tr("Use mine"), "conflict_use_mine")
        mine.clicked.connect(self.mine_chosen)
        self._open_edit = push_button(self.tr("Edit"), "conflict_open_edit")
        self._open_edit.clicked.connect(lambda: self._show_edit(True))
        self._save = push_button(self.tr("Save this text"), "conflict_save", role="primary")
        self._save.clicked.connect(lambda: self.text_chosen.emit(self._edit.toPlainText()))
        for button in (theirs, mine, self._open_edit):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._save)
        return row

    def show_conflict(self, row: ConflictRow) -> None:
        """Show one; the edit field is folded away until it is asked for."""
        mine, theirs = shown(row.mine), shown(row.theirs)
        self._heading.setText(row.title or kind_name(row.kind))
        if row.gone:
            story = self.tr("A colleague deleted it while you changed “{0}”. “Use mine” brings it back.")
        else:
            story = self.tr("You and a colleague changed “{0}” at the same time. Both versions are safe: choose one.")
        self._story.setText(f"{kind_name(row.kind)} · " + story.format(field_name(row.field)))
        removed, added = differences(theirs, mine)
        self._theirs.show_text(theirs, removed, "removed")
        self._mine.show_text(mine, added, "added")
        self._open_edit.setVisible(isinstance(row.mine, str))
        self._edit.setPlainText(mine)
        self._show_edit(False)

    def _show_edit(self, on: bool) -> None:
        for widget in (self._edit_title, self._edit, self._save):
            widget.setVisible(on)
        self._open_edit.setEnabled(not on)
        if on:
            self._edit.setFocus()
