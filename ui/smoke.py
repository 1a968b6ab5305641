"""Starts everything once without a person: the proof that a package holds all it needs."""

from __future__ import annotations

import asyncio
import json
import platform
import secrets
import sys
import tempfile
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QLibraryInfo, Qt, qVersion
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.config import VERSION, Settings
from app.errors import HeliuError, NoKeychain, StoreDamaged
from app.net.keychain import MemoryKeychain, SystemKeychain, key_of_store
from app.processes import Family, command_line, free_port
from app.session import Session
from app.sign_in import sign_in
from app.store import Store
from app.sync import SyncState
from ui.kit import icons, theme, translations
from ui.kit import settings as own_settings
from ui.pages import PAGES
from ui.shell.window import MainWindow

SECONDS = 90
QTS_WORD = ("QPlatformTheme", "Cancel")
FORMATS = {"png", "jpeg", "gif", "webp"}


class Broken(Exception):
    """A part of the package is there but does not do its work."""


def smoke(settings: Settings, report: Path) -> int:
    """Go through ``STEPS``, write what each found to ``report`` as JSON, and return 0 when all work.

    A step that fails is named under ``failed``, with its traceback under ``trace``.
    """
    qt = QApplication(sys.argv[:1])
    theme.install(qt)
    found: dict[str, Any] = {
        "version": VERSION,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "qt": qVersion(),
        "screen": QGuiApplication.platformName(),
    }
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
        code = runner.run(_go(settings, found))
    report.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return code


async def _go(settings: Settings, found: dict[str, Any]) -> int:
    for name, step in STEPS:
        try:
            async with asyncio.timeout(SECONDS):
                found[name] = await step(settings)
        except Exception as error:
            found["failed"] = f"{name}: {type(error).__name__}: {error}"
            found["trace"] = traceback.format_exc()
            return 1
    return 0


async def _keychain(settings: Settings) -> str:
    """Keep a secret in the system's keychain and read it back; say so when there is none."""
    name, secret = "smoke", secrets.token_hex(32)

    def keep_and_read() -> str:
        keychain = SystemKeychain()
        keychain.write(name, secret)
        try:
            return keychain.read(name)
        finally:
            keychain.write(name, "")

    try:
        read = await asyncio.to_thread(keep_and_read)
    except NoKeychain as missing:
        return f"none here ({missing})"
    if read != secret:
        raise Broken("the keychain forgot a secret")
    return "kept and read"


async def _store(settings: Settings) -> str:
    """Make an encrypted store, and see that its file is unreadable without the key."""
    with tempfile.TemporaryDirectory(prefix="heliu-smoke-") as folder:
        path = Path(folder) / "store.db"
        store = Store(path, key_of_store(MemoryKeychain(), "smoke", store_exists=False))
        await store.open()
        await store.close()
        if path.read_bytes()[:15] == b"SQLite format 3":
            raise Broken("the store is not encrypted")
        stranger = Store(path, secrets.token_bytes(32))
        try:
            await stranger.open()
        except StoreDamaged:
            return "encrypted"
        finally:
            await stranger.close()
    raise Broken("the store opened with a wrong key")


async def _words(settings: Settings) -> str:
    """Speak Chinese: our own words and Qt's."""
    translations.use_language("zh_CN")
    ours = translations.tr("Errors", HeliuError.title)
    of_qt = QCoreApplication.translate(*QTS_WORD)
    if of_qt == QTS_WORD[1]:
        raise Broken(
            f"Qt's translations are missing from {QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}"
        )
    if ours == HeliuError.title:
        raise Broken("our own words are not translated")
    return f"{ours} · {of_qt}"


async def _pictures(settings: Settings) -> str:
    """Decode each picture format customers send, draw an icon, and find a font with Chinese letters."""
    known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    if missing := FORMATS - known:
        raise Broken(f"no decoder for {', '.join(sorted(missing))}")
    for name in ("png", "jpeg"):
        if not _survives(name):
            raise Broken(f"{name} pictures cannot be read back")
    if _is_blank("inbox"):
        raise Broken("icons are not drawn")
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return f"{', '.join(sorted(FORMATS))}, icons; {len(chinese)} Chinese fonts"


async def _desk(settings: Settings) -> str:
    """Seed a server of our own, sign in over HTTP, pull everything, and paint the window with it."""
    said: list[str] = []
    folder = tempfile.TemporaryDirectory(prefix="heliu-smoke-", ignore_cleanup_errors=True)
    with folder as name, Family(lambda child, line: said.append(f"[{child}] {line}")) as family:
        try:
            return await _signed_in(Path(name), family)
        except Exception as error:
            error.add_note("\n".join(said[-40:]))
            raise


async def _signed_in(folder: Path, family: Family) -> str:
    token = secrets.token_hex(32)
    here = ("--data-dir", str(folder))
    nowhere = f"http://127.0.0.1:{free_port()}"
    await asyncio.to_thread(family.run, "admin", command_line("admin", *here, "seed", "--simulator", nowhere), {})
    command = command_line("serve", *here, "--port", "0")
    server = family.start("serve", command, {"HELIU_BOOTSTRAP_TOKEN": token})
    address = await asyncio.to_thread(server.wait_ready, SECONDS)
    own_settings.keep_settings_in(folder)
    keychain = MemoryKeychain()
    workspace = await sign_in(data_dir=folder, server_url=address, keychain=keychain, login_token=token)
    session = Session(data_dir=folder, workspace=workspace, keychain=keychain, server_url=address)
    await session.open()
    try:
        await _synced(session)
        window = MainWindow(session, PAGES, VERSION)
        window.resize(1440, 900)
        await window.fill()
        for page in PAGES:
            window.show_page(page.id)
        window.show()
        picture = window.grab().toImage()
        accounts = await session.accounts.all()
        window.hide()
        window.deleteLater()
    finally:
        await session.close()
    if not accounts:
        raise Broken("the accounts of the demo brand did not arrive")
    colors = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    if len(colors) < 20:
        raise Broken("the window is blank")
    return f"{len(accounts)} accounts over HTTP; {len(PAGES)} pages; {len(colors)} colours painted"


async def _synced(session: Session) -> None:
    arrived = asyncio.Event()
    leave = session.subscribe_status(lambda status: arrived.set() if status.state is SyncState.ONLINE else None)
    try:
        await arrived.wait()
    finally:
        leave()


def _survives(name: str) -> bool:
    """Whether a red picture written in a format is red when it is read back."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(buffer, name.upper())  # type: ignore[call-overload]
    return QImage.fromData(data, name.upper()).pixelColor(4, 4).red() > 240


def _is_blank(name: str) -> bool:
    drawn = icons.pixmap(name, QColor("black")).toImage()
    return all(drawn.pixelColor(x, y).alpha() == 0 for x in range(drawn.width()) for y in range(drawn.height()))


STEPS: tuple[tuple[str, Callable[[Settings], Awaitable[object]]], ...] = (
    ("keychain", _keychain),
    ("store", _store),
    ("words", _words),
    ("pictures", _pictures),
    ("desk", _desk),
)
