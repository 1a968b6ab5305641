"""What Qt, the tests and the frozen program need from a Linux system, and how Debian and Ubuntu call it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Shared libraries that Qt's modules and its xcb and wayland plug-ins load but PySide6 does not bring -> their package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_NAMES = ("*CJK*", "*wqy*", "*SourceHanS*", "*DroidSansFallback*", "*uming*", "*ukai*")


def missing_for_qt() -> list[str]:
    """Packages without which the desktop does not start or shows boxes instead of Chinese."""
    packages = [package for library, package in QT_LIBRARIES.items() if not _loads(library)]
    return packages if _has_chinese_font() else [*packages, FONT_PACKAGE]


def missing_for_tests() -> list[str]:
    """Packages without which some tests are skipped: a virtual screen and PostgreSQL's server binaries."""
    packages = [] if shutil.which("Xvfb") else ["xvfb", "xauth"]
    has_server = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return packages if has_server else [*packages, "postgresql"]


def missing_for_freezing() -> list[str]:
    """Packages without which PyInstaller stops: what reads libraries, and Python as one, which Debian keeps apart."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    library = f"libpython{version}.so.1.0"
    packages = [] if shutil.which("objdump") else ["binutils"]
    found = (Path(sys.base_prefix) / "lib" / library).exists() or _loads(library)
    return packages if found else [*packages, f"libpython{version}"]


def can_install() -> bool:
    """Whether we are root on a system with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> str:
    """Install with apt; what apt said when it failed, else ""."""
    print(f"dev.py: installing {' '.join(packages)}", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    said = ""
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *words], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        said += done.stdout + done.stderr
    return said if done.returncode != 0 else ""


def install_line(packages: list[str]) -> str:
    """What to show to somebody who is not root: a command, or on a system without apt the names Debian uses."""
    if shutil.which("apt-get") is None:
        return f"what Debian calls {' '.join(packages)}, from this system's own packages"
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob(name), None) for folder in folders if folder.is_dir() for name in FONT_NAMES)
