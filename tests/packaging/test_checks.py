"""Our own lint sees each trap, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

HEAD = "from __future__ import annotations\n"


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("ui/pages/x.py", "dialog.exec()", "exec() loses"),
        ("app/x.py", "QCoreApplication.processEvents()", "processEvents() re-enters"),
        ("ui/kit/x.py", "app.processEvents()", "processEvents() re-enters"),
        ("ui/pages/x.py", "QLabel(customer.name)", "needs setTextFormat(PlainText)"),
        ("ui/pages/x.py", "QLabel(f'{name}', self)", "needs setTextFormat(PlainText)"),
        ("tests/unit/x.py", "time.sleep(1)", "waits for an event"),
        ("tests/gui/x.py", "qtbot.qWait(100)", "waits for an event"),
        ("app/x.py", "x = 1\n" * 301, "at most 300"),
    ],
)
def test_trap_in_code_is_found(tool: Callable[[str], ModuleType], name: str, code: str, says: str) -> None:
    found = list(tool("_checks").code_findings(name, HEAD + code))

    assert len(found) == 1
    assert found[0].startswith(name)
    assert says in found[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ui/kit/dialogs.py", "dialog.exec()"),
        ("ui/pages/x.py", "QLabel()"),
        ("ui/pages/x.py", "QLabel('Name', self)"),
        ("ui/pages/x.py", "QLabel(self)"),
        ("ui/pages/x.py", "QLabel(self.tr('Name'))"),
        ("ui/pages/x.py", "def f():\n    a = QLabel(name)\n    a.setTextFormat(Qt.TextFormat.PlainText)"),
        ("tests/unit/x.py", "asyncio.sleep(0)"),
        ("packaging/x.py", "x = 1\n" * 301),
    ],
)
def test_sound_code_is_left_alone(tool: Callable[[str], ModuleType], name: str, code: str) -> None:
    assert list(tool("_checks").code_findings(name, HEAD + code)) == []


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("docs/x.md", "see /" + "root/x", "a path of one machine"),
        ("packaging/locks/dev.txt", "--index-url https://example.org", "no addresses"),
        ("app/x.py", "# TO" + "DO later", "left for later"),
    ],
)
def test_trap_in_text_is_found(tool: Callable[[str], ModuleType], name: str, text: str, says: str) -> None:
    assert [says in finding for finding in tool("_checks").text_findings(name, text)] == [True]


def test_all_files_are_looked_at_but_those_that_git_is_told_to_ignore(
    tool: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    (tmp_path / ".gitignore").write_text(".venv/\n*.pyc\n")
    for name in ("app/x.py", "app/x.pyc", ".venv/lib/y.py", ".git/config", ".ci/run"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    found = {path.relative_to(tmp_path).as_posix() for path in tool("_checks").our_files(tmp_path)}

    assert found == {".gitignore", "app/x.py", ".ci/run"}


def test_table_of_rooms_shows_the_line_on_each_door(tool: Callable[[str], ModuleType]) -> None:
    table = tool("_rooms")._table()

    assert "| `app/config.py` | The settings of this program: read once from defaults" in table
    assert "(no line on its door)" not in table
