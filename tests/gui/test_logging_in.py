"""Logging in: for the first time behind a company's certificate, and again when the session is over."""

from __future__ import annotations

import asyncio
import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Untrusted
from app.network import chosen_at_the_desk
from ui.kit import settings
from ui.kit.dialogs import ask
from ui.welcome import WelcomeWindow
from ui.welcome.again import LoginAgain


def authority(folder: Path) -> Path:
    """The certificate of a company's own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Qinghe")])
    begins = datetime.datetime(2026, 1, 1)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begins)
    signed = made.not_valid_after(begins + datetime.timedelta(days=9)).sign(key, hashes.SHA256())
    path = folder / "qinghe.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return path


async def test_whoever_needs_a_company_certificate_gets_in_by_choosing_it(show, find, wait_for, qtbot, tmp_path):
    window = show(WelcomeWindow(), 760, 640)
    settings.keep_settings_in(tmp_path)

    async def attempt(address: str, login: str, password: str) -> str:
        if not settings.ca_file.get():
            raise Untrusted("self-signed certificate in certificate chain")
        return "in"

    asking = asyncio.create_task(window.log_in(attempt, address="https://heliu.corp", login="lin"))
    await wait_for(lambda: window.findChild(QWidget, "login_password"))
    find(window, "login_password").setText("geheim")
    find(window, "login_submit").click()
    await wait_for(find(window, "login_trouble").isVisible)
    assert "Network" in find(window, "login_trouble").text()
    find(window, "login_network").click()
    await wait_for(lambda: window.findChild(QWidget, "setting_ca_file"))
    await wait_for(find(window, "network_dialog").isVisible)
    field = find(window, "setting_ca_file")
    field.setText(str(authority(tmp_path)))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert find(window, "network_dialog").isVisible() and not window.findChild(QWidget, "file_dialog")
    find(window, "network_close").click()
    find(window, "login_submit").click()
    assert await asking == "in"


async def test_enter_logs_in_again_and_nothing_else(session, show, find, wait_for, qtbot, monkeypatch):
    given: list[tuple[str, str]] = []

    async def log_in(login: str, password: str) -> None:
        given.append((login, password))

    monkeypatch.setattr(session, "log_in", log_in)
    owner = show(QWidget(), 800, 600)
    dialog = LoginAgain(session, owner)
    answer = asyncio.create_task(ask(dialog))
    await wait_for(dialog.isVisible)
    find(dialog, "login_name").setText("lin")
    find(dialog, "login_password").setText("geheim")
    qtbot.keyClick(find(dialog, "login_password"), Qt.Key.Key_Return)
    assert await answer == QDialog.DialogCode.Accepted
    assert given == [("lin", "geheim")]


@pytest.mark.parametrize("name", ["ca.pem", "公司 证书.pem", "C:\\Users\\lin\\ca.pem", "a, b;c=d.pem"])
def test_the_doctor_goes_the_way_that_was_chosen_at_the_desk(tmp_path, name):
    assert chosen_at_the_desk(tmp_path) == (None, "")
    settings.keep_settings_in(tmp_path)
    settings.ca_file.set(name)
    settings.proxy.set("http://proxy.corp:3128")
    settings.window_geometry.set(QByteArray(bytes(range(256))))
    settings._file[0].sync()
    assert chosen_at_the_desk(tmp_path) == (Path(name), "http://proxy.corp:3128")
