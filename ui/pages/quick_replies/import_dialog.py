"""What a file would bring, looked at before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.services.exchange import Preview, Problem
from app.store.exchange import Entry
from ui.kit.scopes import scope_name
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import label, push_button

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Line = tuple[str, ...]

LINE, WIDE, MOST_HIGH = 30, 760, 640
"""Pixels of a row, and of the dialog, which is as high as what it has to say."""


class _Lines(QAbstractTableModel):
    """``cells`` says what stands in the line of a row; it is asked for those on the screen."""

    def __init__(
        self, heads: Sequence[str], rows: Sequence[Any], cells: Callable[[Any], Line], token: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._heads, self._rows, self._cells, self._token = heads, rows, cells, token

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(self._rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and self._token:
            return theme().color(self._token)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


def _taken(preview: Preview, entry: Entry) -> Line:
    """Where it would hang, as the list of categories says it, and what it is."""
    whose = scope_name(entry.scope or "user:", preview.teams.get(entry.scope.removeprefix("team:"), ""))
    place = " / ".join(filter(None, (whose, *entry.category.split("/"))))
    return place, entry.title, entry.shortcut, " ".join(entry.body[:120].split())


def _refused(problem: Problem) -> Line:
    return str(problem.row), tr("Import", problem.reason)


class _Table(QTableView):
    """As high as its rows, or less."""

    def __init__(
        self, heads: Sequence[str], rows: Sequence[Any], cells: Callable[[Any], Line], token: str, name: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(", ".join(heads))
        self.setModel(_Lines(heads, rows, cells, token, self))
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(LINE)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for section, width in enumerate((200, 160, 90) if len(heads) > 2 else (60,)):
            header.resizeSection(section, width)
        self.ensurePolished()
        self._whole = header.sizeHint().height() + LINE * len(rows) + 2 * self.frameWidth()
        self.setMaximumHeight(self._whole)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, min(self._whole, MOST_HIGH))


class ImportDialog(QDialog):
    """Good rows, rows that cannot be taken with their reason, and the choice to take the good ones or none."""

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(self.tr("Import quick replies"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(preview.path.name, size="title"))
        count = len(preview.entries)
        words = [self.tr("%n row(s) can be taken", "", count)]
        if preview.duplicates:
            words.append(self.tr("%n are here already and are left out", "", len(preview.duplicates)))
        summary = label(" · ".join(words), tone="ink2")
        summary.setObjectName("import_summary")
        column.addWidget(summary)
        heads = (self.tr("Category"), self.tr("Title"), self.tr("Shortcut"), self.tr("Text"))
        if count:
            column.addWidget(_Table(heads, preview.entries, partial(_taken, preview), "", "import_rows"), 3)
        if preview.problems:
            bad = self.tr("%n row(s) cannot be taken:", "", len(preview.problems))
            column.addWidget(label(bad, tone="bad"))
            what = (self.tr("Row"), self.tr("Reason"))
            column.addWidget(_Table(what, preview.problems, _refused, "bad", "import_problems"), 2)
        column.addStretch()
        column.addSpacing(6)
        column.addLayout(self._bottom(count))
        self.resize(WIDE, min(self.sizeHint().height(), MOST_HIGH))

    def _bottom(self, count: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        no = push_button(self.tr("Take nothing") if count else self.tr("Close"), "import_cancel")
        no.clicked.connect(self.reject)
        row.addWidget(no)
        if count:
            yes = push_button(self.tr("Take %n row(s)", "", count), "import_commit", role="primary")
            yes.clicked.connect(self.accept)
            row.addWidget(yes)
        return row
