"""State of an application as plain values: kinds, their things by id, and what is not kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from .._core.json_kinds import is_array, is_object
from ..errors import ConfigurationError
from ._errors import MissingValueError
from ._names import escaped, secret, without_names

__all__ = ["ONLY", "Configuration", "check_kinds", "content_of", "member_of"]

ONLY = "default"
"""Id in files of the thing of a kind of which an application has one at most."""

_MASK = "*****"
"""What the service shows instead of a secret, or of the key within one."""


def _no_things() -> dict[str, Mapping[str, Mapping[str, Any]]]:
    return {}


def _no_reasons() -> dict[str, str]:
    return {}


@frozen(kw_only=True)
class Configuration:
    """What an application is made of.

    Attributes:
        api_version: the api-version that it was read with.
        resources: kind → id → content, without what the service sets. `${secret:NAME}` stands for a secret, `${var:NAME}`
            for a variable.
        omitted: what it does not hold, and why.
    """

    api_version: str
    resources: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(factory=_no_things)
    omitted: Mapping[str, str] = field(factory=_no_reasons)

    def with_values(self, values: Mapping[str, Any]) -> Configuration:
        """Return it with its variables replaced.

        Args:
            values: name → value, of any JSON type.

        Raises:
            MissingValueError: a variable has no value.
        """
        resources, missing = without_names(self.resources, values)
        if missing:
            raise MissingValueError(missing)
        return evolve(self, resources=resources)

    def overlaid(self, overlay: Mapping[str, Any]) -> Configuration:
        """Return it with what a stage has differently.

        Args:
            overlay: a merge patch (RFC 7396) of the resources: kind → id → members; null removes.
        """
        return evolve(self, resources=_merged(self.resources, overlay))

    def only(self, kinds: Iterable[str]) -> Configuration:
        """Return it with some kinds alone."""
        wanted = set(kinds)
        return evolve(self, resources={name: things for name, things in self.resources.items() if name in wanted})


def _merged(target: Any, patch: Any) -> Any:
    if not is_object(patch):
        return patch
    merged: dict[str, Any] = {**target} if is_object(target) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    return merged


def member_of(model: Any, key: str) -> Any:
    """Return a member of a model by its JSON name; None if there is none."""
    name = model._members.get(key)
    return model.additional_properties.get(key) if name is None else getattr(model, name, None)


def content_of(model: Any, place: str) -> dict[str, Any]:
    """Return the content of a thing as files hold it.

    Args:
        model: the thing, as a list or a get returns it.
        place: kind and id, with which the names of its secrets begin.

    Returns:
        What a request may carry, without etags; secrets as their names; members in the order of the document.
    """
    kept = model.content()
    return _written(kept, kept.to_body(), place)


def _written(model: Any, body: Mapping[str, Any], place: str) -> dict[str, Any]:
    members, secrets = model._members, model._secrets
    order = [key for key in members if key in body]
    if len(order) < len(body):
        order += sorted(body.keys() - members.keys())
    written: dict[str, Any] = {}
    for key in order:
        value = body[key]
        if key in secrets and value is not None:
            written[key] = secret(f"{place}.{key}")
        elif value is None or isinstance(value, bool | int | float):
            written[key] = value
        elif isinstance(value, str):
            written[key] = secret(f"{place}.{key}") if _MASK in value else escaped(value)
        else:
            member = getattr(model, members[key]) if key in members else None
            written[key] = _written_value(member, value, f"{place}.{key}")
    return written


def _written_value(member: Any, value: Any, place: str) -> Any:
    """Return a value of a body; `member` is what it is in the model."""
    if isinstance(value, str):
        return secret(place) if _MASK in value else escaped(value)
    if is_object(value):
        if hasattr(member, "_members"):
            return _written(member, value, place)
        return {key: _written_value(_at(member, key), item, f"{place}.{key}") for key, item in value.items()}
    if is_array(value):
        return [_written_value(_at(member, number), item, f"{place}.{number}") for number, item in enumerate(value)]
    return value


def _at(member: Any, key: str | int) -> Any:
    """Return what is at a place of the value of a member; None if the model has nothing to say about it."""
    if is_array(member) and isinstance(key, int):
        return member[key]
    return member.get(key) if is_object(member) and isinstance(key, str) else None


def check_kinds(names: Iterable[str], known: Iterable[str], api_version: str) -> None:
    """Refuse names of kinds that an api-version does not have.

    Raises:
        ConfigurationError: it does not have one of them.
    """
    if unknown := sorted(set(names) - set(known)):
        raise ConfigurationError(
            f"api-version {api_version} has no {', '.join(unknown)}; its kinds are {', '.join(known)}"
        )
