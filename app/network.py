"""What an agent may enter about the way to the server, checked without loading HTTP."""

from __future__ import annotations

import configparser
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from app.errors import BadConfiguration


def checked_proxy(address: str) -> str:
    """The address of a proxy in its plain form, ``http://name:port``; "" stays "".

    Raises:
        BadConfiguration: it is none, or carries a password, which has no place in a settings file.
    """
    address = address.strip().rstrip("/")
    if not address:
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port
    except ValueError as exc:
        raise BadConfiguration(str(exc)) from exc
    extra = parts.path or parts.query or parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or not port or extra or "@" in parts.netloc:
        raise BadConfiguration("http://name:port")
    return f"{parts.scheme}://{parts.netloc}"


def check_ca_file(path: Path) -> None:
    """Return when ``path`` holds certificates.

    Raises:
        BadConfiguration: it does not, or cannot be read.
    """
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ssl.SSLError) as exc:
        raise BadConfiguration(f"{path.name}: {exc.strerror or type(exc).__name__}") from exc


def chosen_at_the_desk(data_dir: Path) -> tuple[Path | None, str]:
    """Company certificate and proxy as an agent chose them in the settings, whose file is Qt's; None and "" if not."""
    file = configparser.RawConfigParser(strict=False)
    try:
        file.read(data_dir / "desktop.ini", encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return None, ""
    ca_file, proxy = (_plain(file.get("network", key, fallback="")) for key in ("ca_file", "proxy"))
    return Path(ca_file) if ca_file else None, proxy


def _plain(value: str) -> str:
    return value.strip('"').replace("\\\\", "\\")
