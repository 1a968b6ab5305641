"""What README and the house's page say is so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from app.config import OPTIONS, VERSION


def test_every_command_in_the_readme_exists(root: Path, tool: Callable[[str], ModuleType]) -> None:
    named = set(re.findall(r"packaging/dev\.py (\w+)", (root / "README.md").read_text(encoding="utf-8")))

    assert {"demo", "test", "run", "serve", "lint", "bench", "package"} <= named
    assert named <= set(tool("_verbs").VERBS)


def test_every_file_the_readme_links_to_exists(root: Path) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", (root / "README.md").read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_usage_of_dev_names_every_verb(root: Path, tool: Callable[[str], ModuleType]) -> None:
    usage = tool("dev").__doc__ or ""

    assert [verb for verb in tool("_verbs").VERBS if not re.search(rf"\b{verb}\b", usage)] == []


def test_the_version_is_the_same_wherever_it_is_said(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == VERSION


def test_no_two_settings_share_a_name_or_a_variable() -> None:
    assert len({option.key for option in OPTIONS}) == len({option.variable for option in OPTIONS}) == len(OPTIONS)


def test_ci_runs_the_readmes_test_command_then_lint_then_the_package(root: Path) -> None:
    steps = re.findall(r"^python3 packaging/dev\.py (\w+)$", (root / ".ci" / "run").read_text(), re.MULTILINE)

    assert steps == ["test", "lint", "package"]
