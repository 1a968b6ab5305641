"""The one way out to the browser: only harmless schemes, and the real host is shown when the words say another."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.errors import BadInput
from ui.kit.dialogs import confirm
from ui.kit.translations import tr

SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def allowed(url: str) -> QUrl | None:
    """The address when it may be opened at all, else None."""
    parsed = QUrl(url.strip(), QUrl.ParsingMode.StrictMode)
    if not parsed.isValid() or parsed.scheme().lower() not in SCHEMES:
        return None
    if parsed.scheme().lower() in ("http", "https") and not parsed.host():
        return None
    return parsed


def is_misleading(url: QUrl, shown: str) -> bool:
    """Whether the words look like an address of another host, or the host is written in look-alike letters."""
    if url.scheme() in ("mailto", "tel"):
        return False
    words = shown.strip().removeprefix("https://").removeprefix("http://").split("/")[0].lower()
    host = url.host(QUrl.ComponentFormattingOption.FullyDecoded).lower()
    names_a_host = "." in words and " " not in words and words.isprintable()
    return not host.isascii() or bool(url.userInfo()) or (names_a_host and words != host)


async def open_url(parent: QWidget, url: str, shown: str = "") -> None:
    """Open ``url`` outside; asks first when ``shown`` (the words clicked on) promise another host.

    Raises BadInput for any scheme but http, https, mailto and tel.
    """
    target = allowed(url)
    if target is None:
        raise BadInput(tr("Links", "Only web, mail and phone links are opened."))
    if is_misleading(target, shown):
        question = tr("Links", "This link really leads to {0}.").format(
            target.host(QUrl.ComponentFormattingOption.EncodeUnicode)
        )
        if not await confirm(parent, tr("Links", "Open this link?"), question, yes=tr("Links", "Open")):
            return
    QDesktopServices.openUrl(target)
