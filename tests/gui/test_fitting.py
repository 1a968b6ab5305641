"""Nothing is cut: not in either language, not on a small laptop, not at any scale the system may ask for."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QPushButton, QWidget

from tests.gui.conftest import until
from tests.gui.places import PLACES, Stage
from ui.kit.translations import use_language
from ui.pages import PAGES
from ui.shell.window import MainWindow

SMALL = QSize(1093, 540)
"""What a screen of 1366 × 768 leaves of itself at 125 %, below a title bar and above a task bar."""
ROOT = Path(__file__).parents[2]
SCALE = "QT_SCALE_FACTOR"


@pytest.fixture
async def stage(session, show, request) -> Stage:
    use_language(request.param)
    window = show(MainWindow(session, PAGES, "0.1.0"), SMALL.width(), SMALL.height())
    window.activateWindow()
    await window.fill()
    window.show_page("inbox")
    return Stage(window, session)


def cut_words(root: QWidget) -> list[str]:
    labels = [
        words.text()
        for words in root.findChildren(QLabel)
        if words.isVisibleTo(root)
        and words.text()
        and not words.wordWrap()
        and type(words) is QLabel
        and words.width() < words.sizeHint().width() - 1
    ]
    buttons = [
        button.text()
        for button in root.findChildren(QPushButton)
        if button.isVisibleTo(root) and button.text() and button.width() < button.minimumSizeHint().width()
    ]
    fields = [
        field.objectName()
        for field in root.findChildren(QLineEdit)
        if field.isVisibleTo(root) and field.height() < field.fontMetrics().height()
    ]
    return [*labels, *buttons, *fields]


def cut_controls(root: QWidget) -> list[str]:
    """What reaches beyond the edge of what holds it; what scrolls may."""
    return [
        control.objectName()
        for control in root.findChildren(QAbstractButton)
        if control.isVisibleTo(root) and not _whole(control, root)
    ]


def _whole(control: QWidget, root: QWidget) -> bool:
    holder = control.parentWidget()
    while holder is not None and not isinstance(holder.parentWidget(), QAbstractScrollArea):
        if not holder.rect().contains(QRect(control.mapTo(holder, QPoint(0, 0)), control.size())):
            return False
        holder = None if holder is root else holder.parentWidget()
    return True


def sideways(root: QWidget) -> list[str]:
    """Areas that would have to be scrolled sideways."""
    areas = [area for area in root.findChildren(QAbstractScrollArea) if area.isVisibleTo(root)]
    return [area.objectName() for area in areas if area.horizontalScrollBar().isVisibleTo(root)]


@pytest.mark.parametrize("stage", ["zh_CN", "en"], indirect=True)
@pytest.mark.parametrize("place", PLACES)
async def test_everything_fits_on_a_small_laptop(stage, place):
    root = await PLACES[place](stage)
    window = root.window()
    window.resize(SMALL if isinstance(window, MainWindow) else window.size().boundedTo(SMALL))
    for size in (window.minimumSizeHint(), window.size()):
        assert size == size.boundedTo(SMALL)
    with contextlib.suppress(TimeoutError):  # what was just made is laid out in the next turn
        await until(lambda: not (cut_words(root) or cut_controls(root) or sideways(root)), 3)
    assert (cut_words(root), cut_controls(root), sideways(root)) == ([], [], [])


@pytest.mark.skipif(SCALE in os.environ, reason="this is what the test runs")
@pytest.mark.parametrize("scale", ["1.25", "1.5", "3"])
def test_everything_fits_at_every_scale(scale):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    places = "inbox or settings or quick or login"
    ran = subprocess.run(
        [*command, "-k", f"small_laptop and ({places})"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", SCALE: scale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


async def test_what_is_cut_would_be_found(show):
    ground = show(QWidget(), 200, 100)
    words = QLabel("您写的内容保存在本机，稍后发出", ground)
    words.setGeometry(0, 0, 40, 20)
    button = QPushButton("over the edge", ground)
    button.setObjectName("edge")
    button.setGeometry(120, 50, 200, 30)
    words.show()
    button.show()
    assert cut_words(ground) == ["您写的内容保存在本机，稍后发出"]
    assert cut_controls(ground) == ["edge"]
