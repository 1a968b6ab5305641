"""main.py as a user meets it: help, exit codes, one clear sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SUBCOMMANDS = ["desktop", "demo", "serve", "simulate", "admin", "doctor"]


@pytest.fixture
def heliu(root: Path, tmp_path: Path):
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(root / "main.py"), *words], capture_output=True, text=True, check=False, cwd=tmp_path
        )

    return run


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_explains_itself(heliu, name: str) -> None:
    answer = heliu(name, "--help")

    assert answer.returncode == 0
    assert answer.stdout.startswith(f"usage: heliu {name}")


def test_help_names_every_subcommand(heliu) -> None:
    answer = heliu("--help")

    assert answer.returncode == 0
    assert [name for name in SUBCOMMANDS if name not in answer.stdout] == []


def test_help_of_admin_names_every_group_and_how_to_say_which_database(heliu) -> None:
    answer = heliu("admin", "--help")

    listed = {line.split()[0] for line in answer.stdout.splitlines() if line.startswith("    ")}
    assert {"workspace", "user", "team", "account", "grant", "revoke", "session", "list", "seed"} <= listed
    assert "--database" in answer.stdout


def test_a_name_that_the_terminal_cannot_show_is_spelt_out(heliu, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    answer = heliu("doctor", "--data-dir", str(tmp_path / "数据"))

    assert r"\u6570\u636e" in answer.stdout
    assert answer.stderr == ""


def test_what_a_page_adds_to_a_link_is_no_option(heliu, tmp_path: Path) -> None:
    answer = heliu("desktop", "--", "heliu://inbox", "--data-dir", str(tmp_path / "elsewhere"))

    assert answer.returncode == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("words", [["fly"], ["serve", "--colour", "red"], ["desktop", "--mode", "cloud"]])
def test_wrong_usage_is_said_and_ends_with_2(heliu, words: list[str]) -> None:
    answer = heliu(*words)

    assert answer.returncode == 2
    assert "usage: heliu" in answer.stderr


def test_wrong_setting_is_one_sentence_and_ends_with_1(heliu) -> None:
    answer = heliu("serve", "--port", "eighty")

    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        "heliu: A setting is missing or wrong: server.port in the command line: a port is a number from 0 to 65535"
    ]


@pytest.mark.parametrize("name", ["demo", "serve"])
def test_data_folder_that_cannot_be_is_one_sentence(heliu, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "blocked").write_text("a file where a folder should be")

    answer = heliu(name, "--data-dir", str(tmp_path / "blocked" / "data"))

    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1 and answer.stderr.startswith("heliu: ")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("name", ["desktop", "demo"])
def test_desk_without_a_screen_is_one_sentence(heliu, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)

    answer = heliu(name)

    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        "heliu: A setting is missing or wrong: there is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("name", ["desktop", "demo"])
def test_desk_whose_screen_is_dead_is_one_sentence(heliu, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for variable in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DISPLAY", ":9999")

    answer = heliu(name)

    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        "heliu: A setting is missing or wrong: the screen :9999 (DISPLAY) does not answer"
    ]


def test_help_loads_neither_qt_nor_the_network(root: Path) -> None:
    code = (
        "import sys; sys.argv = ['main.py', '--help']; import runpy\n"
        "try: runpy.run_path('main.py', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print([name for name in ('PySide6', 'httpx', 'peewee', 'starlette') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)

    assert answer.stdout.splitlines()[-1] == "[]"
