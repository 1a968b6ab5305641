"""What stands before the desk: the first choice, the login, and the way on when the local data cannot be opened."""

from __future__ import annotations

from ui.welcome.window import WelcomeWindow

__all__ = ["WelcomeWindow"]
