"""One look: colours, distances and type from resources/styles/tokens.toml, light or dark, changed while running."""

from __future__ import annotations

import atexit
import string
import sys
import tomllib
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.config import resource_path
from ui.kit.icons import pixmap


@cache
def tokens() -> dict[str, Any]:
    """The token file as it stands."""
    return tomllib.loads(resource_path("styles", "tokens.toml").read_text(encoding="utf-8"))


def space(name: str) -> int:
    """A distance in logical pixels: xs, s, m, l, xl."""
    return int(tokens()["space"][name])


def radius(name: str) -> int:
    """A corner in logical pixels: s, m, l, xl."""
    return int(tokens()["radius"][name])


class Theme(QObject):
    """The running look of the application.

    Painters ask ``color`` and ``font`` each time (both are cached) and repaint on ``changed``.

    Signals:
        changed: every colour may be another one now.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = ""
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._pictures = QTemporaryDir()
        atexit.register(self._pictures.remove)  # nothing destroys it when the interpreter ends
        self._name = "light"
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def name(self) -> str:
        """light or dark."""
        return self._name

    @property
    def is_dark(self) -> bool:
        return self._name == "dark"

    def choose(self, choice: str) -> None:
        """Use "light" or "dark" from now on, or "" to follow the system."""
        self._choice = choice
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._application.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._apply(choice or self._system())

    def color(self, token: str) -> QColor:
        """The colour of a token; the ink when there is no such token, since painters never fail."""
        if not self._colors:
            self._colors = {key: QColor(value) for key, value in tokens()[self._name].items()}
        return self._colors.get(token) or self._colors["ink"]

    def font(self, size: str = "body", *, strong: bool = False) -> QFont:
        """The font of a step of the type scale (tokens.toml [type])."""
        font = self._fonts.get((size, strong))
        if font is None:
            font = QFont(self._application.font())
            font.setPixelSize(int(tokens()["type"].get(size, tokens()["type"]["body"])))
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            self._fonts[size, strong] = font
        return font

    def _system(self) -> str:
        return "dark" if self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow(self) -> None:
        if not self._choice and self._system() != self._name:
            self._apply(self._system())

    def _apply(self, name: str) -> None:
        self._name = name
        self._colors.clear()
        self._fonts.clear()
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(self._stylesheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in {
            roles.Window: "panel",
            roles.WindowText: "ink",
            roles.Base: "panel",
            roles.AlternateBase: "bg",
            roles.Text: "ink",
            roles.PlaceholderText: "ink3",
            roles.Button: "raise",
            roles.ButtonText: "ink",
            roles.ToolTipBase: "raise",
            roles.ToolTipText: "ink",
            roles.Highlight: "brand",
            roles.HighlightedText: "on_brand",
            roles.Link: "brand",
            roles.Mid: "line",
            roles.Accent: "brand",
        }.items():
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink3"))
        return palette

    def _stylesheet(self) -> str:
        colors = tokens()[self._name]
        groups = ("type", "radius", "space")
        sizes = {f"{group}_{key}": value for group in groups for key, value in tokens()[group].items()}
        template = string.Template(resource_path("styles", "app.qss").read_text(encoding="utf-8"))
        pictures = {name: self._picture(name) for name in ("chevron", "chevron_right", "chevron_up", "check")}
        families = ", ".join(f'"{family}"' for family in self._application.font().families())
        # A desktop gives labels, lists and buttons fonts of its own, again and again; a style sheet stands above that.
        return f"QWidget {{ font-family: {families}; }}\n" + template.substitute(colors | sizes | pictures)

    def _picture(self, name: str) -> str:
        """A style sheet wants files: write the tinted icon as one, twice the size for sharp screens."""
        path = self._pictures.filePath(f"{name}-{self._name}.png")
        token = "on_brand" if name == "check" else "ink3"
        pixmap(name, self.color(token), 12, 1.0).save(path)
        pixmap(name, self.color(token), 12, 2.0).save(path.replace(".png", "@2x.png"))
        return path


def install(application: QApplication, choice: str = "") -> Theme:
    """Give the application its style, fonts and theme; to be called before the first widget."""
    application.setStyle("Fusion")
    system = {"win32": "windows", "darwin": "darwin"}.get(sys.platform, "linux")
    families = tokens()["fonts"][system]
    font = application.font()
    font.setFamilies([*families, *(family for family in font.families() if family not in families)])
    font.setPixelSize(int(tokens()["type"]["body"]))
    application.setFont(font)
    running = theme()
    running.choose(choice)
    return running


def theme() -> Theme:
    """The theme of the running application."""
    # Painters ask for every stroke: looking among the application's children each time is felt.
    if _found and isValid(_found[0]):
        return _found[0]
    _found[:] = [_look_for()]
    return _found[0]


_found: list[Theme] = []


def _look_for() -> Theme:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("the theme needs a QApplication")
    found = application.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or Theme(application)
