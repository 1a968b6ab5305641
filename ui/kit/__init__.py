"""What every page uses: tasks, dialogs, notices, theme, shortcuts, settings."""

from __future__ import annotations
