"""微信客服: callbacks that only ring a bell, a log to be read by cursor, messages with our own ids."""

from __future__ import annotations
