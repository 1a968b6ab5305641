"""The doctor says what each page takes, and what plays the sounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import doctor


def test_every_page_is_opened_and_measured(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "main.py"), "doctor", "--memory", "--data-dir", str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)

    assert answer.returncode == 0, answer.stderr
    lines = [line.split() for line in answer.stdout.splitlines() if "MB in all" in line]
    pages = [words[1] for words in lines if words[0] == "page"]
    assert {"inbox", "today", "quick_replies", "conflicts", "settings"} <= set(pages)
    assert all(float(words[-4]) > 20 for words in lines)
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


def test_a_computer_without_a_player_is_silent_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows plays by itself")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "stays silent" in doctor._sound().says
    player = tmp_path / "aplay"
    player.write_text("#!/bin/sh\n")
    player.chmod(0o755)
    assert doctor._sound().says == str(player)
