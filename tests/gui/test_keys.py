"""The keys: one table, a file that changes them while they run, a sheet that shows them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.session import Session
from tests.gui.inbox_steps import until
from ui.kit import key_file, shortcuts
from ui.kit.commands import BY_ID, COMMANDS, PLACES, Where, meet
from ui.kit.key_file import KeyFile
from ui.kit.notices import Notice
from ui.kit.translations import use_language
from ui.pages import PAGES
from ui.shell.cheat_sheet import CheatSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

UI = Path(key_file.__file__).parents[1]


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    shortcuts.use({})


@pytest.fixture
async def window(session: Session, qtbot: QtBot) -> MainWindow:
    made = MainWindow(session, PAGES, "1.2.3")
    qtbot.addWidget(made)
    made.open_where_left()
    made.activateWindow()
    await made.fill()
    return made


def test_the_usual_keys_never_mean_two_things_in_one_place() -> None:
    assert key_file.clashes({}) == []
    assert max(Counter(command.id for command in COMMANDS).values()) == 1


def test_every_place_has_words_and_places_meet_only_within_each_other() -> None:
    assert set(PLACES) == set(Where)
    by_place = {command.where: command for command in COMMANDS if not command.first}
    assert meet(by_place[Where.ANYWHERE], by_place[Where.LIST]) and meet(by_place[Where.LIST], by_place[Where.INBOX])
    assert not meet(by_place[Where.LIST], by_place[Where.TALK])


def test_what_comes_first_in_its_place_meets_only_what_is_in_that_place() -> None:
    assert not meet(BY_ID["filter_1"], BY_ID["tab_1"]) and not meet(BY_ID["tab_1"], BY_ID["filter_1"])
    assert key_file.read('{"keys": {"filter_1": "Ctrl+J"}}') == ({"filter_1": "Ctrl+J"}, [])
    keys, troubles = key_file.read('{"keys": {"filter_1": "T"}}')
    assert keys == {} and "Tag the customer" in troubles[0]


def test_keys_are_bound_in_one_place_only() -> None:
    """No second path: no other module makes shortcuts of its own, and every name that is bound is in the table."""
    sources = {path: path.read_text(encoding="utf-8") for path in UI.rglob("*.py")}
    own = [path.name for path, text in sources.items() if re.search(r"QShortcut\(|setShortcut|QKeySequence\(\"", text)]
    assert [name for name in own if name != "shortcuts.py"] == []


async def test_every_command_of_the_table_is_bound_somewhere(window: MainWindow) -> None:
    window.show_page("inbox", "co-0")
    await until(lambda: window.view("inbox").talk.timeline.isVisible())
    bound: set[str] = set()
    for page in PAGES:
        window.show_page(page.id)
        bound |= set(shortcuts.bound(window))
    assert {command.id for command in COMMANDS if not command.fixed} - bound == {
        f"page_{n}" for n in range(len([page for page in PAGES if page.in_rail]) + 1, 10)
    }


def test_a_file_changes_keys_and_takes_them_away() -> None:
    keys, troubles = key_file.read('{"keys": {"resolve": "ctrl+r", "tag": ""}}')
    assert (keys, troubles) == ({"resolve": "Ctrl+R", "tag": ""}, [])
    shortcuts.use(keys)
    assert shortcuts.shown("resolve") == "Ctrl+R" and shortcuts.shown("tag") == ""
    assert shortcuts.shown("snooze") == BY_ID["snooze"].keys


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_key_is_called_as_it_stands_on_the_keyboard(language: str) -> None:
    use_language(language)
    try:
        assert [shortcuts.shown(name) for name in ("list_answer", "list_mark", "list_mark_none", "talk_back")] == [
            "Enter",
            "Shift+↓",
            "Esc",
            "Del",
        ]
    finally:
        use_language("en")


def test_two_keys_may_change_places() -> None:
    keys, troubles = key_file.read('{"keys": {"resolve": "Ctrl+H", "snooze": "Ctrl+E"}}')
    assert (keys, troubles) == ({"resolve": "Ctrl+H", "snooze": "Ctrl+E"}, [])


def test_a_key_with_two_meanings_in_one_place_is_not_taken_and_both_are_named() -> None:
    keys, troubles = key_file.read('{"keys": {"resolve": "Ctrl+K", "new": "Ctrl+M"}}')
    assert keys == {}
    assert "Ctrl+K" in troubles[0] and "Resolve" in troubles[0] and "Go, do or find anything" in troubles[0]
    assert "Make the conversation mine" in troubles[1] and "Make a new one" in troubles[1]


def test_keys_that_only_become_free_by_a_change_that_is_not_taken_are_not_taken_either() -> None:
    text = '{"keys": {"resolve": "Ctrl+K", "note": "Ctrl+E"}}'
    keys, troubles = key_file.read(text)
    assert keys == {} and len(troubles) == 2


@pytest.mark.parametrize("keys", ['"Ctrl+Wurst"', "7", "null", '["Ctrl+R"]', '"Ctrl+K, Ctrl+S"'])
def test_what_is_no_key_is_named_and_left_out(keys: str) -> None:
    text = f'{{"keys": {{"resolve": {keys}}}}}'
    assert key_file.read(text) == ({}, [f"“{json.loads(keys)}” is no key; Resolve."])


def test_commands_that_are_not_there_are_named() -> None:
    keys, troubles = key_file.read('{"keys": {"send": "F5", "dance": "F6", "resolve": "F7"}}')
    assert keys == {"resolve": "F7"} and len(troubles) == 2


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"keys": []}', "[" * 100_000, "\u0000"])
def test_a_malformed_file_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        key_file.read(text)


async def test_saving_the_file_changes_the_keys_of_the_running_window(
    window: MainWindow, tmp_path: Path, said: list[Notice]
) -> None:
    path = tmp_path / key_file.NAME
    KeyFile(path, window)
    window.show_page("quick_replies")
    path.write_text('{"keys": {"longest_waiting": "F8"}}', encoding="utf-8")
    await until(lambda: shortcuts.shown("longest_waiting") == "F8")
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window._page_id == "quick_replies"
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window._page_id == "inbox" and said == []
    # As editors do: a new file in the place of the old one.
    other = tmp_path / "other"
    other.write_text('{"keys": {"longest_waiting": "F9"}}', encoding="utf-8")
    other.replace(path)
    await until(lambda: shortcuts.shown("longest_waiting") == "F9")
    path.unlink()
    await until(lambda: shortcuts.shown("longest_waiting") == "Ctrl+J")


def hints(window: MainWindow) -> list[tuple[str, str, str]]:
    """All that is written on the window and in its tool tips."""
    named = (QLabel, QAbstractButton)
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, named)]
    return sorted((widget.objectName(), widget.text(), widget.toolTip()) for widget in found)


async def every_page(session: Session, qtbot: QtBot) -> MainWindow:
    made = MainWindow(session, PAGES, "1.2.3")
    qtbot.addWidget(made)
    made.open_where_left()
    made.resize(1440, 900)
    for page in PAGES:
        made.show_page(page.id)
    made.show_page("inbox", "co-0")
    await made.fill()
    await until(lambda: made.view("inbox").card.isVisible() and made.findChild(QWidget, "customer_tag"))
    return made


async def test_keys_that_change_are_shown_wherever_the_old_ones_stood(session: Session, qtbot: QtBot) -> None:
    before = await every_page(session, qtbot)
    usual = hints(before)
    free = (c for c in COMMANDS if c.keys and not c.fixed)
    shortcuts.use({command.id: f"F{n}" for n, command in enumerate(free, 1) if n < 36} | {"note": "", "tag": "F35"})
    after = await every_page(session, qtbot)
    await until(lambda: hints(before) == hints(after))  # older messages are asked for, and that is said, meanwhile
    assert len(set(hints(after)) - set(usual)) > 8


async def test_a_mistake_in_the_file_is_told_and_the_usual_keys_stay(
    window: MainWindow, tmp_path: Path, said: list[Notice]
) -> None:
    path = tmp_path / key_file.NAME
    path.write_text('{"keys": {"resolve": "F7",}}', encoding="utf-8")
    KeyFile(path, window)
    assert shortcuts.shown("resolve") == "Ctrl+E"
    assert "mistake" in said[0].text and "line 1" in said[0].detail and said[0].action
    path.write_bytes(b"\xff\xfe\x00")
    await until(lambda: len(said) == 2)
    path.write_text('{"keys": {"resolve": "Ctrl+K"}}', encoding="utf-8")
    await until(lambda: len(said) == 3)
    assert "Resolve" in said[2].detail and "Go, do or find anything" in said[2].detail


class Editor(QObject):
    """Stands in for the program that opens text files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


