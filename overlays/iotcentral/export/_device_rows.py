"""A device's properties as a row, for exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

__all__ = ["PropertiesLike", "row_of"]


class PropertiesLike(Protocol):
    """What is read of properties; the `DeviceProperties` of every package has it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the properties by their names."""
        ...


def row_of(device_id: str, properties: PropertiesLike, *, metadata: bool) -> dict[str, Any]:
    """Return the row: the device's id as `$id`, as in queries, then its properties."""
    content = properties.to_dict()
    return {"$id": device_id, **(content if metadata else _without_metadata(content))}


def _without_metadata(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _without_metadata(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else value
        for key, value in content.items()
        if key != "$metadata"
    }
