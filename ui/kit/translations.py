"""The running language: catalogues are read from resources/i18n/*.ts, English is the source."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from app.config import resource_path

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}


def tr(context: str, text: str, n: int = -1) -> str:
    """``text`` of ``context`` in the running language; ``%n`` becomes ``n``, in the right plural form."""
    return QCoreApplication.translate(context, text, None, n)  # type: ignore[call-overload,no-any-return]


class Catalogue(QTranslator):
    """The messages of one ``.ts`` file."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: dict[tuple[str, str], list[str]] = {}
        for context in xml.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is None or translation.get("type"):
                    continue
                numbers = [(form.text or "").replace("%n", "%Ln") for form in translation.iter("numerusform")]
                forms = numbers or [translation.text or ""]
                if forms[0]:
                    self._messages[name, message.findtext("source", "")] = forms

    def isEmpty(self) -> bool:
        return not self._messages

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        """The translation, or None when the catalogue has none. With two forms the first is for one thing."""
        forms = self._messages.get((context, source))
        if forms is None:
            return None
        return forms[-1] if n != 1 else forms[0]


def system_language() -> str:
    """The catalogue that suits this computer: Chinese where Chinese is spoken, else English."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def use_language(language: str) -> None:
    """Speak ``language`` (a key of LANGUAGES; "" for the system's) in everything made from now on."""
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("a language needs an application")
    language = language or system_language()
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(language))
    of_qt = QTranslator(application)
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(of_qt)
    ours = Catalogue(resource_path("i18n", f"{language}.ts"), application)
    application.installTranslator(ours)


def plain(text: str) -> str:
    """Text for a tool tip, which would else take a customer's words for markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"
