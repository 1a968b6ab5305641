"""What is known of a customer, and what is done about it, wherever they are looked at."""

from __future__ import annotations
