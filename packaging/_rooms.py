"""The table of rooms in docs/ARCHITECTURE.md, read from the line on each room's door: its docstring."""

from __future__ import annotations

import ast
from pathlib import Path

from _environment import ROOT

PAGE = ROOT / "docs" / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms: python3 packaging/dev.py docs -->", "<!-- /rooms -->"


def write() -> None:
    """Put the present table into the page."""
    PAGE.write_text(_page_with_table(), encoding="utf-8")


def findings() -> list[str]:
    """What is wrong with the table in the page: nothing, or that it is out of date."""
    if PAGE.read_text(encoding="utf-8") == _page_with_table():
        return []
    return ["docs/ARCHITECTURE.md: the table of rooms is out of date; run: python3 packaging/dev.py docs"]


def _page_with_table() -> str:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_table()}\n{END}{after}"


def _table() -> str:
    rows = [f"| `{name}` | {_door(path)} |" for name, path in _rooms()]
    return "\n".join(["| room | what it is for |", "|---|---|", *rows])


def _rooms() -> list[tuple[str, Path]]:
    found = [("main.py", ROOT / "main.py")]
    for top in ("app", "ui"):
        found.append((f"{top}/", ROOT / top / "__init__.py"))
        packages = sorted((ROOT / top).glob("*/__init__.py"))
        modules = sorted(path for path in (ROOT / top).glob("*.py") if path.name != "__init__.py")
        found += [(f"{top}/{path.parent.name}/", path) for path in packages]
        found += [(f"{top}/{path.name}", path) for path in modules]
    return found


def _door(path: Path) -> str:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return words.splitlines()[0].replace("|", "\\|").replace("``", "`") if words else "(no line on its door)"
