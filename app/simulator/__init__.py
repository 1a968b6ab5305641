"""A WeChat on loopback: the platforms' wire format, their rules and moods, and customers who answer back."""

from __future__ import annotations

from app.simulator.clock import Clock
from app.simulator.simulator import Simulator

__all__ = ["Clock", "Simulator"]
