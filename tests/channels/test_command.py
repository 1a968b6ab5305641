"""The simulator as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.channels import Credentials, connector_for
from app.config import load_settings
from app.errors import BadConfiguration
from app.processes import ready_url
from app.protocol import AccountKind
from app.simulator.command import simulate

MAIN = Path(__file__).parents[2] / "main.py"


@pytest.fixture
def process() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running simulator and its address."""
    command = [sys.executable, str(MAIN), "simulate", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        url = ready_url("simulate", started.stdout.readline())
        assert url
        yield started, url
        started.kill()


async def test_a_connector_talks_to_a_simulator_of_its_own(process: tuple[subprocess.Popen[str], str]) -> None:
    _, url = process
    async with httpx.AsyncClient(base_url=f"{url}/_control/", trust_env=False) as door:
        state = (await door.get("state")).json()
        assert len(state["accounts"]) == 6
        wrong = Credentials(
            account_id="a",
            platform_id=state["accounts"]["kf_presale"]["platform_id"],
            app_id="ww7a1b3c5d9e2f4068",
            secret="wrong",
            token="t",
            encoding_aes_key="a" * 43,
            base_url=f"{url}/wecom",
        )
        connector = connector_for(AccountKind.WECOM_KF, wrong)
        with pytest.raises(BadConfiguration, match="40001"):
            await connector.catch_up("")
        await connector.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite kill")
@pytest.mark.parametrize("polite", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told_to(process: tuple[subprocess.Popen[str], str], polite: signal.Signals) -> None:
    started, _ = process
    started.send_signal(polite)
    assert started.wait(timeout=30) == 0


def test_it_listens_on_this_computer_only() -> None:
    with pytest.raises(BadConfiguration, match="this computer"):
        simulate(load_settings({"simulator.host": "0.0.0.0"}, environ={}))


def test_a_port_that_is_taken_is_named(process: tuple[subprocess.Popen[str], str]) -> None:
    port = process[1].rpartition(":")[2]
    with pytest.raises(BadConfiguration, match=port):
        simulate(load_settings({"simulator.port": port}, environ={}))
