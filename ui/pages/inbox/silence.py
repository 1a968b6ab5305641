"""What stands where a talk will be, as long as nothing was said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from ui.kit.translations import tr
from ui.kit.widgets import EmptyState
from ui.models.timeline import TimelineModel


class Silence(EmptyState):
    """Over a timeline that is known to be empty."""

    def __init__(self, model: TimelineModel, timeline: QAbstractItemView) -> None:
        title = tr("Silence", "Nothing was said yet")
        super().__init__("inbox", title, tr("Silence", "What either side writes first appears here."), parent=timeline)
        self._model = model
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        timeline.installEventFilter(self)
        for told in (model.opened, model.rowsInserted, model.rowsRemoved):
            told.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.setVisible(bool(self._model.conversation_id) and not self._model.rowCount())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(watched.size())  # type: ignore[attr-defined]
        return super().eventFilter(watched, event)
