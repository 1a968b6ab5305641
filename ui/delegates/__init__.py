"""Brushes: painting, and nothing else."""

from __future__ import annotations
