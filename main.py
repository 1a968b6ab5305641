"""Joins the rooms: desktop | demo | serve | simulate | admin | doctor; order of birth and death, nothing else.

Every subcommand's options are read here and become ``Settings``; only ``admin`` gets its own words as they are
(``app.server.admin.admin(argv, settings)``). Exit codes: 0 it worked, 1 it failed (one sentence on stderr), 2 usage.
Rooms are imported when their subcommand is chosen, so that ``serve`` never loads Qt and ``--help`` loads nothing.
"""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.config import VERSION, Settings, load_settings
from app.errors import BadConfiguration, HeliuError
from app.processes import hold_lifeline

# Command-line option -> name in app.config.OPTIONS.
_COMMON = {"data_dir": "data_dir"}
_DESKTOP = {"mode": "mode", "server_url": "server_url", "language": "language", "theme": "theme"}
_SERVE = {
    "database": "server.database",
    "host": "server.host",
    "port": "server.port",
    "media_dir": "server.media_dir",
    "workspace": "server.workspace",
}
_SIMULATE = {"host": "simulator.host", "port": "simulator.port", "server_url": "server_url"}
_ADMIN = {"database": "server.database", "workspace": "server.workspace"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    _speak_to_every_terminal()
    words = list(sys.argv[1:] if argv is None else argv)
    if (
        not words
        or words[0].startswith("heliu:")
        or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"))
    ):
        words.insert(0, "desktop")
    arguments, rest = _parser().parse_known_args(words)
    if rest and arguments.run is not _admin:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    hold_lifeline()
    try:
        settings = load_settings(
            {option: getattr(arguments, name) for name, option in arguments.options.items()},
            config_file=arguments.config,
        )
        run: Callable[[Settings, argparse.Namespace, list[str]], int] = arguments.run
        return run(settings, arguments, rest)
    except HeliuError as error:
        print(f"heliu: {error.title}" + (f": {error.detail}" if error.detail else ""), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("heliu: interrupted; everything is stopped", file=sys.stderr)
        return 130


def _speak_to_every_terminal() -> None:
    """What a terminal or a file cannot hold (a Chinese name on an English Windows) is spelt out, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and codecs.lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(errors="backslashreplace")


def _check_screen() -> None:
    """Qt would abort without a word of sense."""
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY"):
        return
    display, platform = os.environ.get("DISPLAY"), os.environ.get("QT_QPA_PLATFORM")
    if not display and not platform:
        raise BadConfiguration("there is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set")
    if display and (not platform or platform.startswith("xcb")):
        from ui.system import screen

        if not screen.answers():
            raise BadConfiguration(f"the screen {display} (DISPLAY) does not answer")


def _desktop(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    _check_screen()
    if arguments.smoke is not None:
        from ui.smoke import smoke

        return smoke(settings, arguments.smoke)
    from ui.application import run_desktop

    return run_desktop(settings, arguments.link)


def _demo(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    _check_screen()
    from app.demo import demo

    return demo(settings, keep=arguments.data_dir is not None)


def _serve(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    from app.server.command import serve

    return serve(settings)


def _simulate(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    from app.simulator.command import simulate

    return simulate(settings)


def _admin(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    from app.server.admin import admin

    return admin(rest, settings)


def _doctor(settings: Settings, arguments: argparse.Namespace, rest: list[str]) -> int:
    from app.doctor import doctor

    wrong = doctor(settings)
    if arguments.memory:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from ui.memory import print_memory

        return print_memory(settings) or wrong
    return wrong


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="heliu", description="The desk of a customer-service agent.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"heliu {VERSION}")
    commands = parser.add_subparsers(title="subcommands", required=True, metavar="COMMAND")

    def command(
        name: str,
        run: Callable[[Settings, argparse.Namespace, list[str]], int],
        options: dict[str, str],
        summary: str,
        *,
        own_help: bool = True,
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False, add_help=own_help)
        sub.add_argument("--config", type=Path, metavar="FILE", help="settings file (TOML)")
        sub.add_argument("--data-dir", metavar="DIR", help="where this computer's data is kept")
        sub.set_defaults(run=run, options={**_COMMON, **options})
        return sub

    desktop = command("desktop", _desktop, _DESKTOP, "open the desk (the default)")
    desktop.add_argument("--server-url", metavar="URL", help="address of the team server")
    desktop.add_argument("--mode", choices=("demo", "local", "team"), help="which server; asked on the first run")
    desktop.add_argument("--language", choices=("zh_CN", "en"), help="else the system's")
    desktop.add_argument("--theme", choices=("light", "dark"), help="else the system's")
    desktop.add_argument("link", nargs="?", default="", help="heliu://… : what to show")
    desktop.add_argument("--smoke", type=Path, metavar="FILE", help=argparse.SUPPRESS)

    demo = command("demo", _demo, {"language": "language", "theme": "theme"}, "a whole demo brand on this computer")
    demo.add_argument("--language", choices=("zh_CN", "en"), help="else the system's")
    demo.add_argument("--theme", choices=("light", "dark"), help="else the system's")

    serve = command("serve", _serve, _SERVE, "run the server")
    serve.add_argument("--database", metavar="PATH|URL", help="an SQLite file, or postgresql://...")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (8340; 0 takes a free one)")
    serve.add_argument("--media-dir", metavar="DIR", help="where pictures and files are kept")
    serve.add_argument("--workspace", metavar="NAME", help="which workspace to serve")

    simulate = command("simulate", _simulate, _SIMULATE, "run a make-believe WeChat on loopback")
    simulate.add_argument("--host", help="address to listen on (127.0.0.1)")
    simulate.add_argument("--port", help="port to listen on (8341; 0 takes a free one)")
    simulate.add_argument("--server-url", metavar="URL", help="the server that gets the callbacks")

    admin = command("admin", _admin, _ADMIN, "create workspace, staff, accounts and grants", own_help=False)
    admin.add_argument("--database", metavar="PATH|URL", help="an SQLite file, or postgresql://...")
    admin.add_argument("--workspace", metavar="NAME", help="which workspace")

    check = command("doctor", _doctor, {"server_url": "server_url"}, "say what is well and what is not")
    check.add_argument("--server-url", metavar="URL", help="address of the team server")
    check.add_argument("--memory", action="store_true", help="also open every page unseen and say what it takes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
