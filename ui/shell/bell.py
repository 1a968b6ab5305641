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

HUSH = timedelta(hours=1)
LINES = 3
WRITES = {Event.MINE, Event.UNASSIGNED}


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
        sounds: Plays,
        *,
        in_view: Callable[[str, str], bool],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(window)
        self.matrix = Matrix()
        self.locked = False
        self._window, self._tray, self._sounds, self._in_view, self._now = window, tray, sounds, in_view, now
        self._last: Call | None = None
        self._on_card: list[Call] = []
        self._hush = QTimer(self)
        self._hush.setSingleShot(True)
        self._hush.timeout.connect(lambda: self.hush(False))
        tray.toast_chosen.connect(self._follow)
        tray.hush_asked.connect(self.hush)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._seen)

    def hush(self, on: bool) -> None:
        """Be silent for an hour, or speak again."""
        if on:
            self._hush.start(int(HUSH.total_seconds() * 1000))
        else:
            self._hush.stop()
        self.hush_changed.emit(on, self._now() + HUSH)

    def tell(self, calls: Sequence[Call]) -> None:
        """Tell what happened together as one: one sound, one message, however many there are."""
        allowed = [(call, decide(call.event, self.matrix, self._now(), self._circumstances(call))) for call in calls]
        if loud := [call for call, means in allowed if Means.SOUND in means]:
            self._sounds.play(self.matrix.sound_of(loud[0].account_id))
        if shown := [call for call, means in allowed if Means.TOAST in means]:
            self._toast(shown)
        elif any(Means.BLANK_TOAST in means for _, means in allowed):
            self._tray.toast("Heliu", self.tr("Something new has arrived. The desk is locked."))
        if any(Means.TRAY in means for _, means in allowed):
            self._tray.call_attention(True)
        if any(Means.FLASH in means for _, means in allowed):
            QApplication.alert(self._window)

    def _toast(self, calls: Sequence[Call]) -> None:
        self._last = calls[-1]
        if self._tray.toast(*self._words(calls)):
            return
        # Without a tray they stand on a card of the window, which counts for as long as nobody has put it away.
        self._on_card += calls
        title, text = self._words(self._on_card)
        gone = self._on_card.clear
        notices.say(title, detail=text, action=self.tr("Show"), act=self._follow, key="bell", gone=gone)

    def _words(self, calls: Sequence[Call]) -> tuple[str, str]:
        """The last thing told of each customer, as a title and what stands below it."""
        last = list({(call.page, call.target, call.title): call for call in calls}.values())
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
            locked=self.locked,
            hushed=self._hush.isActive(),
            in_front=in_front,
            in_view=in_front and self._in_view(call.page, call.target),
            muted=call.muted,
        )

    def _follow(self) -> None:
        if self._last is not None and not self.locked:
            self.followed.emit(self._last.page, self._last.target)
        else:
            self.followed.emit("", "")

    def _seen(self) -> None:
        if self._window.isActiveWindow():
            self._tray.call_attention(False)
