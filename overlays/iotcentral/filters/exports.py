"""Filters of data exports: `SELECT * FROM dtmi:contoso:Thermostat;1 AS A WHERE A.temperature > targetTemperature`.

    from iotcentral.filters import exports
    thermostat = exports.template("dtmi:contoso:Thermostat;1", "A")
    exports.select(thermostat.path("temperature") > exports.path("targetTemperature"), sources=[thermostat])

The language has no documented parentheses, so `(a | b) & c` is written `a AND c OR b AND c`. How a quote within a text is
written is not documented: it is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Self

from attrs import frozen

from ..errors import ConfigurationError
from ._conditions import FilterCondition, FilterPath, Value
from ._statements import is_one_word, not_a_template

__all__ = [
    "DISPLAY_NAME",
    "ENABLED",
    "ID",
    "ORGANIZATIONS",
    "PROVISIONED",
    "SIMULATED",
    "TEMPLATE",
    "ExportCondition",
    "ExportPath",
    "Template",
    "path",
    "select",
    "template",
]

_ALIAS = re.compile(r"(?!(?:AS|WHERE|AND|OR|TRUE|FALSE)\Z)[A-Za-z_][A-Za-z0-9_]*", re.IGNORECASE)


class ExportCondition(FilterCondition):
    """Condition of an export; join conditions with `&` and `|`."""

    __slots__ = ()

    def __or__(self, other: Self) -> Self:
        self._check(other)
        return type(self)(self.alternatives + other.alternatives, self.paths | other.paths)


class ExportPath(FilterPath[ExportCondition]):
    """Metadata of a device, a telemetry, a property or a cloud property; comparable with another path, too."""

    __slots__ = ("_source",)
    metadata = ("$id", "$displayName", "$template", "$provisioned", "$simulated", "$enabled", "$organizations")

    def __init__(self, name: str, source: str = "") -> None:
        super().__init__(f"{source}.{name}" if source else name)
        self._source = source

    @property
    def key(self) -> str:
        """What conditions know it by: the name, with a colon behind that of a source."""
        return self.name.replace(".", ":", 1) if self._source else self.name

    def _condition(self, text: str, *paths: str) -> ExportCondition:
        return ExportCondition(((text,),), frozenset(paths))

    def _compared(self, operator: str, value: Value | FilterPath[ExportCondition]) -> ExportCondition:
        if isinstance(value, FilterPath):
            if value.name.lower() in {"true", "false"}:
                raise ConfigurationError(f"{self.name} {operator} {value.name}: that name is read as a value here")
            return self._condition(f"{self.name} {operator} {value.name}", self.key, value.key)
        return super()._compared(operator, value)

    def _quoted(self, text: str) -> str:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'


ID = ExportPath("$id")
"""The device id."""
DISPLAY_NAME = ExportPath("$displayName")
"""The name that people see."""
TEMPLATE = ExportPath("$template")
"""The id of the device template."""
PROVISIONED = ExportPath("$provisioned")
"""Whether the device is provisioned."""
SIMULATED = ExportPath("$simulated")
"""Whether the device is simulated."""
ENABLED = ExportPath("$enabled")
"""Whether the device may connect."""
ORGANIZATIONS = ExportPath("$organizations")
"""The organization of the device."""


@frozen
class Template:
    """Device template as the source of an export, created with `template`."""

    id: str
    alias: str

    def path(self, name: str) -> ExportPath:
        """Return a path in this source, as `alias.name`.

        Raises:
            ConfigurationError: the name has another form, or is of the metadata, which belong to no source.
        """
        return ExportPath(name, self.alias)


def template(template_id: str, alias: str) -> Template:
    """Return a device template as the source of an export.

    Args:
        template_id: id of the device template.
        alias: name of the source in the filter: letters, digits and underscores.

    Raises:
        ConfigurationError: one of them cannot stand in a filter, which has no quotes for names.
    """
    if not is_one_word(template_id) or template_id.lower() == "devices":
        raise ConfigurationError(not_a_template(template_id))
    if not _ALIAS.fullmatch(alias):
        raise ConfigurationError(f'"{alias}" is not a name for a source: letters, digits and underscores, no keyword')
    return Template(template_id, alias)


def path(name: str) -> ExportPath:
    """Return the path of a telemetry, a property or a cloud property, `component.name` within a component.

    Raises:
        ConfigurationError: the name has another form.
    """
    return ExportPath(name)


def select(condition: ExportCondition | None = None, *, sources: Iterable[Template] = ()) -> str:
    """Return the filter of an export.

    Args:
        condition: what holds for each message that is exported, at most 100 comparisons; None: no condition.
        sources: templates, whose devices are exported; none: all devices.

    Raises:
        ConfigurationError: it is not a condition of an export, two sources have one alias, a path is of another source, or
            a component has the name of a source.
    """
    if condition is not None and not isinstance(condition, ExportCondition):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError(
            f"{condition!r} is not a condition: compare a path with a value, as in path('floor') > 2"
        )
    found = list(sources)
    aliases = [source.alias for source in found]
    if len(set(aliases)) < len(aliases):
        raise ConfigurationError(f"the sources have the aliases {', '.join(aliases)}, but each needs one of its own")
    for each in sorted(condition.paths if condition is not None else ()):
        name, mark, rest = each.partition(":") if ":" in each else each.partition(".")
        if mark == ":" and name not in aliases:
            raise ConfigurationError(
                f"{name}.{rest} is of the source {name}, which sources= does not name: add it there"
            )
        if mark == "." and name in aliases:
            raise ConfigurationError(
                f"{each} is read as {rest} of the source {name}: give the source another alias, or use its path()"
            )
    origin = ", ".join(f"{source.id} AS {source.alias}" for source in found) or "devices"
    where = "" if condition is None else f" WHERE {condition.text}"
    return f"SELECT * FROM {origin}{where}"
