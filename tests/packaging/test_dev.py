"""dev.py sets up from nothing, once, and says what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def environment(tool: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The environment module over an empty folder, with locks that hold nothing but their names."""
    module = tool("_environment")
    (tmp_path / "locks").mkdir()
    (tmp_path / "venv").mkdir()
    for name in module.ORDER:
        (tmp_path / "locks" / f"{name}.txt").write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "LOCKS", tmp_path / "locks")
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    return module


class Pip:
    """Writes down what it was asked to install; ``code`` is what it ends with."""

    def __init__(self) -> None:
        self.locks: list[str] = []
        self.code = 0

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert "--require-hashes" in command
        self.locks.append(Path(command[-1]).stem)
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def pip(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Pip:
    fake = Pip()
    monkeypatch.setattr(environment.subprocess, "run", fake.run)
    return fake


def test_lock_is_installed_once_and_again_when_it_changes(environment: ModuleType, pip: Pip) -> None:
    environment._install(Path("python"), "desktop")
    environment._install(Path("python"), "desktop")
    assert pip.locks == ["desktop"]

    (environment.LOCKS / "desktop.txt").write_text("newer", encoding="utf-8")
    environment._install(Path("python"), "desktop")

    assert pip.locks == ["desktop", "desktop"]


def test_wider_lock_serves_a_narrower_verb_but_not_the_reverse(environment: ModuleType, pip: Pip) -> None:
    environment._install(Path("python"), "server")
    environment._install(Path("python"), "desktop")
    environment._install(Path("python"), "dev")

    assert pip.locks == ["server", "dev"]


def test_failed_installation_is_said_and_tried_again(environment: ModuleType, pip: Pip) -> None:
    pip.code = 1
    with pytest.raises(environment.Trouble, match="pip said why above"):
        environment._install(Path("python"), "desktop")
    pip.code = 0

    environment._install(Path("python"), "desktop")

    assert pip.locks == ["desktop", "desktop"]


def test_missing_system_packages_are_named_in_one_line_when_not_root(
    environment: ModuleType, tool: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    linux = tool("_linux")
    monkeypatch.setattr(linux, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(linux, "_has_chinese_font", lambda: False)
    monkeypatch.setattr(linux, "can_install", lambda: False)

    with pytest.raises(environment.Trouble, match=r"apt-get install .* libegl1 fonts-noto-cjk\n"):
        environment._system_packages(graphical=True)


def test_what_freezing_needs_is_named_before_pyinstaller_stops(
    environment: ModuleType, tool: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    linux = tool("_linux")
    monkeypatch.setattr(linux, "_loads", lambda library: False)
    monkeypatch.setattr(linux, "can_install", lambda: False)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(environment.Trouble, match=r"binutils libpython3\.\d+\b"):
        environment._system_packages(graphical=False, freezing=True)


def test_python_that_is_too_old_is_told_which_one_is_needed(root: Path) -> None:
    code = (
        "import sys, runpy, shutil; sys.version_info = (3, 9, 2); shutil.which = lambda name: None\n"
        "sys.argv = ['dev.py', 'test']; runpy.run_path('packaging/dev.py', run_name='__main__')"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)

    assert answer.returncode == 1
    assert "this is Python 3.9; Heliu needs Python 3.11, 3.12 or 3.13" in answer.stderr


@pytest.mark.parametrize(("words", "code"), [([], 2), (["--help"], 0), (["fly"], 2)])
def test_dev_without_a_verb_explains_itself(root: Path, words: list[str], code: int) -> None:
    dev = [sys.executable, "packaging/dev.py"]

    answer = subprocess.run([*dev, *words], capture_output=True, text=True, check=False, cwd=root)

    assert answer.returncode == code
    assert "One door for developers" in answer.stdout + answer.stderr
