"""The text of a freedesktop.org desktop entry, as autostart and link handling need it."""

from __future__ import annotations

from collections.abc import Sequence

_SPECIAL = set(" \t\n\"'\\><~|&;$*?#()`")


def exec_line(command: Sequence[str], *, takes_link: bool = False) -> str:
    """``command`` quoted as the Desktop Entry Specification asks; with a place for a link, which is never an option."""
    words = [_quoted(word) for word in command]
    return " ".join([*words, "--", "%u"] if takes_link else words)


def desktop_entry(command: Sequence[str], *, takes_link: bool = False) -> str:
    """A whole entry."""
    lines = ["[Desktop Entry]", "Type=Application", "Name=Heliu", "Name[zh_CN]=合流", "Icon=heliu", "Terminal=false"]
    lines.append(f"Exec={exec_line(command, takes_link=takes_link)}")
    lines.append("MimeType=x-scheme-handler/heliu;" if takes_link else "X-GNOME-Autostart-enabled=true")
    return "\n".join([*lines, ""])


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not _SPECIAL.intersection(word):
        return word
    escaped = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return f'"{escaped}"'.replace("\\", "\\\\") if "\\" in escaped else f'"{escaped}"'
