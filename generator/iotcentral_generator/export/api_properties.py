"""Content of `apiProperties.json`: sign-in of connections, destination of requests, and paging.

What belongs to one connector is authored in its root (`x-power-platform`); the policies are derived, because they name
operations. The rules of the file that are checked here are those that the platform states; otherwise a wrong file would
be noticed only when it is uploaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema_rs

from ..document.nodes import Node
from ..problems import Problem
from .connection_form import CONNECTION_FORM

__all__ = ["api_properties", "problems_of"]

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
            if (
                parameter["type"] != "oauthSetting" and "description" in shown
            ):  # in a set the description of the schema is shown
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
    """Iterate over the problems of `x-power-platform`.

    Args:
        authored: its value.
        security: the security definitions of the export; an API key is the connection parameter of the same name.
    """
    faults = sorted(
        (f"x-power-platform{''.join(f'/{step}' for step in error.instance_path)}: {error.message}")
        for error in jsonschema_rs.Draft202012Validator(CONNECTION_FORM).iter_errors(authored)
    )
    if faults:
        for fault in faults:
            yield Problem("E105", f"{fault}; see docs/connector.md for the form")
        return
    sets = _parameter_sets(authored["connection"])
    for name in _PLACEHOLDER.findall(authored["url"]):
        if lacking := [where for where, parameters in sets.items() if name not in parameters]:
            message = f'the url names the connection parameter "{name}", which {", ".join(lacking)} lacks; add it there'
            yield Problem("E106", message)
    for name, scheme in security.items():
        if scheme["type"] == "apiKey" and not any(name in parameters for parameters in sets.values()):
            message = f'no connection parameter is named "{name}", so its key cannot be sent; add it to a set'
            yield Problem("E106", message)


def _parameter_sets(properties: Node) -> dict[str, Node]:
    """Return the connection parameters of each way to sign in, by its name in messages."""
    if "connectionParameters" in properties:
        return {"connectionParameters": properties["connectionParameters"]}
    return {f"the set {each['name']}": each["parameters"] for each in properties["connectionParameterSets"]["values"]}