async def test_the_agent_may_open_the_file_which_lists_every_command(
    window: MainWindow, tmp_path: Path, said: list[Notice]
) -> None:
    path = tmp_path / key_file.NAME
    window.keys.edit_keys = KeyFile(path, window).open
    window.show_page("settings")
    editor = Editor()
    QDesktopServices.setUrlHandler("file", editor, "open")
    try:
        window.findChild(QPushButton, "setting_edit_keys").click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert editor.opened == [str(path)]
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["keys"] == {} and set(held["commands"]) == {c.id for c in COMMANDS if not c.fixed}
    assert key_file.read(path.read_text(encoding="utf-8")) == ({}, [])
    assert said == []


async def test_a_question_mark_shows_every_key_but_not_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("quick_replies")
    field = window.findChild(QLineEdit, "quick_reply_search")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert window.findChild(CheatSheet) is None
    window.rail.setFocus()
    QTest.keyClick(window.rail, "?")
    sheet = window.findChild(CheatSheet)
    assert sheet.isVisible()
    caps = [cap.text() for cap in sheet.findChildren(QLabel) if cap.property("role") == "chip"]
    assert "Ctrl+J" in caps and "Ctrl+1 … Ctrl+9" in caps
    qtbot.keyClicks(sheet.field, "longest")
    await until(lambda: shown_keys(sheet) == ["Ctrl+J"])
    sheet.field.setText("ctrl+h")
    await until(lambda: shown_keys(sheet) == ["Ctrl+H"])
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def shown_keys(sheet: CheatSheet) -> list[str]:
    return [cap.text() for cap in sheet._area.widget().findChildren(QLabel) if cap.property("role") == "chip"]
