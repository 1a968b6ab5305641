"""Windows over the store: which rows are visible."""

from __future__ import annotations
