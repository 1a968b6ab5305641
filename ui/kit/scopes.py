"""How it is called whose something is."""

from __future__ import annotations

from ui.delegates.plain import one_line
from ui.kit.translations import tr

LONGEST = 24
"""Characters of a team's name that are shown."""


def scope_name(scope: str, team: str = "") -> str:
    """Mine, the company's, or that of the team which is called ``team``."""
    match scope.partition(":")[0]:
        case "user":
            return tr("Scopes", "Mine")
        case "team" if team:
            return tr("Scopes", "Team {0}").format(one_line(team, LONGEST))
        case "team":
            return tr("Scopes", "Team")
    return tr("Scopes", "Company")
