"""When the desk cannot be opened: what happened, what is safe, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import DiskFull, HeliuError, KeyMissing, NoKeychain, NotWritable, StoreDamaged, StoreTooNew
from ui.kit.notices import detail_of, title_of
from ui.kit.widgets import IconLabel, Paragraph, push_button


class StoreTrouble(QWidget):
    """One sentence and two or three buttons.

    Signals:
        decided(way): retry, start_over, memory, file or quit.
    """

    decided = Signal(str)

    def __init__(self, error: HeliuError, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("store_trouble")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(IconLabel("warn", "warn", 32))
        column.addWidget(Paragraph(title_of(error), size="heading"))
        for words, tone in ((self._what_now(error), "ink2"), (detail_of(error), "ink3")):
            if words:
                text = Paragraph(words, tone=tone, size="" if tone == "ink2" else "caption")
                text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(text)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for way, words, role in self._ways(error):
            button = push_button(words, f"trouble_{way}", role=role)
            button.clicked.connect(lambda _checked=False, way=way: self.decided.emit(way))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _what_now(self, error: HeliuError) -> str:
        match error:
            case KeyMissing():
                return self.tr(
                    "The file is untouched. Unlock the keychain of this computer and try again, or start over: "
                    "the old file is put aside and everything the server knows is fetched again. What was not sent yet "
                    "stays in the old file, which only its key can open."
                )
            case NoKeychain():
                return self.tr(
                    "What Heliu keeps here is encrypted, and the key belongs into the keychain of this computer. "
                    "Unlock or install one and try again; or keep the key in a file that only you may read; "
                    "or keep nothing after Heliu is closed."
                )
            case StoreTooNew():
                return self.tr("Install the newest Heliu on this computer. Nothing was changed.")
            case StoreDamaged() if not isinstance(error, DiskFull):
                return self.tr(
                    "You can start over: work that was not sent yet is rescued where it can be read, the damaged file "
                    "is put aside, and everything the server knows is fetched again."
                )
            case DiskFull():
                return self.tr("Free some space and try again. What you wrote is kept.")
            case NotWritable():
                return self.tr("Give yourself the right to write there and try again.")
            case _:
                return ""

    def _ways(self, error: HeliuError) -> list[tuple[str, str, str]]:
        retry = ("retry", self.tr("Try again"), "primary")
        over = ("start_over", self.tr("Start over from the server"), "")
        leave = ("quit", self.tr("Quit"), "quiet")
        match error:
            case NoKeychain():
                memory = ("memory", self.tr("Keep nothing"), "")
                return [retry, ("file", self.tr("Keep it in a file"), ""), memory, leave]
            case StoreTooNew():
                return [("quit", self.tr("Quit"), "primary"), (*retry[:2], "quiet")]
            case StoreDamaged() if not isinstance(error, DiskFull):
                return [retry, over, leave]
            case _:
                return [retry, leave]
