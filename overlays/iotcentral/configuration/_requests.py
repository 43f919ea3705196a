"""Requests of changes: the method that makes one, and its body, with secrets in the place of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from .._core.json_kinds import is_object
from .._core.names import attribute_of, squeezed
from ..patches import merge_patch
from ._changes import PlannedChange, same
from ._errors import MissingSecretError
from ._kinds import ResourceKind
from ._names import is_secret, named_secrets, replaced

__all__ = ["ChangeRequest", "Secrets", "arguments_of", "check_secrets", "request_of", "resource_of"]

Secrets = Mapping[str, str] | Callable[[str], str | None]
"""Secrets by their names in the file: a mapping, or a function that returns one, or None if it has none."""


class ChangeRequest(NamedTuple):
    """Call that makes a change: the operation, and its arguments."""

    operation: str
    """`create`, `update` or `remove`."""
    ids: tuple[str, ...]
    body: Any
    """Body in JSON values; None for a removal."""
    if_match: str | None
    """The etag that guards the change, in a header or in the body."""


def resource_of(app: Any, kind: ResourceKind) -> Any:
    """Return the resource of a client that has the operations of a kind."""
    return getattr(app, attribute_of(app, kind.resource))


def request_of(kind: ResourceKind, change: PlannedChange) -> ChangeRequest:
    """Return the request of a change; secrets in its body are still names."""
    ids = () if kind.single else (change.id,)
    if change.new is None:
        return ChangeRequest("remove", ids, None, None)
    if change.old is None:
        return ChangeRequest("create", ids, change.new, None)
    if "update" not in kind.operations or (kind.tag and change.old.get(kind.tag) != change.new.get(kind.tag)):
        return ChangeRequest(
            "create", ids, change.new, change.etag
        )  # a merge patch does not turn one variant into another
    return ChangeRequest("update", ids, _patch(change.old, change.new), change.etag)


def _patch(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the merge patch between two contents; secrets on both sides are left as they are."""
    return merge_patch(_alike(old, new), new)


def _alike(old: Any, new: Any) -> Any:
    """Return `old` with the values of `new` wherever both are the same, though their secrets have other names."""
    if is_secret(old) and is_secret(new):
        return new
    if is_object(old) and is_object(new):
        return {key: _alike(value, new.get(key)) for key, value in old.items()}
    return new if same(old, new) else old


def check_secrets(requests: Iterable[ChangeRequest], secrets: Secrets | None) -> dict[str, str]:
    """Return the secrets that requests need, by their names.

    Raises:
        MissingSecretError: some are not given.
    """
    names = dict.fromkeys(name for request in requests for name in named_secrets(request.body))
    found = {name: _looked_up(secrets, name) for name in names}
    if missing := tuple(name for name, value in found.items() if not value):
        raise MissingSecretError(missing)
    return {name: str(value) for name, value in found.items()}


def _looked_up(secrets: Secrets | None, name: str) -> str | None:
    if secrets is None:
        return None
    return secrets(name) if callable(secrets) else secrets.get(name)


def arguments_of(
    models: ModuleType, method: Callable[..., Any], request: ChangeRequest, secrets: Mapping[str, str]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments of a method for a request.

    Args:
        models: the models of the client's package.
        method: the method of the operation.
        request: the request.
        secrets: the secrets by their names.
    """
    import inspect
    import re

    parameters = inspect.signature(method).parameters
    if request.body is None:
        return request.ids, {}
    body = replaced(request.body, lambda _kind, name: secrets[name])
    guarded = next((name for name in parameters if squeezed(name) == "ifmatch"), None)
    keywords: dict[str, Any] = {}
    if request.if_match is not None and guarded is not None:
        keywords[guarded] = request.if_match
    elif request.if_match is not None:
        body = {**body, "etag": request.if_match}
    model = re.search(r"\bmodels\.(\w+)", str(parameters["body"].annotation))
    return (*request.ids, getattr(models, model[1]).from_dict(body) if model else body), keywords
