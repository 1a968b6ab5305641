"""The words of the face: collected from phrase() and tr() into resources/i18n/*.ts."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _environment import ROOT

FOLDER = ROOT / "resources" / "i18n"
# A language's plural forms. English is the source: its catalogue holds only the plurals.
LANGUAGES = {"zh_CN": 1, "en": 2}


@dataclass(frozen=True, order=True)
class Word:
    """One text to translate."""

    context: str
    source: str

    @property
    def counted(self) -> bool:
        """Whether the text depends on a number and so has plural forms."""
        return "%n" in self.source


def collect() -> None:
    """Bring every catalogue up to the words in the source; what is translated stays."""
    words = sorted(set(_words_in_source()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        _catalogue(language).write_text(_updated(language, words), encoding="utf-8")


def findings() -> list[str]:
    """Catalogues that lack words of the source, hold old ones, or are not translated."""
    words = sorted(set(_words_in_source()))
    found = []
    for language in LANGUAGES:
        path = _catalogue(language)
        name = path.relative_to(ROOT).as_posix()
        if not path.exists() or path.read_text(encoding="utf-8") != _updated(language, words):
            found.append(f"{name}: out of date; run: python3 packaging/dev.py words")
        elif (missing := path.read_text(encoding="utf-8").count('type="unfinished"')) > 0:
            found.append(f"{name}: {missing} texts are not translated")
    return found


def _catalogue(language: str) -> Path:
    return FOLDER / f"{language}.ts"


def _words_in_source() -> Iterator[Word]:
    for top in ("app", "ui"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield from _in_tree(ast.parse(path.read_text(encoding="utf-8")), "")


def _in_tree(node: ast.AST, class_name: str) -> Iterator[Word]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call) and (word := _word(child, class_name)) is not None:
            yield word
        yield from _in_tree(child, inner)


def _word(call: ast.Call, class_name: str) -> Word | None:
    """What a call marks: phrase(context, text), tr(context, text), X.translate(context, text), or self.tr(text)."""
    texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    match call.func, texts:
        case ((ast.Name(id="phrase" | "tr") | ast.Attribute(attr="translate")), [str(context), str(source), *_]):
            return Word(context, source)
        case ast.Attribute(attr="tr", value=ast.Name(id="self")), [str(source), *_]:
            return Word(class_name, source)
    return None


def _updated(language: str, words: list[Word]) -> str:
    """The catalogue's text with exactly ``words`` in it and their translations kept."""
    kept = _translations(_catalogue(language))
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for word in words:
        if language == "en" and not word.counted:
            continue
        if word.context not in contexts:
            contexts[word.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[word.context], "name").text = word.context
        _add_message(contexts[word.context], word, kept, LANGUAGES[language])
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def _add_message(parent: ET.Element, word: Word, kept: dict[Word, list[str]], forms: int) -> None:
    message = ET.SubElement(parent, "message", {"numerus": "yes"} if word.counted else {})
    ET.SubElement(message, "source").text = word.source
    texts = kept.get(word, [])
    translation = ET.SubElement(message, "translation", {} if texts else {"type": "unfinished"})
    if not word.counted:
        translation.text = texts[0] if texts else None
        return
    for index in range(forms):
        ET.SubElement(translation, "numerusform").text = texts[index] if index < len(texts) else None


def _translations(path: Path) -> dict[Word, list[str]]:
    if not path.exists():
        return {}
    found: dict[Word, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            word = Word(context.findtext("name", ""), message.findtext("source", ""))
            if all(forms):
                found[word] = forms
    return found
