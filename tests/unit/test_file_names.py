"""Names of files from outside: no paths, no tricks, the ending in sight."""

from __future__ import annotations

import pytest

from app.rules.file_names import LONGEST, harmless


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报价单 2026.xlsx", "报价单 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.exe", "a.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("invoice.pdf\u3000\u3000\u3000 .exe", "invoice.pdf.exe"),
        ("a.txt:hidden.exe", "a.txt_hidden.exe"),
        ("trailing.exe. . ", "trailing.exe"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        (".bashrc", "bashrc"),
        ("a\x00b\u200bc\r\n.pdf", "abc.pdf"),
        ("/", ""),
        ("...", ""),
        ("\u202e\u200b", ""),
    ],
)
def test_a_name_is_kept_without_what_could_harm(given: str, kept: str) -> None:
    assert harmless(given) == kept


def test_a_name_without_end_still_shows_what_it_ends_in() -> None:
    for length in (300, 100_000):
        name = harmless("长" * length + ".exe")
        assert len(name) == LONGEST and name.endswith("长.exe")
