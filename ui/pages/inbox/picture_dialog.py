"""A picture to look at closely: wheel and keys zoom, dragging and arrows move, Escape closes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QGraphicsScene, QGraphicsView, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.widgets import ElidedLabel, push_button

STEP, SMALLEST, LARGEST = 1.25, 0.05, 16.0

MOST_PIXELS = 2400
"""Pixels of the longer side of a picture that is looked at."""


class PictureView(QGraphicsView):
    """Fits the picture to the window until somebody zooms; never enlarges it by itself."""

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture_view")
        self.setAccessibleName(self.tr("Picture"))
        self.setProperty("ground", "bg")
        scene = QGraphicsScene(self)
        self._item = scene.addPixmap(QPixmap.fromImage(image))
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setScene(scene)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self._fitted = True

    @property
    def scale_now(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self.transform().m11()

    def zoom(self, factor: float) -> None:
        """Nearer or further, within reason."""
        wanted = max(SMALLEST, min(self.scale_now * factor, LARGEST))
        self._fitted = False
        self._scroll(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.scale(wanted / self.scale_now, wanted / self.scale_now)

    def fit(self) -> None:
        """As large as the window allows, at most as large as it is."""
        self._fitted = True
        self._scroll(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resetTransform()
        room, size = self.viewport().size(), self._item.pixmap().size()
        if size.isEmpty() or room.isEmpty():
            return
        factor = min(1.0, room.width() / size.width(), room.height() / size.height())
        self.scale(factor, factor)

    def _scroll(self, policy: Qt.ScrollBarPolicy) -> None:
        self.setHorizontalScrollBarPolicy(policy)
        self.setVerticalScrollBarPolicy(policy)

    def show_whole_size(self) -> None:
        """One pixel for one pixel."""
        self.zoom(1 / self.scale_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_1:
                self.show_whole_size()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)


class PictureDialog(QDialog):
    """A picture over its window; Escape closes it. ``can_save``: its code is SAVE when the agent wants the file."""

    SAVE = 2

    def __init__(self, image: QImage, parent: QWidget, *, can_save: bool = False) -> None:
        super().__init__(parent)
        self._can_save = can_save
        self.setObjectName("picture_dialog")
        self.setWindowTitle(self.tr("Picture"))
        self._image = image
        self.view = PictureView(image, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(self._foot())
        room = parent.window().size() * 0.85
        wanted = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(image.size())
        self.resize((wanted + QSize(24, 64)).expandedTo(QSize(640, 400)))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 12, 10)
        foot.setSpacing(8)
        words = self.tr("+ and − or the wheel zoom · 0 fits · 1 is its own size · Esc closes")
        foot.addWidget(ElidedLabel(words, tone="ink3", size="caption"), 1)
        acts = [(self.tr("Copy"), "picture_copy", self.copy)]
        if self._can_save:
            acts.append((self.tr("Save…"), "picture_save", lambda: self.done(self.SAVE)))
        for words, name, act in acts:
            button = push_button(words, name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        return foot

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self._image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Save) and self._can_save:
            self.done(self.SAVE)
        else:
            super().keyPressEvent(event)
