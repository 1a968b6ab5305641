"""What every test gets: an environment without the developer's own settings."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure.
settings.register_profile("heliu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("heliu")


def pytest_configure() -> None:
    """No test looks into the keychain of this computer, nor takes the pretended one of another test for it."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.fixture(autouse=True)
def no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("HELIU_")]:
        monkeypatch.delenv(name)
