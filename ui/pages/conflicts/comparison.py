"""Mine and theirs side by side, with what differs marked, and the three ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.store import ConflictRow
from ui.delegates.plain import one_line
from ui.kit.record_words import field_name, kind_name, shown
from ui.kit.scopes import scope_name
from ui.kit.side_by_side import SideBySide
from ui.kit.widgets import Paragraph, label, push_button


class Comparison(QWidget):
    """One parked edit.

    Signals:
        theirs_chosen, mine_chosen: keep that version.
        text_chosen(text): write this instead of both.
    """

    theirs_chosen = Signal()
    mine_chosen = Signal()
    text_chosen = Signal(str)

    def __init__(self, me: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._me = me
        self.setObjectName("comparison")
        self._shown = ""
        self._begun: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._heading = label(size="heading")
        column.addWidget(self._heading)
        self._story = Paragraph(tone="ink2")
        self._story.setObjectName("conflict_story")
        column.addWidget(self._story)
        theirs, mine = self.tr("Theirs, as it stands now"), self.tr("Mine, not yet kept")
        self._sides = SideBySide((theirs, "conflict_theirs"), (mine, "conflict_mine"), self)
        column.addWidget(self._sides, 1)
        column.addLayout(self._buttons())
        self._edit_title = label(self.tr("Make one text of both"), tone="ink2", size="caption")
        column.addWidget(self._edit_title)
        self._edit = QPlainTextEdit(self)
        self._edit.setObjectName("conflict_edit")
        self._edit.setAccessibleName(self._edit_title.text())
        self._edit.setTabChangesFocus(True)
        column.addWidget(self._edit, 1)
        self._save = push_button(self.tr("Save this text"), "conflict_save", role="primary")
        self._save.clicked.connect(lambda: self.text_chosen.emit(self._edit.toPlainText()))
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)

    def _buttons(self) -> QHBoxLayout:
        """Each under the version that it keeps."""
        theirs = push_button(self.tr("Keep theirs"), "conflict_keep_theirs")
        theirs.clicked.connect(self.theirs_chosen)
        mine = push_button(self.tr("Use mine"), "conflict_use_mine")
        mine.clicked.connect(self.mine_chosen)
        self._open_edit = push_button(self.tr("Edit"), "conflict_open_edit")
        self._open_edit.clicked.connect(lambda: self._show_edit(True))
        row = QHBoxLayout()
        row.setSpacing(16)
        for buttons in ((theirs,), (mine, self._open_edit)):
            half = QHBoxLayout()
            half.setSpacing(8)
            for button in buttons:
                half.addWidget(button)
            half.addStretch(1)
            row.addLayout(half, 1)
        return row

    def show_conflict(self, row: ConflictRow) -> None:
        """Show one; the edit field is folded away until it is asked for, and keeps what was begun there."""
        mine, theirs = shown(row.mine), shown(row.theirs)
        self._heading.setText(one_line(row.title, 60) or kind_name(row.kind))
        place = [scope_name(row.scope, row.team)] if row.scope else []
        self._story.setText(" · ".join((kind_name(row.kind), *place, self._story_of(row))))
        self._sides.show_texts(theirs, mine)
        self._open_edit.setVisible(isinstance(row.mine, str))
        if row.id != self._shown:
            if self._edit.isVisibleTo(self):
                self._begun[self._shown] = self._edit.toPlainText()
            self._shown = row.id
            self._edit.setPlainText(self._begun.get(row.id, mine))
            self._show_edit(row.id in self._begun)

    def _story_of(self, row: ConflictRow) -> str:
        name = one_line(row.with_name, 20)
        if row.gone:
            story = self.tr("A colleague deleted it while you changed “{0}”. “Use mine” brings it back.")
        elif row.with_id == self._me:
            story = self.tr("You changed “{0}” on another device as well. Both versions are safe: choose one.")
        elif name:
            story = self.tr("You and {1} changed “{0}” at the same time. Both versions are safe: choose one.")
        else:
            story = self.tr("You and a colleague changed “{0}” at the same time. Both versions are safe: choose one.")
        return story.format(field_name(row.field), name)

    def _show_edit(self, on: bool) -> None:
        for widget in (self._edit_title, self._edit, self._save):
            widget.setVisible(on)
        self._open_edit.setEnabled(not on)
        if on:
            self._edit.setFocus()
