"""What an agent can do, one verb a method. The only part of app a page calls."""

from __future__ import annotations
