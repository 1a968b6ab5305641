"""The workspaces this computer knows: one folder for each user of each, with what the first page shows of it."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path

import msgspec

from app.errors import BadConfiguration
from app.protocol import SessionGrant

_ABOUT = "workspace.json"
_MARK = re.compile("-[0-9a-f]{8}")


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    """Who works where. ``server_url`` is "" when the server is this computer's own, whose address changes.

    ``mark`` tells the same user's folders of several data folders apart: all of them share one keychain. Those of
    earlier versions have none.
    """

    workspace_id: str
    workspace_name: str
    user_id: str
    login: str
    role: str
    device_id: str
    server_url: str
    used_at: int = 0
    mark: str = ""

    @property
    def name(self) -> str:
        """Its folder, and its name in the keychain."""
        return "-".join(filter(None, (self.workspace_id, self.user_id, self.mark)))

    @property
    def login_name(self) -> str:
        """The name of its login in the keychain."""
        return f"{self.name}/login"


def folder(data_dir: Path, workspace: Workspace) -> Path:
    """Where its store and its files are."""
    return data_dir / "workspaces" / workspace.name


def known(data_dir: Path) -> list[Workspace]:
    """Those that somebody signed in to here, the last used first. A damaged entry is passed over."""
    found = []
    for path in (data_dir / "workspaces").glob(f"*/{_ABOUT}"):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Workspace))
        except (OSError, msgspec.MsgspecError):
            continue
    return sorted(found, key=lambda w: w.used_at, reverse=True)


def remember(data_dir: Path, grant: SessionGrant, *, login: str, server_url: str) -> Workspace:
    """Write down a workspace that has just been signed in to.

    Raises:
        BadConfiguration: the server's names cannot be folders, or nothing can be written.
    """
    whose = f"{grant.workspace_id}-{grant.user_id}"
    if not whose.replace("-", "").replace("_", "").isalnum():
        raise BadConfiguration(f"the server calls itself {whose!r}")
    workspace = Workspace(
        workspace_id=grant.workspace_id,
        workspace_name=grant.workspace_name,
        user_id=grant.user_id,
        login=login,
        role=grant.role,
        device_id=grant.device_id,
        server_url=server_url,
        used_at=time.time_ns() // 1_000_000,
        mark=_mark_of(data_dir / "workspaces", whose),
    )
    place = folder(data_dir, workspace)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place / f"{_ABOUT}.new"
        fresh.write_bytes(msgspec.json.encode(workspace))
        fresh.replace(place / _ABOUT)
    except OSError as exc:
        raise BadConfiguration(str(exc)) from exc
    return workspace


def _mark_of(place: Path, whose: str) -> str:
    """That of the folder which is there already, whatever became of what it says about itself; else a new one."""
    for path in place.glob(f"{whose}*"):
        mark = path.name.removeprefix(whose)
        if not mark or _MARK.fullmatch(mark):
            return mark[1:]
    return secrets.token_hex(4)


def wipe(data_dir: Path, workspace: Workspace) -> None:
    """Take everything of it off this computer."""
    shutil.rmtree(folder(data_dir, workspace), ignore_errors=True)
