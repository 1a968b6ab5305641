"""Saves what the program knows about its own failures where the agent wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.kit import journal, notices
from ui.kit.crash import CrashRoom, save_report
from ui.kit.dialogs import choose_target
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr


async def ask_and_save_report(window: QWidget, folder: Path | None) -> None:
    """One page of versions and last lines; ``folder`` holds the journals of earlier runs."""
    path = await choose_target(window, tr("Crash", "Save a report"), "heliu-report.txt", tr("Crash", "Text (*.txt)"))
    if path is not None:
        await _write(path, lambda: save_report(path, folder))


def say_how_it_ended(room: CrashRoom, window: QWidget) -> None:
    """After a run that did not end by itself: that nothing is lost, and the offer of a report, once."""
    if not room.ended_badly:
        return
    room.ended_badly = False
    tasks = TaskScope(window)
    notices.say(
        tr("Crash", "Heliu did not end properly last time"),
        detail=tr("Crash", "Drafts and unsent messages are safe. A report helps to find out why."),
        tone=notices.Tone.BAD,
        action=tr("Crash", "Save a report"),
        act=lambda: tasks.start(ask_and_save_report(window, room.folder)) and None,
    )


async def ask_and_export_logs(window: QWidget) -> None:
    """All journals in one zip file."""
    folder = journal.folder()
    if folder is None:
        return
    path = await choose_target(window, tr("Crash", "Export the logs"), "heliu-logs.zip", tr("Crash", "Archive (*.zip)"))
    if path is not None:
        await _write(path, lambda: journal.export(folder, path))


async def _write(path: Path, write: Callable[[], object]) -> None:
    try:
        await asyncio.to_thread(write)
    except OSError as error:
        notices.say(tr("Crash", "{0} cannot be written").format(path.name), detail=str(error), tone=notices.Tone.BAD)
    else:
        notices.say(tr("Crash", "Saved. Customers' words, names and numbers are not in it."), tone=notices.Tone.GOOD)
