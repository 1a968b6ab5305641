"""Tells the agent what happened, by the means their matrix allows, and never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.rules.notices import Circumstances, Event, Matrix, Means, decide
from ui.kit import notices
from ui.shell.tray import Tray
from ui.system.toasts import Toast, Toasts

HUSH = timedelta(hours=1)
LINES = 3
WRITES = {Event.MINE, Event.UNASSIGNED}
WROTE = "wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One thing to tell: a line ``title``, what was said, the account, and where a click leads."""

    event: Event
    title: str
    text: str = ""
    account_id: str = ""
    page: str = "inbox"
    target: str = ""
    muted: bool = False


class Plays(Protocol):
    """What makes the sounds."""

    def play(self, name: str, *, at_once: bool = False) -> None:
        """Let a sound be heard."""


class Bell(QObject):
    """``in_view(page, target)`` says whether that very thing is open before the agent's eyes.

    Signals:
        followed(page, target): the agent clicked on what was told.
        hush_changed(on, until): silence was asked for, or is over; ``until`` as local time.
    """

    followed = Signal(str, str)
    hush_changed = Signal(bool, object)

    def __init__(
        self,
        window: QWidget,
        tray: Tray,
        toasts: Toasts,
        sounds: Plays,
        *,
        in_view: Callable[[str, str], bool],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(window)
        self.matrix = Matrix()
        self._locked = False
        self._window, self._tray, self._toasts, self._sounds = window, tray, toasts, sounds
        self._in_view, self._now = in_view, now
        self._on_screen: dict[str, dict[tuple[Event, str], Call]] = {}
        self._hush = QTimer(self)
        self._hush.setSingleShot(True)
        self._hush.timeout.connect(lambda: self.hush(False))
        toasts.chosen.connect(self._follow)
        toasts.refused.connect(self._say_inside)
        toasts.gone.connect(self._forget)
        tray.hush_asked.connect(self.hush)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._seen)

    def lock(self, on: bool) -> None:
        """While locked nothing carries words, not even what is still on the screen."""
        self._locked = on
        if on:
            self._toasts.withdraw()

    def hush(self, on: bool) -> None:
        """Be silent for an hour, or speak again."""
        if on:
            self._hush.start(int(HUSH.total_seconds() * 1000))
        else:
            self._hush.stop()
        self.hush_changed.emit(on, self._now() + HUSH)

    def close(self) -> None:
        """Nothing is told any more, and what is still on the screen leaves it."""
        self._hush.stop()
        self._toasts.close()

    def tell(self, calls: Sequence[Call]) -> None:
        """Tell what happened together as one: one sound, one message, however many there are."""
        allowed = [(call, decide(call.event, self.matrix, self._now(), self._circumstances(call))) for call in calls]
        if loud := [call for call, means in allowed if Means.SOUND in means]:
            self._sounds.play(self.matrix.sound_of(loud[0].account_id))
        if shown := [call for call, means in allowed if Means.TOAST in means]:
            self._show(shown)
        elif any(Means.BLANK_TOAST in means for _, means in allowed):
            text = self.tr("Something new has arrived. The desk is locked.")
            self._toasts.show(Toast(title=self.tr("Heliu"), text=text, key="locked"))
        if any(Means.TRAY in means for _, means in allowed):
            self._tray.call_attention(True)
        if any(Means.FLASH in means for _, means in allowed):
            QApplication.alert(self._window)

    def _show(self, calls: Sequence[Call]) -> None:
        """One message for all customers who wrote, and one for each other event, which counts as long as it is seen."""
        key = WROTE if all(call.event in WRITES for call in calls) else calls[-1].event.value
        told = self._on_screen.setdefault(key, {})
        for call in calls:
            what = (call.event, call.target or call.title)
            told.pop(what, None)
            told[what] = call
        about = tuple(told.values())
        title, text = self._words(about)
        self._toasts.show(Toast(title=title, text=text, about=about, key=key))

    def _say_inside(self, toast: Toast) -> None:
        """On a card of the window."""
        if toast.about:
            notices.say(
                toast.title,
                detail=toast.text,
                action=self.tr("Show"),
                act=lambda: self._follow(toast.about),
                key=f"bell {toast.key}",
                gone=lambda: self._forget(toast.key),
            )

    def _forget(self, key: str) -> None:
        self._on_screen.pop(key, None)

    def _words(self, last: Sequence[Call]) -> tuple[str, str]:
        """The last thing told of each customer, as a title and what stands below it."""
        if len(last) == 1:
            return last[0].title, last[0].text
        if all(call.event in WRITES for call in last):
            title = self.tr("%n customer(s) wrote", "", len(last))
        else:
            title = self.tr("%n thing(s) happened", "", len(last))
        return title, "\n".join(f"{call.title}: {call.text}" if call.text else call.title for call in last[-LINES:])

    def _circumstances(self, call: Call) -> Circumstances:
        in_front = self._window.isActiveWindow()
        return Circumstances(
            locked=self._locked,
            hushed=self._hush.isActive(),
            in_front=in_front,
            in_view=in_front and self._in_view(call.page, call.target),
            muted=call.muted,
        )

    def _follow(self, about: Sequence[Call]) -> None:
        """Go to the last thing told of; behind a lock only come forward."""
        if about and not self._locked:
            self.followed.emit(about[-1].page, about[-1].target)
        else:
            self.followed.emit("", "")

    def _seen(self) -> None:
        if self._window.isActiveWindow():
            self._tray.call_attention(False)
