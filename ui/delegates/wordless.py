"""What a message is called where only a line fits and it says nothing itself."""

from __future__ import annotations

from ui.kit.translations import tr


def called(kind: str) -> str:
    """The type of a message in brackets; empty for the empty type."""
    match kind:
        case "":
            return ""
        case "image":
            return tr("Wordless", "[Picture]")
        case "voice":
            return tr("Wordless", "[Voice]")
        case "video" | "shortvideo":
            return tr("Wordless", "[Video]")
        case "file":
            return tr("Wordless", "[File]")
        case "link":
            return tr("Wordless", "[Link]")
        case "miniprogram" | "miniprogrampage":
            return tr("Wordless", "[Mini program]")
        case "location":
            return tr("Wordless", "[Location]")
        case "business_card":
            return tr("Wordless", "[Contact card]")
        case _:
            return tr("Wordless", "[Message]")
