"""Places for pages: the window, tabs, rail, status bar and tray. No features."""

from __future__ import annotations
