"""Exports and destinations as responses show them, and the relation between the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..state.application import Application
    from ..state.store import Stored

__all__ = ["DESTINATION", "EXPORT", "MASK", "destinations_of", "exports_to", "shown_destination", "shown_export"]

DESTINATION, EXPORT = "destination", "export"
"""Kinds of their documents in the store."""

MASK = "*****"
"""Shown in place of a secret."""

_KEYS = re.compile(r"\b((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;]*", re.IGNORECASE)


def shown_export(export: dict[str, Any]) -> dict[str, Any]:
    """Return an export as responses show it."""
    return {name: value for name, value in export.items() if not name.startswith("_")}


def shown_destination(destination: dict[str, Any]) -> dict[str, Any]:
    """Return a destination as responses show it: without the emulator's own members, with secrets masked."""
    shown = {name: value for name, value in destination.items() if not name.startswith("_")}
    authorization = shown.get("authorization")
    if authorization is not None:
        shown["authorization"] = {name: _masked(name, value) for name, value in authorization.items()}
    for place in ("queryCustomizations", "headerCustomizations"):
        if place in shown:
            shown[place] = {
                name: {**custom, "value": MASK} if custom.get("secret") else custom
                for name, custom in shown[place].items()
            }
    return shown


def _masked(name: str, value: Any) -> Any:
    if name in {"clientSecret", "value"}:
        return MASK
    return _KEYS.sub(rf"\g<1>{MASK}", value) if name == "connectionString" else value


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
