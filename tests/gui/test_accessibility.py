"""Whoever does not see the desk, or has no mouse: every control has a name and a role, and Tab leads to it."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollBar,
    QWidget,
)

import ui
from tests.gui import places
from tests.gui.conftest import until
from tests.gui.places import PLACES, Stage
from ui.pages import PAGES
from ui.shell.window import MainWindow

WHOLE = (QComboBox, QCalendarWidget, QAbstractSpinBox, QLineEdit, QAbstractItemView)
"""Controls of Qt's own: the keyboard works each as a whole."""
NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Window}
SECTIONS = 8
"""A field for a time is left after its last section."""


@pytest.fixture
async def stage(session, show) -> Stage:
    window = show(MainWindow(session, PAGES, "0.1.0"))
    window.activateWindow()
    await window.fill()
    window.show_page("inbox")
    return Stage(window, session)


def controls(root: QWidget) -> list[QWidget]:
    """What can be used in ``root``: everything that may have the focus, can be pressed or be chosen from."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.window() is root.window()
        and not isinstance(widget, QScrollBar)
        and not is_piece(widget)
        and not is_viewport(widget)
        and (takes_focus(widget) or isinstance(widget, QAbstractButton | QAbstractItemView))
    ]


def takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_piece(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return above is not None and (isinstance(above, WHOLE) or is_piece(above))


def is_viewport(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget


def reached(root: QWidget) -> set[QWidget]:
    """Where Tab leads from where the focus is, until it comes back."""
    seen: list[QWidget] = []
    if not root.isAncestorOf(focus_in(root)):
        root.setFocus()
    if not root.isAncestorOf(focus_in(root)):
        next(widget for widget in controls(root) if takes_focus(widget)).setFocus(Qt.FocusReason.TabFocusReason)
    while (now := focus_in(root)) is not None and now not in seen:
        seen.append(now)
        for _ in range(SECTIONS):
            QTest.keyClick(now, Qt.Key.Key_Tab)
            if focus_in(root) is not now:
                break
    return set(seen)


def focus_in(root: QWidget) -> QWidget | None:
    """A popup hears the keys without being the active window."""
    return root.focusWidget() if root.windowType() == Qt.WindowType.Popup else QApplication.focusWidget()


def is_reached(widget: QWidget, stops: set[QWidget]) -> bool:
    """Tab leads there; or to one of its group, from which arrow keys lead on; or to the field whose keys steer it."""
    if widget in stops:
        return True
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        return any(widget.parentWidget() is stop.parentWidget() and isinstance(stop, type(widget)) for stop in stops)
    if isinstance(widget, QAbstractButton) and (group := widget.group()) is not None and group.exclusive():
        return bool(stops & set(group.buttons()))
    return isinstance(widget, QAbstractItemView) and any(steers(stop, widget) for stop in stops)


def steers(field: QWidget, view: QAbstractItemView) -> bool:
    """Whether the arrow keys move in the list while one types in the field."""
    if not isinstance(field, QLineEdit) or view.model().rowCount() < 2:
        return isinstance(field, QLineEdit)
    field.setFocus()
    before = view.currentIndex()
    QTest.keyClick(field, Qt.Key.Key_Down)
    return view.currentIndex() != before


def words_of(model: QAbstractItemModel, row: int) -> str:
    """What is read aloud of a row: each cell's own words for that, else what it shows."""
    spoken, cell = [], model.index(row, 0)
    while cell.isValid():
        spoken.append(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data(Qt.ItemDataRole.DisplayRole))
        cell = cell.siblingAtColumn(cell.column() + 1)
    return " ".join(str(words) for words in spoken if words).strip()


def shown(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}"


def nameless(root: QWidget) -> list[tuple[str, str, str]]:
    """Controls of which nobody could say what they are."""
    bad = []
    for widget in controls(root):
        face = QAccessible.queryAccessibleInterface(widget)
        name, role = face.text(QAccessible.Text.Name), face.role()
        roleless = role in NO_ROLES and not isinstance(widget, QAbstractScrollArea)
        if not (name.strip() and widget.objectName()) or roleless:
            bad.append((shown(widget), name, role.name))
    return bad


def silent(root: QWidget) -> list[tuple[str, int]]:
    """Rows of lists that say nothing."""
    views = [view for view in root.findChildren(QAbstractItemView) if view.isVisibleTo(root) and not is_piece(view)]
    return [
        (shown(view), row)
        for view in views
        for row in range(view.model().rowCount())
        if not words_of(view.model(), row)
    ]


@pytest.mark.parametrize("place", PLACES)
async def test_every_control_can_be_reached_by_tab_and_read_aloud(stage, place):
    root = await PLACES[place](stage)
    root.activateWindow()
    await until(lambda: root.isActiveWindow() or root.windowType() == Qt.WindowType.Popup)
    assert nameless(root) == []
    with contextlib.suppress(TimeoutError):  # rows are read when they come into view
        await until(lambda: not silent(root), 5)
    assert silent(root) == []
    stops = reached(root)
    assert [shown(widget) for widget in controls(root) if not is_reached(widget, stops)] == []


async def test_a_nameless_and_a_hidden_away_button_would_be_found(stage):
    root = await PLACES["settings"](stage)
    button = root.findChild(QAbstractButton, "setting_edit_keys")
    button.setAccessibleName("")
    button.setText("")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert button in controls(root)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == ""
    assert not is_reached(button, reached(root))


def test_every_dialog_is_a_place():
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    known = {value for value in vars(places).values() if isinstance(value, type)}
    kinds = [kind for kind in all_kinds(QDialog) if kind.__module__.startswith("ui.") and not all_kinds(kind)]
    assert [kind.__name__ for kind in kinds if kind not in known] == []
    assert len(kinds) > 10


def all_kinds(kind: type) -> list[type]:
    return [one for below in kind.__subclasses__() for one in (below, *all_kinds(below))]
