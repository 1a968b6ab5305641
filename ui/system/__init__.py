"""What the desk asks of the operating system: one instance, start with the computer, links, sounds, idle time."""

from __future__ import annotations
