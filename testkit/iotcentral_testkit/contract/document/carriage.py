"""How the operation of one API is carried out by another's, as the document says it; told apart from how a client does it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iotcentral._core.model import Model

from ...openapi.json_types import is_array, is_object
from .api import Api, Operation

__all__ = ["Carriage", "Carried", "carriage_of", "served_by"]


@dataclass(frozen=True)
class Carried:
    """A request of the carrying operation: what its parts have to be.

    Attributes:
        path, query: parameters by their names there, as text.
        body: None: there is none.
    """

    path: dict[str, str]
    query: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Carriage:
    """The mark `x-data-plane-operation` of an operation.

    Attributes:
        api: that has the carrying operation.
        operation: the carrying one.
        mark: what the document says.
    """

    api: Api
    operation: Operation
    mark: Mapping[str, Any]

    def request(self, given: Mapping[str, Any]) -> Carried:
        """Return the request that arguments have to become.

        Args:
            given: the arguments by their names in Python; `body` is the body where it is taken as a whole.
        """
        known = {_squashed(name): value for name, value in given.items()}
        parameters = {
            there: _text(known[_squashed(here)])
            for there, here in self.mark.get("parameters", {}).items()
            if _squashed(here) in known
        }
        query = {name: value for name, value in parameters.items() if name in self.mark["query"]}
        path = {name: value for name, value in parameters.items() if name not in query}
        return Carried(path, {**self.mark["fixed"], **query}, self._body(known))

    def _body(self, known: Mapping[str, Any]) -> Any:
        if not self.operation.media_types:
            return None
        members = self.mark.get("body")
        if is_object(members):
            return {there: known[_squashed(here)] for there, here in members.items() if _squashed(here) in known}
        body = known.get("body")
        content = body.to_dict() if isinstance(body, Model) else body
        for name, place in self.mark.get("tags", {}).items():
            if _squashed(name) in known:
                content = _tagged(content, place.split("."), known[_squashed(name)])
        return content

    def arguments(self, path: Mapping[str, str], body: Any) -> dict[str, Any]:
        """Return the arguments that become a request, by their names in the document; whole bodies are called `body`."""
        given = {here: path[there] for there, here in self.mark.get("parameters", {}).items() if there in path}
        members = self.mark.get("body")
        if is_object(members):
            return given | {here: body[there] for there, here in members.items() if is_object(body) and there in body}
        return given if body is None else {**given, "body": body}

    def result(self, content: Any) -> Any:
        """Return what an answer has to become."""
        first: str | None = self.mark.get("first")
        if first is not None:
            items = content[first]
            content = items[0] if items else None
        renamed: Mapping[str, str] = self.mark.get("returns", {})
        if not is_object(content):
            return content
        return {renamed.get(name, name): value for name, value in content.items()}


def carriage_of(operation: Operation) -> Carriage | None:
    """Return how an operation is carried out; None where it stands for itself."""
    mark = operation.node.get("x-data-plane-operation")
    if mark is None:
        return None
    api = Api(mark["fixed"]["api-version"])
    return Carriage(api, api.operations[mark["operationId"]], mark)


def served_by(api: Api) -> Api:
    """Return the API whose server does the work: another one where operations are carried out by it."""
    found = next((carriage.api for carriage in map(carriage_of, api.operations.values()) if carriage is not None), None)
    return found or api


def _tagged(content: Any, place: list[str], value: Any) -> Any:
    """Return content with a tag filled in where it is missing; `*` stands for every item of an array."""
    first, *rest = place
    if first == "*" and is_array(content):
        return [_tagged(item, rest, value) for item in content]
    if not is_object(content):
        return content
    inner = _tagged(content.get(first), rest, value) if rest else content.get(first, value)
    return {**content, first: inner} if first in content or not rest else content


def _squashed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
