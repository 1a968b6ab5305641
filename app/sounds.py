"""Which program of this computer plays a sound; Qt's own player is not part of what we ship."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from app.config import resource_path

PLAYERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("afplay", ()),
    ("paplay", ()),
    ("pw-play", ()),
    ("aplay", ("-q",)),
)
"""Program and its options, the best first: macOS, PulseAudio (PipeWire understands it, too), PipeWire, ALSA.

Where PulseAudio plays, PipeWire is often there for pictures alone and would play to nobody.
"""


def sound_file(name: str) -> Path:
    """The file of a name of :data:`app.rules.notices.SOUNDS`."""
    return resource_path("sounds", f"{name}.wav")


def player() -> tuple[str, tuple[str, ...]] | None:
    """Program and options that play a file, or None where this computer must stay silent.

    Windows plays by itself: the program is ``winsound``.
    """
    if sys.platform == "win32":
        return "winsound", ()
    for program, options in PLAYERS:
        if found := shutil.which(program):
            return found, options
    return None
