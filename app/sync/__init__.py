"""Brings the store and the server to the same truth."""

from __future__ import annotations
