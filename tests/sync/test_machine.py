from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.machine import Machine


def budget(runs: int) -> settings:
    return settings(
        max_examples=runs,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )


def test_whatever_happens_everybody_ends_up_with_the_same_and_nothing_is_lost():
    run_state_machine_as_test(Machine, settings=budget(int(os.environ.get("SYNC_RUNS", "60"))))
