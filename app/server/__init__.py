"""The authority: ledger, routes, jobs, callbacks. Nobody but main and the tests imports it."""

from __future__ import annotations
