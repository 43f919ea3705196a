"""Form of `x-power-platform`: the JSON schema of what a connector's root authors for Power Platform."""

from __future__ import annotations

from ..document.nodes import Node

__all__ = ["CONNECTION_FORM"]

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

CONNECTION_FORM: Node = {
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
                # the platform rejects its own blue, and white
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
"""The JSON schema of `x-power-platform`: `title` and `description` of the connector, `url` of the carrying API with connection
parameters in it, and `connection`, the authored part of the file."""
