"""Variables and blanks in the words of a quick reply: how they look, and what there is to choose from."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRegularExpression, Signal
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.phrases import phrase
from app.rules.variables import NAMES
from ui.kit.theme import theme
from ui.kit.translations import tr

_MARKED = QRegularExpression(
    r"\{\{[^{}\n]{1,40}\}\}|｛｛[^｛｝\n]{1,40}｝｝|\[\[[^\[\]\n]{1,200}\]\]|【【[^【】\n]{1,200}】】"
)

_TITLES = {
    "customer": phrase("Variables", "Customer's name"),
    "remark": phrase("Variables", "Remark"),
    "salutation": phrase("Variables", "Salutation"),
    "phone_tail": phrase("Variables", "Last digits of the phone"),
    "last_order": phrase("Variables", "Last order"),
    "me": phrase("Variables", "My name"),
    "account": phrase("Variables", "Account"),
    "greeting": phrase("Variables", "Greeting by time of day"),
    "date": phrase("Variables", "Date"),
    "time": phrase("Variables", "Time"),
}


class VariablePaint(QSyntaxHighlighter):
    """Shows what will be filled in."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        marked = QTextCharFormat()
        marked.setForeground(theme().color("brand"))
        marked.setFontWeight(QFont.Weight.DemiBold)
        matches = _MARKED.globalMatch(text)
        while matches.hasNext():
            found = matches.next()
            self.setFormat(found.capturedStart(), found.capturedLength(), marked)


class VariableButton(QPushButton):
    """Offers what can be filled in.

    Signals:
        chosen(str): put this into the text.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(self.tr("Insert a variable"))
        self.setObjectName("reply_variables")
        self.setProperty("role", "quiet")
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("variables_menu")
        in_chinese = QLocale().language() == QLocale.Language.Chinese
        for key, names in NAMES.items():
            variable = "{{" + (names[0] if in_chinese else key) + "}}"
            self._offer(menu, f"{tr('Variables', _TITLES[key])}   {variable}", variable)
        menu.addSeparator()
        blank, choice, day = self.tr("A blank to fill in"), self.tr("A choice"), self.tr("A day")
        self._offer(menu, blank, f"[[{blank}]]")
        self._offer(menu, choice, f"[[{choice}:A|B]]")
        self._offer(menu, day, f"[[{day}:{self.tr('date')}]]")
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _offer(self, menu: QMenu, words: str, text: str) -> None:
        menu.addAction(words).triggered.connect(lambda _checked=False: self.chosen.emit(text))
