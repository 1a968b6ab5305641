"""The one voice: what the program has to say appears inside the window and never stops the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.errors import DiskFull, HeliuError, NoKeychain, Offline, StoreDamaged
from ui.kit.translations import tr

DISK_FULL = "disk_full"
"""The key of what is said while nothing can be kept."""


class Tone(StrEnum):
    """How a notice feels; errors stay until they are put away."""

    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing said: a sentence, maybe a second smaller one, maybe one button that does something about it.

    ``key``: notices of one key are one card, with the words of the newest; ``gone`` is called when that has left.
    """

    text: str
    detail: str = ""
    tone: Tone = Tone.INFO
    action: str = ""
    act: Callable[[], None] | None = None
    key: str = ""
    gone: Callable[[], None] | None = None

    def is_about_the_same(self, other: Notice) -> bool:
        """Whether one card is enough for both."""
        if self.key or other.key:
            return self.key == other.key
        return (self.text, self.detail) == (other.text, other.detail)


class Voice(QObject):
    """Carries notices to whatever window listens.

    Signals:
        said: a Notice to be shown.
        over: what is said under a key is true no longer.
    """

    said = Signal(object)
    over = Signal(str)


voice = Voice()


def say(
    what: HeliuError | str,
    *,
    tone: Tone | None = None,
    detail: str = "",
    action: str = "",
    act: Callable[[], None] | None = None,
    key: str = "",
    gone: Callable[[], None] | None = None,
) -> None:
    """Tell the user, without stopping them. An error brings its own title and detail."""
    if isinstance(what, HeliuError):
        tone = tone or (Tone.WARN if isinstance(what, Offline) else Tone.BAD)
        key = key or (DISK_FULL if isinstance(what, DiskFull) else "")
        text, detail = title_of(what), detail or "\n".join(filter(None, (advice_of(what), detail_of(what))))
    else:
        tone, text = tone or Tone.INFO, what
    voice.said.emit(Notice(text=text, detail=detail, tone=tone, action=action, act=act, key=key, gone=gone))


def title_of(error: HeliuError) -> str:
    """The error's title in the running language."""
    return tr("Errors", error.title)


def advice_of(error: HeliuError) -> str:
    """What the agent can do about it, in the running language; maybe nothing."""
    return tr("Errors", error.advice) if error.advice else ""


def detail_of(error: HeliuError) -> str:
    """The error's detail: a phrase of ours in the running language, a reason from elsewhere as it is."""
    for context in ("Errors", "Import"):
        if (words := tr(context, error.detail)) != error.detail:
            return words
    if error.detail and isinstance(error, StoreDamaged | NoKeychain):
        return tr("Errors", "Technical detail: {0}").format(error.detail)
    return error.detail
