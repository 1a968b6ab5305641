"""Dialogs are awaited, never exec()'d: a nested event loop would lose the tasks that wake in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, label, push_button


async def ask(dialog: QDialog) -> int:
    """Show ``dialog`` over its window and wait for its code (QDialog.Accepted or Rejected); it is gone afterwards."""
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(code: int) -> None:
        if not answer.done():
            answer.set_result(code)

    dialog.finished.connect(settle)
    dialog.open()
    try:
        return await answer
    finally:
        if isValid(dialog):  # else its window went first
            dialog.deleteLater()


class Question(QDialog):
    """A heading, a sentence and two or three buttons; Escape is always "no".

    The code of a third button (``other``) is 2.
    """

    OTHER = 2

    def __init__(
        self, parent: QWidget, title: str, text: str, *, yes: str, no: str = "", other: str = "", danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(title, size="title"))
        words = Paragraph(text, tone="ink2")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self._add(row, no or tr("Question", "Cancel"), "question_no", "", 0)
        if other:
            self._add(row, other, "question_other", "", self.OTHER)
        accept = self._add(row, yes, "question_yes", "danger" if danger else "primary", 1)
        accept.setDefault(not danger)
        column.addLayout(row)

    def _add(self, row: QHBoxLayout, text: str, name: str, role: str, code: int) -> QPushButton:
        button = push_button(text, name, role=role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.done(code))
        row.addWidget(button)
        return button


async def confirm(parent: QWidget, title: str, text: str, *, yes: str, danger: bool = False) -> bool:
    """Whether the user says ``yes``."""
    return await ask(Question(parent, title, text, yes=yes, danger=danger)) == 1


async def choose_file(parent: QWidget, title: str, patterns: str) -> Path | None:
    """An existing file, or None. ``patterns`` as in QFileDialog: ``Tables (*.xlsx *.csv)``."""
    dialog = QFileDialog(parent, title, _documents(), patterns)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(await _chosen(dialog)), None)


async def choose_files(parent: QWidget, title: str, patterns: str) -> list[Path]:
    """Existing files in the order they stand, or none."""
    dialog = QFileDialog(parent, title, _documents(), patterns)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return await _chosen(dialog)


async def choose_target(parent: QWidget, title: str, name: str, patterns: str) -> Path | None:
    """Where to save, or None."""
    dialog = QFileDialog(parent, title, _documents(), patterns)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    return next(iter(await _chosen(dialog)), None)


def _documents() -> str:
    """Where one begins to look: the folder the program was started in may be the system's own."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


async def _chosen(dialog: QFileDialog) -> list[Path]:
    dialog.setObjectName("file_dialog")
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    code = await ask(dialog)
    return [Path(name) for name in chosen] if code else []
