"""Guard of generated requests, which must not change what the run did not create; pure.

Ids are rewritten rather than rejected: the generated value follows the prefix of the run. They are
in the form of a URL, percent-encoded or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from ...openapi.api import Api
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation

__all__ = ["GROUPED", "SAFE", "Guard", "own"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, 9.2.1)."""

_HARMLESS = frozenset(
    {"Query_Run", "Apps_CheckNameAvailability", "Apps_CheckSubdomainAvailability", "Apps_ListTemplates"}
)
"""Operations that only read, although their method is not safe."""

GROUPED = frozenset({"Jobs", "ScheduledJobs"})
"""Resources that change the devices of the group that their body names."""

_FLOWING = "Exports"
"""The resource that sends data of the application to other servers while it is enabled."""

_ADDRESSED = "Apps"
"""The resource whose bodies have a globally unique member, the subdomain."""

_SEPARATOR = re.compile(r"[/\\?#]|%(?:2f|5c|25)|%(?![0-9a-f]{2})", re.IGNORECASE)
"""Characters that could end a segment of a path, also on a server that decodes twice."""

_PLAIN = ":;@!$&'()*+,=~"
"""Characters that a segment of a path may have unencoded (RFC 3986, 3.3), beside letters, digits and `-._`."""


def own(id: object, prefix: str, *, dtmi: bool = False, longest: int | None = None) -> str:
    """Return an id of the run derived from a generated one; an id of the run is unchanged.

    Args:
        id: the generated one, percent-encoded or not.
        prefix: of the run.
        dtmi: whether ids are digital twin model identifiers, which have the prefix after `dtmi:`.
        longest: characters that an id may have; an id that was short enough is cut to that length.

    Returns:
        The id in the form of a URL; only what has to be is encoded, so that it can be checked against its schema.
    """
    text = unquote(_SEPARATOR.sub("~", str(id)))
    begin = f"dtmi:{prefix}:" if dtmi else f"{prefix}-"
    if text.startswith(begin):
        return quote(text, safe=_PLAIN)
    made = begin + (text.removeprefix("dtmi:") if dtmi else text)
    if longest is not None and len(made) > longest >= len(text):
        made = made[:longest]
    return quote(made, safe=_PLAIN)


class Guard:
    """Guard that decides which requests may be sent, and makes them harmless.

    Args:
        api: the document.
        prefix: of the run.
        group: id of a device group that has only devices of the run; jobs are created for it.
        places: path parameters with a fixed value for the whole run.
    """

    def __init__(self, api: Api, prefix: str, group: str = "", places: Mapping[str, str] | None = None) -> None:
        self._prefix, self._group, self._places = prefix, group, dict(places or {})
        self._operations = {(operation.method, operation.path): operation for operation in api.operations.values()}
        self._kinds = {
            operation.path: _first_id(api, operation, self._places)
            for operation in api.operations.values()
            if set(operation.names) - self._places.keys()
        }
        self._made = {
            operation.path: _last_id(api, operation)
            for operation in api.operations.values()
            if operation.method == "PUT" and operation.path.endswith("}")
        }
        self._singletons = {family.path for family in api.families if family.id_parameter is None}

    def allows(self, operation: ApiOperation) -> bool:
        """Return whether an operation may be called at all: whether it only reads, or has an id in its path."""
        return (
            operation.method in SAFE
            or operation.id in _HARMLESS
            or operation.path in self._kinds
            or operation.path in self._singletons
        )

    def path(self, method: str, path: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return path parameters with which a request changes nothing but what the run created.

        The first parameter names the item that is changed, or its parent; the last one of a PUT what is
        created, for example the job of a rerun.
        """
        kept = {name: self._places.get(name, value) for name, value in values.items()}
        kinds = [self._kinds.get(path)] if method.upper() not in SAFE else []
        kinds += [self._made.get(path)] if method.upper() == "PUT" else []
        for kind in kinds:
            if kind is not None and kind.name in kept:
                kept[kind.name] = own(kept[kind.name], self._prefix, dtmi=kind.dtmi, longest=kind.longest)
        return kept

    def body(self, method: str, path: str, body: Any) -> Any:
        """Return a body with which a request affects only what the run created."""
        operation = self._operations.get((method.upper(), path))
        if operation is None or not is_object(body):
            return body
        if operation.resource in GROUPED and isinstance(body.get("group"), str):
            return {**body, "group": self._group}
        if operation.resource == _FLOWING and body.get("enabled", operation.method == "PUT") is True:
            return {**body, "enabled": False}
        if operation.resource == _ADDRESSED and is_object(body.get("properties")):
            return {**body, "properties": self._addressed(body["properties"])}
        return body

    def _addressed(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        """Return properties with a subdomain of the run."""
        wanted = properties.get("subdomain")
        return {**properties, **({"subdomain": unquote(own(wanted, self._prefix))} if isinstance(wanted, str) else {})}

    def permits(self, method: str, path: str, sent: str) -> bool:
        """Return whether a finished request is harmless: the last check before it is sent.

        Args:
            method: of the request.
            path: of the operation, with its parameters in braces.
            sent: the path of the URL.
        """
        if method.upper() in SAFE:
            return True
        kind = self._kinds.get(path)
        if kind is None:
            operation = self._operations.get((method.upper(), path))
            return operation is not None and self.allows(operation)
        segments: Sequence[str] = sent.split("/")
        if not self._in_place(path.split("/"), segments):
            return False
        if len(segments) <= kind.place or "." in segments or ".." in segments:
            return False
        id = unquote(segments[kind.place])
        return id.startswith(f"dtmi:{self._prefix}:" if kind.dtmi else f"{self._prefix}-") and "/" not in id

    def _in_place(self, parts: Sequence[str], segments: Sequence[str]) -> bool:
        """Return whether the fixed path parameters have the run's values."""
        return all(
            part[1:-1] not in self._places or unquote(segment) == self._places[part[1:-1]]
            for part, segment in zip(parts, segments, strict=False)
        )


class _Kind:
    """The path parameter that names what is changed: its position in the path, and the format of its ids."""

    def __init__(self, name: str, place: int, *, dtmi: bool, longest: int | None) -> None:
        self.name, self.place, self.dtmi, self.longest = name, place, dtmi, longest


def _first_id(api: Api, operation: ApiOperation, places: Mapping[str, str]) -> _Kind:
    """Return the first parameter of a path that is not a fixed one."""
    place, name = next(found for found in _parameters(operation) if found[1] not in places)
    return _kind(api, operation, place, name)


def _last_id(api: Api, operation: ApiOperation) -> _Kind | None:
    """Return the last parameter of a path; None where its values are all listed in the document."""
    *_, (place, name) = _parameters(operation)
    parameter = next(parameter for parameter in operation.of("path") if parameter["name"] == name)
    return None if "enum" in parameter["schema"] else _kind(api, operation, place, name)


def _parameters(operation: ApiOperation) -> list[tuple[int, str]]:
    """Return the parameters of a path with their positions."""
    parts = enumerate(operation.path.split("/"))
    return [(place, part[1:-1]) for place, part in parts if part.startswith("{")]


def _kind(api: Api, operation: ApiOperation, place: int, name: str) -> _Kind:
    parameter = next(parameter for parameter in operation.of("path") if parameter["name"] == name)
    schema = api.resolve(parameter["schema"])
    return _Kind(
        name, place, dtmi=str(parameter.get("example", "")).startswith("dtmi:"), longest=schema.get("maxLength")
    )
