"""Quick replies to and from files: every row is looked at before any is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from app.errors import BadInput
from app.phrases import phrase
from app.store import CategoryRow
from app.store.exchange import Entry

MAX_ROWS = 100_000
MAX_TITLE, MAX_SHORTCUT, MAX_BODY, MAX_DEPTH = 200, 32, 20_000, 8

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "scope": ("范围", "scope"),
    "category": ("分类", "category"),
    "title": ("标题", "title"),
    "shortcut": ("快捷码", "shortcut"),
    "body": ("内容", "body", "话术", "text"),
    "parts": ("附件", "parts"),
}
_MINE, _COMPANY, _TEAM = ("我的", "个人", "personal", "mine"), ("公司", "company", "workspace"), "团队:"
_WIDTHS = (10, 24, 24, 12, 80, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that cannot be taken: its number in the file, and why (a phrase of the context ``Import``)."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would bring. Nothing of it is in the store yet."""

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[int, ...] = ()
    """Numbers of rows that are here already, or stand in the file twice; they are left out."""
    teams: Mapping[str, str] = field(default_factory=dict)
    """Names of the agent's teams, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scopes:
    """Whose an agent's quick replies may be, and how a file says it."""

    user_id: str
    teams: Mapping[str, str]
    """Names of the teams that the agent is in, by id."""

    def read(self, said: str) -> str:
        """The scope that a file means; "" is the agent's own.

        Raises:
            BadInput: none that the agent may write to.
        """
        word = said.casefold().replace("：", ":")
        if not word or word in _MINE or said == f"user:{self.user_id}":
            return ""
        if word in _COMPANY:
            return "workspace"
        named = word.removeprefix(_TEAM).removeprefix("team:")
        found = [i for i, name in self.teams.items() if named in (i.casefold(), name.casefold())]
        if len(found) != 1:
            raise BadInput(phrase("Import", "The scope is neither 我的 nor 公司 nor a team of yours"))
        return f"team:{found[0]}"

    def written(self, scope: str) -> str:
        """What a file says for a scope."""
        kind, _, name = scope.partition(":")
        if kind == "team":
            called = self.teams.get(name, name)
            return f"{_TEAM}{called if list(self.teams.values()).count(called) == 1 else name}"
        return _COMPANY[0] if kind == "workspace" else _MINE[0]


def look(path: Path, known: frozenset[Entry], scopes: Scopes) -> Preview:
    """Read a file and look at every row.

    Raises:
        BadInput: the file as a whole is of no use.
    """
    try:
        rows = _json_rows(path) if path.suffix.lower() == ".json" else _sheet_rows(path)
    except OSError as exc:
        raise BadInput(exc.strerror or str(exc)) from exc
    if len(rows) > MAX_ROWS:
        raise BadInput(phrase("Import", "The file has more than 100,000 rows"))
    entries: dict[Entry, None] = {}
    problems, duplicates = [], []
    for number, row in rows:
        try:
            entry = _entry(row, scopes)
        except BadInput as exc:
            problems.append(Problem(row=number, reason=exc.detail))
            continue
        if entry in known or entry in entries:
            duplicates.append(number)
        else:
            entries[entry] = None
    return Preview(
        path=path,
        entries=tuple(entries),
        problems=tuple(problems),
        duplicates=tuple(duplicates),
        teams=scopes.teams,
    )


