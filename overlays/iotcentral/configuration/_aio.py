"""Back-up of an application, plans and their application: the requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve

from .._core.aio.concurrency import awaited
from .._core.names import attribute_of
from .._core.package_models import models_of
from ..errors import NotFoundError
from ._changes import ApplyError, Plan, PlannedChange, diff
from ._kinds import ResourceKind, kinds_of
from ._order import filled_in, in_order_of_references
from ._requests import ChangeRequest, Secrets, arguments_of, check_secrets, request_of, resource_of
from ._state import ONLY, Configuration, check_kinds, content_of, member_of

__all__ = ["apply", "backup", "plan"]


async def backup(
    app: Any,
    *,
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
    on_progress: Callable[[str, int], object] | None = None,
) -> Configuration:
    """Read what an application is made of.

    Args:
        app: a client of a generated package.
        only: the kinds to read, such as `deviceTemplates`; None: all.
        without: kinds that are not read.
        on_progress: called, awaited or not, with each kind and the number of its things when they have been read.

    Returns:
        The kinds, each after those that it refers to, with their things; and what the API does not give away.

    Raises:
        ConfigurationError: the client's api-version has no such kind, or it is not a client of a generated package.
        IoTCentralError: what the operations raise.
    """
    read = await _read(app, only, without, on_progress)
    return read.configuration


class _Read:
    """What was read: the contents, and the etags beside them."""

    def __init__(self, api_version: str, omitted: Mapping[str, str]) -> None:
        self.resources: dict[str, dict[str, dict[str, Any]]] = {}
        self.etags: dict[tuple[str, str], str] = {}
        self._api_version = api_version
        self._omitted = omitted

    def add(self, kind: ResourceKind, id: str, model: Any) -> None:
        """Keep a thing."""
        self.resources.setdefault(kind.name, {})[id] = content_of(model, f"{kind.name}.{id}")
        etag = member_of(model, "etag")
        if isinstance(etag, str):
            self.etags[kind.name, id] = etag

    @property
    def configuration(self) -> Configuration:
        """The contents."""
        resources = {kind: dict(sorted(things.items())) for kind, things in self.resources.items()}
        return Configuration(api_version=self._api_version, resources=resources, omitted=self._omitted)


async def _read(
    app: Any,
    only: Iterable[str] | None,
    without: Iterable[str],
    on_progress: Callable[[str, int], object] | None = None,
) -> _Read:
    found = kinds_of(app)
    left_out = set(without)
    wanted = {kind.name for kind in found.kinds} if only is None else set(only)
    check_kinds(wanted | left_out, [kind.name for kind in found.kinds], found.api_version)
    read = _Read(found.api_version, found.omitted)
    for kind in found.kinds:
        if kind.name in wanted - left_out:
            read.resources[kind.name] = {}
            await _read_kind(app, kind, read)
            if on_progress is not None:
                await awaited(on_progress(kind.name, len(read.resources[kind.name])))
    return read


async def _read_kind(app: Any, kind: ResourceKind, read: _Read) -> None:
    resource = resource_of(app, kind)
    if not kind.single:
        pages = {} if kind.page_size is None else {"maxpagesize": kind.page_size}
        async for model in _operation(resource, kind, "list")(**pages):
            read.add(kind, str(member_of(model, kind.id_member)), model)
        return
    try:
        read.add(kind, ONLY, await _operation(resource, kind, "get")())
    except NotFoundError:  # the application has none
        return


def _operation(resource: Any, kind: ResourceKind, what: str) -> Callable[..., Any]:
    operation: Callable[..., Any] = getattr(resource, attribute_of(resource, kind.operations[what]))
    return operation


async def plan(app: Any, wanted: Configuration, *, prune: bool = False) -> Plan:
    """Return what `apply` would do.

    Args:
        app: a client of a generated package.
        wanted: the state to reach; kinds that it does not have are left alone.
        prune: whether things that it does not have are removed, of the kinds that it has.

    Returns:
        The changes in the order in which they would be made, with the etags of what is stored now.

    Raises:
        ConfigurationError: the client's api-version has no such kind.
        IoTCentralError: what the operations raise.
    """
    read = await _read(app, wanted.resources, ())
    stored = _in_order(app, read.configuration)
    changes = diff(stored, _filled_in(app, _in_order(app, wanted), stored), prune=prune).changes
    return Plan(tuple(evolve(change, etag=read.etags.get((change.kind, change.id))) for change in changes))


def _filled_in(app: Any, wanted: Configuration, stored: Configuration) -> Configuration:
    kinds = {kind.name: kind for kind in kinds_of(app).kinds}
    resources = {
        name: {
            id: filled_in(kinds[name], content, stored.resources[name].get(id, {})) for id, content in things.items()
        }
        for name, things in wanted.resources.items()
    }
    return evolve(wanted, resources=resources)


def _in_order(app: Any, wanted: Configuration) -> Configuration:
    """Return the state with its kinds and things in the order in which they can be created."""
    found = kinds_of(app)
    check_kinds(wanted.resources, [kind.name for kind in found.kinds], found.api_version)
    resources = {
        kind.name: in_order_of_references(kind, wanted.resources[kind.name])
        for kind in found.kinds
        if kind.name in wanted.resources
    }
    return evolve(wanted, resources=resources)


async def apply(
    app: Any,
    wanted: Configuration | Plan,
    *,
    secrets: Secrets | None = None,
    prune: bool = False,
    on_change: Callable[[PlannedChange], object] | None = None,
) -> Plan:
    """Make an application what a state says.

    Each change is guarded by the etag that the plan saw. It stops at the first failure; called again, it goes on with what
    is left, also after the process was killed.

    Args:
        app: a client of a generated package.
        wanted: the state to reach, or a plan that was made for this application before.
        secrets: the secrets by their names in the file. Those of things that stay, or change elsewhere, are not needed.
        prune: as for `plan`; a plan was made with or without it.
        on_change: called, awaited or not, before each change.

    Returns:
        The changes that were made.

    Raises:
        MissingSecretError: secrets are needed that were not given; nothing has been changed.
        ApplyError: a change failed; it has the changes that were made before.
        ConfigurationError: the client's api-version has no such kind.
        IoTCentralError: the present state could not be read.
    """
    made = wanted if isinstance(wanted, Plan) else await plan(app, wanted, prune=prune)
    kinds = {kind.name: kind for kind in kinds_of(app).kinds}
    requests = [request_of(kinds[change.kind], change) for change in made.changes]
    found = check_secrets(requests, secrets)
    for place, (change, request) in enumerate(zip(made.changes, requests, strict=True)):
        if on_change is not None:
            await awaited(on_change(change))
        try:
            await _send(app, kinds[change.kind], request, found)
        except Exception as error:
            raise ApplyError(change, made.changes[:place], made.changes[place + 1 :]) from error
    return made


async def _send(app: Any, kind: ResourceKind, request: ChangeRequest, secrets: Mapping[str, str]) -> None:
    method = _operation(resource_of(app, kind), kind, request.operation)
    arguments, keywords = arguments_of(models_of(app), method, request, secrets)
    await method(*arguments, **keywords)
