"""How much memory this process holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def resident_mb() -> float:
    """Resident memory of this process in MiB.

    Raises:
        NotImplementedError: nobody has said yet how to ask on this system.
    """
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    if sys.platform == "darwin":
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)
        return int(told.stdout) / 1024
    if sys.platform == "win32":
        command = f"(Get-Process -Id {os.getpid()}).WorkingSet64"
        told = subprocess.run(["powershell", "-NoProfile", command], capture_output=True, text=True, check=True)
        return int(told.stdout) / 2**20
    raise NotImplementedError(sys.platform)
