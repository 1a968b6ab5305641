"""What an agent types into the blanks of a form: choices by number or first letters, days by their everyday names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from app.rules.variables import Field

_NAMED: Mapping[str, int] = MappingProxyType(
    {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "大后天": 3}
)
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(下)?(?:周|星期|礼拜)([一二三四五六日天])")
_AHEAD = re.compile(r"\+(\d{1,3})")
_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


def answer_of(field: Field, typed: str, today: date) -> str | None:
    """What goes into the text for what was ``typed``; None while it cannot be understood."""
    words = typed.strip()
    if field.choices:
        return _chosen(field.choices, words)
    if field.kind == "date":
        day = day_of(words, today)
        return f"{day.month}月{day.day}日" if day else None
    return words or None


def day_of(words: str, today: date) -> date | None:
    """The day meant by 明天, +3, 周五, 下周一, 12-5, 12月5日 or 2026-12-05; None when it is no day.

    A day without a year is the next one of that name; a weekday is the one still to come, today not counted.
    """
    plain = words.strip().casefold()
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if found := _AHEAD.fullmatch(plain):
        return today + timedelta(days=int(found[1]))
    if found := _WEEKDAY.fullmatch(plain):
        wanted = _WEEKDAYS.index(found[2].replace("天", "日"))
        if found[1]:
            return today + timedelta(days=7 - today.weekday() + wanted)
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if found := _DAY.fullmatch(plain):
        return _calendar_day(found[1], int(found[2]), int(found[3]), today)
    return None


def _calendar_day(year: str | None, month: int, day: int, today: date) -> date | None:
    for offset in (0, 1):
        try:
            meant = date(int(year) if year else today.year + offset, month, day)
        except ValueError:
            continue  # 2月29日 is in one of the next years, or nowhere
        if year or meant >= today:
            return meant
    return None


def _chosen(choices: Sequence[str], words: str) -> str | None:
    if words in choices:
        return words
    if words.isdecimal() and 1 <= int(words) <= len(choices):
        return choices[int(words) - 1]
    begun = [choice for choice in choices if words and choice.casefold().startswith(words.casefold())]
    return begun[0] if len(begun) == 1 else None
