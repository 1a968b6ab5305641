"""How long a customer waits for an answer: what is left of the time it is promised in, then all they have waited."""

from __future__ import annotations

from ui.delegates.clocks import DAY, HOUR, MINUTE, SECOND, waited
from ui.delegates.quota import limits
from ui.kit.translations import tr


def left_to_answer(since: int, now: int) -> int:
    """Milliseconds until an answer to who waits since then is late; below zero it is, by so much."""
    return since + limits().milliseconds("heliu.answer.slow_after") - now


def wait_short(since: int, now: int) -> str:
    """For a row: the countdown −00:48, and once the answer is late the whole wait: 01:52, 2 h 05, 3 d."""
    left = left_to_answer(since, now)
    return f"\N{MINUS SIGN}{waited(now - _whole(left), now)}" if left > 0 else waited(since, now)


def wait_words(since: int, now: int) -> str:
    """The same in full, for a tooltip and for who listens: how long they wait, and by when the answer is due."""
    left, waits = left_to_answer(since, now), _span(max(0, now - since))
    if left > 0:
        return tr("Waiting", "waits for {0}, answer due in {1}").format(waits, _span(_whole(left)))
    return tr("Waiting", "waits for {0}, answer late by {1}").format(waits, _span(-left))


def _whole(left: int) -> int:
    """A second that has begun counts: the countdown ends at 00:01."""
    return -(-left // SECOND) * SECOND


def _span(span: int) -> str:
    if span < MINUTE:
        return tr("Waiting", "{0} s").format(span // SECOND)
    if span < HOUR:
        return tr("Waiting", "{0} min {1} s").format(span // MINUTE, span % MINUTE // SECOND)
    if span < DAY:
        return tr("Waiting", "{0} h {1} min").format(span // HOUR, span % HOUR // MINUTE)
    return tr("Waiting", "{0} d {1} h").format(span // DAY, span % DAY // HOUR)
