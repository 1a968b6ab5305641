"""The settings of this program: read once from defaults, a TOML file, the environment and the command line."""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import platformdirs

from app.errors import BadConfiguration

VERSION: Final = "0.1.0"
MODES: Final = ("", "demo", "local", "team")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What ``serve`` and ``admin`` need.

    ``database`` is a path (SQLite) or ``postgresql://...``. ``port`` 0 takes a free one. ``secret_key`` (32 bytes)
    encrypts the platform credentials; ``b""`` when neither the setting nor ``secret_key_file`` holds one.
    ``bootstrap_token`` lets one device log in once without a password; ``""`` switches that off.
    """

    database: str
    host: str
    port: int
    media_dir: Path
    workspace: str
    secret_key: bytes = field(repr=False)
    secret_key_file: Path
    bootstrap_token: str = field(repr=False)

    @property
    def is_postgresql(self) -> bool:
        """Whether ``database`` names a PostgreSQL server; else it is the path of an SQLite file."""
        return self.database.startswith(("postgresql://", "postgres://"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorSettings:
    """What ``simulate`` needs: where the make-believe WeChat listens (``port`` 0 takes a free one)."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that may differ from one installation to the next.

    ``mode`` is one of ``MODES``: "" asks on the first run, "local" starts an own server on this computer, "team" and
    "demo" use the server at ``server_url`` (where the simulator sends its callbacks, too). ``login_token`` is the
    one-time token of a server that was started for us. ``language`` ("zh_CN", "en") and ``theme`` ("light", "dark") are
    "" to follow the system. ``ca_file`` is a company certificate authority to trust besides the system's.
    ``proxy`` is the address of one (http:// or https://), "" to do as the system does.
    """

    data_dir: Path
    mode: str
    server_url: str
    login_token: str = field(repr=False)
    language: str
    theme: str
    ca_file: Path | None
    proxy: str
    server: ServerSettings
    simulator: SimulatorSettings


def _usual_data_dir() -> Path:
    return Path(platformdirs.user_data_dir("Heliu", appauthor=False))


def words_to_find(data_dir: Path) -> list[str]:
    """What the system must say when it starts us later on the same data; nothing for a place that will be gone."""
    if data_dir == _usual_data_dir() or data_dir.is_relative_to(tempfile.gettempdir()):
        return []
    return ["--data-dir", str(data_dir.absolute())]


def resource_path(*parts: str) -> Path:
    """A file under ``resources``, in the source tree and in a frozen program alike."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("resources", *parts)


def load_settings(
    overrides: Mapping[str, str | None] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    config_file: Path | None = None,
) -> Settings:
    """Read the settings; later places win: default, TOML file, environment, ``overrides`` (the command line).

    ``overrides`` maps the names of ``OPTIONS`` to text; ``None`` means not given. ``config_file`` (else
    ``HELIU_CONFIG``) must exist when named; without a name ``heliu.toml`` in the user's configuration folder is read
    if it is there.
    Raises BadConfiguration naming the key and the place it was read from.
    """
    env = os.environ if environ is None else environ
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    unknown = sorted(set(given) - {option.key for option in OPTIONS})
    if unknown:
        raise BadConfiguration(f"unknown setting {unknown[0]} on the command line")
    in_file, file_name = _read_file(config_file, env)
    found: dict[str, Any] = {}
    for option in OPTIONS:
        if option.key in given:
            found[option.key] = _parsed(option, given[option.key], "the command line")
        elif env.get(option.variable, ""):
            found[option.key] = _parsed(option, env[option.variable], f"the environment variable {option.variable}")
        elif option.key in in_file:
            found[option.key] = _parsed(option, in_file[option.key], file_name)
    return _assembled(found)


def _assembled(found: dict[str, Any]) -> Settings:
    data_dir: Path = found.get("data_dir") or _usual_data_dir()
    mine = data_dir / "server"
    key_file: Path = found.get("server.secret_key_file") or mine / "secret.key"
    return Settings(
        data_dir=data_dir,
        mode=found.get("mode", ""),
        server_url=found.get("server_url", ""),
        login_token=found.get("login_token", ""),
        language=found.get("language", ""),
        theme=found.get("theme", ""),
        ca_file=found.get("ca_file"),
        proxy=found.get("proxy", ""),
        server=ServerSettings(
            database=found.get("server.database") or str(mine / "heliu.sqlite"),
            host=found.get("server.host", "127.0.0.1"),
            port=found.get("server.port", 8340),
            media_dir=found.get("server.media_dir") or mine / "media",
            workspace=found.get("server.workspace", "main"),
            secret_key=found.get("server.secret_key") or _key_in(key_file),
            secret_key_file=key_file,
            bootstrap_token=found.get("server.bootstrap_token", ""),
        ),
        simulator=SimulatorSettings(
            host=found.get("simulator.host", "127.0.0.1"), port=found.get("simulator.port", 8341)
        ),
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its name in the TOML file (``table.key``), its environment variable, its reader."""

    key: str
    variable: str
    parse: Callable[[str], Any]


def _text(value: str) -> str:
    return value.strip()


def _path(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _port(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() else -1
    if not 0 <= number <= 65535:
        raise ValueError("a port is a number from 0 to 65535")
    return number


def _one_of(*names: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in names:
            raise ValueError(f"expected one of: {', '.join(name for name in names if name)}")
        return value

    return parse


def _address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("an address starts with https:// or http://")
    return value.rstrip("/")


def _database(value: str) -> str:
    if value.startswith(("postgresql://", "postgres://")):
        return value
    if "://" in value and not value.startswith("sqlite:///"):
        raise ValueError("expected a file path or postgresql://...")
    return str(_path(value.removeprefix("sqlite:///")))


def _key(value: str) -> bytes:
    try:
        key = bytes.fromhex(value.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError("a key is 64 hexadecimal digits")
    return key


OPTIONS: Final[tuple[Option, ...]] = (
    Option("data_dir", "HELIU_DATA_DIR", _path),
    Option("mode", "HELIU_MODE", _one_of(*MODES)),
    Option("server_url", "HELIU_SERVER_URL", _address),
    Option("login_token", "HELIU_LOGIN_TOKEN", _text),
    Option("language", "HELIU_LANGUAGE", _one_of("", "zh_CN", "en")),
    Option("theme", "HELIU_THEME", _one_of("", "light", "dark")),
    Option("ca_file", "HELIU_CA_FILE", _path),
    Option("proxy", "HELIU_PROXY", _address),
    Option("server.database", "HELIU_DATABASE", _database),
    Option("server.host", "HELIU_HOST", _text),
    Option("server.port", "HELIU_PORT", _port),
    Option("server.media_dir", "HELIU_MEDIA_DIR", _path),
    Option("server.workspace", "HELIU_WORKSPACE", _text),
    Option("server.secret_key", "HELIU_SECRET_KEY", _key),
    Option("server.secret_key_file", "HELIU_SECRET_KEY_FILE", _path),
    Option("server.bootstrap_token", "HELIU_BOOTSTRAP_TOKEN", _text),
    Option("simulator.host", "HELIU_SIMULATOR_HOST", _text),
    Option("simulator.port", "HELIU_SIMULATOR_PORT", _port),
)


def _parsed(option: Option, value: str, place: str) -> Any:
    try:
        return option.parse(value)
    except ValueError as error:
        raise BadConfiguration(f"{option.key} in {place}: {error}") from error


def _read_file(named: Path | None, env: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The file's settings as text by dotted key, and the file's name for messages."""
    path = named or (Path(env["HELIU_CONFIG"]) if env.get("HELIU_CONFIG") else None)
    must_exist = path is not None
    path = path or Path(platformdirs.user_config_dir("Heliu", appauthor=False)) / "heliu.toml"
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if must_exist:
            raise BadConfiguration(f"there is no file {path}") from error
        return {}, str(path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfiguration(f"{path} cannot be read: {error}") from error
    flat: dict[str, str] = {}
    known = {option.key for option in OPTIONS}
    for name, value in tree.items():
        for key, leaf in (
            ((f"{name}.{inner}", leaf) for inner, leaf in value.items())
            if isinstance(value, dict)
            else ((name, value),)
        ):
            if key not in known:
                raise BadConfiguration(f"unknown setting {key} in {path}")
            if isinstance(leaf, bool) or not isinstance(leaf, str | int):
                raise BadConfiguration(f"{key} in {path}: expected text or a number")
            flat[key] = str(leaf)
    return flat, str(path)


def _key_in(path: Path) -> bytes:
    try:
        return _key(path.read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except (OSError, ValueError) as error:
        raise BadConfiguration(f"server.secret_key_file {path}: {error}") from error
