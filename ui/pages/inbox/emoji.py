"""The emoji agents use, found by English and Chinese words, pinyin and initials."""

from __future__ import annotations

from functools import cache

from app.config import resource_path
from app.rules.ranking import closeness
from ui.pages.inbox.sounds_like import sounds_of
from ui.pages.inbox.word_popup import Word

MOST = 40


@cache
def _table() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Face, what it is called, and how those names may be typed."""
    rows = []
    for line in resource_path("emoji", "emoji.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            face, english, chinese = line.split("\t")
            names = (*chinese.split(), *english.split())
            rows.append((face, names, tuple(dict.fromkeys(s for name in names for s in (name, *sounds_of(name))))))
    return tuple(rows)


def find_emoji(query: str) -> list[Word]:
    """Those called so, the closest first and the commonest among equals; the commonest for an empty query."""
    wanted = query.casefold()
    ranked = []
    for place, (face, names, typed) in enumerate(_table()):
        close = max((closeness(wanted, name) for name in typed), default=0) if wanted else 3
        # A middle of a word is no way to look for a face: it would only take keys that are meant for the text.
        if close > 1:
            ranked.append((-close, place, Word(face=face, title=names[0], hint=" ".join(names[1:4]), text=face)))
    ranked.sort(key=lambda entry: entry[:2])
    return [word for _, _, word in ranked[:MOST]]
