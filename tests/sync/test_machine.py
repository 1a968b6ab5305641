from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.machine import Machine
from tests.sync.mutations import MUTATIONS, Patch

RUNS = int(os.environ.get("SYNC_RUNS", "50"))


def budget(runs: int) -> settings:
    return settings(
        max_examples=runs,
        stateful_step_count=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )


def test_whatever_happens_everybody_ends_up_with_the_same_and_nothing_is_lost():
    run_state_machine_as_test(Machine, settings=budget(RUNS))


@pytest.mark.parametrize("bug", MUTATIONS, ids=lambda bug: bug.__name__)
def test_the_machine_finds_a_seeded_bug(bug: Patch, monkeypatch: pytest.MonkeyPatch):
    bug(monkeypatch)
    with pytest.raises((AssertionError, Flaky)):
        run_state_machine_as_test(Machine, settings=budget(RUNS))
