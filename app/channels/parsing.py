"""Reads what strangers post to us: XML and JSON, with a cap on size, depth and count, and no entities."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha1
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from app.errors import BadInput
from app.limits import Limits

_LARGEST = 2**53


def parse(body: bytes, limits: Limits) -> dict[str, Any]:
    """The fields of a callback. In XML a leaf is text, a nested element a dict, a repeated one a list.

    Raises:
        BadInput: too large, too deep, malformed, or with a document type or an entity.
    """
    if len(body) > limits.value("heliu.callback.body_bytes"):
        raise BadInput(f"a callback of {len(body)} bytes")
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{":
        found = _json(body.removeprefix(b"\xef\xbb\xbf"), limits)
    elif start == b"<":
        found = _xml(body, limits)
    else:
        raise BadInput("a callback that is neither XML nor JSON")
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except (UnicodeEncodeError, ValueError) as exc:
        raise BadInput("a callback with half a character") from exc
    return found


def query_of(raw: str) -> dict[str, str]:
    """The values of a raw query string, URL-decoded, with ``+`` kept as it is: it is a letter of Base64 here."""
    pairs = (part.partition("=") for part in raw.split("&") if part)
    return {unquote(name): unquote(value) for name, _, value in pairs}


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """A field as text; empty when it is missing or is no text."""
    value = fields.get(name)
    if isinstance(value, str):
        return value.replace("\x00", "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def number_of(fields: Mapping[str, Any], name: str) -> int:
    """A field as a whole number from 0; 0 when it is missing or is none."""
    try:
        number = int(float(text_of(fields, name) or "0"))
    except (ValueError, OverflowError):
        return 0
    return number if 0 <= number <= _LARGEST else 0


def part_of(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A nested part; empty when it is missing or is none."""
    value = fields.get(name)
    return dict(value) if isinstance(value, dict) else {}


def parts_of(fields: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of parts. XML cannot tell a list of one from a single part, so that is one too."""
    value = fields.get(name)
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)]


def fingerprint(fields: Mapping[str, Any]) -> str:
    """40 hex digits that are the same for the same fields."""
    return sha1(json.dumps(fields, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _json(body: bytes, limits: Limits) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as exc:
        raise BadInput("malformed JSON") from exc
    waiting: list[tuple[int, Any]] = [(1, found)]
    while waiting:
        depth, value = waiting.pop()
        if depth > limits.value("heliu.callback.depth"):
            raise BadInput("a callback that is nested too deeply")
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting.extend((depth + 1, child) for child in children if isinstance(child, dict | list))
    return found


def _xml(body: bytes, limits: Limits) -> dict[str, Any]:
    tree = _Tree(depth=limits.value("heliu.callback.depth"), elements=limits.value("heliu.callback.elements"))
    parser = DefusedXMLParser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(body)
        found = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as exc:
        raise BadInput("malformed XML") from exc
    if not isinstance(found, dict):
        raise BadInput("a callback without fields")
    return found


class _Tree:
    """Builds the dict while the parser reads, so that a bomb is dropped before it unfolds."""

    def __init__(self, *, depth: int, elements: int) -> None:
        self._deepest, self._elements = depth, elements
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []
        self._root: dict[str, Any] | str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements -= 1
        if len(self._open) >= self._deepest or self._elements < 0:
            raise BadInput("a callback that is nested too deeply or has too many fields")
        self._open.append((tag, {}, []))

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def end(self, tag: str) -> None:
        _, children, text = self._open.pop()
        value: dict[str, Any] | str = children or "".join(text)
        if not self._open:
            self._root = value
            return
        siblings = self._open[-1][1]
        if tag not in siblings:
            siblings[tag] = value
        elif isinstance(siblings[tag], list):
            siblings[tag].append(value)
        else:
            siblings[tag] = [siblings[tag], value]

    def close(self) -> dict[str, Any] | str:
        return self._root
