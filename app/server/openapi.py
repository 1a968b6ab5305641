"""The OpenAPI document, made of the table of routes and the types that travel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.protocol import VERSION, Problem
from app.server.http import Door, Query, Server, json

JSON = "application/json"
_REF = "#/components/schemas/{name}"


async def get_document(server: Server, request: Request, who: None) -> Response:
    """The document of the routes of this very server."""
    return json(document(request.app.state.doors), request)


@lru_cache(maxsize=1)
def document(doors: Sequence[Door]) -> dict[str, Any]:
    """OpenAPI 3.1."""
    types = [kind for door in doors for kind in (door.takes, door.gives) if kind is not None] + [Problem]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    by_type = dict(zip(map(repr, types), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for door in doors:
        paths.setdefault(door.path, {})[door.method.lower()] = _operation(door, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Heliu", "version": str(VERSION)},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(door: Door, schemas: dict[str, Any]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done"}
    if door.gives is not None:
        good["content"] = {door.media: {"schema": schemas[repr(door.gives)]}}
    elif door.media != JSON:
        good["content"] = {door.media: {}}
    problem = {
        "description": "What was wrong",
        "content": {"application/problem+json": {"schema": schemas[repr(Problem)]}},
    }
    asked = [_parameter("path", Query(name, needed=True)) for name in re.findall(r"{(\w+)}", door.path)]
    asked += [_parameter("query", query) for query in door.query]
    operation: dict[str, Any] = {
        "summary": door.says,
        "operationId": f"{door.method.lower()}_{re.sub(r'[^a-z0-9]+', '_', door.path).strip('_')}",
        "parameters": asked,
        "responses": {"default": problem, "2XX": good},
        "security": [{"bearer": []}] if door.roles else [],
        "x-roles": [role.value for role in door.roles],
    }
    if door.takes is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": schemas[repr(door.takes)]}},
        }
    return operation


def _parameter(place: str, query: Query) -> dict[str, Any]:
    schema = {"type": "integer" if query.whole else "string"}
    return {"name": query.name, "in": place, "required": query.needed, "schema": schema}
