"""The worked examples of a document, as calls, as requests and as answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from iotcentral._core.model import Model
from tests.support.loopback import Received
from tests.support.names import python_name
from tests.support.packages import DocumentedOperation

__all__ = [
    "arguments",
    "check_target",
    "examples",
    "model",
    "plain",
    "request_examples",
    "response_examples",
]


def examples(media: dict[str, Any]) -> list[Any]:
    """Return the examples of a media type."""
    return [example["value"] for example in media.get("examples", {}).values()]


def request_examples(operation: DocumentedOperation) -> list[Any]:
    """Return the bodies of the worked examples; one None if there is no body."""
    return examples(operation.request_media[1]) if operation.request_media else [None]


def response_examples(operation: DocumentedOperation) -> list[Any]:
    """Return the successes of the worked examples; one None if they have no body."""
    _, response = operation.success
    return examples(response["content"]["application/json"]) if "content" in response else [None]


def arguments(operation: DocumentedOperation, body: Any) -> tuple[list[Any], dict[str, Any]]:
    """Return the positional and keyword arguments of the worked example, with all optional parameters."""
    positional, keywords = [], {}
    for parameter in operation.parameters:
        if parameter.get("x-ms-parameter-location") == "client":
            continue
        if parameter["in"] == "path":
            positional.append(parameter["example"])
        elif "const" not in parameter["schema"]:
            keywords[python_name(parameter["name"])] = parameter["example"]
    if body is not None:
        positional.append(model(operation, body))
    return positional, keywords


def model(operation: DocumentedOperation, body: Any) -> Model:
    """Return a body as an instance of its model."""
    _, media = operation.request_media or ("", {})
    name = media["schema"]["$ref"].rsplit("/", 1)[-1]
    found: Model = getattr(operation.package.models, name).from_dict(body)
    return found


def plain(value: Any) -> Any:
    """Return what a result is as JSON."""
    return value.to_dict() if isinstance(value, Model) else value


def check_target(operation: DocumentedOperation, received: Received, values: dict[str, Any] | None = None) -> None:
    """Compare method, path and query of what arrived with the document.

    Args:
        operation: the operation that it has to be.
        received: what arrived.
        values: the values of the parameters by their names in the document; None: those of the worked example.
    """
    worked = {p["name"]: p.get("example") for p in operation.parameters}
    given: dict[str, Any] = worked if values is None else values
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(given[parameter["name"]], safe=""))
    arrived = urlsplit(received.target)
    assert (received.method, arrived.path) == (operation.method, path)

    in_query = {p["name"]: p["schema"].get("const") for p in operation.parameters if p["in"] == "query"}
    query = {name: given.get(name) if const is None else const for name, const in in_query.items()}
    sent = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in query.items() if v is not None}
    assert dict(parse_qsl(arrived.query, strict_parsing=bool(sent))) == sent
