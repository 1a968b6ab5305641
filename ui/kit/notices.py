"""The one voice: what the program has to say appears inside the window and never stops the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.errors import HeliuError, Offline
from ui.kit.translations import tr


class Tone(StrEnum):
    """How a notice feels; errors stay until they are put away."""

    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing said: a sentence, maybe a second smaller one, maybe one button that does something about it."""

    text: str
    detail: str = ""
    tone: Tone = Tone.INFO
    action: str = ""
    act: Callable[[], None] | None = None


class Voice(QObject):
    """Carries notices to whatever window listens.

    Signals:
        said: a Notice to be shown.
    """

    said = Signal(object)


voice = Voice()


def say(
    what: HeliuError | str,
    *,
    tone: Tone | None = None,
    detail: str = "",
    action: str = "",
    act: Callable[[], None] | None = None,
) -> None:
    """Tell the user, without stopping them. An error brings its own title and detail."""
    if isinstance(what, HeliuError):
        tone = tone or (Tone.WARN if isinstance(what, Offline) else Tone.BAD)
        notice = Notice(text=title_of(what), detail=detail or detail_of(what), tone=tone, action=action, act=act)
    else:
        notice = Notice(text=what, detail=detail, tone=tone or Tone.INFO, action=action, act=act)
    voice.said.emit(notice)


def title_of(error: HeliuError) -> str:
    """The error's title in the running language."""
    return tr("Errors", error.title)


def detail_of(error: HeliuError) -> str:
    """The error's detail: a phrase of ours in the running language, a reason from elsewhere as it is."""
    for context in ("Errors", "Import"):
        if (words := tr(context, error.detail)) != error.detail:
            return words
    return error.detail
