"""The bench itself: figures say what they are, floors stand beside them, and made-up shops are always the same."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import httpx
import pytest

from app.server.application import database_for
from tests.bench import __main__ as bench
from tests.bench import busy_server, measure, pages_in, people, searching, serving, stores
from tests.bench.figures import FIGURES, Scale
from tests.bench.measure import Figure
from tests.bench.people import Size

TINY = Size(messages=200, customers=40, replies=30)
LONG = Size(messages=400, customers=4, replies=0)
CUT = Size(messages=400, customers=4, replies=0, busiest=2)
SPREAD = Size(messages=60, customers=30, replies=0, accounts=15)
SMALLER = Size(messages=60, customers=20, replies=30)
KEYS = {"name", "ours", "floor", "ratio", "bar", "holds", "unit", "note"}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Nothing is kept in the user's cache."""
    monkeypatch.setattr(stores, "folder", lambda: tmp_path / "cache")


def figure(ours: float, floor: float, bar: str) -> Figure:
    return Figure(name="a thing", ours=ours, floor=floor, bar=bar, unit="ms")


@pytest.mark.parametrize(
    ("ours", "floor", "bar", "holds"),
    [
        (15.0, 10.0, "<= 1.5", True),
        (15.1, 10.0, "<= 1.5", False),
        (6.0, 10.0, ">= 0.6", True),
        (5.9, 10.0, ">= 0.6", False),
        (1.0, 0.0, "<= 1.5", False),
    ],
)
def test_a_bar_holds_or_does_not(ours, floor, bar, holds):
    assert figure(ours, floor, bar).holds is holds


def test_the_middle_and_the_tail_are_found():
    assert measure.median([3.0, 1.0, 2.0]) == 2.0
    assert measure.percentile([float(n) for n in range(1, 101)], 0.99) == 99.0


def test_sides_take_turns_and_the_first_round_does_not_count():
    calls: list[str] = []
    found = measure.in_turns(2, lambda: calls.append("a") or len(calls), lambda: calls.append("b") or len(calls))
    assert calls == ["b", "a", "a", "b", "b", "a"]
    assert found == [[3, 6], [4, 5]]


def test_the_same_shop_comes_out_of_the_same_seed():
    once, again = (list(people.history(TINY)) for _ in range(2))
    assert once == again
    counts = {kind: sum(1 for name, _ in once if name == kind) for kind in ("message", "conversation", "quick_reply")}
    assert counts == {"message": 200, "conversation": 40, "quick_reply": 30}


def test_of_a_small_store_the_last_messages_of_the_busiest_are_left():
    whole, left = (Counter(row[2] for kind, row in people.history(size) if kind == "message") for size in (LONG, CUT))
    busiest = dict(whole.most_common(2))
    assert min(busiest.values()) > CUT.last
    assert left == dict.fromkeys(busiest, CUT.last)


async def test_messages_arrive_at_every_account_as_fast_as_is_asked(tmp_path):
    await asyncio.to_thread(serving.fill_server, tmp_path / "server.db", SPREAD)
    database = database_for(str(tmp_path / "server.db"))
    app = busy_server.busy_app(database, tmp_path / "media")
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bench") as client,
    ):
        before = await database.read(_said)
        assert (await client.get("/_pace/1000000")).is_success
        async with asyncio.timeout(30):
            while len(said := await database.read(_said) - before) < SPREAD.accounts:
                assert (await client.get("/healthz")).is_success
    assert max(said.values()) - min(said.values()) <= busy_server.TOGETHER


def _said(tx) -> Counter[str]:
    return Counter(scope for (scope,) in tx.rows("SELECT scope FROM record WHERE kind = 'message'"))


def test_a_page_of_changes_is_measured_beside_its_bare_statements():
    found = list(pages_in.figures(TINY, SMALLER, 1))
    assert [f.bar for f in found] == [">= 0.6", "<= 1.3"]
    for each in found:
        row = each.as_row()
        assert row.keys() == KEYS and row["ours"] > 0 and row["floor"] > 0 and isinstance(row["holds"], bool)


def test_message_search_finds_all_that_a_scan_finds():
    found = {f.name: f for f in searching.message_figures(TINY, 20)}
    recalls = [f.ours for name, f in found.items() if name.endswith("recall")]
    assert recalls == [1.0, 1.0, 1.0]


def test_the_json_has_one_row_a_figure_and_the_exit_code_tells_of_a_lost_bar(tmp_path, monkeypatch, capsys):
    held, lost = figure(1, 1, "<= 1.5"), figure(2, 1, "<= 1.5")
    monkeypatch.setattr(bench, "FIGURES", {"held": lambda scale: [held], "lost": lambda scale: [held, lost]})
    file = tmp_path / "bench.json"
    assert bench.main(["--quick", "--json", str(file)]) == 1
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert [row["holds"] for row in rows] == [True, True, False] and all(row.keys() == KEYS for row in rows)
    assert "DOES NOT HOLD" in capsys.readouterr().out
    assert bench.main(["--only", "held"]) == 0


def test_a_figure_that_cannot_be_taken_is_named_and_the_others_are_taken(monkeypatch, capsys):
    def broken(scale: Scale) -> list[Figure]:
        raise RuntimeError("no screen")

    monkeypatch.setattr(bench, "FIGURES", {"broken": broken, "held": lambda scale: [figure(1, 1, "<= 1.5")]})
    assert bench.main([]) == 2
    told = capsys.readouterr()
    assert "not taken: broken" in told.out and "no screen" in told.err and "a thing" in told.out


def test_every_figure_of_the_issue_is_there():
    assert list(FIGURES) == [
        "start", "open", "replies", "search", "apply", "sync", "change", "routes", "frames", "typing", "soak", "growth",
        "kills",
    ]  # fmt: skip
