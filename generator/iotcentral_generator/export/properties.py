"""`apiProperties.json`: how connections sign in, where their requests go, and how pages are followed.

What belongs to one connector is authored in its root (`x-power-platform`); the policies are derived, because they name
operations. The rules of the file that are checked here are those that the platform states; a wrong file would be found
out only when it is uploaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema_rs

from ..problems import Problem
from ..visit import Node

__all__ = ["api_properties", "problems_of"]

_TEXT: Node = {"type": "string", "minLength": 1}
_SHOWN: Node = {
    "type": "object",
    "required": ["displayName", "description"],
    "properties": {"displayName": _TEXT, "description": _TEXT},
    "additionalProperties": False,
}
_CONSTRAINTS: Node = {
    "type": "object",
    "required": ["required"],
    "properties": {
        "required": {"enum": ["true", "false"]},
        "hidden": {"enum": ["true", "false"]},
        "clearText": {"type": "boolean"},
        "tabIndex": {"type": "integer"},
        "allowedValues": {
            "type": "array",
            "items": {"type": "object", "required": ["value"], "properties": {"value": _TEXT, "text": _TEXT}},
        },
    },
    "additionalProperties": False,
}
_PARAMETER: Node = {
    "type": "object",
    "required": ["type", "uiDefinition"],
    "properties": {
        "type": {"enum": ["string", "securestring", "int", "bool", "oauthSetting"]},
        "defaultValue": {"type": "string"},
        "uiDefinition": {
            "type": "object",
            "required": ["displayName", "constraints"],
            "properties": {
                "displayName": _TEXT,
                "description": _TEXT,
                "tooltip": _TEXT,
                "constraints": _CONSTRAINTS,
            },
            "additionalProperties": False,
        },
        "oAuthSettings": {
            "type": "object",
            "required": ["identityProvider", "clientId", "redirectMode"],
            "properties": {
                "identityProvider": {"enum": ["aad", "oauth2", "oauth2generic"]},
                "clientId": _TEXT,
                "scopes": {"type": "array", "items": _TEXT},
                "redirectMode": {"enum": ["Global", "Direct", "GlobalPerConnector"]},
                "redirectUrl": _TEXT,
                "customParameters": {
                    "type": "object",
                    "additionalProperties": {"type": "object", "required": ["value"], "properties": {"value": _TEXT}},
                },
                "properties": {
                    "type": "object",
                    "required": ["IsFirstParty"],
                    "properties": {"IsFirstParty": {"const": "False"}},
                },
            },
            "additionalProperties": False,
            "if": {"properties": {"identityProvider": {"const": "aad"}}},
            "then": {
                "properties": {"customParameters": {"required": ["resourceUri"]}},
                "required": ["customParameters"],
            },
        },
    },
    "additionalProperties": False,
    "if": {"properties": {"type": {"const": "oauthSetting"}}},
    "then": {"required": ["oAuthSettings"]},
    "else": {"properties": {"oAuthSettings": False}},
}
_PARAMETERS: Node = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[0-9a-zA-Z_]+(:[0-9a-zA-Z_]+)?$"},
    "additionalProperties": _PARAMETER,
}

_FORM: Node = {
    "type": "object",
    "required": ["title", "description", "url", "connection"],
    "properties": {
        "title": _TEXT,
        "description": _TEXT,
        "url": {**_TEXT, "pattern": "^https://"},
        "connection": {
            "type": "object",
            "required": ["iconBrandColor", "publisher", "stackOwner", "capabilities"],
            "properties": {
                # the platform refuses its own blue, and white
                "iconBrandColor": {"type": "string", "pattern": "^#(?!007[eE][eE]5$|[fF]{6}$)[0-9a-fA-F]{6}$"},
                "publisher": _TEXT,
                "stackOwner": _TEXT,
                "capabilities": {"type": "array", "items": {"enum": ["actions", "triggers"]}, "uniqueItems": True},
                "connectionParameters": _PARAMETERS,
                "connectionParameterSets": {
                    "type": "object",
                    "required": ["uiDefinition", "values"],
                    "properties": {
                        "uiDefinition": _SHOWN,
                        "values": {
                            "type": "array",
                            "minItems": 2,
                            "items": {
                                "type": "object",
                                "required": ["name", "uiDefinition", "parameters"],
                                "properties": {"name": _TEXT, "uiDefinition": _SHOWN, "parameters": _PARAMETERS},
                                "additionalProperties": False,
                            },
                        },
                    },
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
            "oneOf": [{"required": ["connectionParameters"]}, {"required": ["connectionParameterSets"]}],
        },
    },
    "additionalProperties": False,
}
"""The form of `x-power-platform`: `title` and `description` of the connector, `url` of the carrying API with connection
parameters in it, and `connection`, the authored part of the file."""

_PLACEHOLDER = re.compile(r"@connectionParameters\('([^']*)'\)")


def api_properties(authored: Node, carried: list[str], paged: dict[str, list[str]]) -> Node:
    """Return the content of the file.

    Args:
        authored: `x-power-platform`, without problems.
        carried: the operationIds of the requests that go to the authored URL.
        paged: the member that holds the link to the next page → the operationIds of the lists that have it.
    """
    written = deepcopy(authored["connection"])
    for parameters in _parameter_sets(written).values():
        for parameter in parameters.values():
            shown = parameter["uiDefinition"]
            if parameter["type"] != "oauthSetting" and "description" in shown:  # in a set it is shown from the schema
                shown["schema"] = {"type": parameter["type"], "description": shown["description"]}
    return {"properties": {**written, "policyTemplateInstances": _policies(authored["url"], carried, paged)}}


def _policies(url: str, carried: list[str], paged: dict[str, list[str]]) -> list[Node]:
    instances = [
        {
            "templateId": "dynamichosturl",
            "title": "Send requests to the connection's own host",
            "parameters": {
                "x-ms-apimTemplate-operationName": carried,
                "x-ms-apimTemplateParameter.urlTemplate": url,
            },
        }
    ]
    for link, names in paged.items():
        parameters = {
            "x-ms-apimTemplate-operationName": names,
            "x-ms-apimTemplateParameter.nextLinkPropertyName": link,
        }
        title = f"Follow {link} through the connector"
        instances.append({"templateId": "updatenextlink", "title": title, "parameters": parameters})
    return instances


def problems_of(authored: Any, security: Node) -> Iterator[Problem]:
    """Return what is wrong with `x-power-platform`.

    Args:
        authored: its value.
        security: the security definitions of the export; an API key is the connection parameter of the same name.
    """
    wrong = sorted(
        (f"x-power-platform{''.join(f'/{step}' for step in error.instance_path)}: {error.message}")
        for error in jsonschema_rs.Draft202012Validator(_FORM).iter_errors(authored)
    )
    if wrong:
        for told in wrong:
            yield Problem("E105", f"{told}; see docs/connector.md for the form")
        return
    sets = _parameter_sets(authored["connection"])
    for name in _PLACEHOLDER.findall(authored["url"]):
        if lacking := [told for told, parameters in sets.items() if name not in parameters]:
            message = f'the url names the connection parameter "{name}", which {", ".join(lacking)} lacks; add it there'
            yield Problem("E106", message)
    for name, scheme in security.items():
        if scheme["type"] == "apiKey" and not any(name in parameters for parameters in sets.values()):
            message = f'no connection parameter is called "{name}", so its key cannot be sent; add it to a set'
            yield Problem("E106", message)


def _parameter_sets(properties: Node) -> dict[str, Node]:
    """Return the connection parameters of each way to sign in."""
    if "connectionParameters" in properties:
        return {"connectionParameters": properties["connectionParameters"]}
    return {f"the set {each['name']}": each["parameters"] for each in properties["connectionParameterSets"]["values"]}
