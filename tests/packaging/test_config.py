"""Settings come from four places, and a wrong one is named with its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.config import OPTIONS, load_settings, resource_path, words_to_find
from app.errors import BadConfiguration


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    path = tmp_path / "heliu.toml"
    path.write_text('mode = "team"\nserver_url = "https://file.example/"\n[server]\nport = 1000\n', encoding="utf-8")
    return path


def test_command_line_beats_environment_beats_file_beats_default(config_file: Path) -> None:
    environ = {"HELIU_PORT": "2000", "HELIU_SERVER_URL": "https://environment.example"}

    settings = load_settings({"server.port": "3000"}, environ=environ, config_file=config_file)

    assert settings.server.port == 3000
    assert settings.server_url == "https://environment.example"
    assert settings.mode == "team"
    assert settings.server.host == "127.0.0.1"


def test_everything_of_an_installation_lies_in_its_data_folder(tmp_path: Path) -> None:
    server = load_settings({"data_dir": str(tmp_path)}, environ={}).server

    assert (
        Path(server.database).parent == server.media_dir.parent == server.secret_key_file.parent == tmp_path / "server"
    )


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("server.port", "65536", "0 to 65535"),
        ("server.port", "eighty", "0 to 65535"),
        ("mode", "cloud", "demo, local, team"),
        ("server_url", "example.com", "https://"),
        ("server.database", "mysql://x", "postgresql://"),
        ("server.secret_key", "abc", "64 hexadecimal digits"),
    ],
)
def test_malformed_value_is_refused_naming_its_key_and_place(key: str, value: str, says: str) -> None:
    variable = next(option.variable for option in OPTIONS if option.key == key)

    with pytest.raises(BadConfiguration, match=f"{key} in the environment variable {variable}: .*{says}"):
        load_settings(environ={variable: value})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1", "unknown setting colour in .*heliu.toml"),
        ("[server]\nprot = 1", "unknown setting server.prot in .*heliu.toml"),
        ("[server]\nport = true", "server.port in .*heliu.toml: expected text or a number"),
        ("mode = ", "heliu.toml cannot be read"),
    ],
)
def test_malformed_file_is_refused_naming_it(config_file: Path, text: str, says: str) -> None:
    config_file.write_text(text, encoding="utf-8")

    with pytest.raises(BadConfiguration, match=says):
        load_settings(environ={}, config_file=config_file)


def test_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"there is no file .*none\.toml"):
        load_settings(environ={"HELIU_CONFIG": str(tmp_path / "none.toml")})


@pytest.mark.parametrize("url", ["sqlite:///{}/a.db", "{}/a.db"])
def test_sqlite_database_is_a_path(tmp_path: Path, url: str) -> None:
    server = load_settings({"server.database": url.format(tmp_path.as_posix())}, environ={}).server

    assert Path(server.database) == tmp_path / "a.db"
    assert not server.is_postgresql


def test_secret_key_is_read_from_its_file_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "secret.key").write_text("5a" * 32 + "\n", encoding="ascii")

    settings = load_settings({"data_dir": str(tmp_path), "server.bootstrap_token": "open-sesame"}, environ={})

    assert settings.server.secret_key == b"\x5a" * 32
    assert "5a" * 4 not in repr(settings)
    assert "ZZZZ" not in repr(settings)
    assert "open-sesame" not in repr(settings)


def test_resources_are_found_in_the_source_tree_and_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resource_path("limits").is_dir()

    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resource_path("limits", "wecom.toml") == tmp_path / "resources" / "limits" / "wecom.toml"


def test_the_system_starts_us_later_on_the_same_data_unless_it_will_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = load_settings({}, environ={}).data_dir
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    assert words_to_find(usual) == []
    assert words_to_find(tmp_path / "own") == ["--data-dir", str(tmp_path / "own")]
    assert words_to_find(tmp_path / "temporary" / "demo") == []
