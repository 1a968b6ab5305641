"""Voice and video are played by this computer's own player, and nothing else is ever handed to it."""

from __future__ import annotations

import shutil
from pathlib import Path

HEAD = 16
"""Bytes at the beginning that prove what a file is."""

_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4A ",
    b"M4V ",
    b"qt  ",
    b"3gp4",
    b"3gp5",
)


def suffix_of(head: bytes) -> str:
    """The file ending of a sound or video that its first bytes prove; empty for everything else."""
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return ".m4a" if head[8:12] == b"M4A " else ".mp4"
    if head.startswith(b"#!AMR"):
        return ".amr"
    if head.startswith(b"ID3") or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return ".mp3"
    if head.startswith(b"OggS"):
        return ".ogg"
    return ".wav" if head[:4] == b"RIFF" and head[8:12] == b"WAVE" else ""


def stage(source: Path) -> Path | None:
    """A copy to play, beside the file under a name of ours with the ending the bytes prove, made once.

    None when they prove no sound or video. Reads and writes the disk: call it in a thread.
    """
    with source.open("rb") as file:
        suffix = suffix_of(file.read(HEAD))
    if not suffix:
        return None
    target = source.parent / "played" / f"{source.name}{suffix}"
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        fresh = target.with_suffix(".new")
        shutil.copyfile(source, fresh)
        fresh.replace(target)
    return target
