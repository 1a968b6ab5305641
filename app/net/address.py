"""Where a server may be, and whom we believe there."""

from __future__ import annotations

import ipaddress
import ssl
from pathlib import Path

import httpx
import truststore

from app.errors import BadConfiguration


def trust(base_url: str, ca_file: Path | None) -> ssl.SSLContext:
    """Whom to believe at ``base_url``: the system's authorities, and the company's in ``ca_file``.

    Raises:
        BadConfiguration: ``ca_file`` cannot be read.
    """
    if base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody and loads nothing
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as exc:
            raise BadConfiguration(f"{ca_file}: {exc}") from exc
    return context


def checked_address(base_url: str) -> str:
    """``base_url`` in its plain form.

    Raises:
        BadConfiguration: it is no address, or passwords would travel unencrypted beyond this computer.
    """
    try:
        url = httpx.URL(base_url.strip())
    except httpx.InvalidURL as exc:
        raise BadConfiguration(f"{base_url}: {exc}") from exc
    if not url.host or "%" in url.host or url.scheme not in ("http", "https"):
        raise BadConfiguration(base_url)
    if url.scheme == "http" and not is_loopback(url.host):
        raise BadConfiguration(f"{base_url}: passwords only travel over https")
    return str(url).rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
