"""Quick replies from a table and into one, with the questions on the way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services import QuickReplyService
from ui.kit import notices
from ui.kit.dialogs import ask, choose_file, choose_target
from ui.kit.translations import tr
from ui.pages.quick_replies.import_dialog import ImportDialog


async def take_in(service: QuickReplyService, page: QWidget) -> None:
    """Choose a file, look at what it would bring, and take all good rows or none."""
    patterns = tr("Tables", "Tables (*.xlsx *.xls *.csv *.json)")
    path = await choose_file(page, tr("Tables", "Import quick replies"), patterns)
    if path is None:
        return
    preview = await service.import_preview(path)
    if await ask(ImportDialog(preview, page)):
        count = await service.import_commit(preview)
        notices.say(tr("Tables", "%n quick replies taken in", count), tone=notices.Tone.GOOD)


async def take_out(service: QuickReplyService, page: QWidget) -> None:
    """Write everything to a file of the agent's choice."""
    patterns = tr("Tables", "Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)")
    path = await choose_target(page, tr("Tables", "Export quick replies"), "quick-replies.xlsx", patterns)
    if path is not None:
        count = await service.export(path if path.suffix else path.with_suffix(".xlsx"))
        words = tr("Tables", "%n quick replies written", count)
        notices.say(words, detail=path.name, tone=notices.Tone.GOOD)
