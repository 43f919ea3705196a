"""Requests to the control plane: the steps that every one goes through, in the order of Azure Resource Manager."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

from ...openapi.documents import control_plane
from ..access import ADMINISTRATOR, Caller
from ..calls import Call
from ..errors import Refusal
from ..exchange import body_of, path_of, query_of, url_of, version_of
from . import apps, availability  # noqa: F401  # pyright: ignore[reportUnusedImport]  # binds the handlers
from .answers import HANDLERS, Answer
from .bodies import check
from .errors import ArmRefusal, error_of
from .operations import operation_results
from .tokens import authenticate

if TYPE_CHECKING:
    from ...openapi.documents import Document, Operation
    from ..exchange import Exchange
    from ..wire import Scope
    from ..world import World

__all__ = ["ControlPlane", "is_control_plane"]

_GROUP = re.compile(r"[\w().-]{0,89}[\w()-]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-preview)?")
_PAGE_TOKEN = "$skiptoken"  # noqa: S105  # the name of a parameter
_OWNER = Caller("owner", ((ADMINISTRATOR, None),))
_PREFIXES = (b"/subscriptions/", b"/providers/")


def is_control_plane(path: bytes) -> bool:
    """Return whether a path is one of Azure Resource Manager."""
    return path.lower().startswith(_PREFIXES)


class ControlPlane:
    """Answers requests about the applications of a subscription.

    Args:
        world: the subscription, and what serves its applications.

    Raises:
        RuntimeError: an operation of the document has no handler.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._document = control_plane()
        self._documents = (self._document, operation_results(self._document.version))
        self._requests = 0
        missing = sorted(self._document.operations.keys() - HANDLERS.keys())
        if missing:
            raise RuntimeError(f"these operations of the control plane have no handler: {', '.join(missing)}")

    def handle(self, exchange: Exchange, scope: Scope, headers: dict[str, str], content: bytes) -> None:
        """Answer a request.

        Raises:
            Refusal: it is answered with an error; `refuse` writes it.
        """
        subscription = self._world.subscription
        authenticate(subscription, headers.get("authorization"))
        document, call = self._call(exchange, scope, headers)
        call.body = _body(call.operation, headers, content)
        if content:  # null is a body too
            check(document, call.operation, call.body)
        fault = exchange.disturbance = self._world.admit(call)
        if fault is not None:
            fault.before(call)
        handler = HANDLERS[call.operation.id]
        if call.operation.method == "GET":
            answer = handler(subscription, call)
        else:
            with self._world.store.transaction():
                answer = handler(subscription, call)
                self._world.keep()
        self._write(exchange, answer)

    def refuse(self, exchange: Exchange, refusal: Refusal) -> None:
        """Answer with an error."""
        exchange.error = refusal.code
        self._write(exchange, Answer(refusal.status, {"error": error_of(refusal)}, refusal.headers))

    def _write(self, exchange: Exchange, answer: Answer) -> None:
        # a count of their own: how often an operation is asked about must not decide about the ids of what is made
        self._requests += 1
        exchange.request_id = self._world.identity.guid(f"control plane request {self._requests}")
        exchange.status = answer.status
        exchange.content = b"" if answer.body is None else orjson.dumps(answer.body)
        exchange.headers = {"x-ms-request-id": exchange.request_id, **answer.headers}

    def _call(self, exchange: Exchange, scope: Scope, headers: dict[str, str]) -> tuple[Document, Call]:
        pairs, path = query_of(scope), path_of(scope)
        version = _version(pairs)
        self._check_subscription(path)
        document, operation, segments = self._route(scope["method"], path)
        exchange.operation = operation.id
        if version != self._document.version:
            raise _wrong_version(version, self._document.version)
        pageable = operation.id in {"Apps_ListBySubscription", "Apps_ListByResourceGroup"}
        _check_query(operation, pairs, pageable=pageable)
        call = Call(
            app=self._world.subscription,
            operation=operation,
            path=_path_values(operation, segments),
            query=_query_values(operation, pairs),
            headers=headers,
            body=None,
            caller=_OWNER,
            url=url_of(scope, headers),
            extra={name: value for name, value in pairs if name == _PAGE_TOKEN},
        )
        return document, call

    def _check_subscription(self, path: bytes) -> None:
        parts = path.decode("latin-1").strip("/").split("/")
        if parts[0].lower() != "subscriptions":
            return
        id = parts[1] if len(parts) > 1 else ""
        if id.lower() != self._world.subscription.id:
            raise ArmRefusal(404, "SubscriptionNotFound", f"The subscription '{id}' could not be found.")

    def _route(self, method: str, path: bytes) -> tuple[Document, Operation, list[str]]:
        for document in self._documents:
            match = document.match(path)
            if match is None:
                continue
            operation = match.operations.get(method)
            if operation is None:
                allowed = ", ".join(sorted(match.operations))
                message = f"The method {method} is not allowed here; allowed are {allowed}."
                raise ArmRefusal(405, "MethodNotAllowed", message, headers={"Allow": allowed})
            return document, operation, match.segments
        shown = path.decode("latin-1")
        raise ArmRefusal(404, "InvalidResourceType", f"There is no resource type of Microsoft.IoTCentral at '{shown}'.")


def _version(pairs: list[tuple[str, str]]) -> str:
    version = version_of(pairs)
    if not version:
        message = "The api-version query parameter (?api-version=) is required for all requests."
        raise ArmRefusal(400, "MissingApiVersionParameter", message, target="api-version")
    return version


def _wrong_version(version: str, served: str) -> ArmRefusal:
    if _DATE.fullmatch(version) is None:
        message = f"The api-version '{version}' is not valid. It has the form of a date, such as {served}."
        return ArmRefusal(400, "InvalidApiVersionParameter", message, target="api-version")
    message = f"Microsoft.IoTCentral has no api-version '{version}'. The supported api-versions are '{served}'."
    return ArmRefusal(400, "NoRegisteredProviderFound", message, target="api-version")


def _check_query(operation: Operation, pairs: list[tuple[str, str]], *, pageable: bool) -> None:
    """Refuse what the operation lacks, instead of passing over what the caller counts on."""
    known = {*operation.query_names, "api-version", *((_PAGE_TOKEN,) if pageable else ())}
    for name, _ in pairs:
        if name not in known:
            message = f"{operation.id} has no query parameter '{name}'; known are {', '.join(sorted(known))}."
            raise ArmRefusal(400, "InvalidQueryParameter", message, target=name)


def _path_values(operation: Operation, segments: list[str]) -> dict[str, str]:
    try:
        values = operation.path_values(segments)
    except Refusal as refusal:
        raise ArmRefusal(400, "InvalidParameter", refusal.message) from None
    group = values.get("resourceGroupName")
    if group is not None and _GROUP.fullmatch(group) is None:
        message = (
            f"The resource group name '{group}' is not valid: it is made of 1 to 90 letters, digits, underscores, "
            "hyphens, parentheses and dots, and does not end with a dot."
        )
        raise ArmRefusal(400, "InvalidResourceGroup", message, target="resourceGroupName")
    return values


def _query_values(operation: Operation, pairs: list[tuple[str, str]]) -> dict[str, str]:
    try:
        return operation.query_values(pairs)
    except Refusal as refusal:
        raise ArmRefusal(400, "InvalidQueryParameter", refusal.message) from None


def _body(operation: Operation, headers: dict[str, str], content: bytes) -> object:
    try:
        return body_of(operation, headers, content)
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        raise ArmRefusal(400, "InvalidRequestContent", refusal.message) from None
