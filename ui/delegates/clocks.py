"""Times in the fewest words an agent can act on, and the one beat that keeps them true."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QTime, QTimer

from ui.kit.translations import tr

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000


def now_ms() -> int:
    """This machine's clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def waited(since: int, now: int) -> str:
    """How long somebody waits: 01:52, 2 h 05, 3 d."""
    span = max(0, now - since)
    if span < HOUR:
        return f"{span // MINUTE:02d}:{span % MINUTE // SECOND:02d}"
    if span < DAY:
        return tr("Clock", "{0} h {1}").format(span // HOUR, f"{span % HOUR // MINUTE:02d}")
    return tr("Clock", "{0} d").format(span // DAY)


def left_short(closes_at: int, now: int) -> str:
    """What is left of a window, for a row: 31h, 12m."""
    span = max(0, closes_at - now)
    if span >= HOUR:
        return f"{span // HOUR}h"
    return f"{max(1, span // MINUTE)}m" if span else ""


def left_long(closes_at: int, now: int) -> str:
    """What is left of a window, for the header: 31:12 (hours:minutes), 0:42."""
    span = max(0, closes_at - now)
    return f"{span // HOUR}:{span % HOUR // MINUTE:02d}"


def clock_of(when: datetime) -> str:
    """The time of day as the language writes it: 10:21, 10:21 AM."""
    return QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)


def date_of(when: datetime, today: datetime) -> str:
    """A day as short as the language allows: 2 Nov, 11月2日; of another year with that year, 11/2/25."""
    locale = QLocale()
    if when.year != today.year:
        return locale.toString(when.date(), QLocale.FormatType.ShortFormat)
    return locale.toString(when.date(), tr("Clock", "d MMM"))


def moment_of(at: int, now: int) -> str:
    """When something was, for a row: 10:21, Yesterday, 2 Nov, 11/2/25."""
    when, today = datetime.fromtimestamp(at / 1000), datetime.fromtimestamp(now / 1000)
    if when.date() == today.date():
        return clock_of(when)
    if when.date() == (today - timedelta(days=1)).date():
        return tr("Clock", "Yesterday")
    return date_of(when, today)


def day_of(at: int, now: int) -> str:
    """When a stretch of talk began, for the line above it: Today 10:20, Monday 09:12, 2 November 18:03."""
    when, today = datetime.fromtimestamp(at / 1000), datetime.fromtimestamp(now / 1000)
    clock, days = clock_of(when), (today.date() - when.date()).days
    if days == 0:
        return tr("Clock", "Today {0}").format(clock)
    if days == 1:
        return tr("Clock", "Yesterday {0}").format(clock)
    locale = QLocale()
    if 1 < days < 7:
        return f"{locale.dayName(when.isoweekday())} {clock}"
    pattern = tr("Clock", "d MMMM") if when.year == today.year else tr("Clock", "d MMMM yyyy")
    return f"{locale.toString(when.date(), pattern)} {clock}"


def due_of(at: int, now: int) -> str:
    """When something is due: Today 15:00, Tomorrow 09:00, 25 Nov 09:00."""
    when, today = datetime.fromtimestamp(at / 1000), datetime.fromtimestamp(now / 1000)
    clock, days = clock_of(when), (when.date() - today.date()).days
    if days == 0:
        return tr("Clock", "Today {0}").format(clock)
    if days == 1:
        return tr("Clock", "Tomorrow {0}").format(clock)
    if days == -1:
        return tr("Clock", "Yesterday {0}").format(clock)
    return f"{date_of(when, today)} {clock}"


def beat() -> QTimer:
    """The one timer of the program that ticks each second; connect, and repaint what shows a running time."""
    app = QCoreApplication.instance()
    assert app is not None, "a clock needs the application"
    timer = app.findChild(QTimer, "beat")
    if timer is None:
        timer = QTimer(app)
        timer.setObjectName("beat")
        timer.setInterval(SECOND)
        timer.start()
    return timer
