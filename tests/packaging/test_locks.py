"""The locks hold exact versions with hashes for what pyproject asks, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ui.pages.settings.licences import LICENCES

ORDER = ("desktop", "server", "dev")


def _locked(root: Path, name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of every package in a lock."""
    text = (root / "packaging" / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    found = {}
    for entry in filter(str.strip, entries):
        package, version = re.match(r"([a-z0-9-]+)==([^\s;]+)", entry).groups()
        found[package] = version, entry.count("--hash=sha256:")
    return found


def _asked(words: list[str]) -> dict[str, str]:
    """The operator and version pyproject asks for, by package."""
    parts = (re.match(r"([A-Za-z0-9-]+)(?:\[\w+\])?(.+)", word).groups() for word in words)
    return {name.lower(): version for name, version in parts}


@pytest.mark.parametrize("name", ORDER)
def test_every_locked_package_has_hashes(root: Path, name: str) -> None:
    locked = _locked(root, name)

    assert locked
    assert [package for package, (_, hashes) in locked.items() if hashes == 0] == []


@pytest.mark.parametrize("name", ORDER)
def test_no_lock_names_an_address(root: Path, name: str) -> None:
    text = (root / "packaging" / "locks" / f"{name}.txt").read_text(encoding="utf-8")

    assert re.findall(r"\S+://\S+|^-.*|^#.*", text, re.MULTILINE) == []


def test_locks_hold_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    always = project["project"]["dependencies"]
    of_server = project["project"]["optional-dependencies"]["postgresql"]
    asked = {
        "desktop": _asked(always),
        "server": _asked(always + of_server),
        "dev": _asked(always + of_server + project["dependency-groups"]["dev"]),
    }
    for name in ORDER:
        locked = _locked(root, name)
        for package, wanted in asked[name].items():
            release = wanted.lstrip("~=").split(".")
            fixed = len(release) if wanted.startswith("==") else len(release) - 1
            assert locked[package][0].split(".")[:fixed] == release[:fixed], f"{package} in {name}"


def test_wider_locks_agree_with_narrower_ones(root: Path) -> None:
    desktop, server, dev = (_locked(root, name) for name in ORDER)

    assert desktop.items() <= server.items() <= dev.items()


def test_the_desktop_takes_no_server_database_and_no_tools(root: Path) -> None:
    assert {"psycopg", "psycopg-binary", "pytest", "pyinstaller"}.isdisjoint(_locked(root, "desktop"))


def test_the_settings_name_the_licence_of_everything_the_program_is_built_on(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["postgresql"]]
    names = {re.match(r"[\w-]+", line)[0].lower() for line in needed}
    named = {name.strip().lower() for names_of_one, _ in LICENCES for name in names_of_one.split(",")}
    assert names - {"pyside6-essentials"} <= named
    assert "pyside6" in named
