"""What every test gets: an environment without the developer's own settings."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure.
settings.register_profile("heliu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("heliu")


@pytest.fixture(autouse=True)
def no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("HELIU_")]:
        monkeypatch.delenv(name)
