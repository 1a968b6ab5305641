"""A WeChat platform on loopback that speaks the real wire format, with a clock and faults."""

from __future__ import annotations
