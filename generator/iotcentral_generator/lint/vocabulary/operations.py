"""Vocabulary of operations and of what they hold: parameters, bodies, responses, headers, links, callbacks."""

from __future__ import annotations

from .keywords import AVAILABILITY, DATA, FLAG, OBJECT, TEXT, TEXTS, Keyword, kept, many, named, one, refused, required

__all__ = ["OPERATIONS"]

_READERS = "for readers of the document"
_ONE_SERVER = "a client has one address for all operations; remove it, or make documents of their own"
_METHOD = one("operation")
_NO_METHOD = refused("clients have methods for get, put, post, patch and delete; remove it")
_OPTIONAL_DOC = kept(TEXT, _READERS)

OPERATIONS: dict[str, dict[str, Keyword]] = {
    "path item": {
        "get": _METHOD,
        "put": _METHOD,
        "post": _METHOD,
        "patch": _METHOD,
        "delete": _METHOD,
        "head": _NO_METHOD,
        "options": _NO_METHOD,
        "trace": _NO_METHOD,
        "parameters": many("parameter"),
        "summary": kept(TEXT, _READERS),
        "description": kept(TEXT, _READERS),
        "servers": refused(_ONE_SERVER),
        "$ref": refused("write the path item out here"),
    },
    "operation": {
        "operationId": TEXT,
        "summary": TEXT,
        "description": TEXT,
        "deprecated": FLAG,
        "parameters": many("parameter"),
        "requestBody": one("request body"),
        "responses": required(named("response")),
        "callbacks": named("callback"),
        "tags": kept(TEXTS, "the resource is the part of the operationId before `_`"),
        "externalDocs": kept(one("external documentation"), _READERS),
        "security": refused("a client has one credential for all operations; write `security` in the root"),
        "servers": refused(_ONE_SERVER),
        "x-data-plane-operation": OBJECT,
        "x-fields": OBJECT,
        "x-ms-long-running-operation": FLAG,
        "x-ms-long-running-operation-options": OBJECT,
        "x-ms-pageable": one("paging"),
        "x-ms-summary": kept(TEXT, "for `export-connector`"),
        "x-ms-trigger": TEXT,
        "x-ms-visibility": kept(TEXT, "for `export-connector`"),
        "x-added": kept(TEXT, _READERS),
        "x-name": TEXT,
        "x-rate": TEXT,
        "x-successor": TEXT,
    },
    "paging": {"nextLinkName": required(TEXT), "itemName": TEXT},
    "parameter": {
        "name": required(TEXT),
        "in": required(TEXT),
        "description": TEXT,
        "required": FLAG,
        "deprecated": FLAG,
        "schema": one("schema"),
        "style": TEXT,
        "explode": FLAG,
        "example": kept(DATA, "the worked example"),
        "examples": refused("write one `example`"),
        "content": refused("write `schema`; a parameter is sent as plain text"),
        "allowEmptyValue": refused("a parameter without a value is not sent; remove it"),
        "allowReserved": refused("reserved characters are always percent-encoded; remove it"),
        "x-ms-parameter-location": TEXT,
        "x-ms-summary": kept(TEXT, "for `export-connector`"),
        "x-ms-visibility": kept(TEXT, "for `export-connector`"),
        "x-added": kept(TEXT, _READERS),
        "x-name": TEXT,
        "x-role": TEXT,
        "x-unused": kept(TEXT, _READERS),
    },
    "header": {
        "description": _OPTIONAL_DOC,
        "required": kept(FLAG, "responses hold their headers as they came"),
        "deprecated": kept(FLAG, "responses hold their headers as they came"),
        "schema": kept(one("schema"), "responses hold their headers as they came"),
        "style": kept(TEXT, "responses hold their headers as they came"),
        "explode": kept(FLAG, "responses hold their headers as they came"),
        "example": kept(DATA, _READERS),
        "examples": kept(named("example"), _READERS),
        "content": refused("write `schema`"),
        "x-unused": kept(TEXT, _READERS),
    },
    "request body": {
        "description": TEXT,
        "required": FLAG,
        "content": required(named("media type")),
        "x-ms-client-flatten": FLAG,
        "x-ms-summary": kept(TEXT, "for `export-connector`"),
        "x-name": TEXT,
    },
    "media type": {
        "schema": one("schema"),
        "examples": kept(named("example"), "the worked examples"),
        "example": refused("write `examples`, each with a name and a `value`"),
        "encoding": refused("only form and multipart bodies have it, which are not carried out; remove it"),
    },
    "response": {
        "description": TEXT,
        "content": named("media type"),
        "headers": kept(named("header"), "responses hold their headers as they came"),
        "links": kept(named("link use"), _READERS),
        "x-ms-summary": kept(TEXT, "for `export-connector`"),
        "x-unused": kept(TEXT, _READERS),
    },
    "example": {
        "summary": kept(TEXT, _READERS),
        "description": kept(TEXT, _READERS),
        "value": required(DATA),
        "externalValue": refused("write the value out as `value`"),
    },
    "link": {
        "operationId": TEXT,
        "description": TEXT,
        "parameters": OBJECT,
        "requestBody": DATA,
        "operationRef": refused("name the operation by `operationId`"),
        "server": refused(_ONE_SERVER),
        "x-unused": kept(TEXT, _READERS),
    },
    "link use": {},
    "callback": {},
}

for _table in OPERATIONS.values():
    _table |= AVAILABILITY
