"""Times and days as the language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QApplication, QDateEdit, QDateTimeEdit

from app.protocol import Direction, MessageState
from app.session import Session
from tests.gui.places import FAR_AHEAD
from ui.customer import follow_up_section
from ui.delegates.clocks import due_of, moment_of
from ui.delegates.states import state_words
from ui.kit.translations import use_language
from ui.pages import PAGES
from ui.pages.inbox import schedule_dialog, snooze_menu
from ui.pages.inbox.schedule_dialog import ScheduleDialog
from ui.pages.inbox.snooze_menu import SnoozeDialog
from ui.shell.window import MainWindow


def at(*moment: int) -> int:
    return int(datetime(*moment).timestamp() * 1000)


NOW = at(2026, 11, 22, 15, 0)


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        ("en", at(2026, 11, 22, 9, 5), "9:05 AM"),
        ("zh_CN", at(2026, 11, 22, 9, 5), "09:05"),
        ("en", at(2026, 11, 21, 9, 5), "Yesterday"),
        ("zh_CN", at(2026, 11, 21, 9, 5), "昨天"),
        ("en", at(2026, 11, 2, 9, 5), "2 Nov"),
        ("zh_CN", at(2026, 11, 2, 9, 5), "11月2日"),
        ("en", at(2025, 11, 2, 9, 5), "11/2/25"),
        ("zh_CN", at(2025, 11, 2, 9, 5), "2025/11/2"),
    ],
)
def test_a_moment_is_written_as_the_language_writes_it(language: str, moment: int, words: str) -> None:
    use_language(language)
    assert moment_of(moment, NOW).replace("\u202f", " ") == words


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(("language", "words"), [("en", "25 Nov 9:00 AM"), ("zh_CN", "11月25日 09:00")])
def test_a_day_on_which_something_is_due_says_its_time_too(language: str, words: str) -> None:
    use_language(language)
    assert due_of(at(2026, 11, 25, 9, 0), NOW).replace("\u202f", " ") == words


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("en", "11/25/26", "11/25/26 9:00 AM"), ("zh_CN", "2026/11/25", "2026/11/25 09:00")],
)
async def test_fields_for_days_and_times_write_them_as_the_language_does(
    session: Session, show, language: str, day: str, moment: str
) -> None:
    use_language(language)
    window = show(MainWindow(session, PAGES, "0.1.0"))
    window.show_page("inbox")
    fields = [*window.findChildren(QDateTimeEdit), SnoozeDialog(window).field, ScheduleDialog(FAR_AHEAD, window)._field]
    assert len(fields) == 5
    for field in fields:
        field.setDateTime(QDateTime.fromMSecsSinceEpoch(at(2026, 11, 25, 9, 0)))
        written = field.text().replace("\u202f", " ")
        assert written == (day if isinstance(field, QDateEdit) else moment), field.objectName()


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Tomorrow 9:00 AM", "Monday 9:00 AM", "Today 6:00 PM", "Until tomorrow, 9:00 AM"]),
        ("zh_CN", ["明天 09:00", "周一 09:00", "今天 18:00"]),
    ],
)
def test_times_that_are_often_meant_are_written_as_the_language_writes_them(language: str, words: list[str]) -> None:
    use_language(language)
    morning = datetime(2026, 11, 22, 8, 30)
    offered = [
        *(said for _, said, _ in follow_up_section.presets(morning)),
        *(said for said, _ in schedule_dialog.presets(morning)),
        *(said for _, said in snooze_menu.presets(0)),
    ]
    assert set(words) <= {said.replace("\u202f", " ") for said in offered}


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(("language", "words"), [("en", "Delivered 3:05 PM"), ("zh_CN", "已送达 15:05")])
async def test_below_a_bubble_the_time_is_written_as_the_language_writes_it(
    session: Session, language: str, words: str
) -> None:
    use_language(language)
    row = (await session.messages.newest("co-0"))[0]
    sent = replace(row, at=at(2026, 11, 22, 15, 5), direction=Direction.OUT, state=MessageState.CONFIRMED)
    assert state_words(sent).text.replace("\u202f", " ") == words
