"""Rules of semantic and extension types: the schemas and units that telemetry and properties may have with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .schemas import Enum, Named, Schema
from .semantic_types import SEMANTIC_TYPES, UNITS

__all__ = ["type_mistakes"]

_NUMERIC = frozenset({"double", "float", "integer", "long"})
_EVENT = _NUMERIC | {"string"}
_LOCATION = frozenset({"geopoint", "lineString", "multiLineString", "multiPoint", "multiPolygon", "point", "polygon"})
_VECTORS = frozenset({"AccelerationVector", "VelocityVector"})
_UNITS = frozenset[str]().union(*UNITS.values())
"""All units: the service takes any of them with any semantic type."""


def type_mistakes(types: tuple[str, ...], schema: Schema, unit: Any, place: str, *, central: bool) -> Iterator[str]:
    """Return the problems of a capability's types, a clause for each place; unknown types are accepted.

    Args:
        types: type names beside `Telemetry` or `Property`.
        schema: schema of the values.
        unit: the unit in the model; None: none.
        place: the place of the capability, for messages.
        central: the model uses the service's own vocabulary; to others, its types are unknown ones.
    """
    name = schema.name if isinstance(schema, Named) else None
    semantic = [kind for kind in types if kind in SEMANTIC_TYPES]
    if len(semantic) > 1:
        yield f"{place}['@type'] should hold one semantic type, but holds {', '.join(semantic)}"
    for kind in semantic[:1]:
        if name not in _NUMERIC:
            yield f"{place}.schema should be double, float, integer or long for the semantic type {kind}"
    for kind in (*semantic[:1], *(_VECTORS.intersection(types) if central else ())):
        if unit is not None and (not isinstance(unit, str) or unit not in _UNITS):
            yield f"{place}.unit should be a unit of the language, such as those of {kind}"
    if not central:
        return
    if "State" in types and not isinstance(schema, Enum):
        yield f"{place}.schema should be an Enum for the type State"
    if "Event" in types and name not in _EVENT:
        yield f"{place}.schema should be double, float, integer, long or string for the type Event"
    if "Location" in types and name not in _LOCATION:
        yield f"{place}.schema should be geopoint or a geospatial schema for the type Location"
    if _VECTORS.intersection(types) and name != "vector":
        yield f"{place}.schema should be vector for a type of vectors"
