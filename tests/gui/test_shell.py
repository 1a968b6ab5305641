"""The window around the pages."""

from __future__ import annotations

from ui.pages import PAGES
from ui.shell.window import MainWindow


async def test_tabs_show_every_account_and_what_waits(session, qtbot):
    window = MainWindow(session, PAGES, "0.1.0")
    qtbot.addWidget(window)
    window.resize(1440, 900)
    await window.fill()
    window.show()
    assert window.tabs._tabs["kf1"].direct == 2
