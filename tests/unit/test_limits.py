"""Every number has a unit, a source and a date, and every name that is used exists."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadConfiguration
from app.limits import UNITS, load, read
from app.rules.abilities import abilities
from app.rules.budget import WINDOWS

ROOT = Path(__file__).parents[2]
WRITTEN = re.compile(
    r'(?<!getLogger\()"((?:kf|wecom|mp|official_account|mini_program|webhook|heliu)(?:\.[a-z_0-9]+){2,})"'
)


def names_used() -> set[str]:
    found = {name for path in (ROOT / "app").rglob("*.py") for name in WRITTEN.findall(path.read_text("utf-8"))}
    found |= {name for pair in WINDOWS.values() for name in pair}
    return found


def test_every_entry_is_complete() -> None:
    limits = load()
    for name in limits:
        entry = limits.entry(name)
        assert entry.unit in UNITS, name
        assert len(entry.source) > 3, name
        assert date(2015, 1, 1) < entry.date <= date(2030, 1, 1), name
        assert entry.value > 0, name


def test_every_name_in_the_program_exists() -> None:
    used = names_used()
    assert len(used) > 40
    assert used <= set(load())


def test_the_limits_of_abilities_are_in_bytes() -> None:
    for kind in {kind for kind, _ in WINDOWS}:
        able = abilities(kind)
        for name in (able.text_limit, *able.media_limits.values()):
            assert load().entry(name).unit == "bytes"


def test_time_is_told_in_milliseconds_and_nothing_else_is() -> None:
    assert load().milliseconds("kf.send.window") == 48 * 3600 * 1000
    with pytest.raises(BadConfiguration, match="bytes"):
        load().milliseconds("kf.send.text_bytes")


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(BadConfiguration, match=r"kf\.send\.colour"):
        load().value("kf.send.colour")


GOOD = 'n = { value = 1, unit = "bytes", source = "W 1", date = 2026-01-01 }'


@pytest.mark.parametrize(
    "entry",
    [
        'n = { value = 1, unit = "bytes", source = "W 1" }',
        'n = { value = 1, unit = "bytes", source = "", date = 2026-01-01 }',
        'n = { value = 1.5, unit = "bytes", source = "W 1", date = 2026-01-01 }',
        'n = { value = true, unit = "bytes", source = "W 1", date = 2026-01-01 }',
        'n = { value = -1, unit = "bytes", source = "W 1", date = 2026-01-01 }',
        'n = { value = 1, unit = "elephants", source = "W 1", date = 2026-01-01 }',
        'n = { value = 1, unit = "bytes", source = "W 1", date = "soon" }',
        'n = { value = 1, unit = "bytes", source = "W 1", date = 2026-01-01, note = "" }',
        "n = 1",
    ],
)
def test_an_incomplete_entry_is_refused_with_its_place(tmp_path: Path, entry: str) -> None:
    (tmp_path / "wecom.toml").write_text(f"[kf.send]\n{entry}\n")
    with pytest.raises(BadConfiguration, match=r"wecom\.toml: kf\.send\.n"):
        read(tmp_path)


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(f"[kf]\n{GOOD}\n")
    (tmp_path / "b.toml").write_text(f"[kf]\n{GOOD}\n")
    with pytest.raises(BadConfiguration, match="twice"):
        read(tmp_path)


def test_a_folder_without_limits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration):
        read(tmp_path)
