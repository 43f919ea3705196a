"""Exports and destinations as responses show them, and the relation between the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_object
from ...openapi.schema_facts import facts_of
from .kinds import DESTINATION, EXPORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...openapi.schema_facts import Resolver
    from ..state.application import Application
    from ..state.rows import Stored

__all__ = [
    "MASK",
    "SECRETS",
    "destinations_of",
    "exports_to",
    "secret_places",
    "shown_destination",
    "shown_export",
]

MASK = "*****"
"""Shown in place of a secret."""

SECRETS = "_secrets"
"""Member of a stored destination: the paths of its secrets."""

_KEYS = re.compile(r"\b((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;]*", re.IGNORECASE)


def shown_export(export: dict[str, Any]) -> dict[str, Any]:
    """Return an export as responses show it."""
    return {name: value for name, value in export.items() if not name.startswith("_")}


def shown_destination(destination: dict[str, Any]) -> dict[str, Any]:
    """Return a destination as responses show it: without the emulator's own members, with secrets masked."""
    shown = {name: value for name, value in destination.items() if not name.startswith("_")}
    for keys in destination.get(SECRETS, []):
        shown = _masked(shown, keys)
    return shown


def secret_places(api: Resolver, schema: Mapping[str, Any], value: Any, keys: tuple[str, ...] = ()) -> list[Any]:
    """Return the paths of the secrets of a destination, which the document marks.

    A member beside one that is named `secret` is a secret only where that one is true.
    """
    if not is_object(value):
        return []
    shape, found = facts_of(api, schema, value), list[Any]()
    for name, part in value.items():
        if not facts_of(api, shape.member(name)).secret:
            found += secret_places(api, shape.member(name), part, (*keys, name))
        elif isinstance(part, str) and ("secret" not in shape.members or value.get("secret")):
            found.append([*keys, name])
    return found


def _masked(value: Any, keys: Sequence[str]) -> Any:
    """Return a value with the secret at a path masked; of a connection string, only its keys are secret."""
    if not keys:
        text, count = _KEYS.subn(rf"\g<1>{MASK}", value)
        return text if count else MASK
    return {**value, keys[0]: _masked(value[keys[0]], keys[1:])}


def exports_to(app: Application, destination_id: str) -> list[Stored]:
    """Return the exports that name a destination, in the order of their creation."""
    return [
        stored
        for stored in app.listed(EXPORT)
        if any(reference["id"] == destination_id for reference in stored.content["destinations"])
    ]


def destinations_of(app: Application, export: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the destinations that an export names, each with its place among them."""
    for place, reference in enumerate(export["destinations"]):
        content = app.get(DESTINATION, reference["id"])
        if content is not None:
            yield place, content
