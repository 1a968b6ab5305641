"""The WeChat platforms: one folder for each dialect, one contract for all."""

from __future__ import annotations