def write(path: Path, entries: Sequence[Entry], scopes: Scopes) -> None:
    """Write XLSX, CSV or JSON, as the name of the file says."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        shown = [{**_named(entry, scopes), "parts": msgspec.json.decode(entry.parts)} for entry in entries]
        path.write_bytes(msgspec.json.format(msgspec.json.encode(shown), indent=1))
    elif suffix in (".xlsx", ".csv"):
        table = [[names[0] for names in COLUMNS.values()], *([*_named(entry, scopes).values()] for entry in entries)]
        sheets = _spreadsheets()
        sheets.write_xlsx(path, table, _WIDTHS) if suffix == ".xlsx" else sheets.write_csv(path, table)
    else:
        raise BadInput(phrase("Import", "Quick replies are written as .xlsx, .csv or .json"))


def entries_of(tree: Sequence[CategoryRow], above: str = "") -> list[Entry]:
    """The tree as rows, in its order."""
    found = []
    for category in tree:
        path = "/".join(filter(None, (above, category.name.replace("/", "／"))))
        for r in category.replies:
            parts = msgspec.json.encode(list(r.parts)).decode()
            found.append(
                Entry(scope=r.scope, category=path, title=r.title, shortcut=r.shortcut, body=r.body, parts=parts)
            )
        found += entries_of(category.children, path)
    return found


def _named(entry: Entry, scopes: Scopes) -> dict[str, str]:
    parts = "" if entry.parts == "[]" else entry.parts
    words = {
        "scope": scopes.written(entry.scope),
        "category": entry.category,
        "title": entry.title,
        "shortcut": entry.shortcut,
    }
    return {**words, "body": entry.body, "parts": parts}


def _sheet_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    rows = _spreadsheets().read(path)
    aliases = {alias: name for name, names in COLUMNS.items() for alias in names}
    for number, head in enumerate(rows):
        places = {aliases[cell.strip().lower()]: at for at, cell in enumerate(head) if cell.strip().lower() in aliases}
        if "body" in places:
            return [
                (line, {name: row[at] for name, at in places.items() if at < len(row)})
                for line, row in enumerate(rows[number + 1 :], start=number + 2)
                if any(cell.strip() for cell in row)
            ]
    raise BadInput(phrase("Import", "No row names its columns; one of them must be called 内容 or body"))


def _json_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as exc:
        raise BadInput(phrase("Import", "This is not a JSON list of quick replies")) from exc
    return [(number, row) for number, row in enumerate(found, start=1)]


def _entry(row: Mapping[str, Any], scopes: Scopes) -> Entry:
    words = {name: row.get(name) or "" for name in ("scope", "category", "title", "shortcut", "body")}
    if not all(isinstance(word, str) for word in words.values()):
        raise BadInput(phrase("Import", "A cell is not text"))
    scope, category, title, shortcut = (words[n].strip() for n in ("scope", "category", "title", "shortcut"))
    body, parts = words["body"].replace("\r\n", "\n"), _parts(row.get("parts") or "[]")
    if not body.strip() and parts == "[]":
        raise BadInput(phrase("Import", "It has no text"))
    title = title or " ".join(body.split())[:20]
    levels = [level.strip() for level in category.split("/") if level.strip()]
    for too_long, reason in (
        (len(title) > MAX_TITLE, phrase("Import", "The title is longer than 200 characters")),
        (len(shortcut) > MAX_SHORTCUT, phrase("Import", "The shortcut is longer than 32 characters")),
        (any(c.isspace() for c in shortcut), phrase("Import", "A shortcut has no blanks")),
        (len(body) > MAX_BODY, phrase("Import", "The text is longer than 20,000 characters")),
        (len(levels) > MAX_DEPTH, phrase("Import", "The categories are more than 8 deep")),
    ):
        if too_long:
            raise BadInput(reason)
    path = "/".join(levels)
    return Entry(scope=scopes.read(scope), category=path, title=title, shortcut=shortcut, body=body, parts=parts)


def _parts(given: Any) -> str:
    try:
        parts = msgspec.json.decode(given) if isinstance(given, str) else given
    except msgspec.MsgspecError:
        parts = None
    if not isinstance(parts, list) or not all(isinstance(p, dict) and isinstance(p.get("type"), str) for p in parts):
        raise BadInput(phrase("Import", "The further parts cannot be read"))
    return msgspec.json.encode(parts).decode()


def _spreadsheets() -> ModuleType:
    # A deliberate late import: its two libraries would cost every start-up what only an import or export needs.
    from app.services import spreadsheets

    return spreadsheets
