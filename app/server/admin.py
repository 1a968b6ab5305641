"""The subcommand ``admin``: workspaces, staff, teams, accounts, grants, sessions, and the demo seed."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import getpass
import sys
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

from app.channels import Credentials, connector_for
from app.config import Settings, resource_path
from app.errors import BadInput
from app.protocol import AccountKind, Role
from app.protocol.clock import wall_ms
from app.server import roll, seeding, sessions, staff, teams, vault
from app.server.application import database_for
from app.server.database import Database, Tx
from app.server.secret import secret_key

Verb = Callable[[Database, Settings, argparse.Namespace], Awaitable[None]]

_GROUPS: Final = {
    "workspace": "make a workspace",
    "user": "add staff, shut them out, change passwords and capacity",
    "team": "name a team",
    "account": "add accounts, pause them, give their work in turn",
    "session": "sign a device out",
}


def admin(argv: Sequence[str], settings: Settings) -> int:
    """Run one of the administrator's commands against the configured database; exits with 2 on wrong usage.

    Raises:
        HeliuError: it could not be done; the detail says why.
    """
    arguments = _parser().parse_args(list(argv))
    if getattr(arguments, "fields", None) is not None:
        arguments.fields = _fields(arguments.fields)
    asyncio.run(_run(arguments, settings))
    return 0


async def _run(arguments: argparse.Namespace, settings: Settings) -> None:
    database = database_for(settings.server.database)
    await database.open()
    try:
        await arguments.verb(database, settings, arguments)
    finally:
        await database.close()


async def _workspace_create(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    print(await database.write(staff.create_workspace, given.name, wall_ms()))


async def _user_add(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    password = sessions.hash_password(_password(given))

    def add(tx: Tx) -> str:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        role = Role(given.role)
        return staff.add_user(
            tx,
            workspace,
            login=given.login,
            name=given.name or given.login,
            password=password,
            role=role,
            now_ms=wall_ms(),
            teams=given.team,
        )

    print(await database.write(add))


async def _user_password(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    await database.write(staff.set_password, given.login, sessions.hash_password(_password(given)), wall_ms())


async def _user_disable(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    await database.write(staff.disable_user, given.login, given.disabled, wall_ms())


async def _user_capacity(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    await database.write(staff.set_capacity, given.login, given.conversations, wall_ms())


async def _team_name(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    def call(tx: Tx) -> None:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        teams.name_team(tx, workspace, given.team, given.name, wall_ms())

    await database.write(call)


async def _account_add(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    kind, key = AccountKind(given.kind), await secret_key(settings.server) if given.fields else b""
    if given.fields:
        trial = _credentials({"account_id": "", "platform_id": given.platform_id} | given.fields)
        await connector_for(kind, trial).aclose()

    def add(tx: Tx) -> str:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        if any((kind, given.platform_id) == (row[1], row[3]) for row in roll.LISTS["accounts"](tx, workspace)):
            raise BadInput(f"the account {given.platform_id} is here already")
        account_id = staff.add_account(
            tx, workspace, kind=kind, name=given.name, platform_id=given.platform_id, now_ms=wall_ms()
        )
        if given.fields:
            known = {"account_id": account_id, "platform_id": given.platform_id}
            credentials = _credentials(known | given.fields)
            vault.store(tx, workspace, account_id, vault.seal(key, credentials))
        return account_id

    print(await database.write(add))


async def _account_turns(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    def turn(tx: Tx) -> None:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        staff.assign_in_turn(tx, workspace, given.account, given.on, wall_ms())

    await database.write(turn)


async def _account_pause(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    def pause(tx: Tx) -> None:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        staff.pause_account(tx, workspace, given.account, given.paused, wall_ms())

    await database.write(pause)


async def _grant(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    await database.write(staff.grant, given.login, given.scope, wall_ms())


async def _revoke(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    await database.write(staff.revoke, given.login, given.scope, wall_ms())


async def _list(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    def rows(tx: Tx) -> list[Any]:
        return roll.LISTS[given.what](tx, roll.only_workspace(tx, settings.server.workspace))

    for row in await database.read(rows):
        print("\t".join(str(value) for value in row))


async def _session_revoke(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    def revoke(tx: Tx) -> None:
        workspace = roll.only_workspace(tx, settings.server.workspace)
        if not sessions.sign_out(tx, workspace, given.device, wall_ms()):
            raise BadInput(f"there is no session {given.device}")

    await database.write(revoke)


async def _seed(database: Database, settings: Settings, given: argparse.Namespace) -> None:
    seed = seeding.read_seed(given.file or resource_path("demo", "desk.toml"))
    key = await secret_key(settings.server)
    print(await database.write(seeding.sow, seed, given.simulator.rstrip("/"), key, wall_ms()))


def _password(given: argparse.Namespace) -> str:
    """From standard input, never from the command line, where everybody on the machine could read it."""
    if given.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass(f"Password of {given.login}: ")
    if len(password) < 8:
        raise BadInput("a password has at least 8 characters")
    return password


def _fields(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise BadInput(f"{path}: {exc}") from exc


def _credentials(given: dict[str, Any]) -> Credentials:
    known = {field.name: field for field in dataclasses.fields(Credentials)}
    if unknown := sorted(given.keys() - known.keys()):
        raise BadInput(f"credentials: there is no {', '.join(unknown)}")
    needed = (name for name, field in known.items() if field.default is dataclasses.MISSING)
    if missing := [name for name in needed if name not in given]:
        raise BadInput(f"credentials: {', '.join(missing)} must be there")
    return Credentials(**given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="heliu admin",
        description="Workspaces, staff, accounts and grants.",
        epilog="Which database and workspace: --database PATH|URL, --workspace NAME, --data-dir DIR, --config FILE.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, verb: Verb, summary: str, **defaults: Any) -> argparse.ArgumentParser:
        first, _, second = name.partition(" ")
        if second:
            if first not in groups:
                one = commands.add_parser(first, help=_GROUPS[first], description=_GROUPS[first])
                groups[first] = one.add_subparsers(required=True, metavar="VERB")
            added: argparse.ArgumentParser = groups[first].add_parser(second, help=summary, description=summary)
        else:
            added = commands.add_parser(first, help=summary, description=summary)
        added.set_defaults(verb=verb, **defaults)
        return added

    groups: dict[str, Any] = {}
    command("workspace create", _workspace_create, "make a workspace").add_argument("name")
    user = command("user add", _user_add, "add a member of staff")
    user.add_argument("login")
    user.add_argument("--name", default="")
    user.add_argument("--role", choices=[role.value for role in Role], default=Role.AGENT.value)
    user.add_argument("--team", action="append", default=[], metavar="ID")
    password = command("user password", _user_password, "change a password and sign the user out")
    password.add_argument("login")
    for one in (user, password):
        one.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    command("user disable", _user_disable, "shut a user out at once", disabled=True).add_argument("login")
    command("user enable", _user_disable, "let a user in again", disabled=False).add_argument("login")
    capacity = command("user capacity", _user_capacity, "how many open conversations a user is given at most")
    capacity.add_argument("login")
    capacity.add_argument("conversations", type=int)
    team = command("team name", _team_name, "say what a team is called; a new one is made")
    team.add_argument("team", metavar="ID")
    team.add_argument("name")
    account = command("account add", _account_add, "add an account")
    account.add_argument("--kind", choices=[kind.value for kind in AccountKind], required=True)
    account.add_argument("--name", required=True)
    account.add_argument("--platform-id", required=True, help="open_kfid, appid, userid or chat id")
    account.add_argument(
        "--credentials", dest="fields", type=Path, metavar="FILE",
        help="TOML with app_id, secret, token, encoding_aes_key, base_url, callback",
    )  # fmt: skip
    command("account pause", _account_pause, "stop sending for an account", paused=True).add_argument("account")
    command("account turns-on", _account_turns, "give new conversations to agents in turn", on=True).add_argument(
        "account"
    )
    command("account turns-off", _account_turns, "leave them to whoever takes them", on=False).add_argument("account")
    command("account resume", _account_pause, "go on", paused=False).add_argument("account")
    for name, verb, summary in (
        ("grant", _grant, "let a user see a scope"),
        ("revoke", _revoke, "take a scope away; the user's devices purge it"),
    ):
        one = command(name, verb, summary)
        one.add_argument("login")
        one.add_argument("scope", help="account:<id> or team:<id>")
    command("session revoke", _session_revoke, "sign a device out").add_argument("device")
    listing = command("list", _list, "one line for each")
    listing.add_argument("what", choices=sorted(roll.LISTS))
    seed = command("seed", _seed, "fill a workspace from a file; the demo brand when none is given")
    seed.add_argument("file", nargs="?", type=Path)
    seed.add_argument("--simulator", default="http://127.0.0.1:8341", metavar="URL", help="where the platforms are")
    return parser
