"""Checks of request bodies against the document: schema, unknown members, and members that are fixed at creation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_array, is_object
from .arm_errors import Detail, invalid
from .locations import normalised

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route

__all__ = ["check", "fixed_mistakes"]

_MOST = 20
"""Details of one error."""


def check(document: Document, route: Route, body: Any) -> None:
    """Refuse a body that is not valid by the document.

    Raises:
        ArmError: 400: with a detail for each member that is not valid or not known.
    """
    details = [Detail("InvalidValue", _place(error.instance_path), error.message) for error in route.body_errors(body)]
    details += _beyond(document, route.body_schema, body, "")
    if details:
        raise invalid(details[:_MOST])


_PASSED_OVER = ("properties", "template")
"""Fixed at creation too; the service takes another value without an error, and keeps the one that it has."""


def fixed_mistakes(
    document: Document, route: Route, body: Mapping[str, Any], stored: Mapping[str, Any]
) -> Iterator[Detail]:
    """Return a detail for each member that a body would change although it is fixed at creation."""
    for path in _fixed(document, route.body_schema, ()):
        if path == _PASSED_OVER:
            continue
        given, kept = _member(body, path), _member(stored, path)
        if given is not None and _comparable(path, given) != _comparable(path, kept):
            message = f"it is fixed at creation: it is '{kept}', and cannot become '{given}'"
            yield Detail("PropertyChangeNotAllowed", ".".join(path), message)


def _comparable(path: tuple[str, ...], value: Any) -> Any:
    return normalised(value) if path == ("location",) else value


def _member(node: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        node = node.get(name) if is_object(node) else None
    return node


def _place(path: list[str | int]) -> str:
    return ".".join(str(part) for part in path) or "body"


def _shapes(document: Document, schema: Any) -> Iterator[Mapping[str, Any]]:
    """Return the schemas that a schema consists of, with references followed."""
    if not is_object(schema):
        return
    if "$ref" in schema:
        yield from _shapes(document, document.resolve(schema))
    yield schema
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield from _shapes(document, part)


def _properties(document: Document, schema: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for shape in _shapes(document, schema):
        found |= shape.get("properties", {})
    return found


def _beyond(document: Document, schema: Any, value: Any, place: str) -> Iterator[Detail]:
    """Return details of what the document does not know: members that no schema names, and unknown values.

    Where a schema names no members, all are accepted. Read-only members are ignored.
    """
    shapes = list(_shapes(document, schema))
    if isinstance(value, str):
        values = next((shape["x-known-values"] for shape in shapes if "x-known-values" in shape), [value])
        if value not in values:
            yield Detail("InvalidValue", place, f"'{value}' is not one of {', '.join(values)}")
    elif is_array(value):
        items = next((shape["items"] for shape in shapes if "items" in shape), None)
        for index, item in enumerate(value):
            yield from _beyond(document, items, item, f"{place}.{index}")
    elif is_object(value):
        known = _properties(document, schema)
        free = not known or any(shape.get("additionalProperties") for shape in shapes)
        for name, member in value.items():
            where = f"{place}.{name}".lstrip(".")
            if name not in known:
                if not free:
                    yield Detail("UnknownMember", where, f"there is no such member; known are {', '.join(known)}")
            elif not any(shape.get("readOnly") for shape in _shapes(document, known[name])):
                yield from _beyond(document, known[name], member, where)


def _fixed(document: Document, schema: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, member in _properties(document, schema).items():
        marks = next(
            (shape["x-ms-mutability"] for shape in _shapes(document, member) if "x-ms-mutability" in shape), None
        )
        if marks is not None and "update" not in marks:
            yield (*path, name)
        else:
            yield from _fixed(document, member, (*path, name))
