"""Lets a short sound be heard, or nothing where the computer has no player."""

from __future__ import annotations

import contextlib
import logging
import sys
import time

from PySide6.QtCore import QProcess

from app.sounds import player, sound_file

if sys.platform == "win32":
    import winsound

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.5
"""Between two sounds: a hundred messages are one ring."""


class Sounds:
    """``play`` never waits and never fails."""

    def __init__(self) -> None:
        self._player = player()
        self._played_at = 0.0

    @property
    def is_able(self) -> bool:
        """Whether anything can be heard here."""
        return self._player is not None

    def play(self, name: str, *, at_once: bool = False) -> None:
        """Play a sound of resources/sounds; left out shortly after another one unless ``at_once``."""
        now = time.monotonic()
        if self._player is None or not name or (not at_once and now - self._played_at < PAUSE_SECONDS):
            return
        self._played_at = now
        path = str(sound_file(name))
        if sys.platform == "win32":
            with contextlib.suppress(RuntimeError):  # nothing to hear it with
                winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        else:
            program, options = self._player
            playing = QProcess()
            playing.setProgram(program)
            playing.setArguments([*options, path])
            playing.setStandardOutputFile(QProcess.nullDevice())
            playing.setStandardErrorFile(QProcess.nullDevice())  # without a sound card players complain
            if not playing.startDetached():
                log.warning("%s does not start", program)
