"""HTTP, and nothing but HTTP: the client's one room that knows httpx."""

from __future__ import annotations
