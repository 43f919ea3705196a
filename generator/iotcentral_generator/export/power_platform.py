"""Rules of Power Platform for Swagger documents beyond the standard: names, visibility, hidden constants.

Every parameter and property has the name that a flow designer shows (`x-ms-summary`) and a description. A parameter with
a single value is `internal`: it is sent without being shown. Of the others, required ones are `important` and optional
ones `advanced`. Authored values take precedence over derived ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.nodes import Node
from ..problems import Problem
from .actions import Action

__all__ = [
    "complete_operation",
    "complete_schema",
    "problems_of",
    "shown_name",
]

_SUMMARY_LIMIT = 80
_TITLE_LIMIT = 30

_FORMATS = frozenset(
    {
        "int32",
        "int64",
        "float",
        "double",
        "byte",
        "binary",
        "date",
        "date-time",
        "password",
        "date-no-tz",
        "html",
        "uri",
    }
)
"""The formats that flow designers support; other ones are omitted, as the description states their rule."""

_UPPER = {
    "api": "API",
    "dps": "DPS",
    "etag": "ETag",
    "id": "ID",
    "ids": "IDs",
    "sas": "SAS",
    "uri": "URI",
    "url": "URL",
}

_WORD = re.compile(r"[A-Z]+\d*(?![a-z])|[A-Z]?[a-z]+\d*|\d+[a-z]*")


def shown_name(name: str) -> str:
    """Return the name that a flow designer shows for a name of the document: `deviceTemplateId` → `Device Template ID`."""
    words = _WORD.findall(name) or [name]
    return " ".join(_UPPER.get(word.lower(), word[:1].upper() + word[1:]) for word in words)


def complete_operation(operation: Node, action: Action | None) -> None:
    """Add what the platform requires to a converted operation, in place, and the names of the action that it carries out."""
    if action is not None:
        operation |= {"operationId": action.name, "summary": action.summary}
        if action.visibility:
            operation["x-ms-visibility"] = action.visibility
    for parameter in operation["parameters"]:
        if action is not None and (named := _named(parameter, action)):
            parameter["x-ms-summary"] = named
        _name(parameter, parameter["name"])
        _show(parameter)
        if "schema" in parameter:
            complete_schema(parameter["schema"])
        _drop_format(parameter)
    for response in operation["responses"].values():
        complete_schema(response.get("schema", {}))
        for header in response.get("headers", {}).values():
            _drop_format(header)


def complete_schema(schema: Node) -> None:
    """Add a name and a description to every property at any depth of a converted schema, in place."""
    _drop_format(schema)
    for name, member in schema.get("properties", {}).items():
        if "$ref" in member:  # keywords beside a `$ref` are ignored
            member |= {"allOf": [{"$ref": member.pop("$ref")}]}
        _name(member, name)
        complete_schema(member)
    for part in schema.get("allOf", []):
        complete_schema(part)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            complete_schema(schema[key])


def problems_of(definition: Node) -> Iterator[Problem]:
    """Iterate over the parts of a definition that the platform would reject or show badly."""
    title = definition["info"]["title"]
    if len(title) > _TITLE_LIMIT or not title[-1:].isalnum() or "API" in title.split():
        rule = f"at most {_TITLE_LIMIT} characters, a letter or digit at the end, and not the word API"
        yield Problem("E103", f'the title "{title}" breaks a rule of the platform ({rule}); author another')
    seen: dict[str, str] = {}
    for path, item in definition["paths"].items():
        for method, operation in item.items():
            if method.startswith("x-"):
                continue
            name, place = operation["operationId"], f"{method.upper()} {path}"
            if name in seen:
                yield Problem("E104", f"{place}: the operationId {name} is also that of {seen[name]}; rename one")
            seen[name] = place
            yield from _badly_named(name, operation["summary"])
            for parameter in operation["parameters"]:
                yield from _badly_named(f"{name}, parameter {parameter['name']}", parameter["x-ms-summary"])


def _badly_named(where: str, summary: str) -> Iterator[Problem]:
    if len(summary) > _SUMMARY_LIMIT or not summary[-1:].isalnum() or "/" in summary:
        rule = f"at most {_SUMMARY_LIMIT} characters, a letter or digit at the end, and no slash"
        yield Problem("E103", f'{where}: "{summary}" breaks a rule of the platform ({rule}); author another')


def _named(parameter: Node, action: Action) -> str | None:
    return action.body if parameter["in"] == "body" else action.parameters.get(parameter["name"])


def _name(node: Node, name: str) -> None:
    """Add a name and a description to a parameter or property."""
    shown = node.setdefault("x-ms-summary", shown_name(name))
    node.setdefault("description", f"{shown}.")


def _show(parameter: Node) -> None:
    """Set the visibility of a parameter; one with a single value is hidden, and has that value as its default."""
    values = parameter.get("enum", [])
    if parameter["required"] and len(values) == 1:
        parameter["default"] = values[0]
        parameter.setdefault("x-ms-visibility", "internal")
    parameter.setdefault("x-ms-visibility", "important" if parameter["required"] else "advanced")


def _drop_format(node: Node) -> None:
    if node.get("format", "date") not in _FORMATS:
        del node["format"]
