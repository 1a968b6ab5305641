"""Faces, colleagues and variables to choose from while writing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.plain import one_line
from ui.models.roles import Role
from ui.pages.inbox.choice_popup import ROW, WIDE, ChoicePopup, Index

NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Something to put into the text: ``face`` to look at, ``title`` and ``hint`` to read, ``text`` to insert."""

    title: str
    text: str
    face: str = ""
    hint: str = ""


class _Brush(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        word: Word | None = index.data(Role.ROW)
        if word is None:
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, ink("selected"))
        left = box.left() + 12
        if word.face:
            brushes.write(painter, QRectF(left, box.top(), 28, ROW), word.face, Face(18), ink("ink"))
            left += 34
        name = QRectF(left, box.top(), NAME, ROW)
        brushes.write(painter, name, one_line(word.title, 60), Face(13, True), ink("ink"))
        hint = QRectF(name.right() + 10, box.top(), box.right() - name.right() - 24, ROW)
        brushes.write(painter, hint, one_line(word.hint), Face(12), ink("ink3"))
        painter.restore()


class WordPopup(ChoicePopup):
    """The list of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(lambda word: f"{word.face} {word.title}".strip(), _Brush, parent)
        self.setObjectName("word_popup")
        self.setAccessibleName(self.tr("What can be inserted"))
        self.list.setObjectName("word_list")
        self.list.setAccessibleName(self.tr("Words that fit"))
