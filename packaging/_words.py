"""The words of the face: collected from phrase() and tr() into resources/i18n/*.ts, compiled to *.qm."""

from __future__ import annotations

import ast
import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _environment import ROOT, Trouble

FOLDER = ROOT / "resources" / "i18n"
# A language's plural forms. English is the source: its catalogue holds only the plurals.
LANGUAGES = {"zh_CN": 1, "en": 2}


@dataclass(frozen=True, order=True)
class Word:
    """One text to translate; ``comment`` tells two equal texts apart, ``counted`` texts have plural forms."""

    context: str
    source: str
    comment: str = ""
    counted: bool = False


def collect() -> None:
    """Bring every catalogue up to the words in the source; what is translated stays."""
    words = sorted(set(_words_in_source()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        _catalogue(language).write_text(_updated(language, words), encoding="utf-8")


def compile_all(python: Path) -> None:
    """Make each catalogue's .qm where it is missing or older."""
    for language in LANGUAGES:
        source = _catalogue(language)
        target = source.with_suffix(".qm")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        release = python.with_name("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
        done = subprocess.run([str(release), "-silent", str(source), "-qm", str(target)], check=False)
        if done.returncode != 0:
            raise Trouble(f"{source.name} could not be compiled; lrelease said why above")


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
    return FOLDER / f"heliu_{language}.ts"


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
    counted = len(texts) > 3 or any(keyword.arg == "n" for keyword in call.keywords)
    match call.func:
        case ast.Name(id="phrase" | "tr") | ast.Attribute(attr="translate") if _all_text(texts[:2], 2):
            comment = texts[2] if len(texts) > 2 and isinstance(texts[2], str) else ""
            return Word(str(texts[0]), str(texts[1]), comment, counted)
        case ast.Attribute(attr="tr") if _all_text(texts[:1], 1):
            comment = texts[1] if len(texts) > 1 and isinstance(texts[1], str) else ""
            return Word(class_name, str(texts[0]), comment, counted or len(texts) > 2)
    return None


def _all_text(texts: Sequence[object], count: int) -> bool:
    return len(texts) == count and all(isinstance(text, str) for text in texts)


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
    if word.comment:
        ET.SubElement(message, "comment").text = word.comment
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
            counted = message.get("numerus") == "yes"
            forms = (
                [form.text or "" for form in translation.iter("numerusform")] if counted else [translation.text or ""]
            )
            word = Word(
                context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""), counted
            )
            if all(forms):
                found[word] = forms
    return found
