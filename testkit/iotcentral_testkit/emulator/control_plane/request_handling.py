"""Handling of requests to the control plane, in the order of steps of Azure Resource Manager."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

from ...openapi.malformed import MalformedRequestError
from ..http.authorization import ADMINISTRATOR, Caller
from ..http.bodies import body_of
from ..http.calls import Call
from ..http.errors import ServiceError
from ..http.requests import match_path, path_of, query_of, url_of, version_of
from .arm_errors import ArmError, error_of
from .arm_tokens import authenticate
from .body_checks import check
from .responses import ArmResponse
from .served_versions import ServedOperation, served_versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...openapi.documents import Route
    from ..http.faults import FaultEffect
    from ..http.requests import RequestHandling
    from ..http.transport import AsgiScope
    from ..state.shared import SharedState
    from .subscription import AzureSubscription

__all__ = ["ControlPlane"]

_GROUP = re.compile(r"[\w().-]{0,89}[\w()-]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-preview)?")
_PAGE_TOKEN = "$skiptoken"  # noqa: S105  # the name of a parameter
_OWNER = Caller("owner", ((ADMINISTRATOR, None),))


class ControlPlane:
    """Answers requests about the applications of a subscription.

    Args:
        shared: the state of the emulator.
        subscription: the subscription whose applications are managed.
        admit: admits a request, and returns what the fault plan does to it.
    """

    def __init__(
        self, shared: SharedState, subscription: AzureSubscription, admit: Callable[[Call], FaultEffect | None]
    ) -> None:
        self._shared = shared
        self._subscription = subscription
        self._admit = admit
        self._versions = served_versions()
        self._requests = 0

    def handle(self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str], content: bytes) -> None:
        """Answer a request.

        Raises:
            ServiceError: it is answered with an error; `refuse` writes it.
        """
        subscription = self._subscription
        authenticate(subscription, headers.get("authorization"))
        served, call = self._call(handling, scope, headers)
        call.body = _body(call.operation, headers, content)
        if content:  # null is a body too
            check(served.document, call.operation, call.body)
        fault = handling.fault = self._admit(call)
        if fault is not None:
            fault.before(call)
        if call.operation.method == "GET":
            answer = served.answer(subscription, call)
        else:
            with self._shared.store.transaction():
                answer = served.answer(subscription, call)
                self._shared.keep()
        self._write(handling, answer)

    def refuse(self, handling: RequestHandling, failure: ServiceError) -> None:
        """Answer with an error."""
        handling.error = failure.code
        self._write(handling, ArmResponse(failure.status, {"error": error_of(failure)}, failure.headers))

    def _write(self, handling: RequestHandling, answer: ArmResponse) -> None:
        # counted apart: the number of polls of an operation must not affect the ids of what is created
        self._requests += 1
        handling.request_id = self._shared.identity.guid(f"control plane request {self._requests}")
        handling.status = answer.status
        handling.content = b"" if answer.body is None else orjson.dumps(answer.body)
        handling.headers = {"x-ms-request-id": handling.request_id, **answer.headers}

    def _call(
        self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str]
    ) -> tuple[ServedOperation, Call]:
        pairs, path = query_of(scope), path_of(scope)
        version = _version(pairs)
        self._check_subscription(path)
        served, segments = self._route(version, scope["method"], path)
        route = served.route
        handling.operation = route.id
        if version not in self._versions:
            raise _wrong_version(version, "', '".join(self._versions))
        pageable = served.known_as in {"Apps_ListBySubscription", "Apps_ListByResourceGroup"}
        _check_query(route, pairs, pageable=pageable)
        call = Call(
            app=self._subscription,
            operation=route,
            path=dict(zip(served.names, _path_values(route, segments).values(), strict=True)),
            query=_query_values(route, pairs),
            headers=headers,
            body=None,
            caller=_OWNER,
            url=url_of(scope, headers),
            extra={name: value for name, value in pairs if name == _PAGE_TOKEN},
        )
        return served, call

    def _check_subscription(self, path: bytes) -> None:
        parts = path.decode("latin-1").strip("/").split("/")
        if parts[0].lower() != "subscriptions":
            return
        id = parts[1] if len(parts) > 1 else ""
        if id.lower() != self._subscription.id:
            raise ArmError(404, "SubscriptionNotFound", f"The subscription '{id}' could not be found.")

    def _route(self, version: str, method: str, path: bytes) -> tuple[ServedOperation, list[str]]:
        """Return the operation of a path, in the newest version where the asked one is not served."""
        found = self._versions.get(version) or [*self._versions.values()][-1]
        for document in found.documents:
            match = match_path(document, path)
            if match is None:
                continue
            route = match.operations.get(method)
            if route is None:
                allowed = ", ".join(sorted(match.operations))
                message = f"The method {method} is not allowed here; allowed are {allowed}."
                raise ArmError(405, "MethodNotAllowed", message, headers={"Allow": allowed})
            return found.operations[route], match.segments
        shown = path.decode("latin-1")
        raise ArmError(404, "InvalidResourceType", f"There is no resource type of Microsoft.IoTCentral at '{shown}'.")


def _version(pairs: list[tuple[str, str]]) -> str:
    version = version_of(pairs)
    if not version:
        message = "The api-version query parameter (?api-version=) is required for all requests."
        raise ArmError(400, "MissingApiVersionParameter", message, target="api-version")
    return version


def _wrong_version(version: str, served: str) -> ArmError:
    if _DATE.fullmatch(version) is None:
        message = f"The api-version '{version}' is not valid. It has the form of a date, such as {served}."
        return ArmError(400, "InvalidApiVersionParameter", message, target="api-version")
    message = f"Microsoft.IoTCentral has no api-version '{version}'. The supported api-versions are '{served}'."
    return ArmError(400, "NoRegisteredProviderFound", message, target="api-version")


def _check_query(route: Route, pairs: list[tuple[str, str]], *, pageable: bool) -> None:
    """Refuse query parameters that the operation lacks, instead of ignoring what the caller relies on."""
    known = {*route.query_names, "api-version", *((_PAGE_TOKEN,) if pageable else ())}
    for name, _ in pairs:
        if name not in known:
            message = f"{route.id} has no query parameter '{name}'; known are {', '.join(sorted(known))}."
            raise ArmError(400, "InvalidQueryParameter", message, target=name)


def _path_values(route: Route, segments: list[str]) -> dict[str, str]:
    try:
        values = route.path_values(segments)
    except MalformedRequestError as error:
        raise ArmError(400, "InvalidParameter", str(error)) from None
    group = values.get("resourceGroupName")
    if group is not None and _GROUP.fullmatch(group) is None:
        message = (
            f"The resource group name '{group}' is not valid: it consists of 1 to 90 letters, digits, underscores, "
            "hyphens, parentheses and dots, and does not end with a dot."
        )
        raise ArmError(400, "InvalidResourceGroup", message, target="resourceGroupName")
    return values


def _query_values(route: Route, pairs: list[tuple[str, str]]) -> dict[str, str]:
    try:
        return route.query_values(pairs)
    except MalformedRequestError as error:
        raise ArmError(400, "InvalidQueryParameter", str(error)) from None


def _body(route: Route, headers: dict[str, str], content: bytes) -> object:
    try:
        return body_of(route, headers, content)
    except ServiceError as error:
        if error.status != 400:
            raise
        raise ArmError(400, "InvalidRequestContent", error.message) from None
