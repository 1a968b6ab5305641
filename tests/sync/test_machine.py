from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.machine import Machine
from tests.sync.mutations import MUTATIONS, Patch

BATCH = 6
BATCHES = int(os.environ.get("SYNC_BATCHES", "10"))
"""Batches with seeds of their own: within one, Hypothesis likes to repeat itself."""


def run_batch(number: int) -> None:
    """Let the machine have ``BATCH`` goes, the same ones whenever the number is the same."""
    machine = seed(number)(type("Machine", (Machine,), {}))
    goes = settings(
        max_examples=BATCH,
        stateful_step_count=25,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    run_state_machine_as_test(machine, settings=goes)


@pytest.mark.parametrize("number", range(BATCHES))
def test_whatever_happens_everybody_ends_up_with_the_same_and_nothing_is_lost(number):
    run_batch(number)


@pytest.mark.parametrize("bug", MUTATIONS, ids=lambda bug: bug.__name__)
def test_the_machine_finds_a_seeded_bug(bug: Patch, monkeypatch: pytest.MonkeyPatch):
    bug(monkeypatch)
    with pytest.raises((AssertionError, Flaky)):
        for number in range(2 * BATCHES):
            run_batch(number)
