"""Times and days as the language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from ui.delegates.clocks import due_of, moment_of
from ui.kit.translations import use_language


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
