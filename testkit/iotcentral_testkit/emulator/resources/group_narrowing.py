"""Conditions of SQL that the members of a device group meet, so that not every device is looked at.

Metadata is in columns. Of properties, SQL knows who may have a value: simulated devices, whose values are computed, and
those with a twin in which something like the wanted value stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..dtdl.models import model_of
from ..languages.group_filter import METADATA, GroupCondition, GroupFilter
from ..state.narrowing import NOTHING, Narrowing, both, compared, containing, either, equal, having

if TYPE_CHECKING:
    from ..dtdl.capabilities import Interface
    from ..state.application import Application

__all__ = ["narrowing_of"]

_COMPARED = {"!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
"""Operator of a group's filter → of the filters of lists."""

_TRUTHS = frozenset({"$simulated", "$provisioned", "$enabled"})
_TWIN = "properties"
_EXACT = 2**53
"""Whole numbers from there on are written in several ways."""


def narrowing_of(app: Application, wanted: GroupFilter) -> Narrowing | None:
    """Return the condition of SQL that the devices meet which a filter selects; None: there is none."""
    return both((*map(_of_metadata, wanted.conditions), *_of_properties(app, wanted)))


def _of_metadata(condition: GroupCondition) -> Narrowing | None:
    member, literal = condition.path[1:], condition.literal
    if condition.path not in METADATA or isinstance(literal, bool) is not (condition.path in _TRUTHS):
        return None
    if condition.operator == "=":
        return equal(member, literal)
    if condition.operator == "contains":
        return containing(member, str(literal))
    return compared(member, _COMPARED[condition.operator], literal)


def _of_properties(app: Application, wanted: GroupFilter) -> Iterator[Narrowing | None]:
    """Return what the conditions on properties say of the devices of the one template that a filter names."""
    if not wanted.reads_properties:
        return
    named = [each.literal for each in wanted.conditions if (each.path, each.operator) == ("$template", "=")]
    model = model_of(app, named[0]) if named and isinstance(named[0], str) else None
    if model is None:
        return
    for condition in wanted.conditions:
        if condition.path not in METADATA:
            yield _of_property(condition, model)


def _of_property(condition: GroupCondition, model: Interface) -> Narrowing | None:
    """Return what a condition on a property says of the devices of a model."""
    first, *rest = condition.path.split(".")
    if first in model.components:
        found = model.components[first].interface.properties.get(rest[0]) if rest else None
    else:
        found = model.properties.get(first)
    if found is None:
        return None if first in model.components and not rest else NOTHING
    if found.cloud and found.initial is not None:
        return None  # all devices have a value
    stored = having(_TWIN, _written(condition))
    return stored if found.cloud else either((stored, equal("simulated", True)))


def _written(condition: GroupCondition) -> str | float | None:
    """Return what stands in a twin that meets a condition; None: nothing is known of it."""
    literal = condition.literal
    if condition.operator != "=" or isinstance(literal, bool):
        return None
    if isinstance(literal, str) or literal % 1:
        return literal
    return int(literal) if abs(literal) < _EXACT else None  # 20 stands in 20.0 too
