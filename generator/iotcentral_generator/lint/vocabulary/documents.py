"""Vocabulary of the objects around operations: root, info, servers, tags, components, security."""

from __future__ import annotations

from .keywords import AVAILABILITY, OBJECT, TEXT, TEXTS, Keyword, kept, many, named, one, refused, required

__all__ = ["DOCUMENTS"]

_READERS = "for readers of the document"
_DOCS = kept(one("external documentation"), _READERS)

DOCUMENTS: dict[str, dict[str, Keyword]] = {
    "root": {
        "openapi": required(TEXT),
        "info": required(one("info")),
        "servers": many("server"),
        "paths": required(named("path item")),
        "components": one("components"),
        "security": many("security requirement"),
        "tags": many("tag"),
        "externalDocs": _DOCS,
        "jsonSchemaDialect": refused("schemas are of the dialect of OpenAPI 3.1; remove it"),
        "webhooks": refused("clients send requests and receive none; remove them, or mark a subscription x-ms-trigger"),
        "x-rates": OBJECT,
        "x-power-platform": OBJECT,
    },
    "info": {
        "title": required(TEXT),
        "summary": TEXT,
        "description": TEXT,
        "version": kept(TEXT, "the projection writes the api-version here"),
        "termsOfService": kept(TEXT, _READERS),
        "contact": kept(one("contact"), _READERS),
        "license": kept(one("license"), _READERS),
    },
    "contact": {"name": TEXT, "url": TEXT, "email": TEXT},
    "license": {"name": required(TEXT), "identifier": TEXT, "url": TEXT},
    "server": {
        "url": required(kept(TEXT, "callers give the address")),
        "description": kept(TEXT, _READERS),
        "variables": kept(named("server variable"), "callers give the address"),
        "x-authored-choice": kept(TEXT, _READERS),
    },
    "server variable": {"default": required(TEXT), "description": TEXT, "enum": TEXTS},
    "tag": {"name": required(TEXT), "description": TEXT, "externalDocs": _DOCS},
    "external documentation": {"url": required(TEXT), "description": TEXT},
    "components": {
        "schemas": named("schema"),
        "parameters": named("parameter"),
        "responses": named("response"),
        "headers": kept(named("header"), "responses hold their headers as they came"),
        "links": kept(named("link"), _READERS),
        "securitySchemes": named("security scheme"),
        "requestBodies": refused("write each body out in its operation, with a $ref to its schema"),
        "examples": refused("write each example out where it belongs"),
        "callbacks": refused("write the callback out in the operation that is marked x-ms-trigger"),
        "pathItems": refused("write each path item out under `paths`"),
    },
    "security scheme": {
        "type": required(TEXT),
        "description": kept(TEXT, _READERS),
        "name": TEXT,
        "in": TEXT,
        "scheme": TEXT,
        "bearerFormat": kept(TEXT, _READERS),
        "flows": kept(OBJECT, "callers give the credential"),
        "openIdConnectUrl": kept(TEXT, "callers give the credential"),
    },
    "security requirement": {},
}

for _table in DOCUMENTS.values():
    _table |= AVAILABILITY
