"""One token file, two themes, and words that can be read in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox

from app.config import resource_path
from ui.kit.theme import theme, tokens
from ui.kit.widgets import label

ICONS = sorted(resource_path("icons").glob("*.svg"))
SOURCES = sorted((Path(__file__).parents[2] / "ui").rglob("*.py"))


def light_of(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    dark, light = sorted((light_of(QColor(ink)), light_of(QColor(ground))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_ink_is_readable_on_every_ground_it_is_written_on(name):
    colors = tokens()[name]
    weak = [
        f"{ink} on {ground}: {ratio:.2f}"
        for ground, inks in tokens()["written_on"].items()
        for ink in inks
        if (ratio := contrast(colors[ink], colors[ground])) < 4.5
    ]
    assert weak == []


def test_what_the_style_sheet_writes_on_a_ground_is_counted():
    sheet = re.sub(r"/\*.*?\*/", "", resource_path("styles", "app.qss").read_text(encoding="utf-8"))
    pairs = {
        (ground[1], ink[1])
        for rule in re.findall(r"\{((?:[^{}]|\$\{\w+\})*)\}", sheet)
        for prefix in (r"(?<![-\w])", r"(?<![-\w])selection-")
        if (ground := re.search(prefix + r"background(?:-color)?: \$(\w+)", rule))
        and (ink := re.search(prefix + r"color: \$(\w+)", rule))
    }
    assert len(pairs) > 10
    assert [pair for pair in pairs if pair[1] not in tokens()["written_on"].get(pair[0], [])] == []


def test_initials_are_readable_on_every_avatar_colour():
    faces = tokens()["faces"]
    assert [ground for ground in faces["grounds"] if contrast(faces["ink"], ground) < 4.5] == []


def test_the_token_file_is_the_only_place_of_colours():
    places = [*SOURCES, resource_path("styles", "app.qss")]
    named = re.compile(r"""["' ]#[0-9A-Fa-f]{3,8}\b|rgba?\(""")
    assert [(path.name, found) for path in places for found in named.findall(path.read_text(encoding="utf-8"))] == []


def test_both_themes_know_the_same_tokens():
    assert tokens()["light"].keys() == tokens()["dark"].keys()


def test_every_token_that_is_asked_for_exists():
    known = tokens()["light"].keys()
    asked = {name for path in SOURCES for name in re.findall(r'\.color\("(\w+)"\)', path.read_text(encoding="utf-8"))}
    assert asked - known == set()
    assert len(asked) > 10


def test_every_icon_that_is_asked_for_exists():
    made = {path.stem for path in ICONS}
    asked = {
        name
        for path in SOURCES
        for name in re.findall(
            r'(?:Icon(?:Button|Label)|EmptyState|pixmap|icon)\(\s*"(\w+)"', path.read_text(encoding="utf-8")
        )
    }
    assert asked - made == set()
    assert len(asked) > 10


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_can_be_drawn(qapp, path):
    assert QSvgRenderer(QByteArray(path.read_bytes())).isValid()


def test_the_theme_changes_while_the_program_runs(qapp, qtbot):
    words = label("合流")
    qtbot.addWidget(words)
    words.show()
    with qtbot.waitSignal(theme().changed):
        theme().choose("dark")
    assert theme().is_dark
    assert words.palette().windowText().color() == QColor(tokens()["dark"]["ink"])
    with qtbot.waitSignal(theme().changed):
        theme().choose("light")
    assert words.palette().windowText().color() == QColor(tokens()["light"]["ink"])


def test_an_unknown_token_is_drawn_in_ink(qapp):
    assert theme().color("nothing") == theme().color("ink")


def test_the_fonts_of_the_desktop_do_not_mix_with_ours(qapp, show):
    own = qapp.font("QLabel")
    qapp.setFont(QFont("Courier"), "QLabel")
    try:
        words = show(QLabel("words"), 100, 20)
        assert words.font().families() == theme().font().families()
    finally:
        qapp.setFont(own, "QLabel")


def test_what_a_box_offers_is_a_list_below_it_in_our_own_look(qapp, show):
    box = QComboBox()
    box.addItems(["say it once", "say it again every 10 minutes"])
    show(box)
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, QStyleOptionComboBox(), box)
    assert box.view().font().families()[0] == theme().font("body").families()[0]
