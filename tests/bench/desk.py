"""The desktop program from outside: its start, its memory, how soon it shows what, whether it ever hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from app import workspaces
from app.net.keychain import FileKeychain
from app.workspaces import Workspace
from tests.bench import people, stores
from tests.bench.measure import MS, Figure, growth, in_turns, median, spread
from tests.bench.people import Size
from tests.bench.scenarios import NOWHERE
from tests.bench.searching import LENGTHS, sample

_WORKSPACE = Workspace(
    workspace_id="bench",
    workspace_name="Bench",
    user_id=people.user_id(0),
    login="agent0",
    role="lead",
    device_id="benchdesk",
    server_url=NOWHERE,
    used_at=1,
)
_AT_START = ["tests.bench.scenarios", "main", "ui.application"]
"""What the desk imports before it does anything."""

_ENVIRONMENT = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "QT_API": "pyside6"}
"""No system keychain: the bench leaves no keys behind, and measures the same everywhere."""


@contextmanager
def desk_folder(size: Size) -> Iterator[Path]:
    """A data folder in which somebody has worked with a store of that size."""
    with tempfile.TemporaryDirectory() as name:
        data_dir = Path(name)
        place = workspaces.folder(data_dir, _WORKSPACE)
        stores.copy_of(size, place)
        (place / "workspace.json").write_bytes(msgspec.json.encode(_WORKSPACE))
        FileKeychain(data_dir / "keys.json").write(_WORKSPACE.name, stores.KEY.hex())
        yield data_dir


def store_in(data_dir: Path) -> Path:
    """The store of such a folder."""
    return workspaces.folder(data_dir, _WORKSPACE) / "store.db"


def run(module: str, *words: str, patience: float = 300) -> tuple[float, list[dict[str, Any]]]:
    """Run a process to its end: seconds until it was usable, and all it said."""
    env = {**os.environ, **_ENVIRONMENT}
    began = time.monotonic()
    process = subprocess.run(
        [sys.executable, "-m", module, *words], env=env, capture_output=True, text=True, timeout=patience, check=False
    )
    said = [json.loads(line) for line in process.stdout.splitlines() if line.startswith("{")]
    usable = next((line["usable"] for line in said if "usable" in line), None)
    if process.returncode or usable is None:
        raise RuntimeError(f"{module} {words[0]} ended with {process.returncode}: {process.stderr[-2000:]}")
    return usable - began, said


def play(scenario: str, data_dir: Path, *words: str, url: str = NOWHERE, patience: float = 300) -> dict[str, Any]:
    """What a scenario found in the desk of that folder, within ``patience`` seconds."""
    _, said = run("tests.bench.desk_process", scenario, str(data_dir), url, *words, patience=patience)
    return said[-1]


def start_figures(big: Size, small: Size, rounds: int) -> Iterator[Figure]:
    """Usable inbox on start and resident memory after it, with both stores and with none."""
    with desk_folder(big) as many, desk_folder(small) as few, tempfile.TemporaryDirectory() as name:
        _, said = run("tests.bench.desk_process", "settle", str(many), NOWHERE)
        early, late = Path(name) / "early.json", Path(name) / "late.json"
        early.write_text(json.dumps(_AT_START), encoding="utf-8")
        late.write_text(json.dumps(said[-1]["modules"]), encoding="utf-8")
        starts = in_turns(
            rounds,
            lambda: run("tests.bench.desk_process", "leave", str(many), NOWHERE)[0],
            lambda: run("tests.bench.desk_process", "leave", str(few), NOWHERE)[0],
            lambda: run("tests.bench.empty_process", str(early), "0")[0],
        )
        held = in_turns(
            max(2, rounds // 3),
            lambda: play("settle", many)["memory"],
            lambda: play("settle", few)["memory"],
            lambda: run("tests.bench.empty_process", str(late), "1")[1][-1]["memory"],
        )
    ours, less, floor = (median(values) * MS for values in starts)
    note = f"whole process; {spread(starts[0])}"
    yield Figure(name="start: usable inbox", ours=ours, floor=floor, bar="<= 1.5", unit="ms", note=note)
    yield growth("start: usable inbox", ours, less, "ms")
    ours, less, floor = (median(values) for values in held)
    note = "some seconds after the start; the empty window has the same imports"
    yield Figure(name="resident memory", ours=ours, floor=floor, bar="<= 1.5", unit="MiB", note=note)
    yield growth("resident memory", ours, less, "MiB")


def open_figures(big: Size, small: Size, rounds: int) -> Iterator[Figure]:
    """From the gesture to the painted talk, and from tab to tab."""
    found: dict[Path, dict[str, list[float]]] = {}
    with desk_folder(big) as many, desk_folder(small) as few:
        for data_dir in (many, few, few, many):
            told = play("open_conversations_and_tabs", data_dir, str(store_in(data_dir)), str(rounds // 2))
            for name, values in told.items():
                found.setdefault(data_dir, {}).setdefault(name, []).extend(values)
    ours, floor = median(found[many]["ours"]), median(found[many]["floor"])
    note = f"{len(found[many]['ours'])} conversations; {spread(found[many]['ours'])}"
    yield Figure(name="open a conversation", ours=ours, floor=floor, bar="<= 2.0", unit="ms", note=note)
    yield growth("open a conversation", ours, median(found[few]["ours"]), "ms")
    yield growth("turn to another tab", median(found[many]["tabs"]), median(found[few]["tabs"]), "ms")


def frame_figures(size: Size, rounds: int, records: int) -> Iterator[Figure]:
    """Longest gaps between painted frames: while records arrive, and while the agent searches."""
    with desk_folder(size) as data_dir:
        store = str(store_in(data_dir))
        found = play("frames_while_records_arrive", data_dir, store, str(rounds), str(records))
        asked = [query for length in LENGTHS for query in sample(Path(store), "message", "text", length, 20)]
        searched = play("frames_while_searching", data_dir, store, str(rounds), *asked)
    yield _gap_figure(f"longest frame gap while {records:,} records arrive", found)
    yield _gap_figure("longest frame gap while searching", searched)


def _gap_figure(name: str, found: dict[str, Any]) -> Figure:
    note = f"medians of {len(found['ours'])} rounds of {found['took']:.1f} s; idle {_listed(found['floor'])}"
    return Figure(
        name=name, ours=median(found["ours"]), floor=median(found["floor"]), bar="<= 1.5", unit="ms", note=note
    )


def _listed(values: list[float]) -> str:
    return "/".join(f"{value:.0f}" for value in values)
